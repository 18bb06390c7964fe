"""Records that quotations are checked against: transcripts, speeches, releases, subtitles.

A record is a list of words, each with who says it and when, as far as the record tells.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from analysis import ingest
from analysis.checking import court, labels, subtitles
from analysis.checking.index import Index
from analysis.checking.labels import Line
from analysis.checking.layout import plain
from analysis.checking.words import Word, words
from analysis.ingest.decoding import decode

STAMP = re.compile(rf"[ \t]*{labels.STAMP}[ \t]*")
BYLINE = re.compile(
    r"(?i:remarks|speech|address|statement|testimony|lecture|keynote|sermon|eulogy)\b[^\n]{0,40}?"
    r"(?i:\bby|\bof|\bfrom)[ \t]+"
    r"(?P<who>[A-Z][\w.’'-]+(?:[ \t]+[A-Z][\w.’'-]+){1,4})[ \t]*(?=[\n,(]|$)"
)
LARGE = 1_000_000  # bytes of a text of which it is not asked what its paragraphs are
FROM = re.compile(
    r"^From:[ \t]*\"?(?P<who>[^\n<\"@,]{3,50}?)\"?[ \t]*(?:<[^>\n]*>)?[ \t]*$", re.MULTILINE
)
Piece = tuple[str, str, int, list[tuple[int, int]]]  # speaker, time, label, stretches of a turn


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of a record that one speaker says; "" where the record names none.

    ``part`` is the number of the label that it stands under.
    """

    speaker: str
    start: int
    end: int
    time: str = ""
    part: int = 0


@dataclass(frozen=True)
class Record:
    """A record, ready to be searched. Its text has no page numbers, headers and numbers of lines.

    ``owner`` is for each word the number of its turn; ``witness`` is who "A." stands for.
    """

    name: str
    text: str
    turns: tuple[Turn, ...]
    words: Sequence[Word]
    owner: Sequence[int]
    keys: Sequence[str] = field(repr=False)
    witness: str
    off: frozenset[str]
    index: Index = field(repr=False)

    def turn(self, word: int) -> Turn:
        """Return the turn that a word stands in."""
        return self.turns[self.owner[word]]

    @cached_property
    def speakers(self) -> frozenset[str]:
        """The labels of all speakers."""
        return frozenset(turn.speaker for turn in self.turns if turn.speaker)

    @property
    def labelled(self) -> bool:
        """Whether the record names speakers at all."""
        return bool(self.speakers)


def load(given: Iterable[str | Path | Record], off: Collection[str] = ()) -> list[Record]:
    """Read records from files of any format that is known, and subtitles (.srt, .vtt).

    What is a record already comes first, as it is. One without words has nothing that is found.

    Raises:
        InputError: One can't be read.
    """
    given = list(given)
    found = [one for one in given if isinstance(one, Record)]
    paths = (one for one in given if not isinstance(one, Record))
    for item in ingest.sound(ingest.expand(paths)):
        content = ingest.contents(item) if str(item) != ingest.STDIN else b" "
        if not content.replace(b"\xef\xbb\xbf", b"").strip():
            found.append(record("", item.name, off))
        elif item.suffix.lower() in (".srt", ".vtt", ".sbv"):
            found.append(_subtitles(_decoded(content), item.name, off))
        elif item.suffix.lower() == ".txt" and len(content) > LARGE:
            found.append(record(decode(content, str(item)).text, item.name, off))
        else:
            articles = ingest.sound(one for _, one in ingest.read_all([item]))
            found += [record(article.text, item.name, off) for article in articles]
    return found


def _decoded(content: bytes) -> str:
    text = content.decode("utf-16") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
    if not text:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def record(text: str, name: str, off: Collection[str] = ()) -> Record:
    """Make a record of a text with or without labels of speakers."""
    body, lines = plain(text.replace("\r\n", "\n").replace("\r", "\n"))
    found = court.examined(body, labels.labels(body, lines))
    who, when = ("", "") if any(f.who for f in found) else (_author(body), "")
    marks = {label.start: label for label in found}
    starts = sorted(marks)
    turns: list[Piece] = []
    parts: list[tuple[int, int]] = []
    for line in lines:
        at = line.start
        for start in starts[bisect_left(starts, at) : bisect_left(starts, line.end)]:
            parts += _cut(body, at, start)
            turns.append((who, when, len(turns), parts))
            label = marks[start]
            who, when, parts, at = label.who, label.time, [], label.end
        stamp = STAMP.match(body, at, line.end)
        if stamp and (
            at > line.start or stamp.group().strip()[0] in "[(" or stamp.end() == line.end
        ):
            when, at = when or stamp.group().strip(" \t[]()<>"), stamp.end()
        if not labels.EXAMINATION.fullmatch(body, at, line.end):
            parts += _cut(body, at, line.end)
    turns.append((who, when, len(turns), parts))
    return _indexed(name, body, turns, off, court.witness(body))


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(start, end)] if text[start:end].strip() else []


def _author(text: str) -> str:
    """Return who speaks in a text without labels: "Remarks by ...", or who sent a mail."""
    head = "\n".join(text.split("\n", 8)[:8])
    found = FROM.search(head) or BYLINE.search(head)
    return " ".join(found["who"].split()) if found else ""


def _subtitles(text: str, name: str, off: Collection[str]) -> Record:
    """Read subtitles: cues cut sentences, so a turn goes on until another speaker is named."""
    cues = subtitles.cues(text)
    if not cues:  # a transcript with another file's ending
        return record(text, name, off)
    lines: list[Line] = []
    length = 0
    for cue in cues:
        lines.append(Line(length, length + len(cue.text), True))
        length += len(cue.text) + 1
    body = "".join(f"{cue.text}\n" for cue in cues)
    marks = {label.start: label for label in labels.labels(body, lines)}
    turns: list[Piece] = []
    who, part = "", 0
    for line, cue in zip(lines, cues, strict=True):
        label = None if cue.voice else marks.get(line.start)
        before = who
        who = cue.voice or (label.who if label else who)
        part += label is not None or who != before
        turns.append(
            (who, cue.time, part, _cut(body, label.end if label else line.start, line.end))
        )
    return _indexed(name, body, turns, off, "")


def _indexed(
    name: str, text: str, pieces: Iterable[Piece], off: Collection[str], witness: str
) -> Record:
    turns: list[Turn] = []
    found: list[Word] = []
    owner: list[int] = []
    for who, when, part, parts in pieces:
        own = _words(text, parts, off)
        if own:
            turns.append(Turn(who, own[0].start, own[-1].end, when, part))
            found += own
            owner += [len(turns) - 1] * len(own)
    keys = [w.key for w in found]
    return Record(
        name, text, tuple(turns), found, owner, keys, witness, frozenset(off), Index(keys)
    )  # fmt: skip


def _words(text: str, parts: Sequence[tuple[int, int]], off: Collection[str]) -> list[Word]:
    """Return the words of a turn.

    What stands between its stretches (a time, a heading) is blank.
    """
    if not parts:
        return []
    pieces, at = [], parts[0][0]
    for start, end in parts:
        pieces += [" " * (start - at), text[start:end]]
        at = end
    first = parts[0][0]
    return words("".join(pieces), off, asides=True, base=first)
