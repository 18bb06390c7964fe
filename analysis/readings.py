"""Holds several articles as one: what a notebook gets of a list of files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from analysis import reading
from analysis.errors import InputError, ParameterError
from analysis.exploring.choosing import keep
from analysis.page.wording import plural
from analysis.reading import Reading
from analysis.suggesting import Suggesting, hint, named_options

if TYPE_CHECKING:
    import pandas as pd

NAMED = 8  # articles that are named in a line


class Readings(Suggesting, Sequence[Reading]):
    """What was found in several articles: tables of all of them, and each one by place or id.

    >>> readings = analysis.read(["one.txt", "two.txt"])  # doctest: +SKIP
    >>> readings.attributions.groupby("article")["words"].sum()  # doctest: +SKIP
    >>> readings["two"].sources  # doctest: +SKIP

    Args:
        found: The reading of each article.
    """

    def __init__(self, found: Iterable[Reading]) -> None:
        self._found = tuple(found)

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self._found)

    def __iter__(self) -> Iterator[Reading]:
        """Go through the readings in the order they were given."""
        return iter(self._found)

    @overload
    def __getitem__(self, place: int | str) -> Reading: ...

    @overload
    def __getitem__(self, place: slice) -> Readings: ...

    def __getitem__(self, place: int | str | slice) -> Reading | Readings:
        """Give the reading at a place, or of the article with an id; a slice gives several."""
        if isinstance(place, slice):
            return Readings(self._found[place])
        if isinstance(place, int):
            return self._found[place]
        ids = [one.article.id for one in self._found]
        if place not in ids:
            raise KeyError(f"no article {place!r}{hint(str(place), ids)} {_listed(ids)}")
        return self._found[ids.index(place)]

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
    ) -> Readings:
        """Choose statements of every article, as :meth:`Reading.where` does.

        Returns:
            Readings of the same articles. Of an article without such a source or cue none is
            chosen.

        Raises:
            ParameterError: A value that exists in no article.
        """
        given = {"kind": kind, "naming": naming, "form": form, "confidence": confidence}
        wishes: dict[str, Any] = {**given, "source": source, "cue": cue, "text": text}
        chosen: list[Reading] = []
        errors: list[ParameterError] = []
        for one in self._found:
            try:
                chosen.append(one.where(**wishes))
            except ParameterError as error:
                errors.append(error)
                chosen.append(Reading(keep(one.extraction, ()), one.whole))
        if errors and len(errors) == len(chosen):
            raise errors[0]
        return Readings(chosen)

    @cached_property
    def attributions(self) -> pd.DataFrame:
        """One row a statement: see :func:`analysis.frames.attributions` for the columns."""
        return self._frame("attributions")

    @property
    def statements(self) -> pd.DataFrame:
        """The same as ``attributions``, by the page's word."""
        return self.attributions

    @cached_property
    def sources(self) -> pd.DataFrame:
        """One row a voice of an article: see :func:`analysis.frames.sources`."""
        return self._frame("sources")

    @property
    def voices(self) -> pd.DataFrame:
        """The same as ``sources``, by the page's word."""
        return self.sources

    @cached_property
    def unheard(self) -> pd.DataFrame:
        """One row a person or body that is named but not quoted; columns as in sources."""
        return self._frame("unheard")

    @cached_property
    def quotations(self) -> pd.DataFrame:
        """One row a stretch between quotation marks: see :func:`analysis.frames.quotations`."""
        return self._frame("quotations")

    @cached_property
    def paragraphs(self) -> pd.DataFrame:
        """One row a paragraph, body or not: see :func:`analysis.frames.paragraphs`."""
        return self._frame("paragraphs")

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """One row a sentence: see :func:`analysis.frames.sentences`."""
        return self._frame("sentences")

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """One row a word or mark: see :func:`analysis.frames.tokens`."""
        return self._frame("tokens")

    def __repr__(self) -> str:
        """Two plain lines: how many articles and statements, and which articles."""
        statements = sum(map(len, self._found))
        ids = [one.article.id for one in self._found]
        many = plural(statements, "statement")
        return f"Readings of {plural(len(ids), 'article')}, {many}\n{_listed(ids)}"

    def __dir__(self) -> list[str]:
        """What is public, for completion."""
        return sorted(name for name in vars(type(self)) if not name.startswith("_"))

    def _frame(self, name: str) -> pd.DataFrame:
        from analysis import frames  # noqa: PLC0415 - pandas takes long to import

        made: pd.DataFrame = getattr(frames, name)(*(one.extraction for one in self._found))
        return made


@overload
def read(  # type: ignore[overload-overlap] # a text is also an iterable of texts
    path: str | Path, *, corrections: bool = True
) -> Reading: ...


@overload
def read(path: Iterable[str | Path], *, corrections: bool = True) -> Readings: ...


def read(
    path: str | Path | Iterable[str | Path], *, corrections: bool = True
) -> Reading | Readings:
    """Read an article from a file, or several, and apply what people corrected in them.

    Args:
        path: A text, Markdown or HTML file, or another that is listed in the README; "-" for
            standard input. A list of files is read into one object.
        corrections: Whether to apply each article's section of ``corrections.yaml`` in its folder.

    Returns:
        What was found: a :class:`Reading`, or the :class:`Readings` of a list.

    Raises:
        InputError: If a file is missing, empty, binary or can't be read; if a list is empty.
        CorrectionError: If the corrections beside it can't be read.
    """
    if isinstance(path, str | Path):
        return reading.read(path, corrections=corrections)
    if not isinstance(path, Iterable):
        what = f"is not a path but of type {type(path).__name__}"
        raise ParameterError(what, "path", "give a path or a list of them")
    found = [reading.read(one, corrections=corrections) for one in path]
    if not found:
        raise InputError("there is no article in the list", "", "give one path or several")
    return Readings(found)


def _listed(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
    return f"{', '.join(ids[:NAMED])}{more}"
