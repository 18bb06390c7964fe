"""What a name is (a person, a body, a place, ...), learned from names in their surroundings.

A linear model over the features of ``name_features``; ``analysis.training.name_kinds`` makes it,
and its card is ``data/name_kinds.md``. Each word has a short vector, folded from the word vectors
of the encoder, so that a word of no training text ("Dairy") counts as those like it do.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

from analysis.ingest.prose import BOLD, ROLES
from analysis.shipped import DATA
from analysis.sources import lexicon
from analysis.sources.name_features import (
    Features,
    Key,
    features,
    grouped,
    key_of,
    short_forms,
    shorter_mentions,
)
from analysis.sources.name_forms import BODIES, listed_kind
from analysis.sources.proper import Name

FILE = "name_kinds.npz"
SLOTS = 1 << 14  # plain features share so many rows of weights
PARTS = ("first", "last", "only", "inner", "before", "behind", "owned", "described")
# A single word is left open where the log odds of the best two kinds are closer than this; a body
# that an "it" takes up needs less.
MARGIN, MARGIN_OF_IT = 1.6, 0.7
FIRM = 2.0  # log odds that a name is a firm's rather than a person's beside "landlord", "owner"
GIVEN = 2.0  # log odds that a name of two or three words that a given name opens is a person's
AFTER_LABEL = re.compile(rf"{ROLES}{BOLD}:\s")
WHICH = re.compile(r", which\b")  # behind a body; behind a person it means all before it
AT = re.compile(r"\b([\w-]++) at $")
TOWARDS = frozenset(  # "a protester at Hale's speech" may look at a person
    "activist boy critic demonstrator fan girl guest heckler man protester protestor supporter "
    "woman youth".split()
)
SURNAMES = frozenset("house union bank guard front watch court aid".split())  # and ends of bodies
SILENT = frozenset({"place", "people"})  # kinds of names that say nothing
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Model:
    """Weights: ``plain`` (slots by kinds), ``vectors`` (words by size), ``parts`` (a part each)."""

    kinds: tuple[str, ...]
    plain: Floats
    words: Mapping[str, int]
    vectors: Floats
    parts: Floats
    bias: Floats

    def scores(self, found: Features) -> Floats:
        """Return the log odds of each kind, up to a constant."""
        known = {(p, w): weight for (p, w), weight in found.words.items() if w in self.words}
        rows = [*map(slot, found.plain)]
        rows += [SLOTS + PARTS.index(p) * len(self.words) + self.words[w] for p, w in known]
        weights = np.array([*found.plain.values(), *known.values()], np.float32)
        total: Floats = self.bias + weights @ self.table[rows]
        return total

    @cached_property
    def table(self) -> Floats:
        """A row for each plain slot, then one for each word in each part."""
        return np.concatenate([self.plain, *(self.vectors @ self.parts)])


def slot(feature: str) -> int:
    """Return the row of a plain feature."""
    return zlib.crc32(feature.encode()) % SLOTS


@cache
def model() -> Model:
    """Load the model of the package."""
    return load((DATA / FILE).read_bytes())


def load(data: bytes) -> Model:
    """Read a model as ``analysis.training.name_kinds`` writes it."""
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        words = held["words"].tobytes().decode("utf-8").split("\n")
        return Model(
            tuple(held["kinds"].tobytes().decode("utf-8").split("\n")),
            held["plain"].astype(np.float32) * held["plain_scale"],
            {word: row for row, word in enumerate(words)},
            held["vectors"].astype(np.float32) * held["vectors_scale"],
            held["parts"].astype(np.float32),
            held["bias"].astype(np.float32),
        )


def with_kinds(
    text: str,
    names: Sequence[Name],
    speaking: Collection[int] = frozenset(),
    datelines: Collection[int] = frozenset(),
) -> list[Name]:
    """Return the names of an article, each with the kind that all its mentions together suggest.

    Args:
        text: Of the article.
        names: As found, with the kind that their form settles, or none.
        speaking: Where names start that are the source of a statement: no place speaks.
        datelines: Where names start that tell where an article was written: each is a place's.
    """
    groups = grouped(names)
    shorter = short_forms(groups)
    decided: dict[Key, str] = {}
    for key in sorted(groups, key=lambda k: (-len(k), k)):
        full = {k: decided[k] for k in shorter.get(key[0], ())} if len(key) == 1 else {}
        tail = shorter_mentions(key, groups, shorter)
        if _family(key, decided):
            decided[key] = ""
            continue
        heard = any(n.span.start in speaking for n in groups[key])
        dated = any(n.span.start in datelines for n in groups[key])
        if dated and not heard and "person" not in full.values():
            decided[key] = "place"
            continue
        decided[key] = _decide(text, key, groups[key], tail, full, heard=heard)
        if decided[key] in ("", "person") and not lexicon.given_gender(key[0]):
            decided[key] = _opened(key, decided) or decided[key]
    return [n if n.heading else n._replace(kind=decided[key_of(n)]) for n in names]


def _decide(
    text: str,
    key: Key,
    mentions: Sequence[Name],
    shorter: Sequence[Name],
    longer: Mapping[Key, str],
    *,
    heard: bool,
) -> str:
    """Return the kind that form settles ("Mr", a country, a people), else the most likely one."""
    settled = {n.kind for n in mentions} - {""}
    if settled:
        return "person" if "person" in settled else min(settled)
    people = any(kind == "person" for kind in longer.values())
    if people and not any(n.article for n in mentions):
        return "person"
    if (known := listed_kind(" ".join(key))) and not lexicon.given_gender(key[0]):
        return known
    if heard and all(_labels(text, n) for n in mentions):
        return "person"
    found = features(text, key, mentions, shorter, longer)
    scores = dict(zip(model().kinds, model().scores(found).tolist(), strict=True))
    firm = "again kind:organisation" in found.plain or any(n.article for n in mentions)
    if _bears_given(key) and not firm:
        scores["person"] += GIVEN
    if not lexicon.given_gender(key[0]) and any(map(_perhaps_firm, mentions)):
        scores["person"] -= FIRM
    ranked = sorted(((score, kind) for kind, score in scores.items()), reverse=True)
    if heard and ranked[0][1] == "place" and lexicon.place(" ".join(key)):
        return "government"
    never = _never(text, key, mentions, heard=heard)
    left = [(score, kind) for score, kind in ranked if kind not in never]
    it = left[0][1] in BODIES and "then:it" in found.plain
    lead = left[0][0] - left[1][0]
    if left[0][1] == "place":
        return "place"
    return left[0][1] if len(key) > 1 or lead > (MARGIN_OF_IT if it else MARGIN) else ""


def _never(text: str, key: Key, mentions: Sequence[Name], *, heard: bool) -> frozenset[str]:
    """Return the kinds that a name can't have by its form or by what stands beside it."""
    never = SILENT if heard else frozenset[str]()
    bodies = lexicon.words("nouns", "fixed") | lexicon.words("organisation_names", "endings")
    body = len(key) > 1 and lexicon.fold(key[-1]) in bodies
    bare = not any(n.article for n in mentions)
    if bare and len(key) == 2 and key[1] in SURNAMES and lexicon.given_gender(key[0]):
        body = False  # "Daniel House"
    article = len(key) == 1 and all(n.article and not n.role and not n.after for n in mentions)
    given = bool(lexicon.given_gender(key[0]))  # "He voted for Ana Ruiz, which upset her"
    which = (n for n in mentions if n.subject and not given)
    beside = any(WHICH.match(text, n.span.end) for n in which)
    beside = beside or any(_employs(text, n) for n in mentions)
    if body or article or beside:  # "the Met said"
        never |= {"person"}
    noun = lexicon.noun_kind(key[-1]) == "document"
    if heard and not noun and not any(n.article or n.after for n in mentions):
        never |= {"document"}
    return never


def _bears_given(key: Key) -> bool:
    """Tell whether a given name opens a name, and nothing in it is a body's: "Georgia Blake"."""
    ends = [lexicon.words(s, "endings") for s in ("organisation_names", "media_names")]
    inner = any(word in words for words in ends for word in key[1:])
    noun = lexicon.noun_kind(key[-1]) is not None or lexicon.place(key[-1]) is not None
    given = len(key) > 1 and all(lexicon.given_gender(word) or word == "de" for word in key[:-1])
    return given and len(key) < 4 and not (inner or noun)


def _perhaps_firm(name: Name) -> bool:
    """Tell whether a role may be a firm's, as in "The landlord, Corrigan Lettings".

    The model has seen such roles only beside people.
    """
    noun = lexicon.fold(name.role.rpartition(" ")[2])
    return noun in lexicon.words("nouns", "person_or_firm")


def _employs(text: str, name: Name) -> bool:
    """Tell whether people work there, as in "lawyers at Pryce Hollis": nobody works at a person."""
    match = AT.search(text, max(0, name.span.start - 40), name.span.start)
    noun = lexicon.singular(lexicon.fold(match[1])) if match is not None else ""
    return lexicon.is_person_noun(noun) and noun not in TOWARDS


def _opened(key: Key, decided: Mapping[Key, str]) -> str:
    """Return the kind of the body whose name begins with this one, or "".

    As in "Granite Peak" where the article has "Granite Peak Health".
    """
    longer = [kind for k, kind in decided.items() if len(k) > len(key) > 1 and k[: len(key)] == key]
    return next((kind for kind in longer if kind in BODIES), "")


def _labels(text: str, name: Name) -> bool:
    """Tell whether a name is the label of a speaker in a transcript.

    As in "PENCE: ..." or "AMY PENCE, ANCHOR (on camera): ...". A label that is not in capitals
    opens its line, and is no name of a medium.
    """
    opens = name.span.start == 0 or text[name.span.start - 1] == "\n"
    last = lexicon.fold(name.words[-1])
    person = opens and last not in lexicon.words("media_names", "endings")
    return (name.text.isupper() or person) and bool(AFTER_LABEL.match(text, name.span.end))


def _family(key: Key, decided: Mapping[Key, str]) -> bool:
    """Tell whether a name is a family's, as "the Smiths" where somebody is called Smith."""
    one = key[0].removesuffix("s")
    people = (k for k, kind in decided.items() if kind == "person" and len(k) > 1)
    return len(key) == 1 and one != key[0] and any(k[-1] == one for k in people)
