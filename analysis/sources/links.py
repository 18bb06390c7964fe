"""How probable it is that a statement has the right source.

A logistic regression over what the words of the source are, how sure the rule was that found who
is meant, and what came out: an organisation that stays unnamed is seldom right, a person with given
name and surname nearly always. ``scripts/fit_links.py`` fitted it to articles that were read whole
(``tests/gold``) and wrote ``data/links.toml``; ``scripts/read_whole.py`` prints how far it is off
in those that were held back.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import exp

from analysis import shipped
from analysis.model import Source
from analysis.sources import lexicon
from analysis.sources.scene import Outcome


def probability(outcome: Outcome, source: Source, words: float) -> float:
    """Return how probable it is that a link is right.

    Args:
        outcome: What the rules decided; it has an entity.
        source: Who came out.
        words: Confidence of the reader in the words of the statement, in [0, 1].

    Returns:
        A share in (0, 1).
    """
    table = weights()
    found = effects(outcome, source, words)
    share = 1 / (1 + exp(-sum(table.get(name, 0.0) * size for name, size in found)))
    return min(0.999, max(0.001, round(share, 3)))


@cache
def weights() -> dict[str, float]:
    """Return the change of the log-odds by the name of an effect."""
    return dict(shipped.table("links.toml")["weights"])


def effects(outcome: Outcome, source: Source, words: float) -> Iterator[tuple[str, float]]:
    """Yield what the probability of a link depends on: a name and a size in [0, 1]."""
    form, named = outcome.form or "context", source.naming == "named"
    yield f"source is a {form}", 1.0
    yield "rule is sure" + (" of a pronoun" if form == "pronoun" else ""), outcome.confidence
    yield "words are sure", words
    yield f"{source.naming} {_kind(source)}", 1.0
    if named and " " not in source.name:
        yield "name of one word", 1.0
    if form == "pronoun" and source.naming == "anonymous":
        yield "pronoun for nobody named", 1.0
    entity = outcome.entity
    if entity is None or source.naming != "anonymous":
        return
    if source.kind == "person" and entity.heads & lexicon.words("nouns", "unnamed"):
        yield "noun of people who often stay unnamed", 1.0
    if form == "nominal" and entity.determiner:
        yield f"{entity.determiner} description without a name", 1.0


def _kind(source: Source) -> str:
    return "public body" if source.kind in ("government", "media") else source.kind
