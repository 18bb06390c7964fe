"""Whose the words at places of a record are, and whether that is the source that a draft names."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.checking import speakers
from analysis.checking.draft import Quoted
from analysis.checking.matching import Match
from analysis.checking.record import Record
from analysis.checking.voices import Owner, quoted_at


def labels_of(quoted: Quoted, record: Record) -> frozenset[str]:
    """Return the labels of the record that may be the draft's source."""
    if not quoted.speaker:
        return frozenset()
    return speakers.of(quoted.speaker, record)


def owners(record: Record, chain: Sequence[Match], *, deep: bool = True) -> tuple[Owner, ...]:
    """Return who says the words at the places, each once and in order.

    Args:
        record: The record.
        chain: The places.
        deep: Whether it is asked whom the record quotes there, which takes longer.
    """
    found: dict[Owner, None] = {}
    inner = [quoted_at(record, m.first, m.last) if deep else None for m in chain]
    if inner[0] is not None and len(set(inner)) == 1:
        return (inner[0],)
    for match, voice in zip(chain, inner, strict=True):
        if voice is not None and not voice.teller:
            found[voice] = None
            continue
        for step in match.steps:
            if step.kind == "equal":
                turns = [record.turn(n) for n in range(*step.said)]
                for turn in turns:
                    apart = record.labelled and not turn.speaker
                    found[Owner(turn.speaker, part=turn.part if apart else -1)] = None
    return tuple(found)


def is_source(quoted: Quoted, owner: Owner, record: Record) -> bool:
    """Tell whether the record may give words to the draft's source."""
    own = speakers.same(quoted.speaker, quoted.named, [owner.name], record)
    if not owner.teller or not quoted.speaker:
        return own or (not owner.named and not owner.teller)
    teller = speakers.same(quoted.speaker, quoted.named, [owner.teller], record)
    known = quoted.named and bool(labels_of(quoted, record))
    return own or not (teller or owner.named or known)


def of_others(quoted: Quoted, owners: Sequence[Owner], record: Record) -> bool:
    """Tell whether words are of nobody who may be the draft's source."""
    return not any(is_source(quoted, owner, record) for owner in owners)


def several(owners: Sequence[Owner], record: Record) -> bool:
    """Tell whether words are of speakers who are not one person under several labels."""
    first = owners[0]
    return any(
        not (first.name and owner.name) or not speakers.same(owner.name, True, [first.name], record)
        for owner in owners[1:]
    )
