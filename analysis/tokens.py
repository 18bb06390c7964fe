"""Splits each paragraph into sentences and each sentence into words, with exact offsets.

Sentences: Punkt (Kiss and Strunk 2006), NLTK's ``PunktSentenceTokenizer`` with parameters of our
own (``data/punkt.json``, made by ``analysis.training.punkt``). We look for the places where a
sentence may end, Punkt judges the word and its successor, and what it cannot know is decided
here: closing quotation marks stay with their sentence, ``"Why?" Mr Smith asked`` is one sentence,
a title never ends one. Words: one pattern that follows the conventions of the Penn Treebank
(``do|n't``, ``Al-Shara|'s``, ``$|14``); NLTK's ``NLTKWordTokenizer`` rewrites quotation marks and
loses their offsets.

Every code point that is not white space lies in exactly one sentence and one token; no token holds
white space. Time and memory are linear in the text, whatever it holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from analysis import shipped, sparing
from analysis.model import Article, Sentence, Span, Token

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

OPENERS = "“„‟«‹‘‚‛([{¿¡"
# None of these patterns can look at a code point more than a fixed number of times.
END = re.compile(r"\.(?:(?:\s\.){2,}|[.!?]*)|![.!?]*|\?[.!?]*|…+")  # begins with a literal: fast
CLOSING = re.compile(r"""(?:''|[”»›’)\]}"']|[“«‘](?=\s|$))+""")
SPACED_CLOSING = re.compile(r"[^\S\n]([”»›\"])(?=\s|$|[,.;:])")
NEXT = re.compile(r"\s*(?:''|``|[\"“„‟«‹‘‚‛'`(\[{¿¡#*•–—-])*\s*")
WORD_BEFORE = re.compile(r"[\w.&'’-]{1,30}$")
WORD_AFTER = re.compile(r"[\w&'’-]{1,30}\.?")
INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
# Small letters that begin something all the same: al-Shara, iPhone, de Gaulle, "b) Plant trees".
NAME = re.compile(
    r"(?:a[a-z]{1,2}|el|ul)-[A-Z]|[a-z][A-Z]|[a-z]\)\s|(?:de|di|du|van|von|bin|ibn|bint)\s[A-Z]"
)
NO_SPACE = re.compile(r"[A-Z][a-z’']*[\s,;]")
ADDRESS = re.compile(r"[@/]|www\.", re.IGNORECASE)

MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u200c\u200d\u00ad"
LETTER, IN_WORD = r"[^\W\d_]", rf"[\w{MARKS}]"
JOINER = (
    rf"(?:[-\u2010\u2011'’‘/&·]|(?<=\d)[.,:](?=\d)|(?<={LETTER})\.(?=[a-z\d])|(?<=\d)°(?=[CF]))"
)
EMOJI = r"[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*"
# Not re: its letters go without their marks in Hebrew, Thai and other scripts.
WORD = regex.compile(
    "|".join(
        (
            r"[A-Za-z]+(?=[\s,])",  # what most words are: the rest of the pattern finds the same
            r"(?:https?://|www\.)[^\s\x1c-\x1f<>\"“”«»]*[^\s\x1c-\x1f<>\"“”«».,;:!?'’)\]}]",
            r"[\w.+-]{1,64}@\w[\w-]*(?:\.[\w-]+)*\.\w+",
            r"[@#]\w+",
            rf"(?:Ph\.D|(?<!\w){LETTER}\.{LETTER}(?:\.{LETTER})*)\.(?:-\w+)*",
            r"(?<!\w)[A-Z]{1,3}[$](?=\d)",
            r"(?<![\w)])[-+\u2212](?=\d)\d+(?:[.,]\d+)*\w*",
            r"(?<![\w'’])['’‘](?:\d\ds?|em|tis|twas|til|cause|n)(?!\w)",
            rf"{IN_WORD}+(?:{JOINER}(?=\w){IN_WORD}+)*",
            r"[\U0001f1e6-\U0001f1ff]{2}",
            rf"{EMOJI}(?:\u200d{EMOJI})*",
            r"''|``|\.{2,}|…+|-{2,}|={2,}|\*{2,}|~{2,}|[!?]{2,}",
            r"[^\s\x1c-\x1f]",  # these four are white space to Python, not to this engine
        )
    )
)
SOMETHING = re.compile(r"\w")
APOSTROPHES = frozenset("'’")
CLITIC = re.compile(r"(?:n['’]t|['’](?:s|m|d|ll|re|ve))$", re.IGNORECASE)


class Splitter(NamedTuple):
    """Punkt with our parameters, and the lists our own rules ask."""

    punkt: PunktSentenceTokenizer
    abbreviations: frozenset[str]
    titles: frozenset[str]
    never_final: frozenset[str]
    words: frozenset[str]
    starters: frozenset[str]
    speech: frozenset[str]


def tokenise(article: Article) -> Article:
    """Fill in an article's sentences and words.

    Args:
        article: With its text and paragraphs.

    Returns:
        The same article with ``sentences`` and ``tokens`` in reading order; each paragraph is
        split by itself, whatever its kind. A second call changes nothing.
    """
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    for index, paragraph in enumerate(article.paragraphs):
        for start, end in _sentences(article.text, paragraph.span):
            words = _words(article.text, start, end)
            tokens += [Token(Span(one, two), len(sentences)) for one, two in words]
            sentences.append(Sentence(Span(start, end), index))
    return replace(article, sentences=tuple(sentences), tokens=tuple(tokens))


@cache
def _splitter() -> Splitter:
    """Load the parameters as NLTK wants them, at the first use: NLTK is slow to import."""
    with sparing.without("scipy.stats"):
        from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer  # noqa: PLC0415

    data: dict[str, Any] = json.loads(shipped.text("punkt.json"))
    parameters = PunktParameters()
    parameters.abbrev_types = set(data["abbreviations"])
    parameters.sent_starters = set(data["starters"])
    parameters.ortho_context.update(data["context"])
    lists = (
        frozenset(data[name])
        for name in ("abbreviations", "titles", "never_final", "words", "starters", "speech")
    )
    return Splitter(PunktSentenceTokenizer(parameters), *lists)


def _sentences(text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one paragraph, without the white space between them."""
    start, position = _skip_space(text, paragraph.start, paragraph.end), paragraph.start
    straight, counted = 0, paragraph.start  # straight double marks so far: odd means inside
    while found := END.search(text, position, paragraph.end):
        straight += text.count('"', counted, found.end())
        counted = found.end()
        end = _close(text, found.end(), paragraph.end, straight % 2 == 1)
        position = max(end, found.end())
        if end < paragraph.end and _ends(text, start, found.start(), found.end(), end, paragraph):
            if start < end:
                yield start, end
            start = _skip_space(text, end, paragraph.end)
    end = paragraph.end
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _close(text: str, position: int, limit: int, inside: bool) -> int:
    """Return where a sentence ends, with the marks that close behind its full stop."""
    found = CLOSING.match(text, position, limit)
    end = found.end() if found else position
    if found:
        last = text[end - 1]
        glued = end < limit and (text[end].isalnum() or text[end] in OPENERS)
        if (
            last in "\"'"
            and glued
            and not (last == '"' and inside and found.group().count('"') == 1)
        ):
            end -= 1  # he said."The: the mark opens what follows
        return end
    spaced = SPACED_CLOSING.match(text, position, limit)
    if spaced and (spaced[1] != '"' or inside):
        return spaced.end()
    return end


def _ends(text: str, start: int, stop: int, dot: int, end: int, paragraph: Span) -> bool:
    """Tell whether a sentence ends at ``end``, its full stop being ``text[stop:dot]``."""
    found = NEXT.match(text, end, paragraph.end)
    after = found.end() if found else end
    if after >= paragraph.end:
        return False  # only marks are left: they belong to this sentence
    follower = text[after : min(after + 90, paragraph.end)]
    mark, quoted = text[stop:dot], any(c in "”»›’\"'" for c in text[dot:end])
    if not text[end].isspace():
        return _ends_unspaced(text, Span(max(start, stop - 30), stop), end, follower)
    if len(mark) > 2 or mark[0] == "…":
        spaced = stop == start or not text[stop - 1].isalnum()
        return _ends_dots(mark, follower, spaced, quoted)
    if follower[0].islower() and not NAME.match(follower):
        return False
    if mark != ".":
        return not (quoted and _names_speaker(follower))
    dash = text[end:after].strip()[:1]
    if dash and dash in "–—-":
        follower = dash  # NASHUA, N.H. — The race began
    return quoted or _stop_ends(text, start, stop, follower)


def _ends_unspaced(text: str, before: Span, end: int, follower: str) -> bool:
    """Tell whether a sentence ends where a space is missing.

    ``said.“The`` and ``said.The end`` are two sentences, ``U.S.-led`` one.
    """
    word = before.of(text).rsplit(None, 1)[-1:]
    if not word or ADDRESS.search(word[0]) or not follower[0].isupper():
        return False
    sure = end > before.end + 1 or word[0][-2:].islower()
    if not text[end].isalnum():
        return sure and text[end] in "“„«\"‘'(["
    return sure and NO_SPACE.match(follower) is not None


def _ends_dots(mark: str, follower: str, spaced: bool, quoted: bool) -> bool:
    """Tell whether dots end a sentence: they stand at a word and a capital follows.

    They don't stand between spaces.
    """
    if not follower[0].isupper():
        return False
    if "?" in mark or "!" in mark:
        return True
    return quoted or mark.count(".") > 3 or not (spaced or len(mark.split()) > 1)


def _names_speaker(follower: str) -> bool:
    """Tell whether what follows a quoted question is its speaker: ``"Why?" Mr Smith asked``."""
    splitter = _splitter()
    words = follower.split(None, 6)[:6]
    if words[0].lower() in splitter.starters:
        return False
    for word in words:
        bare = word.rstrip(".,;:")
        if bare in splitter.speech:
            return True
        if bare != word and bare.lower() not in splitter.titles:
            return False
    return False


def _stop_ends(text: str, start: int, stop: int, follower: str) -> bool:
    """Tell whether a full stop with a space behind it ends the sentence."""
    before = WORD_BEFORE.search(text[max(start, stop - 30) : stop])
    word = before.group() if before else ""
    after = WORD_AFTER.match(follower)
    first = stop - len(word) == start
    return _judge(word.lstrip("'’-."), after.group() if after else follower[:1], first)


@lru_cache(maxsize=65536)
def _judge(word: str, after: str, first: bool) -> bool:
    """Tell whether a sentence ends in ``word. after``, by Punkt and what we know about the word.

    Args:
        word: What stands before the full stop.
        after: The word behind it, marks between them left out.
        first: Whether the word is all the sentence has so far.
    """
    splitter = _splitter()
    small, starts = word.lower(), after.lower().rstrip(".") in splitter.starters
    if first and ((word.isdigit() and len(word) < 4) or len(word) == 1):
        return False  # the number or letter of a list
    known = small in splitter.abbreviations
    if known and after[:1].isdigit():
        return False
    if small in splitter.words and word.islower():
        return True
    if small in splitter.titles:
        return starts and small in ("jr", "sr", "esq")
    if small in splitter.never_final and small not in splitter.words:
        return False
    if len(word) == 1 and word.isupper() and word != "I":
        return starts
    if INITIALS.fullmatch(word) and not known:
        word = "U.S"  # Punkt knows no other initials than those it has read
    return bool(splitter.punkt.text_contains_sentbreak(f"{word}. {after}"))


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the words of one sentence; abbreviations keep their full stop."""
    found = [match.span() for match in WORD.finditer(text, start, end)]
    if text.find(".", start, end) >= 0:
        found = _with_stops(text, found, end)
    if text.find("'", start, end) >= 0 or text.find("’", start, end) >= 0:
        found = [part for word in found for part in _split(text, *word)]
    return found


def _with_stops(text: str, found: Sequence[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """Join full stops to the words in front of them that keep theirs."""
    joined = [found[0]]
    for before, here in pairwise(found):
        stop = here[1] - here[0] == 1 and text[here[0]] == "." and before[1] == here[0]
        if stop and joined[-1] == before and _keeps_stop(text, before, end):
            joined[-1] = (before[0], here[1])
        else:
            joined.append(here)
    return joined


def _keeps_stop(text: str, word: tuple[int, int], end: int) -> bool:
    """Tell whether the full stop behind a word belongs to it.

    That is so in abbreviations, and in initials inside a sentence.
    """
    surface = text[word[0] : word[1]] if word[1] - word[0] < 20 else ""
    small, splitter = surface.lower(), _splitter()
    initial = len(surface) == 1 and surface.isupper()
    if not initial and small not in splitter.abbreviations:
        return False
    if SOMETHING.search(text, word[1] + 1, end):
        return initial or not (small in splitter.words and surface.islower())
    return not initial and small not in splitter.words


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Take the clitics off a word: do|n't, Al-Shara|'s, I|'d|'ve."""
    parts: list[tuple[int, int]] = []
    while (
        end - start > 2
        and not APOSTROPHES.isdisjoint(text[end - 3 : end - 1])
        and (found := CLITIC.search(text, max(start + 1, end - 3), end))
    ):
        parts.append((found.start(), end))
        end = found.start()
    return [(start, end), *reversed(parts)]
