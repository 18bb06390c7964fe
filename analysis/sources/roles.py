"""The words beside a name that describe its bearer: "US envoy", "Her brother,", ", a lawyer"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from analysis.model import Article
from analysis.sources import lexicon
from analysis.sources.wordstream import Word, capital, joined, straight

GENITIVES = ("s", "'s", "’s")  # as in "Ana Ruiz's husband, Ivo"
OWNER = re.compile(r"\b([A-Z][\w.-]*(?: [A-Z][\w.-]*)?['’]s? )$")


APPOSITION = re.compile(
    r"(?:\s*\([^()\n]{1,40}\))?,\s+((?:\d{1,3}|(?:(?:[A-Z][\w.&-]*\s){0,3}[A-Z][\w.&-]*['’]s?\s(?=[a-z])|an?|the|his|her|its|their|one|who|chief|head|[a-z-]+)\b[^,;:.\n\"“”]{2,120}))(?=[,;.:\n)]|$)"
)
PARTIES = frozenset(
    "republican democrat labour tory conservative liberal socialist independent unionist".split()
)
CLAUSE = frozenset(
    "although amid and as because before but despite during if including like not rather since so "
    "such than then though unless until when where which while with without yet".split()
)
FINITE = re.compile(
    r"(?:(?!who\b|which\b|that\b|whose\b)\S+ ){0,3}?(?:is|are|was|were|will|would|has|had|have)\b"
)
PREFIXED = re.compile(r"(?:Ex|Vice|Co|Non|Then|Self)-[a-z]+")
TRADE = re.compile(r",\s+((?:[a-z]+ )?[a-z-]+)(?=\s*(?:[:)\n]|\Z))")


def role_end(run: Sequence[Word], surnames: Collection[str], *, bare: bool) -> int:
    """Return how many leading words of a run are title and role; all if nothing follows.

    Args:
        run: Words with capitals.
        surnames: Those that stand behind a given name somewhere.
        bare: Whether no article or adjective stands before the run: "Baker said", not "the Baker".
    """
    cut = int(_trade(run))
    for index, word in enumerate(run):
        key = lexicon.fold(word.text).rpartition("-")[2]  # "Secretary-Treasurer"
        if index == len(run) - 1 and _surname(run, surnames, bare=bare):
            break
        if index == 0 and word.text == "M." and len(run) > 2:
            break  # "M. Dane Waters"
        if index > 1 and key in lexicon.words("titles", "behind") and cut < index:
            break  # "Ann Marsh MP"
        following = run[index + 1].text if index + 1 < len(run) else ""
        if index and cut == index and is_given(word.text) and not lexicon.given_gender(following):
            break  # "Superintendent Earl J. Toomey"
        if (
            PREFIXED.fullmatch(word.text)
            or _parent(word.text)
            or (index == 0 and _rank(run))
            or (key in PARTIES and (_before_forename(run, index) or _of_party(run)))
            or lexicon.title_gender(word.text) is not None
            or (
                lexicon.is_role(key)
                and not lexicon.is_people(f"{key}s")
                and not (lexicon.given_gender(key) and not _before_forename(run, index))
                and not (index and _forename(run[index - 1].text) and not word.text.isupper())
            )
        ):  # "Ex-footballer Neil Gant"
            cut = index + 1
    while 0 < cut < len(run) and lexicon.fold(run[cut].text) in {"of", "for", "on"}:
        cut = _after_of(run, cut)
    inside = cut > 2 and any(lexicon.fold(word.text) in {"of", "for"} for word in run[1 : cut - 1])
    if inside and cut < len(run) - 2 and _forename(run[-2].text) and not _forename(run[cut].text):
        return len(run) - 2  # "Head of Customer Experience Amy Trott": an academic, a customer
    return cut


def is_given(word: str) -> bool:
    """Tell whether a title is a given name as well: "Earl", "Duke"."""
    return lexicon.fold(word) in lexicon.words("titles", "given")


def _rank(run: Sequence[Word]) -> bool:
    """Tell whether letters before a given name are a rank: "PCSO Ann Bell", "CEO Ann Bell"."""
    return 1 < len(run[0].text) < 6 and run[0].text.isupper() and _before_forename(run, 0)


def _of_party(run: Sequence[Word]) -> bool:
    """Tell whether a name that no list has follows a party's: "Democrat Zephyr Teachout"."""
    endings = lexicon.words("organisation_names", "endings")
    return len(run) == 3 and not any(lexicon.fold(word.text) in endings for word in run[1:])


def _parent(word: str) -> bool:
    """Tell whether a word tells of a parent, as "Mother-of-three"."""
    first, of, _ = word.casefold().partition("-of-")
    return bool(of) and lexicon.is_person_noun(first)


def _trade(run: Sequence[Word]) -> bool:
    """Tell whether a sentence begins with what somebody does: "Fishmonger Hector Ruiz"."""
    return (
        len(run) > 2
        and run[0].first
        and run[0].text.isalpha()
        and run[0].text[1:].islower()
        and not lexicon.given_gender(run[0].text)
        and lexicon.place(run[0].text) is None
        and bool(lexicon.given_gender(run[1].text))
        and lexicon.noun_kind(lexicon.fold(run[1].text)) is None  # "City Council ..."
        and run[1].text[1:].islower()
        and lexicon.fold(run[-1].text) not in lexicon.words("organisation_names", "endings")
    )


def _surname(run: Sequence[Word], surnames: Collection[str], *, bare: bool) -> bool:
    """Tell whether the last word of a run is a surname, though it may mean a role, too."""
    key = lexicon.fold(run[-1].text)
    known, like = straight(run[-1].text) in surnames, lexicon.looks_like_person(key)
    if len(run) == 1:
        return bare and (known or like)
    before = run[-2].text
    if run[-1].text.isupper() and not before.isupper():
        return False  # "Tory MP"
    if lexicon.is_short_title(before):
        return known or lexicon.title_gender(key) != "u"  # no "Mr President"
    if lexicon.place(before) is not None:
        return False  # "Charlotte Mayor"
    adjective = lexicon.fold(before) in lexicon.words("grammar", "role_adjectives")
    titled = lexicon.title_gender(before) is not None
    if len(run) == 3 and lexicon.is_short_title(run[0].text) and not titled:
        return not adjective  # "Mrs Shirin Contractor"
    return _forename(before) or (titled and known) or (like and (titled or not adjective))


def _before_forename(run: Sequence[Word], index: int) -> bool:
    """Tell whether a given name and a surname follow: "Author Roger Stone"."""
    return index + 2 < len(run) and bool(lexicon.given_gender(run[index + 1].text))


def surnames(stream: Sequence[Word]) -> set[str]:
    """Return the words with a capital behind a given name or an initial: "Ana Baker"."""
    capitals = set(filter(capital, {word.text for word in stream}))
    forenames = set(filter(_forename, capitals))
    return {
        straight(word.text)
        for at, word in enumerate(stream)
        if word.text in capitals and at and joined(stream, at)
        if stream[at - 1].text in forenames or _bare_trade(stream, at)
    }


def _bare_trade(stream: Sequence[Word], at: int) -> bool:
    """Tell whether a trade can only be a surname here: "both agreed and Goldsmith does not".

    A title ("Mayor"), a word for a man or a woman ("Mum") and a party are not.
    """
    word, key = stream[at], lexicon.fold(stream[at].text)
    if not lexicon.is_role(key):
        return False
    follows = at + 1 < len(stream) and joined(stream, at + 1) and capital(stream[at + 1].text)
    alone = not (word.first or follows) and is_bare(stream, at)
    role = key in PARTIES or lexicon.title_gender(word.text) is not None
    return (
        alone
        and not role
        and lexicon.noun_gender(key) == "u"
        and word.text[1:].islower()
        and stream[at - 1].text.islower()
    )


def is_bare(stream: Sequence[Word], at: int) -> bool:
    """Tell whether no article, owner or adjective of a role stands before a word."""
    if stream[at].first or not at:
        return True
    key = lexicon.fold(stream[at - 1].text)
    led = key in lexicon.words("grammar", "determiners") or key.endswith("'s")
    return not led and key not in lexicon.words("grammar", "role_adjectives")


def _forename(word: str) -> bool:
    """Tell whether a word is a given name or an initial, and a surname follows, even "Baker"."""
    if lexicon.title_gender(word) is not None and not is_given(word):
        return False  # "General Counsel"
    return bool(lexicon.given_gender(word)) or len(word.rstrip(".")) == 1


def _after_of(run: Sequence[Word], cut: int) -> int:
    """Return where the name begins behind an "of" and its words.

    As in "Secretary of State John Kerry".
    """
    step = cut + 1
    while step < len(run) and run[step].text in {"the", "a"}:
        step += 1
    rest = run[step:]
    if len(rest) <= 2:
        return len(run)
    for index in range(len(rest) - 1, 0, -1):
        if lexicon.given_gender(rest[index].text) and len(rest) - index >= 2:
            return step + index
    return step + 1


def without_role(run: Sequence[Word]) -> list[Word]:
    """Return the leading words of a run that are a name of their own before a role begins."""
    kept: list[Word] = []
    for word in run:
        key = lexicon.fold(word.text)
        if lexicon.is_role(lexicon.singular(key)) or lexicon.title_gender(word.text) is not None:
            break
        kept.append(word)
    led = lexicon.words("grammar", "role_adjectives") | lexicon.words("titles", "before")
    while kept and lexicon.fold(kept[-1].text) in led:
        kept.pop()
    return kept


def role_text(article: Article, stream: Sequence[Word], at: int, until: int) -> str:
    """Return the describing words before a name: "US envoy", "Oman's Foreign Minister"."""
    comma = at > 2 and stream[at - 1].text == "," and stream[at - 1].sentence == stream[at].sentence
    start = _back(stream, at - 1 if comma else at)
    if comma:
        if start == at - 1 and (office := _office_of(article.text, stream, at)):
            return office
        if start == at - 1 or not _heads(stream, start - 1):
            owned = start < at - 1 and stream[start - 1].text in GENITIVES
            begin, end = (
                (stream[start].start, stream[at - 1].start) if owned else (stream[at].start, until)
            )
            return article.text[begin:end].strip(" ,")
        return article.text[stream[start - 1].start : stream[at - 1].start]
    begin = stream[start].start
    if begin < until:
        owner = OWNER.search(article.text, max(stream[start].start - 40, 0), begin)
        begin = owner.start(1) if owner else begin
    return article.text[begin:until].strip(" ,")


OFFICE_OF = re.compile(
    r"\b[Tt]he\s(?:[\w’'-]+\s){0,3}?([\w-]+)\s(?:of|for|at|in)\s([^,;:.()\n“”\"]{2,60})\Z"
)


ENDS = re.compile(r"\s?[,.;:)\n—–]|\Z")


def _office_of(text: str, stream: Sequence[Word], at: int) -> str:
    """Return an office and its body before a full name: "the director of the museum, Ana Ruiz"."""
    follows = at + 1 < len(stream) and joined(stream, at + 1) and capital(stream[at + 1].text)
    titled = lexicon.title_gender(stream[at].text) is not None
    if not follows or not (titled or lexicon.given_gender(stream[at].text)):
        return ""
    last = at
    while last + 1 < len(stream) and joined(stream, last + 1) and capital(stream[last + 1].text):
        last += 1
    if ENDS.match(text, stream[last].end) is None:
        return ""  # "In a letter to the director of the museum, Ana Ruiz said"
    end = stream[at - 1].start
    match = OFFICE_OF.search(text, max(0, end - 110), end)
    if match is None or not _holds_office(lexicon.fold(match[1])):
        return ""
    another = any(map(lexicon.is_person_noun, lexicon.fold(match[2]).split()))
    return "" if another else match.group()  # "the son of the mayor, Ana Ruiz"


def _holds_office(noun: str) -> bool:
    known = lexicon.is_person_noun(noun) or lexicon.title_gender(noun) is not None
    return known and noun not in lexicon.words("nouns", "kin")


def _heads(stream: Sequence[Word], at: int) -> bool:
    """Tell whether a determiner opens a phrase: not in "a cousin of the marquess, Lady Crane"."""
    determiners = lexicon.words("grammar", "determiners")
    before = stream[at - 1].text.casefold() if at else ""
    return lexicon.fold(stream[at].text) in determiners and before != "of"


def _back(stream: Sequence[Word], at: int) -> int:
    """Find where the role before a place starts; the place itself if there is none."""
    start = at
    while start > 0 and at - start < 8 and (start == at or joined(stream, start)):
        word = stream[start - 1]
        key = lexicon.fold(word.text)
        if word.text == "s" and start > 2 and stream[start - 2].text in GENITIVES[0] + GENITIVES[1]:
            start -= 3  # "Farmer's wife"
            continue
        if (
            word.sentence != stream[at].sentence
            or not word.text[0].isalnum()
            or key in lexicon.words("grammar", "determiners")
        ):
            break
        person = lexicon.is_person_noun(key) or _led_trade(stream, start - 1)
        if start == at and not (person or lexicon.title_gender(key)):
            break
        verb = key.endswith(("ed", "ing")) and key not in {"acting", "retired", "leading"}
        if not person and (
            key in lexicon.words("grammar", "oblique")
            or key in lexicon.words("grammar", "stoppers")
            or verb
        ):
            break
        start -= 1
    return start


def _led_trade(stream: Sequence[Word], at: int) -> bool:
    """Tell whether a word is a trade that no list of ours has: "the park ranger Ana Ruiz"."""
    if not lexicon.may_be_person(stream[at].text):
        return False
    led = lexicon.words("grammar", "determiners")
    return any(word.text.casefold() in led for word in stream[max(0, at - 3) : at])


def _tells(after: str) -> bool:
    """Tell whether what follows a name is a clause, not an apposition.

    As in "Ana Ruiz, said no", "Ana Ruiz, described it", "Ana Ruiz, since".
    """
    verb, _, rest = after.partition(" ")
    told = lexicon.words("grammar", "determiners") | {"that", "it", "he", "she", "they"}
    if verb in CLAUSE or FINITE.match(after):
        return True
    object_follows = verb.endswith("ed") and rest.partition(" ")[0] in told
    return verb in lexicon.words("grammar", "says") or object_follows


def apposition(article: Article, end: int, paragraph: int) -> str:
    """Return the apposition behind a name (", the US envoy,"), without commas; "" if none."""
    limit = min(article.paragraphs[paragraph].span.end, end + 180)
    match = APPOSITION.match(article.text, end, limit)
    if match:
        return "" if _tells(match[1]) else match[1]
    trade = TRADE.match(article.text, end, limit)  # of a label or a signature
    return trade[1] if trade and lexicon.is_person_noun(trade[1].rpartition(" ")[2]) else ""
