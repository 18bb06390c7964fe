"""The words that introduce statements: their verb, and what it says about the writer's stance.

The verbs are data, ``analysis/data/stance.toml``, which states their origin: among others
Caldas-Coulthard (1994), Thompson and Ye (1991), Hyland (1999) and Hooper (1975).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from analysis import shipped
from analysis.text import WORD, fold

Stance = Literal["neutral", "doubting", "endorsing", "marked", "inner"]
STANCES: tuple[Stance, ...] = get_args(Stance)
# What may stand before the verb without being it.
BEFORE = frozenset(
    "is are was were am be been being has have had having do does did will would shall should can "
    "could may might must to not never also then later again just only now still already yet even "
    "a an the his her its their our my in on at for of by from with as that it he she they who "
    "which and or but while when what how quickly openly publicly privately reportedly".split()
)
# Words that every text is full of, whatever it is about.
FUNCTION = frozenset(
    "a an the this that these those such same other another each every either neither both all "
    "any some no none not nor only own more most less least much many few several enough i me my "
    "mine myself you your yours yourself yourselves he him his himself she her hers herself it "
    "its itself we us our ours ourselves they them their theirs themselves one ones oneself who "
    "whom whose which what whatever whoever whichever where when why how somebody someone "
    "something anybody anyone anything everybody everyone everything nobody nothing and or but if "
    "because as until while than so though although unless since whether once lest of at by for "
    "with about against between among into through during before after above below to from up "
    "down in out on off over under upon within without towards toward across along around behind "
    "beside besides beyond despite except near onto per via amid like unlike again further then "
    "here there now just also too very quite rather even still yet already ever never always "
    "often perhaps however therefore thus hence instead otherwise am is are was were be been "
    "being have has had having do does did doing done will would shall should can could may might "
    "must ought cannot i'm i've i'd i'll you're you've you'd you'll he's he'd he'll she's she'd "
    "she'll it's it'd it'll we're we've we'd we'll they're they've they'd they'll that's that'll "
    "there's here's what's who's let's isn't aren't wasn't weren't haven't hasn't hadn't don't "
    "doesn't didn't won't wouldn't shan't shouldn't can't couldn't mayn't mightn't mustn't".split()
)
NOT = frozenset("not never neither nor without cannot".split())
VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Cue:
    """What introduces a statement.

    ``lemma`` is its verb as a dictionary has it ("say"), or a phrase ("according to"); "" without
    any word. ``stance`` is None for a verb that is not in the list, and for one that is negated:
    "did not deny" is not what "deny" is.
    """

    surface: str
    lemma: str
    stance: Stance | None
    negated: bool


@cache
def table() -> dict[str, Any]:
    """Return the lexicon as its file has it."""
    return shipped.table("stance.toml")


@cache
def stances() -> dict[str, Stance]:
    """Return the stance of each verb and phrase of the lexicon."""
    return {verb: stance for stance in STANCES for verb in table()[stance]}


@cache
def _known() -> frozenset[str]:
    return frozenset(word for entry in stances() for word in entry.split())


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    """Return the entries as words, the longest first."""
    return tuple(sorted((tuple(e.split()) for e in stances()), key=lambda e: (-len(e), e)))


@cache
def lemma(word: str) -> str:
    """Return the dictionary form of an English verb: "said" gives "say", "claiming" "claim".

    Forms that spelling leads back to a verb of the lexicon are right; of others it is a guess.
    """
    form = fold(word)
    irregular: dict[str, str] = table()["irregular"]
    if form in irregular:
        return irregular[form]
    guesses = _stems(form)
    return next((guess for guess in guesses if guess in _known()), guesses[0])


def _stems(form: str) -> list[str]:
    """Return what a form may come from, the likeliest first."""
    if form.endswith(("ies", "ied")) and len(form) > 4:
        return [f"{form[:-3]}y", form]
    if form.endswith("es") and len(form) > 3:
        whole = form.endswith(("sses", "shes", "ches", "xes", "oes", "zzes"))
        return [form[:-2], form[:-1], form] if whole else [form[:-1], form[:-2], form]
    if form.endswith("s") and len(form) > 3 and not form.endswith(("ss", "us", "is")):
        return [form[:-1], form]
    for ending in ("ing", "ed"):
        if form.endswith(ending) and VOWELS & {*form.removesuffix(ending)}:
            return [*_bases(form.removesuffix(ending)), form]
    return [form]


def _bases(stem: str) -> list[str]:
    """Return what a stem may be without its ending.

    That is the stem as it is, with an e, or with its last letter once.
    """
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return [stem[:-1], stem, f"{stem}e"]
    silent = stem.endswith(("at", "iz", "v", "c", "u", "bl", "pl", "tl", "rg", "dg", "ur", "os"))
    first = [f"{stem}e", stem] if silent else [stem, f"{stem}e"]
    return [*first, stem[:-1]] if len(stem) > 2 and stem[-1] == stem[-2] else first


@cache
def analyse(surface: str) -> Cue:
    """Return the verb and the stance of a cue as printed ("has warned", "according to").

    The first verb of the cue that the lexicon knows decides, the longest phrase that begins with
    it; else the first word that can be a verb.
    """
    words = [fold(match.group()) for match in WORD.finditer(surface)]
    lemmas = [lemma(word) for word in words]
    for place in range(len(words)):
        for phrase in _phrases():
            if phrase in (
                tuple(lemmas[place:][: len(phrase)]),
                tuple(words[place:][: len(phrase)]),
            ):
                negated = _negated(words[:place])
                name = " ".join(phrase)
                return Cue(surface, name, None if negated else stances()[name], negated)
    rest = [place for place, word in enumerate(words) if word not in BEFORE]
    place = rest[0] if rest else 0
    return Cue(surface, lemmas[place] if words else "", None, _negated(words[:place]))


def _negated(words: list[str]) -> bool:
    return any(word in NOT or word.endswith("n't") for word in words)
