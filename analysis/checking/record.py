"""Records that quotations are checked against: transcripts, speeches, releases, subtitles.

A record is a list of words, each with who says it and when, as far as the record tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from analysis import ingest
from analysis.checking import labels
from analysis.checking.labels import LINE_NUMBER
from analysis.checking.words import Word, words
from analysis.errors import InputError

CUE_TIME = re.compile(
    r"^(?:\d+\s*\n)?((?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3}.*$",
    re.MULTILINE,
)
STAMP = re.compile(r"[\[(]?\b\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\b[\])]?")
FURNITURE = re.compile(
    r"(?i)^\s*(?:page\s+\d+(?:\s+of\s+\d+)?|\d{1,4}|-\s*\d+\s*-|transcript of .{0,60})\s*$"
)
TAG = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]{1,60})>|</?[a-z][^>]{0,60}>")
LONGEST = 200_000  # characters of an article that is read for its statements


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of a record that one speaker says; "" where the record names none."""

    speaker: str
    start: int
    end: int
    time: str = ""


@dataclass(frozen=True)
class Record:
    """A record, ready to be searched.

    ``owner`` is for each word the number of its turn. ``places`` finds the words that begin with a
    given run of three.
    """

    name: str
    text: str
    turns: tuple[Turn, ...]
    words: tuple[Word, ...]
    owner: tuple[int, ...]
    places: dict[tuple[str, str, str], list[int]] = field(repr=False)
    single: dict[str, list[int]] = field(repr=False)

    def turn(self, word: int) -> Turn:
        """Return the turn that a word stands in."""
        return self.turns[self.owner[word]]


def load(paths: Iterable[str | Path], off: Collection[str] = ()) -> list[Record]:
    """Read records from files of any format that is known, and subtitles (.srt, .vtt).

    Raises:
        InputError: One can't be read.
    """
    found: list[Record] = []
    for item in ingest.expand(paths):
        if isinstance(item, InputError):
            raise item
        if item.suffix.lower() in (".srt", ".vtt"):
            text = ingest.contents(item).decode("utf-8-sig", "replace").replace("\r\n", "\n")
            found.append(_subtitles(text, item.name, off))
            continue
        for _, article in ingest.read_all([item]):
            if isinstance(article, InputError):
                raise article
            found.append(record(article.text, item.name, off))
    return found


def record(text: str, name: str, off: Collection[str] = ()) -> Record:
    """Make a record of a text with or without labels of speakers.

    A text without labels that quotes somebody is read as an article is: who speaks is then who the
    article says so of.
    """
    known = labels.of(text)
    pieces = list(_turns(text, known)) if known else list(_quoted(text)) or list(_turns(text, {}))
    return _indexed(name, text, pieces, off)


def _quoted(text: str) -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    """Speaker, time and stretches of an article: its statements, and what stands between them."""
    if len(text) > LONGEST or not any(mark in text for mark in '"“”«'):
        return
    from analysis.pipeline import extract  # noqa: PLC0415 - few records are articles

    x = extract(ingest.from_text(text))
    if x.article.text != text:
        return
    names = {source.id: source.name for source in x.sources if source.naming == "named"}
    said = {
        (span.start, span.end): names.get(a.speaker or "", "")
        for a in x.attributions
        if a.form != "indirect" and a.parent is None
        for span in a.content
    }
    at = 0
    for (start, end), who in sorted(said.items()):
        if start < at:
            continue
        if text[at:start].strip():
            yield "", "", [(at, start)]
        yield who, "", [(start, end)]
        at = end
    if text[at:].strip():
        yield "", "", [(at, len(text))]


def _turns(text: str, known: Collection[str]) -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    """Speaker, time and stretches of each turn, without labels, stamps and page headers."""
    who, when, parts = "", "", list[tuple[int, int]]()
    at = 0
    lines = text.split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        start, end = at, at + len(line)
        at = end + 1
        if not line.strip() or FURNITURE.match(line):
            continue
        number = LINE_NUMBER.match(line)
        head = number.end() if number else 0
        label = labels.label(line[head:], following)
        if label is not None and label.who in known:
            if parts:
                yield who, when, parts
            stamp = STAMP.search(line[: head + label.end])
            who, when, parts = label.who, stamp.group().strip("[]()") if stamp else "", []
            head += label.end
        stamp = STAMP.match(line[head:].lstrip())
        if stamp:
            head += len(line[head:]) - len(line[head:].lstrip()) + stamp.end()
            when = when or stamp.group().strip("[]()")
        if line[head:].strip():
            parts.append((start + head, end))
    if parts:
        yield who, when, parts


def _subtitles(text: str, name: str, off: Collection[str]) -> Record:
    """Subtitles: cues cut sentences, so a turn goes on until another speaker is named."""
    pieces: list[tuple[str, str, list[tuple[int, int]]]] = []
    who = ""
    cues = list(CUE_TIME.finditer(text))
    for cue, following in zip(cues, [*cues[1:], None], strict=True):
        start, end = cue.end(), following.start() if following else len(text)
        for line in re.finditer(r"[^\n]+", text[start:end]):
            words_ = line.group()
            voice = TAG.match(words_)
            label = labels.label(TAG.sub("", words_), "")
            head = 0
            if voice and voice[1]:
                who, head = voice[1].strip(), voice.end()
            elif label is not None:
                who, head = label.who, words_.index(label.who) + len(label.who)
            if words_[head:].strip() and not words_.strip().isdigit():
                span = (start + line.start() + head, start + line.end())
                pieces.append((who, cue[1], [span]))
    return _indexed(name, text, pieces, off)


def _indexed(
    name: str,
    text: str,
    pieces: Iterable[tuple[str, str, list[tuple[int, int]]]],
    off: Collection[str],
) -> Record:
    turns: list[Turn] = []
    found: list[Word] = []
    owner: list[int] = []
    for who, when, parts in pieces:
        own: list[Word] = []
        for start, end in parts:
            clean = TAG.sub(lambda m: " " * len(m.group()), text[start:end])
            own += [Word(w.key, w.start + start, w.end + start) for w in words(clean, off)]
        if own:
            turns.append(Turn(who, own[0].start, own[-1].end, when))
            found += own
            owner += [len(turns) - 1] * len(own)
    places: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    single: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(found):
        single[word.key].append(at)
        if at + 2 < len(found):
            places[word.key, found[at + 1].key, found[at + 2].key].append(at)
    return Record(name, text, tuple(turns), tuple(found), tuple(owner), dict(places), dict(single))
