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
from analysis.checking.words import Word, words
from analysis.errors import InputError

CUE_TIME = re.compile(
    r"^(?:\d+\s*\n)?((?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3}.*$",
    re.MULTILINE,
)
TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Gov|Gen|Hon|Prof|Lord|Lady|Sir|"
    r"MR|MRS|MS|MISS|DR|SEN|REP|GOV|GEN|HON|PROF)\.?"
)
NAME = r"(?:[A-Z][\w’'.-]*|of|de|van|der|la|the|and)"
LABEL = re.compile(
    rf"^[ \t]*(?:>>+\s*)?(?:\[?\(?\d{{1,2}}:\d{{2}}(?::\d{{2}})?\)?\]?\s*[-–—]?\s*)?"
    rf"(?P<who>(?:{TITLE}\s+)?[A-Z][\w’'.-]*(?:\s+{NAME}){{0,5}})"
    r"(?:\s*,[^:\n]{1,60}?)?(?:\s*\([^)\n]{1,40}\))?(?:\s*\[[^\]\n]{1,40}\])?\s*:(?=\s|$)",
)
Q_AND_A = re.compile(
    r"^[ \t]*(?P<who>Q|A|QUESTION|ANSWER)(?:\.|:)(?=\s|$)|^[ \t]*(?P<two>Q|A)\s{2,}"
)
STAMP = re.compile(r"[\[(]?\b\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\b[\])]?")
FURNITURE = re.compile(
    r"(?i)^\s*(?:page\s+\d+(?:\s+of\s+\d+)?|\d{1,4}|-\s*\d+\s*-|transcript of .{0,60})\s*$"
)
LINE_NUMBER = re.compile(r"^\s{0,4}\d{1,2}\s{2,}")
TAG = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]{1,60})>|</?[a-z][^>]{0,60}>")
GENERIC = re.compile(
    r"(?i)^(?:q|a|question|answer|speaker|unidentified.*|moderator|host|interviewer|participant|"
    r"the (?:court|witness|clerk|chair\w*|reporter)|reporter|audience.*|male|female)(?:\s*\d+)?$"
)
COMMON = frozenset(
    "note update editor subject from to date time re cc fact source photo image watch read".split()
)


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
    """Make a record of a text with or without labels of speakers."""
    pieces = list(_turns(text))
    return _indexed(name, text, pieces, off)


def _turns(text: str) -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    """Speaker, time and stretches of each turn, without labels, stamps and page headers."""
    labels = _labels(text)
    who, when, parts = "", "", list[tuple[int, int]]()
    at = 0
    for line in text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if not line.strip() or FURNITURE.match(line):
            continue
        number = LINE_NUMBER.match(line)
        head = number.end() if number else 0
        label = Q_AND_A.match(line[head:]) or LABEL.match(line[head:])
        if label is not None:
            name = label["who"] or label.groupdict().get("two") or ""
            if name in labels:
                if parts:
                    yield who, when, parts
                stamp = STAMP.search(line[: head + label.end()])
                who, when, parts = name, stamp.group().strip("[]()") if stamp else "", []
                head += label.end()
        stamp = STAMP.match(line[head:].lstrip())
        if stamp:
            head += len(line[head:]) - len(line[head:].lstrip()) + stamp.end()
            when = when or stamp.group().strip("[]()")
        if line[head:].strip():
            parts.append((start + head, end))
    if parts:
        yield who, when, parts


def _labels(text: str) -> set[str]:
    """The labels of speakers: those that recur, or of several that take turns."""
    counts: dict[str, int] = defaultdict(int)
    for line in text.split("\n"):
        number = LINE_NUMBER.match(line)
        rest = line[number.end() if number else 0 :]
        match = Q_AND_A.match(rest) or LABEL.match(rest)
        if match is not None:
            name = match["who"] or match.groupdict().get("two") or ""
            if name.split()[0].casefold().strip(".") not in COMMON:
                counts[name] += 1
    many = {name for name, count in counts.items() if count > 1}
    return set(counts) if len(counts) > 1 and (many or len(counts) > 2) else many


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
            label = LABEL.match(TAG.sub("", words_))
            head = 0
            if voice and voice[1]:
                who, head = voice[1].strip(), voice.end()
            elif label is not None:
                who, head = label["who"], words_.index(":", 0) + 1
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
