"""Reads articles from files or text; holds several as one, which a list of files gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from analysis.choosing import keep
from analysis.errors import InputError, ParameterError
from analysis.model import Article, Extraction
from analysis.page.wording import plural, recorded
from analysis.pipeline import extract
from analysis.reading import Reading
from analysis.suggesting import Suggesting, hint
from analysis.tabular import Tables

if TYPE_CHECKING:
    from analysis.corrections import Overruled

CORRECTIONS = "corrections.yaml"
Columns = Mapping[str, str] | str
NAMED = 8  # articles that are named in a line


class Readings(Suggesting, Tables, Sequence[Reading]):
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
        """Return the number of articles."""
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

    def where(self, **wishes: Any) -> Readings:
        """Choose statements of every article, as :meth:`Reading.where` does.

        Args:
            wishes: Those of :meth:`Reading.where`.

        Returns:
            Readings of the same articles. Of an article without such a source or cue none is
            chosen.

        Raises:
            ParameterError: A value that exists in no article.
            TypeError: An option that :meth:`Reading.where` does not have.
        """
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

    where.__signature__ = signature(Reading.where)  # type: ignore[attr-defined] # for completion

    def _extractions(self) -> tuple[Extraction, ...]:
        return tuple(one.extraction for one in self._found)

    def __repr__(self) -> str:
        """Return two plain lines: how many articles and statements, and which articles."""
        every = [a for one in self._found for a in one.extraction.attributions]
        ids = [one.article.id for one in self._found]
        many = recorded(len(every), sum(bool(a.excluded) for a in every))
        return f"Readings of {plural(len(ids), 'article')}, {many}\n{_listed(ids)}"


@overload
def read(  # type: ignore[overload-overlap] # a text is also an iterable of texts
    path: str | Path, *, corrections: bool = True, columns: Columns = ""
) -> Reading: ...


@overload
def read(
    path: Iterable[str | Path], *, corrections: bool = True, columns: Columns = ""
) -> Readings: ...


def read(
    path: str | Path | Iterable[str | Path], *, corrections: bool = True, columns: Columns = ""
) -> Reading | Readings:
    """Read an article from a file, or several, and apply what people corrected in them.

    Args:
        path: A text, Markdown or HTML file, or another that is listed in the README; "-" for
            standard input. A list of files is read into one object; of a file with several
            articles (a table, an export, an archive) it has all.
        corrections: Whether to apply each article's section of ``corrections.yaml`` in its folder.
        columns: Of a table, the columns that hold fields: ``{"text": "Volltext"}``, or
            "text=Volltext".

    Returns:
        What was found: a :class:`Reading`, or the :class:`Readings` of a list.

    Raises:
        InputError: If a file is missing, empty, binary or can't be read; if a list is empty.
        CorrectionError: If the corrections beside it can't be read.
    """
    if isinstance(path, str | Path):
        return _read(path, corrections=corrections, columns=columns)
    if not isinstance(path, Iterable):
        what = f"is not a path but of type {type(path).__name__}"
        raise ParameterError(what, "path", "give a path or a list of them")
    found = [r for one in path for r in _all(one, corrections=corrections, columns=columns)]
    if not found:
        raise InputError("there is no article in the list", "", "give one path or several")
    return Readings(found)


def of(article: Article, path: str | Path, *, corrections: bool = True) -> Reading:
    """Read an article that a file holds, and apply what people corrected in it.

    Args:
        article: As :mod:`analysis.ingest` gives it.
        path: The file it came from; of one of several articles in it with its number.
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
        (_read(path, corrections=False).extraction, own) for path, own in found
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


def _all(path: str | Path, *, corrections: bool, columns: Columns) -> Iterator[Reading]:
    """Yield every article of a file."""
    from analysis import ingest  # noqa: PLC0415

    known = ingest.columns_named(columns) if isinstance(columns, str) else columns
    for one in ingest.sound(part for _, part in ingest.parts_of([Path(path)], known)):
        yield of(one.article, one.path, corrections=corrections)


def _read(path: str | Path, *, corrections: bool, columns: Columns = "") -> Reading:
    from analysis import ingest  # noqa: PLC0415

    known = ingest.columns_named(columns) if isinstance(columns, str) else columns
    return of(ingest.load(path, known), path, corrections=corrections)


def _listed(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
    return f"{', '.join(ids[:NAMED])}{more}"
