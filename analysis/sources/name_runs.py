"""Where the run of words that is a name begins and ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from analysis.attribution.encoding import pieces
from analysis.model import Span
from analysis.sources import lexicon
from analysis.sources.name_forms import listed_kind
from analysis.sources.wordstream import COMPOUND, GENITIVE, Word, capital, joined, straight


def run_end(stream: Sequence[Word], at: int, seen: set[str], speaking: Collection[int]) -> int:
    """Return the end of the run of name words that starts at ``at``; ``at`` itself if none does."""
    word = stream[at]
    if not _starts(stream, at, seen, speaking):
        return at
    end = at + 1
    key = lexicon.fold(word.text)
    openings = lexicon.words("organisation_names", "openings")
    opening = key in openings or key in lexicon.words("styles", "words")
    while end < len(stream) and stream[end].sentence == word.sentence and end - at < 14:
        if not joined(stream, end) or _counts(stream, end):
            break
        text = stream[end].text
        key = lexicon.fold(text)
        if capital(stream[end].text) or (text.isdigit() and len(text) < 3 and opening):
            opening = opening or key in openings
            end += 1
            continue
        step = _link(stream, end, key, opening)
        if not step:
            break
        end += step
    return end


def _link(stream: Sequence[Word], end: int, key: str, opening: bool) -> int:
    """Return how many words a particle or "of the" inside a name takes; 0 if the name ends here."""
    ahead = [w.text for w in stream[end + 1 : end + 3]]
    if (
        key in lexicon.PARTICLES
        and ahead
        and (ahead[0][0].isupper() or lexicon.fold(ahead[0]) in lexicon.PARTICLES)
    ):
        return 1
    if key == "&" and ahead and ahead[0][0].isupper():
        return 2
    if key == "and" and ahead and ahead[0][0].isupper():
        return _and(stream, end, opening)
    if not opening or not ahead:
        return 0
    if key == "on" and lexicon.fold(ahead[0]) in lexicon.words("stop", "words"):
        return 0
    if (
        key in {"of", "for", "on"}
        and ahead[0][0].isupper()
        and lexicon.fold(ahead[0]) not in {"mr", "mrs", "i"}
    ):
        return 2
    if (
        key in {"of", "for", "on"}
        and ahead[0] in {"the", "a"}
        and len(ahead) > 1
        and ahead[1][0].isupper()
    ):
        return 3
    return 0


JOINED = re.compile(  # "Democracy for America, a group", "Right to Rise"
    r"(?:[Tt]he )?((?:[A-Z][\w’'-]+ )+)(for|to|on|against|without|not) "
    r"((?:[A-Z][\w’'-]+ )*[A-Z][\w’'-]+)(?= ?(?:,|\Z))"
)


def joined_name(text: str, source: Span) -> int:
    """Return where a body's name ends that opens a source, as "Democracy for America"; else 0.

    The words before the preposition mean no people: "Lawyers for Hale" is a description. Those by
    which people join do, unless what follows is somebody's name.
    """
    match = JOINED.match(text, source.start, source.end)
    if match is None:
        return 0
    first = lexicon.fold(match[1].split()[-1])
    title = lexicon.title_gender(first) is not None and first != "justice"
    people = lexicon.noun_kind(first) in ("person", "group", "document") and first != "justice"
    if first in lexicon.words("organisation_names", "joined"):  # "Teachers for Tomorrow"
        known = lexicon.place(match[3]) is not None or listed_kind(match[3]) != ""
        named = any(map(lexicon.given_gender, match[3].split()))
        people = (
            match[2] in ("to", "on")
            or known
            or named
            or text.count(match[3]) > text.count(match[0].strip())
        )
    # "Ana for Ohio" is a campaign, "Ana Ruiz to reporters" none.
    given = match[2] != "for" and any(map(lexicon.given_gender, match[1].split()))
    # "... Executive Director Ana Ruiz" ends in a person.
    person = any(map(lexicon.is_role, match[3].split()[:-1])) or lexicon.fold(match[3]) in DAYS
    return 0 if title or people or given or person else match.end(3)


SHORT = 3  # letters
SEVERAL = re.compile(r"(?:[ae]nt|ist|ian|[eo]r|ee)s\Z|(?:men|people)\Z")  # "Glaciologists said"
ABSTRACT = re.compile(
    r"(?:ment|[st]ion|[ae]nce|[iey]ty|logy|ics|ture|fare|try|rade|rol|[aeiou]rts?|ices|ues|ning)\Z"
)
FIRM = frozenset("sons daughters co co. partners brothers company associates".split())


def _and(stream: Sequence[Word], end: int, opening: bool) -> int:
    """Return 2 if an "and" is in a body's name ("Securities and Exchange Commission"), else 0."""
    endings = lexicon.words("organisation_names", "endings") | lexicon.words(
        "government_names", "endings"
    )
    before = lexicon.fold(stream[end - 1].text)
    if before in endings or (
        capital(stream[end - 2].text) and lexicon.given_gender(stream[end - 2].text)
    ):
        return 0
    if stream[end + 1].text.endswith(GENITIVE):
        return 2  # "Standard and Poor's"
    last, size = end + 1, 0
    while last < len(stream) and size < 5 and capital(stream[last].text) and joined(stream, last):
        size, last = size + 1, last + 1
    if size and _spelt_out(stream, end, last):
        return 2
    if size == 1 and lexicon.fold(stream[last - 1].text) in FIRM and not opening:
        return 2  # "Marlow and Sons"
    if opening and size == 1 and ABSTRACT.search(stream[end + 1].text) and _of_field(stream, end):
        return 2  # "Organization for Economic Cooperation and Development"
    alone = end >= 1 and not (end >= 2 and capital(stream[end - 2].text) and not opening)
    whole = lexicon.fold(stream[last - 1].text) in endings and size >= 2
    return (
        2
        if (whole and alone and not _known(stream[end - 1].text)) or (opening and size and whole)
        else 0
    )


def _of_field(stream: Sequence[Word], end: int) -> bool:
    """Tell whether the words before an "and" follow an "of" or "for".

    As in "for Economic Cooperation and".
    """
    first = end - 1
    while first > 0 and capital(stream[first].text) and joined(stream, first):
        first -= 1
    return stream[first].text in ("of", "for")


def _spelt_out(stream: Sequence[Word], end: int, last: int) -> bool:
    """Tell whether an acronym in brackets has the letters of the name before it.

    As in "Food and Drug Administration (FDA)".
    """
    acronym = [w.text for w in stream[last : last + 3]]
    first = end
    while first and capital(stream[first - 1].text) and joined(stream, first):
        first -= 1
    letters = "".join(w.text[0] for w in stream[first:last] if w.text[0].isupper())
    return (
        len(acronym) == 3
        and acronym[::2] == ["(", ")"]
        and acronym[1].isupper()
        and (letters.endswith(acronym[1]) or acronym[1] == letters)
    )


def _starts(stream: Sequence[Word], at: int, seen: set[str], speaking: Collection[int]) -> bool:
    word = stream[at]
    if COMPOUND.search(word.text):
        return False
    if not capital(word.text):
        return word.text in FIRST_PARTICLES and (
            at + 1 < len(stream)
            and capital(stream[at + 1].text)
            and joined(stream, at + 1)
            and not (at and capital(stream[at - 1].text) and joined(stream, at))
        )
    key = lexicon.fold(word.text)
    if _no_name(stream, at):
        return False
    follows = _followed(stream, at)
    if key in lexicon.words("stop", "words") and not (word.text.isupper() and len(word.text) > 1):
        if lexicon.title_gender(word.text) is not None:
            return True
        if word.first:  # "New Jersey", "May said"
            two = f"{word.text} {stream[at + 1].text}" if follows and key not in NEVER else ""
            place = lexicon.place(two) is not None
            return place or (key in NAMES_TOO and follows) or word.start in speaking
        day = key in DAYS and not (at and stream[at - 1].text.casefold() == "the")
        body = (
            key in lexicon.words("organisation_names", "openings")
            and at > 0
            and stream[at - 1].text.casefold() == "the"
        )
        spoken = word.start in speaking  # "In May, Will said"
        return (body or follows or spoken) and key not in NEVER and not day
    if not word.first:
        return not (at and stream[at - 1].text in "$@#" and stream[at - 1].end == word.start)
    if _opens_body(stream, at) or _rare(stream, at):
        return True
    if not follows and _many(key):
        return word.start in speaking
    role = key in lexicon.words("nouns", "person")  # "Lawyer says": given names have it, too
    known = straight(word.text) in seen or (_known(word.text) and not role)
    return known or (follows and (not key.endswith("ly") or key in ("daily", "weekly")))


def _counts(stream: Sequence[Word], at: int) -> bool:
    """Tell whether a word only counts or dates: "the No. 4 mine", "Sept. 25"."""
    if stream[at].text.rstrip(".") not in COUNTED:
        return False
    return next((w.text[0].isdigit() for w in stream[at + 1 : at + 3] if w.text != "."), False)


def _no_name(stream: Sequence[Word], at: int) -> bool:
    """Tell whether a word is not a name, as in "an anti-tax PAC".

    "(D-Ohio)" and ", D-Ohio," are party and place.
    """
    text = stream[at].text
    party = at and stream[at - 1].text in ("(", ",") and PARTY.fullmatch(text)
    return (
        bool(party)
        or _counts(stream, at)
        or (text.isupper() and lexicon.fold(text) in lexicon.words("nouns", "in_capitals"))
    )


# What stands behind the subject of a sentence, and seldom behind anything else.
AUXILIARY = frozenset("will has had is was would could may must plans expects said says".split())


def _rare(stream: Sequence[Word], at: int) -> bool:
    """Tell whether a word that texts seldom have stands as a subject: "Pallas will cut 200 jobs".

    Seldom: the vocabulary of the network, made from a large corpus, does not hold it whole.
    """
    word, ahead = stream[at], [w.text for w in stream[at + 1 : at + 3]]
    if ahead[:1] == ["&"]:
        return len(ahead) > 1 and ahead[1][:1].isupper()
    key = lexicon.fold(word.text)
    known = key in _vocabulary() or lexicon.singular(key) in _vocabulary()
    several = SEVERAL.search(key) or _many(key)
    whole = len(key) > SHORT and "'" not in key and not several
    return ahead[:1] != [] and ahead[0] in AUXILIARY and whole and not known


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(pieces())


def _many(key: str) -> bool:
    """Tell whether a word means many of a trade, as in "Dealers said"."""
    return key.endswith("s") and lexicon.noun_kind(key) == "group" and not lexicon.is_people(key)


def _opens_body(stream: Sequence[Word], at: int) -> bool:
    """Tell whether a body's name begins here, as "Friends of Hale" at the start of a sentence."""
    behind = [w.text for w in stream[at + 1 : at + 3]]
    opening = lexicon.fold(stream[at].text) in lexicon.words("organisation_names", "openings")
    return opening and behind[:1] in (["of"], ["for"]) and "".join(behind[1:])[:1].isupper()


def _followed(stream: Sequence[Word], at: int) -> bool:
    """Tell whether a name goes on behind its first word: "Arnel Vega", "Arnel dela Vega"."""
    ahead = at + 1
    while ahead < len(stream) and stream[ahead].text in lexicon.PARTICLES:
        ahead += 1
    return ahead < len(stream) and capital(stream[ahead].text) and joined(stream, at + 1)


COUNTED = frozenset("No Nos Jan Feb Aug Sept Oct Nov Dec".split())
PARTY = re.compile(r"[A-Z]{1,3}-[A-Z].*")
FIRST_PARTICLES = frozenset("al bin ibn van von de".split())  # a name may begin with one
NAMES_TOO = frozenset("will may april june august young".split())


NEVER = frozenset(
    "a an the i but and this that in on at of for with from to he she it they we you".split()
)
DAYS = frozenset(  # "The Sunday Times" is a name, "On Monday Nordbank" is none
    "monday tuesday wednesday thursday friday saturday sunday "
    "january february march july september october november december".split()
)


def _known(word: str) -> bool:
    """Tell whether a single word is a name that the lists know."""
    key = lexicon.fold(word)
    return bool(
        lexicon.given_gender(word)
        or lexicon.place(word)
        or key in lexicon.phrases("media_names", "names")
        or key in lexicon.phrases("bodies", "names")
        or key in lexicon.phrases("government_names", "phrases")
        or (word.isupper() and len(word) > 1)
    )
