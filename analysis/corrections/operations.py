"""What each operation does to a draft; a draft on which it raised LostError is thrown away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from analysis.corrections import deriving
from analysis.corrections.draft import Draft, LostError, dice, settled
from analysis.corrections.indexing import split as split_words
from analysis.corrections.people import know
from analysis.corrections.records import Correction, Operation, Who, changed
from analysis.model import Attribution, Form, Judgement, Mention, Source, Span
from analysis.quotes import inside
from analysis.text import form_of

FIELDS = ("source", "cue", "content", "form", "speaker")
VOICE = ("name", "kind", "naming", "role")


def change(draft: Draft, c: Correction) -> None:
    """Set fields of a statement."""
    if c.statement is None:
        return
    old = draft.statement(c.statement)
    _set(draft, old, c)


def remove(draft: Draft, c: Correction) -> None:
    """Take a statement away; what it held moves up."""
    if c.statement is None:
        return
    gone = draft.statement(c.statement)
    del draft.statements[gone.id]
    for a in list(draft.statements.values()):
        if a.parent == gone.id:
            draft.statements[a.id] = replace(a, parent=gone.parent)


def add(draft: Draft, c: Correction) -> None:
    """Put in a statement that the reader missed."""
    content = draft.spans(c.content or ())
    cue = draft.spans(c.cue or ())
    if any(a.content == content and cue in ((), a.cue) for a in draft.statements.values()):
        raise LostError("the reader finds this statement itself by now")
    made = Attribution(draft.fresh("a"), (), (), content, "indirect", 1.0)
    _set(draft, made, replace(c, source=c.source or (), cue=c.cue or ()))


def join(draft: Draft, c: Correction) -> None:
    """Make several sources one, under the first one's name."""
    kept = _voice(draft, c.voice)
    others = [_voice(draft, other) for other in c.others]
    others = [o for n, o in enumerate(others) if o.id != kept.id and o not in others[:n]]
    if not others:
        raise LostError("they are already merged")
    draft.merge(_touched(replace(kept, confidence=1.0), ("mentions",)), others)


def split(draft: Draft, c: Correction) -> None:
    """Make some mentions of a source, and what is said there, another source."""
    old = _voice(draft, c.voice)
    spans = draft.spans(c.mentions)
    theirs = [m for m in old.mentions if any(dice(m.span, s) >= 0.5 for s in spans)]
    said = [
        a
        for a in draft.statements.values()
        if a.speaker == old.id and any(dice(own, s) >= 0.5 for own in a.source for s in spans)
    ]
    if not theirs and not said:
        raise LostError("that source is not mentioned there")
    rest = tuple(m for m in old.mentions if m not in theirs)
    draft.put(_touched(replace(old, mentions=rest), ("mentions",)))
    made = _split_off(draft, c, old, tuple(theirs) or tuple(Mention(s, "nominal") for s in spans))
    draft.heard[made.id] = made
    for a in said:
        draft.statements[a.id] = settled(replace(a, speaker=made.id))


def set_(draft: Draft, c: Correction) -> None:
    """Set what a source is."""
    old = _voice(draft, c.voice)
    given = {field: getattr(c, field) for field in VOICE if getattr(c, field) is not None}
    draft.put(_given(old, given))


def judge(draft: Draft, c: Correction) -> None:
    """Keep what a person says of a quotation, as long as its words are those that were checked."""
    if c.quotation is None or c.verdict is None:
        return
    run = draft.quotation(draft.span(c.quotation))
    now = " ".join(q.inner.of(draft.text) for q in run)
    if _words(now) != _words(c.quotation.text):
        raise LostError("the quotation has other words there; check it again, and quote all of it")
    span = Span(run[0].span.start, run[-1].span.end)
    others = (j for j in draft.x.judged if j.span != span)
    made = Judgement(span, c.verdict, c.note, c.by)
    draft.x = replace(draft.x, judged=tuple(sorted((*others, made), key=lambda j: j.span)))


OPERATIONS: dict[Operation, Callable[[Draft, Correction], None]] = {
    "change": change,
    "remove": remove,
    "add": add,
    "join": join,
    "split": split,
    "set": set_,
    "judge": judge,
    "person": know,
}


def _set(draft: Draft, old: Attribution, c: Correction) -> None:
    """Give a statement its new spans, form and speaker, and settle what follows from them."""
    new = replace(
        old,
        source=draft.spans(c.source) if c.source is not None else old.source,
        cue=draft.spans(c.cue) if c.cue is not None else old.cue,
        content=draft.spans(c.content) if c.content else old.content,
        confidence=1.0,
        speaker_confidence=1.0,
        doubts=(),
        excluded="",
    )
    form = c.form or (_form(draft, new) if c.content else old.form)
    by_hand = {*old.corrected, *changed(c)}
    if c.nobody:
        speaker, implicit = None, False
    elif c.speaker is not None:
        speaker, implicit = deriving.named(draft, c.speaker), not new.source
        _describe(draft, speaker, c.speaker)
    elif c.source is not None:
        speaker, implicit = deriving.speaker(draft, new)
    else:
        speaker, implicit = old.speaker, old.implicit
    new = replace(
        new,
        form=form,
        speaker=speaker,
        implicit=implicit,
        corrected=tuple(field for field in FIELDS if field in by_hand),
    )
    draft.insert(new)
    if speaker is not None and new.source:
        _lose(draft, old.speaker if speaker != old.speaker else None, new.source)
        draft.mention(speaker, new.source)
    draft.parents(new)


def _describe(draft: Draft, key: str, who: Who) -> None:
    """Let a source that was there be what a correction says of its speaker."""
    given = {field: getattr(who, field) for field in VOICE[1:] if getattr(who, field) is not None}
    source = draft.voices[key]
    given = {field: value for field, value in given.items() if getattr(source, field) != value}
    if given:
        draft.put(_given(source, given))


def _lose(draft: Draft, key: str | None, spans: tuple[Span, ...]) -> None:
    """Take from a source the mentions that are somebody else's."""
    source = draft.voices.get(key or "")
    if source is not None:
        rest = tuple(m for m in source.mentions if m.span not in spans)
        draft.put(replace(source, mentions=rest))


def _form(draft: Draft, a: Attribution) -> Form:
    return form_of(draft.text, inside(draft.text, draft.x.quotations), a.content)


def _words(text: str) -> list[str]:
    """Return words as they are compared, without marks."""
    return [word for word in split_words(text) if word[0].isalnum()]


def _voice(draft: Draft, who: Who | None) -> Source:
    source = draft.voice(who) if who is not None else None
    if source is None:
        raise LostError("no such source is found any more")
    return source


def _split_off(draft: Draft, c: Correction, old: Source, mentions: tuple[Mention, ...]) -> Source:
    fullest = max(mentions, key=lambda m: (m.form == "name", m.form == "nominal", len(m.span)))
    alone = deriving.isolated(draft, fullest.span)
    like = alone or old
    own = alone if alone and alone.name != old.name else None
    made = Source(
        draft.fresh("s"),
        own.name if own else " ".join(fullest.span.of(draft.text).split()),
        like.kind,
        like.naming,
        mentions,
        own.role if own else "",
        own.affiliation if own else "",
        own.reason if own else "",
        because=f"split off {old.name} by hand",
        corrected=("mentions",),
    )
    given = {field: getattr(c, field) for field in VOICE if getattr(c, field) is not None}
    return _given(made, given) if given else made


def _given(source: Source, given: dict[str, Any]) -> Source:
    """Return a source with what a person says of it."""
    new = replace(source, **given, confidence=1.0)
    if new.naming != "anonymous":
        new = replace(new, reason="")
    own = ", ".join(given)
    why = [f"{own} set by hand", *filter(None, [source.because])]
    return _touched(replace(new, because="; ".join(why)), tuple(given))


def _touched(source: Source, fields: tuple[str, ...]) -> Source:
    own = {*source.corrected, *fields}
    return replace(source, corrected=tuple(f for f in (*VOICE, "mentions") if f in own))
