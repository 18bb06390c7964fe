"""Names with their kinds, to learn from: of GUM, and of a tagger where nothing speaks against it.

The tagger knows no media and no powers: these it calls organisations. Words that leave no doubt
("Ministry", "Gazette") tell them apart; a model then goes by what surrounds them.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from analysis.ingest import from_text
from analysis.pipeline import quoted
from analysis.sources import lexicon
from analysis.sources.name_features import Key, grouped, short_forms, shorter_mentions
from analysis.sources.names import find
from analysis.sources.proper import Name

KINDS = ("person", "organisation", "government", "media", "place", "people", "document")
TAGS = {
    "PERSON": "person", "ORG": "organisation", "NORP": "people", "GPE": "place", "LOC": "place",
    "FAC": "place", "WORK_OF_ART": "document", "EVENT": "document", "LAW": "document",
    "PRODUCT": "document",
}  # fmt: skip
GUM = {"person": "person", "organization": "organisation", "place": "place"}
GUM |= {"event": "document", "object": "document", "abstract": "document"}
POWER = re.compile(
    r"(?i)\b(ministry|police|army|navy|air force|coast guard|(?:supreme|high|district|appeals|"
    r"county|crown|circuit|federal|constitutional) court|court of|senate|parliament|congress$|"
    r"government|administration$|treasury|department of|department$|department for|"
    r"(?:investigative|judiciary|intelligence|select) committee|embassy|"
    r"(?:security|secret) service|"
    r"federal reserve|house of|(?:city|county|town|borough|parish|district) council|white house|"
    r"pentagon|kremlin|fbi|cia|nsa|epa|irs|fda|cdc|fire (?:brigade|service|department)|sheriff|"
    r"marines|marine corps|customs|cabinet|military|armed forces|national guard|border patrol|"
    r"(?:central|national|federal|environmental|immigration|census|safety).*(?:agency|bureau)|"
    r"federal \w+ (?:commission|administration|service|board)|bureau of|office of the|"
    r"downing street|home office|foreign office|cabinet office|audit office|buckingham palace|"
    r"scotland yard|prosecution service|joint chiefs|general staff|knesset|duma|bundestag|diet|"
    r"lok sabha|politburo|mi5|mi6|mossad|treasury)\b"
)
STATELESS = re.compile(r"(?i)united nations|security council|european|nato|world|international")
PRINTED = re.compile(
    r"(?i)\b(times|post|news|journal|herald|tribune|gazette|chronicle|courier|telegraph|guardian|"
    r"examiner|inquirer|observer|globe|dispatch|radio|television|tv|broadcasting|magazine|press)$"
)
HELD = 8  # of the silver texts, every eighth is held out; of GUM, every fourth
REST = frozenset({"person", "place", "organisation", "government", "media"})


class Example(NamedTuple):
    """A name, what is around it, and its kind."""

    text: str
    key: Key
    mentions: Sequence[Name]
    shorter: Sequence[Name]
    longer: dict[Key, str]
    kind: str
    weight: float
    held: bool


def examples(records: Sequence[dict[str, Any]], *, gum: bool) -> Iterator[Example]:
    """Yield the names of tagged texts that have a kind."""
    for number, record in enumerate(records):
        article = from_text(record["text"], record["id"])
        if article.text != record["text"]:
            continue
        names = find(article, quoted(article))
        groups = grouped(names)
        labels = _of_gum(record) if gum else _of_tagger(record)
        decided = {
            key: kind
            for key, group in groups.items()
            if (kind := _agreed(key, group, labels, gum=gum))
        }
        shorter = short_forms(groups)
        for key, kind in decided.items():
            group = groups[key]
            settled = {n.kind for n in group} - {""}
            fulls = shorter.get(key[0], ()) if len(key) == 1 else ()
            longer = {k: decided[k] for k in fulls if k in decided}
            listed = " ".join(key) in lexicon.phrases("media_names", "names")
            if settled & {"people", "government"} or (listed and "person" in longer.values()):
                continue  # settled by form; or the Fox of "Vicente Fox"
            tail = shorter_mentions(key, groups, shorter)
            held = number % (4 if gum else HELD) == 0
            yield Example(article.text, key, group, tail, longer, kind, 3.0 if gum else 1.0, held)


def _of_tagger(record: dict[str, Any]) -> list[tuple[int, int, str]]:
    return [(s, e, TAGS[label]) for s, e, label in record["ents"] if label in TAGS]


def _of_gum(record: dict[str, Any]) -> list[tuple[int, int, str]]:
    return [(s, e, GUM[label]) for s, e, label, *_ in record["mentions"] if label in GUM]


def _agreed(
    key: Key, group: Sequence[Name], labels: Sequence[tuple[int, int, str]], *, gum: bool
) -> str:
    """Return the kind that the labels of a name agree on; "" if they do not."""
    votes = Counter[str]()
    for name in group:
        fits = [
            (e - s, kind)
            for s, e, kind in labels
            if e >= name.span.end >= e - 2 and -1 <= name.span.start - s <= (25 if gum else 5)
        ]
        votes[min(fits)[1] if fits else ""] += 1
    kind, count = votes.most_common(1)[0]
    if not kind or count < 0.7 * len(group):
        return ""
    form = {n.kind for n in group} - {""}
    if form and not gum and kind not in form and not (form <= REST - {"person"} and kind in REST):
        return "person" if form == {"person"} and any(n.title for n in group) else ""
    return _finer(kind, key)


def _finer(kind: str, key: Key) -> str:
    """Return a finer kind than the tagger and GUM have: powers and media among bodies."""
    whole = " ".join(key)
    if whole in lexicon.phrases("government_names", "phrases"):
        return "government"
    if whole in lexicon.phrases("media_names", "names"):
        return "media"
    if kind == "organisation":
        if POWER.search(whole) and not STATELESS.search(whole):
            return "government"
        ending = key[-1] in lexicon.words("media_names", "endings")
        led = lexicon.place(key[0]) or key[0] in {"daily", "sunday", "evening", "radio"}
        if len(key) > 1 and (PRINTED.search(whole) or (ending and led)):
            return "media"
    return kind


TRADES = (
    "foods energy securities textiles holdings motors oil mining steel cement airlines shipping "
    "pharmaceuticals chemicals systems software networks media properties homes builders farms "
    "brewing breweries coffee bakery stores markets insurance financial capital investments "
    "resources minerals petroleum gas power electric water foundry mills paper plastics glass "
    "toys games studios records logistics freight rail ferries tours travel hotels resorts "
    "clinics health healthcare care medical biotech genetics labs instruments optics robotics "
    "aerospace defence armaments wireless telecom cable solar wind nuclear recycling waste rovers "
    "united athletic city rangers wanderers lions tigers hawks"
).split()  # fmt: skip
PAPERS = (
    "gazette times herald post courier chronicle argus echo mercury advertiser star news "
    "journal observer tribune examiner record messenger sentinel bulletin radio television review"
).split()


def swapped(
    rng: random.Random, kind: str, pool: dict[str, list[tuple[str, ...]]]
) -> tuple[str, ...]:
    """Return the words of another name of a kind; some are put together of two."""
    other = rng.choice(pool[kind])
    surname = rng.choice(pool["person"])[-1]
    chance = rng.random()
    if kind == "organisation" and chance < 0.4:
        stem = surname if chance < 0.25 else rng.choice(pool["place"])[0]
        return stem, rng.choice(TRADES).capitalize()
    if kind == "media" and chance < 0.08:
        return rng.choice(("Radio", "Daily", "Channel", "Sunday")), surname
    if kind == "media" and chance < 0.5:
        return rng.choice(pool["place"])[0], rng.choice(PAPERS).capitalize()
    if kind == "person" and chance < 0.6 and len(other) > 1:
        return (rng.choice(pool["person"])[-1] if chance < 0.15 else other[0]), surname
    return other
