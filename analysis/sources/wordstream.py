"""The words of an article with their sentence and paragraph: what names are looked for in."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from analysis.ingest.prose import OPENING_TIME
from analysis.model import Article, Span
from analysis.sources import lexicon
from analysis.text import JOINERS, UNSEEN

INSIDE = UNSEEN + JOINERS  # of a word
# A letter of UTF-8 that was read as two of Latin-1 stays inside its word: the "Ã¡" of "TomÃ¡s". The
# second of the two is no letter or number, so that nothing can be read in two ways.
BROKEN = "[\u00c2\u00c3][\u0080-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf]"
LETTERS = rf"(?:{BROKEN}|[^\W_])+(?:[{INSIDE}]+[^\W_]+)*"
WORD = re.compile(
    r"[A-Za-z]+(?=[\s,])"  # what most words are: the rest of the pattern finds the same
    r"|[A-Za-z0-9-]{2,}\.(?:com|org|net|info|news|tv|ie|io|eu|co\.[a-z]{2})\b|(?:[^\W\d_]\.){2,}|Mc[A-Z]\w+|[^\W\d_]\.(?=[\s-]?[^\W\d_]?)(?<!\w\w\.)"
    rf"|{LETTERS}(?:(?!['’]s\b)[-\u2010\u2011&'’/](?=[^\W_]){LETTERS})*[{INSIDE}]*\.?|\S"
)
PLAIN = str.maketrans(dict.fromkeys(INSIDE) | dict.fromkeys("\u2010\u2011", "-"))


DOTTED = frozenset("st. jr. sr. no. co. inc. corp. ltd.".split())  # titles are listed


SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n+")


ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Sens?|Reps?|Gov|Gen|Lt|Maj|Col|Capt|Sgt|Adm|Rev|Hon|St|Jr|Sr|No|Co|Inc|Corp|Ltd|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Md|Va|Pa|Calif|Fla|Mass|Conn|Ill|Minn|Wis|Ore|Wash|Ariz|Tenn|Ala|Ga|Mo|Miss|Mich|Ky|La|Okla|Kan|Neb|Nev|Colo|Tex))\.$"
)


COMPOUND = re.compile(
    r"-(?:[a-z]+ed|led|heavy|run|held|born|era|style|wide|made|bound|friendly|area|speaking|rich|only)$"
)

OF_FAMILY = re.compile(r"(?:a[ltdnrs]|ash|el|ul|ben|bin|ibn|abu)-[A-Z]")  # "Yusuf al-Amin"


def plain(text: str) -> str:
    """Return a text without invisible characters, and with one kind of hyphen."""
    return text.translate(PLAIN)


def straight(word: str) -> str:
    """Return a word with a straight apostrophe."""
    return word.replace("’", "'")


MARKS = {"“": "”", '"': '"', "‘": "’", "'": "'"}
OPENING = frozenset({*MARKS, "("})
GENITIVE = ("'s", "’s")
OFFICES = frozenset({"office", "department", "bureau"})  # "the Clark County Coroner's Office"
SAINT = frozenset({"St", "St.", "Saint"})
OWNING = re.compile(
    r"[^,\n]*?(?=['’]s(?:,\s(?:which|the|an?)\s|\Z))"
)  # all of "Moody's", "Moody's, which"
SAYS = re.compile(
    r"['’]s(?:,\s(?:the|an?)\s[^,.;\n]{2,80},)?\s(?:said|says|told|tells)\b(?!\sto\b)"
)


class Word(NamedTuple):
    """A word or mark of the text; ``first`` at the start of a sentence or a quotation."""

    start: int
    end: int
    text: str
    sentence: int
    paragraph: int
    first: bool


def sentence_starts(article: Article) -> list[int]:
    """Return where sentences start, sorted: as tokenised, else by a plain rule."""
    if article.sentences:
        return sorted(s.span.start for s in article.sentences)
    starts: list[int] = []
    for paragraph in article.paragraphs:
        start, end = paragraph.span.start, paragraph.span.end
        starts.append(start)
        starts += [
            match.end()
            for match in SENTENCE_END.finditer(article.text, start, end)
            if not ABBREVIATION.search(article.text, max(start, match.start() - 6), match.start())
        ]
    return starts


def words(article: Article) -> list[Word]:
    """Return the words and marks of all paragraphs that can hold a source (not boilerplate)."""
    found: list[Word] = []
    starts = sentence_starts(article)
    sentence, ahead = -1, starts[0] if starts else math.inf
    for index, paragraph in enumerate(article.paragraphs):
        if paragraph.kind == "boilerplate":
            continue
        last, opened = -1, True
        clock = OPENING_TIME.match(article.text, paragraph.span.start, paragraph.span.end)
        timed = clock.end() if clock else -1
        for match in WORD.finditer(article.text, paragraph.span.start, paragraph.span.end):
            (start, end), text = match.span(), match[0]
            text = text if text.isascii() else plain(text) or text
            stop = text[-1] == "." and len(text) > 2 and text.count(".") == 1 and not _dotted(text)
            if stop:
                text, end = text[:-1], end - 1
            while ahead <= start:
                sentence += 1
                ahead = starts[sentence + 1] if sentence + 1 < len(starts) else math.inf
            marked = not text[0].isalnum()
            found.append(
                Word(start, end, text, sentence, index, not marked and (opened or sentence != last))
            )
            if not marked:
                last, opened = sentence, end <= timed
            elif text in '“"‘«:•*—–|':
                opened = True
            if stop:
                found.append(Word(end, match.end(), ".", sentence, index, False))
    return found


def _dotted(word: str) -> bool:
    """Tell whether a full stop belongs to a word: "Dr.", "Inc."."""
    return word.casefold() in DOTTED or lexicon.title_gender(word) is not None


@lru_cache(1 << 12)
def capital(word: str) -> bool:
    """Tell whether a word may be part of a name: "US-backed" and the like are adjectives."""
    text = word[1:] if word[0] in MARKS and len(word) > 1 else word
    if text[0].isupper():
        return COMPOUND.search(word) is None
    return "-" in text and OF_FAMILY.match(text) is not None


def joined(stream: Sequence[Word], end: int) -> bool:
    """Tell whether only a space lies between a word and the one before it."""
    return (
        0 <= stream[end].start - stream[end - 1].end <= 1
        and stream[end].start > stream[end - 1].end
    )


def with_owners(stream: Sequence[Word]) -> list[Word]:
    """Return the words, with the genitive inside the name of a body: "Bankers' Association"."""
    found: list[Word] = []
    done = 0
    for at in (mark - 1 for mark, word in enumerate(stream) if word.text in ("'", "’")):
        if at >= done and (size := _genitive(stream, at)):
            parts = stream[at : at + 1 + size]
            text = "".join(p.text for p in parts)
            found += [*stream[done:at], stream[at]._replace(end=parts[-1].end, text=text)]
            done = at + len(parts)
    return [*found, *stream[done:]]


def with_nicknames(stream: Sequence[Word]) -> list[Word]:
    """Return the words, with a nickname and its marks as one: John “Tig” Tiegen."""
    found: list[Word] = []
    done = 0
    for at, word in enumerate(stream):
        if word.text not in OPENING or at < max(done, 1):
            continue
        found += stream[done:at]
        done = at
        if word.text == "(":
            if size := _titles_in_brackets(stream, at):
                found[-1] = found[-1]._replace(end=stream[at + size - 1].end)
                done = at + size
        elif len(four := stream[at : at + 4]) == 4 and _nickname(stream[at - 1], *four):
            text = "".join(w.text for w in four[:3])
            found.append(word._replace(end=four[2].end, text=text, first=False))
            done = at + 3
    return [*found, *stream[done:]]


def _nickname(before: Word, *words: Word) -> bool:
    """Tell whether a word in marks stands between a given name and a surname."""
    opening, name, closing, surname = words
    marked = MARKS[opening.text] == closing.text and opening.sentence == surname.sentence
    close = opening.start - before.end == 1 and surname.start - closing.end == 1
    names = all(capital(word.text) for word in (before, name, surname))
    key = lexicon.fold(before.text)
    given = lexicon.given_gender(before.text) or (
        not before.first and key not in lexicon.words("stop", "words")
    )
    return marked and close and names and bool(given) and lexicon.noun_kind(key) is None


def _titles_in_brackets(stream: Sequence[Word], at: int) -> int:
    """Count the words and marks of "(Dr.)" in "Chief (Dr.) Bola Ade"; 0 for anything else."""
    if not capital(stream[at - 1].text):
        return 0
    held = list(takewhile(lambda w: w.text != ")", stream[at + 1 : at + 6]))
    titles = [w for w in held if w.text != "."]
    whole = at + len(held) + 1 < len(stream) and titles
    known = all(lexicon.title_gender(w.text) is not None for w in titles)
    return len(held) + 2 if whole and known else 0


def _genitive(stream: Sequence[Word], at: int) -> int:
    """Return how many marks behind a word, the first an apostrophe, are its genitive.

    As in "Bankers' Association", "Women's Club".
    """
    if not stream[at].text[0].isupper():
        return 0
    size = 2 if [w.text for w in stream[at + 2 : at + 3]] == ["s"] else 1
    rest = stream[at + 1 + size : at + 4 + size]
    many = lexicon.fold(stream[at].text)
    if at and size == 2 and stream[at - 1].text in SAINT and rest and capital(rest[0].text):
        return size  # "St Mary's Hospital"
    if size == 2 and at and capital(stream[at - 1].text) and rest and capital(rest[0].text):
        office = lexicon.fold(rest[0].text) in OFFICES
        if office and (lexicon.is_person_noun(many) or lexicon.title_gender(many) is not None):
            return size  # "the Clark County Coroner's Office"
    if size == 2 and _of_country(stream[at], rest):
        return size  # "Ukraine's Foreign Ministry"
    people = lexicon.is_plural(many) and lexicon.noun_kind(many) == "group"
    endings = lexicon.words("organisation_names", "endings")
    led = bool(rest) and capital(rest[0].text) and stream[at + 1].start == stream[at].end
    return size if led and people and any(lexicon.fold(w.text) in endings for w in rest) else 0


def _of_country(word: Word, rest: Sequence[Word]) -> bool:
    place = lexicon.place(word.text)
    if place is None or place.kind != "country":
        return False
    own = takewhile(lambda w: capital(w.text), rest)
    endings = lexicon.words("government_names", "endings")
    return any(lexicon.fold(w.text) in endings for w in own)


def with_genitives(text: str, stream: Sequence[Word], sources: Collection[Span]) -> list[Word]:
    """Return the words, with the genitive of names that never stand without it.

    In "Moody's said" and "according to Moody's" nobody owns anything: the name is Moody's.
    ``sources`` are those of statements.
    """
    owning = (OWNING.match(text, s.start, s.end) for s in sources)
    ends = {match.end() for match in owning if match is not None}
    if not ends and not SAYS.search(text):
        return list(stream)
    bare, says = set[str](), set[str]()
    for at, word in enumerate(stream):
        if not text.startswith(GENITIVE, word.end):
            bare.add(word.text)
        elif word.end in ends or SAYS.match(text, word.end, word.end + 120):
            says |= {word.text} if _begins_name(stream, at) else set()
    says -= {word for word in says if bare & {word, f"{word}s"}}
    found, rest = list[Word](), iter(stream)
    for word in rest:
        if word.text in says:
            next(rest, None), next(rest, None)  # the mark and the "s"
            end = word.end + 2
            found.append(word._replace(end=end, text=word.text + text[word.end : end]))
        else:
            found.append(word)
    return found


def _begins_name(stream: Sequence[Word], at: int) -> bool:
    """Tell whether no name before it goes on in a word with a capital, as in "Donald Trump's"."""
    word = stream[at].text
    if not capital(word) or lexicon.fold(word) in lexicon.words("stop", "words"):
        return False
    before = stream[at - 1]
    return not joined(stream, at) or not capital(before.text) or before.first
