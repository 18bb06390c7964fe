"""Holds what was found in an article in a form for people.

It shows itself as the annotated article, gives every table as a pandas frame, and is corrected by
hand. :mod:`analysis.readings` reads files into it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.model import Article, Extraction, Form, Naming, NamingWord, Ruling, SourceKind
from analysis.suggesting import Suggesting, named_options
from analysis.tabular import Tables

if TYPE_CHECKING:
    from analysis.corrections import Correction, Recorder
    from analysis.corrections.recording import Place, Places
    from analysis.plots import Plots

# Corrections are imported where one is made: few articles have any.


class Reading(Suggesting, Tables):
    """What was found in one article: tables, and the annotated article as a cell's output.

    A correction by hand gives a new one.

    Args:
        extraction: The records behind it, as :func:`analysis.pipeline.extract` gives them.
        whole: The one that this one holds some statements of, if it does.
        corrections: Those by hand that are applied in it already.
        path: The article's file, if it came from one.
    """

    def __init__(
        self,
        extraction: Extraction,
        whole: Reading | None = None,
        *,
        corrections: Sequence[Correction] = (),
        path: Path | None = None,
    ) -> None:
        self._extraction = extraction
        self._whole = whole
        self._corrections = tuple(corrections)
        self._path = path

    @property
    def extraction(self) -> Extraction:
        """The frozen records that everything here is made from."""
        return self._extraction

    @property
    def article(self) -> Article:
        """The article: ``.text``, ``.title``, ``.paragraphs`` and what was repaired."""
        return self._extraction.article

    @property
    def whole(self) -> Reading:
        """The reading of all statements that this one was chosen from; itself if it is that."""
        return self if self._whole is None else self._whole

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The corrections by hand, in the order they are applied; unplaced ones too.

        ``reading.extraction.unplaced`` says which of them found no place, and why.
        """
        return self.whole._corrections  # noqa: SLF001 - its own kind

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

        return Plots(self, self.whole, self._extraction)

    @named_options
    def correct(
        self,
        id: str,  # noqa: A002 - the record's own word
        *,
        source: Places | None = None,
        cue: Places | None = None,
        content: Places | None = None,
        form: Form | None = None,
        speaker: str | None = None,
        name: str | None = None,
        kind: SourceKind | None = None,
        naming: Naming | NamingWord | None = None,
        role: str | None = None,
        note: str = "",
        by: str = "",
    ) -> Reading:
        """Put a statement or a source right; this reading stays as it is.

        >>> reading.correct("a3", source="the mayor", content=["It rains", "it pours"])
        ... # doctest: +SKIP
        >>> reading.correct("s2", naming="unnamed", role="aide")  # doctest: +SKIP

        Args:
            id: Of a statement ("a3") or of a source ("s2", "u1"), as in the tables.
            source: Of a statement: who says it, in the article's words (the nearest place that has
                them), as (start, end), or several of these; "" for nobody.
            cue: The words that introduce it, given likewise.
            content: What is said, given likewise.
            form: direct, mixed or indirect; follows from the content if that alone is given.
            speaker: Id or name of the voice behind it, or a new name; "" for nobody. Follows from
                the source if that alone is given.
            name: Of a source: what to call it.
            kind: person, group, organisation, government, media, document or unknown.
            naming: named, unnamed (or anonymous), general group (or generic).
            role: What it is ("mayor of Lyon"); "" for none.
            note: Why, for whoever reads the file.
            by: Who says so.

        Returns:
            The corrected reading of the whole article. Keep it by ``.save_corrections()``.

        Raises:
            ParameterError: There is no such id, or the article does not have these words.
        """
        fields = {"source": source, "cue": cue, "content": content, "form": form}
        fields |= {"speaker": speaker, "name": name, "kind": kind, "naming": naming, "role": role}
        return self._corrected(self._recorder().correct(id, fields, note, by))

    @named_options
    def remove(self, id: str, *, note: str = "", by: str = "") -> Reading:  # noqa: A002 - as above
        """Take away a statement that is none; statements inside it stay.

        Args:
            id: Of the statement, as in the table of attributions.
            note: Why it is none.
            by: Who says so.

        Returns:
            The corrected reading of the whole article.

        Raises:
            ParameterError: There is no such statement.
        """
        return self._corrected(self._recorder().remove(id, note, by))

    @named_options
    def add(
        self,
        content: Places,
        *,
        source: Places = "",
        cue: Places = "",
        form: Form | None = None,
        speaker: str | None = None,
        note: str = "",
        by: str = "",
    ) -> Reading:
        """Put in a statement that the reader missed.

        >>> reading.add("It rains", source="the mayor", cue="said")  # doctest: +SKIP

        Args:
            content: What is said, in the article's words, as (start, end), or several of these.
            source: Who says it, given likewise; the place nearest to the content counts.
            cue: The words that introduce it, given likewise.
            form: direct, mixed or indirect; follows from the content if not given.
            speaker: Id or name of the voice behind it; follows from the source if not given.
            note: Why it is one.
            by: Who says so.

        Returns:
            The corrected reading of the whole article.

        Raises:
            ParameterError: The article does not have these words.
        """
        fields = {"content": content, "source": source, "cue": cue, "form": form}
        fields["speaker"] = speaker
        return self._corrected(self._recorder().add(fields, note, by))

    @named_options
    def join(self, id: str, *others: str, note: str = "", by: str = "") -> Reading:  # noqa: A002
        """Say that several sources are one.

        Args:
            id: Of the source that stays, with its name.
            others: Ids of those that are the same.
            note: Why they are one.
            by: Who says so.

        Returns:
            The corrected reading of the whole article.

        Raises:
            ParameterError: There is no such source.
        """
        return self._corrected(self._recorder().join(id, others, note, by))

    @named_options
    def split(
        self,
        id: str,  # noqa: A002 - as above
        mentions: Places,
        *,
        name: str | None = None,
        kind: SourceKind | None = None,
        naming: Naming | NamingWord | None = None,
        role: str | None = None,
        note: str = "",
        by: str = "",
    ) -> Reading:
        """Say that some mentions of a source, and what is said there, are somebody else's.

        Args:
            id: Of the source.
            mentions: Which, in the article's words, as (start, end), or several of these.
            name: What to call the other one; follows from the mentions if not given.
            kind: What it is, if that is not what the mentions say.
            naming: Whether it is named, likewise.
            role: Its role.
            note: Why they are another's.
            by: Who says so.

        Returns:
            The corrected reading of the whole article.

        Raises:
            ParameterError: There is no such source, or it is not mentioned there.
        """
        fields = {"name": name, "kind": kind, "naming": naming, "role": role}
        return self._corrected(self._recorder().split(id, mentions, fields, note, by))

    @named_options
    def judge(self, quotation: Place, verdict: Ruling, *, note: str = "", by: str = "") -> Reading:
        """Say that a quotation was checked by hand, and is as it was said or not.

        >>> reading.judge("It rains", "right", note="heard on the tape")  # doctest: +SKIP

        ``analysis.check`` and its report show it beside what the records say. Where the words of
        the quotation change later, it is no longer applied, and the report says so.

        Args:
            quotation: Words of it, or a (start, end) in it, such as of the frame of quotations.
            verdict: "right" or "wrong".
            note: How it was checked.
            by: Who checked it.

        Returns:
            The corrected reading of the whole article.

        Raises:
            ParameterError: No quotation stands there.
        """
        return self._corrected(self._recorder().judge(quotation, verdict, note, by))

    def save_corrections(self, path: str | Path | None = None, *, overwrite: bool = False) -> Path:
        """Write the corrections into ``corrections.yaml``, where every later run finds them.

        Args:
            path: The file, or a folder to put it into; by default beside the article.
            overwrite: Whether corrections in the file that this reading does not have may go.

        Returns:
            The file. Sections of other articles in it stay as they are.

        Raises:
            ParameterError: The article has no file, and no path is given.
            CorrectionError: The file that is there holds something else.
            OutputError: It can't be written, or would lose corrections.
        """
        from analysis import corrections  # noqa: PLC0415

        file = self.whole._path  # noqa: SLF001 - as above
        name = file.name if file else self.article.id
        return corrections.keep(path, file, name, self.corrections, overwrite=overwrite)

    def _extractions(self) -> tuple[Extraction, ...]:
        return (self._extraction,)

    def _recorder(self) -> Recorder:
        """Return what makes a correction of what a person says of the whole reading."""
        from analysis.corrections import Recorder  # noqa: PLC0415

        return Recorder(self.whole.extraction)

    def _corrected(self, correction: Correction) -> Reading:
        """Return the whole reading with one correction more."""
        from analysis.corrections import applied  # noqa: PLC0415

        whole = self.whole
        own = (*whole._corrections, correction)  # noqa: SLF001 - its own kind
        made = applied(whole.extraction, correction)
        return Reading(made, corrections=own, path=whole._path)  # noqa: SLF001 - as above

    def __len__(self) -> int:
        """Return the rows of the table of attributions, with those that figures leave out."""
        return len(self._extraction.attributions)

    def __repr__(self) -> str:
        """Return two or three plain lines: what was found, in numbers."""
        from analysis.page.terminal import summary  # noqa: PLC0415

        return summary(self._extraction)

    def _repr_html_(self) -> str:
        """Return the annotated article with its own style: escaped, without scripts."""
        from analysis.page import markup  # noqa: PLC0415

        whole = self._whole.extraction if self._whole is not None else None
        return markup.standalone(self._extraction, whole=whole)

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, str]:
        """Return the annotated article, and plain lines for where HTML is not shown."""
        makers = {"text/plain": self.__repr__, "text/html": self._repr_html_}
        wanted = [t for t in makers if include is None or t in include]
        return {t: makers[t]() for t in wanted if exclude is None or t not in exclude}
