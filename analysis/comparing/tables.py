"""A comparison as tidy tables, for pandas and as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analysis.comparing import changes
from analysis.comparing.records import Change, Compared, Shared, Statement, Trace
from analysis.frames import about as known
from analysis.frames import schema
from analysis.frames.columns import Row, typed
from analysis.frames.schema import Dtype

if TYPE_CHECKING:
    import pandas as pd

ABOUT: dict[str, Dtype] = {column.name: "string" for column in schema.ABOUT}
VOICES: dict[str, Dtype] = {
    "voice": "Int64",
    "article": "string",
    "presence": "string",
    "name": "string",
    "kind": "string",
    "naming": "string",
    "role": "string",
    "statements": "Int64",
    "because": "string",
    "unsure": "boolean",
    **ABOUT,
}
STATEMENTS: dict[str, Dtype] = {
    "shared": "Int64",
    "article": "string",
    "attribution": "string",
    "source": "string",
    "naming": "string",
    "form": "string",
    "paragraph": "Int64",
    "place": "Float64",
    "found": "string",
    "stands_in": "string",
    "text": "string",
    **ABOUT,
}
CHANGES: dict[str, Dtype] = {
    "shared": "Int64",
    "base": "string",
    "other": "string",
    "likeness": "Float64",
    "voice": "string",
    "moved": "string",
    "requoted": "boolean",
    "altered": "boolean",
    "wording": "string",
}


def voices(c: Compared) -> pd.DataFrame:
    """Return one row a voice and article: heard, mentioned only, or absent there.

    ``voice`` numbers the voices from 1; ``because`` says by what its sources were joined. Like the
    statements it ends with what is known of the article: title, date, outlet, authors, url.
    """
    return typed(VOICES, list(_voices(c)))


def statements(c: Compared) -> pd.DataFrame:
    """Return one row a statement of each article.

    ``shared`` numbers what articles share from 1, missing for a statement of one article only;
    ``found`` is *verbatim*, *near*, *again* (says once more what is shared) or *only here*;
    ``place`` in [0, 1] is how far into the article it begins; ``stands_in`` names the articles
    that print its words without a source; ``paragraph`` counts from 0 as in every table.
    """
    return typed(STATEMENTS, list(_statements(c)))


def wordings(c: Compared) -> pd.DataFrame:
    """Return one row a shared statement and article after the first that has it.

    ``voice`` and ``moved`` are as in :class:`analysis.comparing.records.Change`; ``wording`` has
    what only the base prints as ``[-...-]``, what only the other prints as ``{+...+}``.
    """
    return typed(CHANGES, list(_changes(c)))


def _voices(c: Compared) -> Iterator[Row]:
    for number, party in enumerate(c.parties, 1):
        for n, name in enumerate(c.names):
            source = party.sources[n]
            presence = "heard" if party.heard[n] else "mentioned" if source else "absent"
            about: Row = (None,) * 5
            if source:
                own = sum(a.speaker == source.id for a in c.extractions[n].attributions)
                about = (source.name, source.kind, source.naming, source.role or None, own)
            told = known(c.extractions[n].article)
            yield number, name, presence, *about, party.because or None, party.unsure, *told


def _statements(c: Compared) -> Iterator[Row]:
    by = changes.voices(c.parties)
    rows: list[tuple[Statement, int | None, str, str | None]] = []
    for number, group in enumerate(c.shared, 1):
        found, stands = "verbatim" if group.verbatim else "near", _stands(c, group.traces)
        rows += [(s, number, found, stands) for part in group.parts for s in part]
        rows += [(s, number, "again", stands) for part in group.again for s in part]
    rows += [(x.statement, None, "only here", _stands(c, x.traces)) for x in c.lone]
    for s, shared, how, where in sorted(rows, key=lambda row: (row[0].article, row[0].start)):
        source = changes.source(s, by)
        who = (source.name, source.naming) if source else (None, None)
        text = " ".join(word.text for word in s.words)
        paragraph = s.paragraph - 1 if s.paragraph else None
        place = round(s.place, 4)
        name = c.names[s.article]
        told = known(c.extractions[s.article].article)
        yield shared, name, s.id, *who, s.form, paragraph, place, how, where, text, *told


def _stands(c: Compared, traces: Sequence[Trace]) -> str | None:
    return ", ".join(c.names[trace.article] for trace in traces) or None


def _changes(c: Compared) -> Iterator[Row]:
    for number, group in enumerate(c.shared, 1):
        for change in group.changes:
            yield _change(c, number, group, change)


def _change(c: Compared, number: int, group: Shared, change: Change) -> Row:
    return (
        number,
        c.names[change.base],
        c.names[change.other],
        1.0 if group.verbatim else round(change.likeness, 4),
        change.who,
        change.moved or None,
        change.requoted,
        change.altered,
        _wording(change),
    )


def _wording(change: Change) -> str:
    parts: list[str] = []
    for piece in change.pieces:
        if piece.op == "same":
            parts.append(piece.left)
        else:
            parts += [f"[-{piece.left}-]"] if piece.left else []
            parts += [f"{{+{piece.right}+}}"] if piece.right else []
    return " ".join(parts)
