"""Who speaks in a statement whose source a person named by its words: as the reader would say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from analysis.corrections.draft import Draft, LostError, dice
from analysis.corrections.records import Who
from analysis.model import Attribution, Mention, Naming, Source, SourceKind, Span

ID = re.compile(r"[asu][0-9]+")  # of a statement or a source: it may be another one tomorrow


def speaker(draft: Draft, a: Attribution) -> tuple[str | None, bool]:
    """Return the id of who speaks, and whether that is taken from the context.

    A source is made if it is needed.

    A place that already mentions a source is that source's. Else the whole article is resolved
    again with the statement as it now is, and what comes out is matched with the sources there are.
    """
    for span in a.source:
        there = [s for s in draft.at(span) if any(dice(m.span, span) > 0.99 for m in s.mentions)]
        if len(there) == 1:
            return there[0].id, False
    from analysis import sources  # noqa: PLC0415 - takes long to import

    said = tuple(draft.statements.values())
    said = said if a.id in draft.statements else (*said, a)
    said = tuple(a if other.id == a.id else other for other in said)
    out, heard, _ = sources.identify(draft.x.article, draft.x.quotations, said)
    mine = next(other for other in out if other.id == a.id)
    if mine.speaker is None:
        return None, False
    found = next(s for s in heard if s.id == mine.speaker)
    key = _known(draft, found, [o for o in out if o.speaker == found.id and o.id != a.id], a)
    if key is None and a.source:
        key = _new(draft, found)
    return key, mine.implicit and key is not None


def isolated(draft: Draft, span: Span) -> Source | None:
    """Return the source that a stretch of the article would be by itself."""
    from analysis import sources  # noqa: PLC0415 - as above

    content = (Span(span.end, min(span.end + 1, len(draft.text))),)
    alone = Attribution("a1", (span,), (), content, "indirect", 1.0)
    heard = sources.identify(draft.x.article, draft.x.quotations, [alone])[1]
    return next((s for s in heard if any(m.span.overlaps(span) for m in s.mentions)), None)


def named(draft: Draft, who: Who) -> str:
    """Return the id of the source that is meant; of a new one if the article has none so named."""
    source = draft.voice(who)
    if source is not None:
        return source.id
    if ID.fullmatch(who.name):
        raise LostError(f"“{who.name}” is not the name of a source; give a name, not an id")
    own = draft.span(who.mention) if who.mention is not None else None
    name = who.name or (" ".join(own.of(draft.text).split()) if own else "")
    if not name.strip():
        raise LostError("the speaker has neither a name nor a mention")
    kind: SourceKind = who.kind or "unknown"
    naming: Naming = who.naming or "generic"
    if own is not None and (guess := isolated(draft, own)):
        kind, naming = who.kind or guess.kind, who.naming or guess.naming
    elif who.naming is None and name[:1].isupper():
        naming = "named"
    mentions = (Mention(own, "nominal"),) if own else ()
    key = draft.fresh("s")
    given = tuple(f for f in ("name", "kind", "naming", "role") if getattr(who, f))
    made = Source(key, name, kind, naming, mentions, who.role or "", because="named by hand")
    draft.heard[key] = replace(made, corrected=given)
    return key


def _known(draft: Draft, found: Source, others: list[Attribution], a: Attribution) -> str | None:
    """Return which of the sources there are is the one that was found anew."""
    now = Counter(draft.statements[o.id].speaker for o in others)
    places = {m.span for m in found.mentions} - set(a.source)
    for key, source in draft.voices.items():
        shared = len(places & {m.span for m in source.mentions})
        now[key] += shared
        now[key] += 2 * (found.naming == "named" and source.name == found.name)
    best = [(count, key) for key, count in now.items() if key is not None and count]
    return max(best, key=lambda pair: pair[0])[1] if best else None


def _new(draft: Draft, found: Source) -> str:
    key = draft.fresh("s")
    draft.heard[key] = replace(found, id=key)
    return key
