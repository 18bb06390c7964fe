"""What a person says against the reader: frozen records, free of offsets that must be right.

A *quote* is a stretch of the article by its words, with a little of what stands around it and
where it stood; it is looked up anew in whatever the article has become since.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from analysis.model import Form, Naming, Ruling, SourceKind
from analysis.text import shorten

Operation = Literal["change", "remove", "add", "join", "split", "set", "judge", "person"]
OPERATIONS: tuple[Operation, ...] = get_args(Operation)


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of the article.

    ``text`` are its words, ``before`` and ``after`` what stands next to it (may be empty), ``at``
    its offset in code points when it was written down; white space counts as one space.
    """

    text: str
    before: str = ""
    after: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """Which statement is meant: a quote of its content.

    ``cue`` and ``source`` are the words of these, given where several statements share a content.
    """

    content: Quote
    cue: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """Which source is meant: its name, and a quote of a place that mentions it.

    ``kind``, ``naming`` and ``role`` say what it is, whether the reader has that voice or not.
    """

    name: str = ""
    mention: Quote | None = None
    kind: SourceKind | None = None
    naming: Naming | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing a person knows better.

    What each operation (``do``) takes: *change* ``statement`` and any of ``source``, ``cue``,
    ``content``, ``form``, ``speaker``; *remove* ``statement``; *add* ``content`` and any of the
    others; *join* ``voice`` and the ``others`` that are the same; *split* ``voice``, the
    ``mentions`` that are somebody else, and what that one is; *set* ``voice`` and any of ``name``,
    ``kind``, ``naming``, ``role``; *judge* ``quotation`` and ``verdict``; *person* ``name``, the
    ``others`` it goes by, ``roles`` and ``kind``. None leaves a field as it is; no quotes, ``()``,
    empty it; ``nobody`` says that the statement has no speaker.
    """

    do: Operation
    statement: Key | None = None
    source: tuple[Quote, ...] | None = None
    cue: tuple[Quote, ...] | None = None
    content: tuple[Quote, ...] | None = None
    form: Form | None = None
    speaker: Who | None = None
    nobody: bool = False
    voice: Who | None = None
    others: tuple[Who, ...] = ()
    mentions: tuple[Quote, ...] = ()
    name: str | None = None
    kind: SourceKind | None = None
    naming: Naming | None = None
    role: str | None = None
    roles: tuple[str, ...] = ()
    quotation: Quote | None = None
    verdict: Ruling | None = None
    note: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A correction that was not applied, and why."""

    correction: Correction
    why: str

    def __str__(self) -> str:
        """Return one sentence: what was to be done, to what, and why it was not."""
        return f"{described(self.correction)}: {self.why}"


def described(c: Correction) -> str:
    """Describe what a correction does, in a few words and the article's own."""
    who = _called(c.voice)
    if c.do == "set":
        fields = [name for name in ("name", "kind", "naming", "role") if getattr(c, name)]
        return f"set {' and '.join(fields)} of {_short(who)}"
    if c.do == "join":
        return f"join {_short(who)} with {', '.join(_short(_called(o)) for o in c.others)}"
    if c.do == "split":
        return f"split {', '.join(_short(q.text) for q in c.mentions)} off {_short(who)}"
    if c.do == "add":
        return f"add the statement {_short(' … '.join(q.text for q in c.content or ()))}"
    if c.do == "person":
        return f"know {_short(c.name or '')}"
    if c.do == "judge":
        return f"judge {_short(c.quotation.text if c.quotation else '')} {c.verdict}"
    said = _short(c.statement.content.text) if c.statement else ""
    if c.do == "remove":
        return f"remove the statement {said}"
    return f"change {' and '.join(changed(c)) or 'nothing'} of the statement {said}"


def changed(c: Correction) -> tuple[str, ...]:
    """Return the fields of a statement that a correction sets."""
    fields = [f for f in ("source", "cue", "content", "form") if getattr(c, f) is not None]
    return (*fields, "speaker") if c.speaker is not None or c.nobody else tuple(fields)


def _called(who: Who | None) -> str:
    return (who.name or (who.mention.text if who.mention else "")) if who else ""


def _short(text: str) -> str:
    return f"“{shorten(text, 60)}”"
