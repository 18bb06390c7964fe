"""Say who speaks in each statement of an article.

How an identity is decided, in the order of the work:

1. Names. ``names`` finds the proper names; form settles their kinds (``name_forms``), else a small
   model does (``name_kinds``). ``identity`` joins the names of one person or body
   (``name_matching``): a surname to a full name, an acronym to what it stands for.
2. Roles. What stands beside a name is its role (``roles``), and so is what a sentence states of it:
   "X is a beekeeper", "As chairman, X", "X, 34, a nurse" (``predicates``).
3. The article is read from left to right (``resolution``). ``phrases`` says what form the words of
   a source have, ``appositions`` which name stands beside a description; whoever is met is kept in
   mind (``reference``), also people who say nothing and pairs (``onlookers``).
4. A description is somebody met before only where the text ties the two (``ties``, ``nominals``):
   the same role, an apposition, an owner ("his lawyer"), an age, a counting word (``ordinals``), or
   a word for a standing that one person alone in the paragraph can have. Ranks, fields and offices
   left never match others: no minister is the prime minister. Whoever was named last is no reason;
   whoever has just spoken is, where a sentence begins with a standing or an office left.
   Without a tie a description is a source of its own (``nominal_kinds`` says of which kind), until
   the article names who it is (``named_later``).
5. A body or medium is the one whose name ends in the noun, or the only one of its kind, or the one
   far ahead of others (``organisations``).
6. A pronoun takes the best earlier mention that agrees in gender and number (``pronouns``), never
   somebody whom its own sentence addresses or talks about. After a statement that holds another it
   is the outer speaker, where it may be, as is a surname that both share (``nested``). An "I"
   outside quotation marks is the writer, or who answers an interview (``writers``).
7. Where two remain possible, the statement has both as ``candidates`` and no speaker.
8. Each entity becomes a Source with kind and naming (``naming``), name, role and affiliation
   (``descriptions``). Each link has a probability of its own (``links``), which the confidence of
   the statement counts in.

The kinds of names and the probabilities of links are learned; the rest are rules. Everything is
deterministic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from statistics import fmean

from analysis.model import Article, Attribution, Mention, Quotation, Source
from analysis.sources import lexicon
from analysis.sources.descriptions import affiliation_of, name_of, role_of
from analysis.sources.entities import Entity
from analysis.sources.links import probability
from analysis.sources.names import names as find_names
from analysis.sources.naming import kind, naming, reason
from analysis.sources.nested import marked
from analysis.sources.resolution import Resolver
from analysis.sources.scene import Outcome


def identify(
    article: Article, quotations: Sequence[Quotation], attributions: Sequence[Attribution]
) -> tuple[tuple[Attribution, ...], tuple[Source, ...], tuple[Source, ...]]:
    """Say who speaks in each attribution.

    Args:
        article: With paragraphs; sentences are used where it has them.
        quotations: Its quoted stretches.
        attributions: As the reader found them; ``speaker`` is ignored.

    Returns:
        The attributions in the order given, with ``speaker``, ``implicit`` and ``doubts`` filled
        in, and their confidence times that in the speaker; the sources heard (ids s1, s2, ... by
        first appearance), whose ``confidence`` is the mean probability of their links; and the
        people and bodies the article names and never lets speak (ids u1, u2, ...).
    """
    spans = [span for a in attributions for span in a.source[:1]]
    names = marked(find_names(article, quotations, spans), attributions)
    resolver = Resolver(article, quotations, names)
    outcomes = resolver.run(attributions)
    heard = _heard(attributions, outcomes)
    silent = _silent(resolver, heard, outcomes.values())
    ids = {id(entity): f"s{number}" for number, entity in enumerate(heard, 1)}
    ids |= {id(entity): f"u{number}" for number, entity in enumerate(silent, 1)}
    sources, unheard = (tuple(_source(ids[id(e)], e) for e in part) for part in (heard, silent))
    known = {id(entity): source for entity, source in zip(heard, sources, strict=True)}
    spoken = tuple(_filled(a, outcomes[a.id], ids, known) for a in attributions)
    return spoken, tuple(_linked(spoken, sources)), unheard


def _heard(attributions: Sequence[Attribution], outcomes: dict[str, Outcome]) -> list[Entity]:
    first: dict[int, tuple[int, Entity]] = {}
    for attribution in attributions:
        entity = outcomes[attribution.id].entity
        if entity is not None:
            place = min(s.start for s in (*attribution.source, *attribution.content))
            if id(entity) not in first or place < first[id(entity)][0]:
                first[id(entity)] = (place, entity)
    return [entity for _, entity in sorted(first.values(), key=lambda pair: pair[0])]


def _filled(
    attribution: Attribution, outcome: Outcome, ids: dict[int, str], known: dict[int, Source]
) -> Attribution:
    entity, words, sure = outcome.entity, attribution.words_confidence, 1.0
    if entity is not None:
        sure = probability(outcome, known[id(entity)], words)
    return replace(
        attribution,
        speaker=ids[id(entity)] if entity is not None else None,
        confidence=words * sure,
        speaker_confidence=sure,
        implicit=outcome.implicit,
        doubts=(*attribution.doubts, *outcome.doubts),
        candidates=tuple(ids[id(entity)] for entity in outcome.candidates),
    )


def _source(key: str, entity: Entity) -> Source:
    decided, why = naming(entity)
    mentions = tuple(Mention(span, entity.mentions[span]) for span in sorted(entity.mentions))
    told = next((r for r in map(reason, entity.tails) if r), "") if decided == "anonymous" else ""
    notes = [why, *dict.fromkeys(entity.notes)][:4]
    return Source(
        key,
        name_of(entity),
        kind(entity),
        decided,
        mentions,
        role=role_of(entity),
        affiliation=affiliation_of(entity),
        reason=told,
        because="; ".join(notes),
    )


def _linked(spoken: Sequence[Attribution], sources: Iterable[Source]) -> Iterator[Source]:
    """Yield the sources with their confidence: the mean of that of the links to them."""
    own: dict[str | None, list[float]] = {}
    for a in spoken:
        own.setdefault(a.speaker, []).append(a.speaker_confidence)
    for source in sources:
        yield replace(source, confidence=round(fmean(own[source.id]), 3))


def _silent(
    resolver: Resolver, heard: Sequence[Entity], outcomes: Iterable[Outcome]
) -> list[Entity]:
    """Return those who are named and say nothing, and possible speakers of unclear statements."""
    own = {id(e) for e in heard}
    spoke = own | {id(m) for e in heard for m in e.members}
    possible = {id(e): e for outcome in outcomes for e in outcome.candidates if id(e) not in own}
    silent = [e for e in resolver.scene.registry.entities if id(e) not in spoke and _is_someone(e)]
    missing = [e for key, e in possible.items() if key not in set(map(id, silent))]
    return sorted([*silent, *missing], key=lambda e: e.first)


def _is_someone(entity: Entity) -> bool:
    """Tell whether a silent entity is surely a person or body.

    Its full name, a title or a list of known bodies tells.
    """
    if not entity.names or entity.first < 0:
        return False
    full = max(len(own) for own in entity.names) > 1
    if entity.kind == "person":
        return full or bool(entity.titles)
    if entity.kind not in ("organisation", "media"):
        return False
    known = {**lexicon.phrases("bodies", "names"), **lexicon.phrases("media_names", "names")}
    return full or any(lexicon.fold(own[0]).rstrip(".") in known for own in entity.names)
