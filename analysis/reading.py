"""Holds what was found in an article in a form for people.

``read`` is what a notebook calls; what it returns shows itself as the annotated article and gives
every table as a pandas frame.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.correctable import Correctable
from analysis.errors import ParameterError
from analysis.model import Article
from analysis.pipeline import extract
from analysis.suggesting import Suggesting, named_options

if TYPE_CHECKING:
    from analysis.corrections import Overruled
    from analysis.plots import Plots

CORRECTIONS = "corrections.yaml"


class Reading(Suggesting, Correctable):
    """What was found in one article: tables, and the annotated article as a cell's output."""

    @named_options
    def where(
        self,
        *,
        source: str | Collection[str] | None = None,
        kind: str | Collection[str] | None = None,
        naming: str | Collection[str] | None = None,
        form: str | Collection[str] | None = None,
        cue: str | Collection[str] | None = None,
        confidence: tuple[float, float] | None = None,
        text: str | None = None,
    ) -> Reading:
        """Choose statements: tables, annotated text and plots of those for which all holds.

        >>> reading.where(naming="unnamed", cue="say")  # doctest: +SKIP
        >>> reading.where(source=["Ann Lee", "s3"], confidence=(0.8, 1))  # doctest: +SKIP

        Args:
            source: A name, words of a name ("Lee"), or an id; "no source given" for none.
            kind: person, group, organisation, government, media, document or unknown.
            naming: named, unnamed (or anonymous), general group (or generic).
            form: direct, mixed or indirect.
            cue: A verb ("say"), a word of the cue ("said"), or the whole cue.
            confidence: The lowest and the highest, both included, in [0, 1].
            text: A word or phrase that the statement holds, in upper or lower case.

        Returns:
            A reading of the same article; what was not chosen is unmarked in its text. Of several
            values given in a list one must hold. ``.whole`` leads back to all statements.

        Raises:
            ParameterError: A value that does not exist; the error lists those that do.
        """
        from analysis.choosing import Choice, choose  # noqa: PLC0415

        choice = Choice(source, kind, naming, form, cue, confidence, text)
        chosen = choose(self._extraction, choice, self.whole.extraction)
        return Reading(chosen, self.whole)

    @cached_property
    def plot(self) -> Plots:
        """Pictures, as matplotlib Axes: ``.strip()``, ``.voices()``, ``.stances()``."""
        from analysis.plots import Plots  # noqa: PLC0415

        return Plots(self)

    def __len__(self) -> int:
        """How many statements there are: rows of the table of attributions."""
        return len(self._extraction.attributions)

    def __repr__(self) -> str:
        """Two or three plain lines: what was found, in numbers."""
        from analysis.page.terminal import summary  # noqa: PLC0415

        return summary(self._extraction)

    def _repr_html_(self) -> str:
        """The annotated article with its own style: escaped, without scripts."""
        from analysis.page import markup  # noqa: PLC0415

        whole = self._whole.extraction if self._whole is not None else None
        return markup.standalone(self._extraction, whole=whole)

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, str]:
        """The annotated article, and the plain lines for where HTML is not shown."""
        makers = {"text/plain": self.__repr__, "text/html": self._repr_html_}
        wanted = [t for t in makers if include is None or t in include]
        return {t: makers[t]() for t in wanted if exclude is None or t not in exclude}


def read(path: str | Path, *, corrections: bool = True) -> Reading:
    """Read one article from a file, and apply what people corrected in it.

    Args:
        path: A text, Markdown or HTML file; "-" for standard input.
        corrections: Whether to apply the article's section of ``corrections.yaml`` in its folder.

    Returns:
        What was found in it.

    Raises:
        InputError: If the file is missing, empty, binary or can't be read.
        CorrectionError: If the corrections beside it can't be read.
    """
    from analysis import ingest  # noqa: PLC0415

    return of(ingest.load(path), path, corrections=corrections)


def of(article: Article, path: str | Path, *, corrections: bool = True) -> Reading:
    """Read an article that a file holds, and apply what people corrected in it.

    Args:
        article: As :mod:`analysis.ingest` gives it.
        path: The file it came from.
        corrections: See :func:`read`.
    """
    from analysis import ingest  # noqa: PLC0415

    file = None if str(path) == ingest.STDIN else Path(path)
    if not corrections or file is None or not (file.parent / CORRECTIONS).exists():
        return Reading(extract(article), path=file)
    from analysis import corrections as by_hand  # noqa: PLC0415 - few articles have any

    own = by_hand.of(file)
    made = by_hand.astray(by_hand.apply(extract(article), own)[0], file)
    return Reading(made, corrections=own, path=file)


def overruled(paths: Iterable[str | Path]) -> Overruled:
    """Count how often people overruled the reader.

    Args:
        paths: Files of corrections, folders that hold one, or articles with one beside them.

    Returns:
        The counts, by operation and by the reader's confidence; printed they are a table.

    Raises:
        CorrectionError: If there are no corrections at a path, or their article is not there.
    """
    from analysis import corrections  # noqa: PLC0415

    found = corrections.articles(paths)
    return corrections.overruled(
        (read(path, corrections=False).extraction, own) for path, own in found
    )


def read_text(text: str, id: str = "text") -> Reading:  # noqa: A002 - the record's own word
    """Read one article that is already text.

    Args:
        text: The article; offsets are its code points.
        id: What the article is called in the tables.

    Returns:
        What was found in it.

    Raises:
        InputError: If the text is empty.
        ParameterError: If it is not text.
    """
    from analysis import ingest  # noqa: PLC0415

    if not isinstance(text, str):
        raise ParameterError(f"is not text but of type {type(text).__name__}", "text", "give a str")
    return Reading(extract(ingest.from_text(text, id)))
