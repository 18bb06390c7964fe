"""What a description without a name is: its kind, its gender, whether it may be somebody named."""

from __future__ import annotations

import re

from analysis.model import SourceKind
from analysis.sources import lexicon
from analysis.sources.entities import Entity
from analysis.sources.phrases import Phrase
from analysis.sources.roles import PARTIES

# A share of a class: "one in five", "nearly a third", "64 percent", "just shy of half".
PROPORTION = re.compile(
    r"(?i)(?:(?:just|about|almost|nearly|only|over|under|roughly|some|around|at least|more than|"
    r"fewer than|less than|an average of|shy of|up to) )*"
    r"(?:(?:one|two|three|four|five|six|seven|eight|nine|\d+) (?:in|out of) (?:every )?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b"
    r"(?! (?:jurors|judges|members|survivors))|"  # particular ones
    r"(?:an? |one |two |three )?(?:third|quarter|half|fifth|tenth)s?(?= of\b|,|\s*\Z)|"
    r"\d+(?:\.\d+)? ?(?:%|per ?cent\b))"
)
TRADE = re.compile(r"\w{3}(?:er|or|ist|ian|ess|ant)$")
THOSE = re.compile(r"(?i)(?:[a-z]+ of )?those(?! of)")
DOES = re.compile(
    r"\s(?:also )?(?:said|says|added|insisted|told [^.,“”\"]{2,40}?|confirmed|stressed)"
    r" (?:that )?it "
    r"(?:ha[ds] no (?:record|comment|plans?|knowledge|intention)|did not (?:know|comment)|stood by|"
    r"(?:deni|declin|apologi|regrett|welcom)\w+|"
    r"was (?:not )?(?:sorry|aware|confident|committed|disappointed))\b"
)
ONESELF = re.compile(
    r"\s[^.“”\"]{2,40}\b(?:he|she|his|her|himself|herself)\b|[^.]{0,160}\.[”\"]?\s+(?:He|She)\b"
)
MYSELF = re.compile(r"\b(?:I|my|me)\b")
PARTY = PARTIES | {"democratic", "gop", "green"}  # "the Democratic platform"
COMMITTEES = frozenset("committee committees subcommittee subcommittees panel".split())
CHAMBER = re.compile(
    r"\b(?:House|Senate|Assembly|[Pp]arliamentary|[Cc]ongressional|[Ll]egislative)\b"
)


def kind_of(phrase: Phrase) -> SourceKind | None:
    """Return the kind of a nominal; None if nothing tells."""
    if THOSE.match(phrase.text):
        return "group"  # "those surveyed"
    kind = lexicon.noun_kind(phrase.head) or _of_trade(phrase) or _titled(phrase)
    return _in_context(phrase, kind)


def _of_trade(phrase: Phrase) -> SourceKind | None:
    """Return "person" for a singular noun of no list of ours: "the glazier", "a caddie"."""
    article = phrase.determiner in ("definite", "indefinite", "new", "possessed")
    trade = TRADE.search(phrase.head) is not None or lexicon.may_be_person(phrase.head)
    return "person" if article and trade else None


def _in_context(phrase: Phrase, kind: SourceKind | None) -> SourceKind | None:
    """Return the kind of a noun by the words beside it.

    As in "a paper in Nature", "the state news agency".
    """
    if phrase.head == "paper" and phrase.tail.startswith(("in ", "from ", "by ")):
        return "document"
    if phrase.head in ("agency", "organisation", "organization") and phrase.modifiers[-1:] == (
        "news",
    ):
        return "media"
    if PROPORTION.match(phrase.text):
        return "group"
    if phrase.head in COMMITTEES and CHAMBER.search(phrase.text):
        return "government"
    if phrase.head == "office" and lexicon.words("offices", "public") & set(phrase.modifiers[-1:]):
        return "government"  # "the district attorney's office"
    if phrase.quantifier == "every" and kind == "person":
        return "group"
    if phrase.head == "platform" and PARTY & set(phrase.modifiers):
        return "document"  # "the Democratic platform"
    return "person" if kind is None and lexicon.is_national(phrase.head) else kind


def is_firm(phrase: Phrase, before: str, behind: str) -> bool:
    """Tell whether a word for a person or a firm means a firm.

    It does where it usually is one ("the contractor said") and where "it" says what the firm did
    ("the plant's owner said it had no record").

    Args:
        phrase: A description of one person or body.
        before: The text before it; who says "I" is a person.
        behind: The text behind it.
    """
    if phrase.plural or phrase.head not in lexicon.words("nouns", "person_or_firm"):
        return False
    described = any(map(lexicon.is_person_noun, phrase.modifiers))  # "the billionaire developer"
    told = phrase.tail.partition(" ")[0] in ("a", "an", "who")  # "the contractor, a father of two"
    himself = described or told or ONESELF.match(behind) or MYSELF.search(f"{before} {behind}")
    known = phrase.determiner in ("definite", "possessed")
    usually = phrase.head in lexicon.words("nouns", "firm_first") and known and not himself
    return usually or DOES.match(behind) is not None


def _titled(phrase: Phrase) -> SourceKind | None:
    """Return "person" for a title that is no noun of a list, as "the major"."""
    title = phrase.determiner == "definite" and not phrase.modifiers and not phrase.plural
    return "person" if title and lexicon.title_gender(phrase.head) is not None else None


def gender_of(phrase: Phrase) -> str:
    """Return the gender that a nominal implies: f, m, or u for none."""
    genders = [lexicon.noun_gender(w) for w in (phrase.head, *phrase.modifiers)]
    return next((g for g in genders if g in ("f", "m")), "u")


def is_common(phrase: Phrase) -> bool:
    """Tell whether a role belongs to no single owner.

    "The Republican candidate" is not the party's, as "the party's lawyer" is.
    """
    person = lexicon.noun_kind(phrase.head) == "person"
    return (
        phrase.determiner == "definite"
        and person
        and phrase.head not in lexicon.words("nouns", "particular")
    )


def becomes(unnamed: Entity, named: Entity) -> bool:
    """Tell whether somebody unnamed may have turned out to be somebody named."""
    genders = {unnamed.gender, named.gender}
    return not unnamed.named and unnamed is not named and genders != {"f", "m"}
