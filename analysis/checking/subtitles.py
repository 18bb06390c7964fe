"""Subtitles as text: cues cut sentences, name voices and repeat lines."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest

TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
CUE = re.compile(rf"^[ \t]*(?P<from>{TIME})[ \t]*-->[ \t]*{TIME}[^\n]*$", re.MULTILINE)
VOICE = re.compile(r"<v(?:\.[^\s>]+)*[ \t]+([^>]{1,60})>")
TAG = re.compile(r"</?[a-zA-Z][^>\n]{0,60}>|<\d[\d:.,]{4,14}>|\{\\[^}\n]{0,40}\}")
BLOCK = re.compile(r"^(?:NOTE|STYLE|REGION)\b", re.MULTILINE)
ROLLING = 0.3  # share of cues that begin with the last line of the one before


@dataclass(frozen=True, slots=True)
class Cue:
    """A line of a cue: its time, its voice ("" where none is tagged), and its words."""

    time: str
    voice: str
    text: str


def cues(text: str) -> list[Cue]:
    """Return the lines of subtitles (SRT or WebVTT) in order; rolling captions say a line once."""
    found = [list(_lines(*own)) for own in _blocks(text)]
    found = [own for own in found if own]
    again = sum(
        bool(one) and bool(two) and one[-1].text == two[0].text for one, two in pairwise(found)
    )
    rolling = len(found) > 3 and again >= ROLLING * len(found)
    out: list[Cue] = []
    for own in found:
        kept = own
        if rolling:
            recent = {cue.text for cue in out[-2:]}
            kept = [cue for cue in own if cue.text not in recent]
        out += kept
    return out


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield the time and the text of each cue.

    The text goes up to a blank line, or to the number of the next cue.
    """
    starts = list(CUE.finditer(text))
    for cue, following in zip_longest(starts, starts[1:]):
        body = text[cue.end() : following.start() if following else len(text)]
        if following is not None:  # the line above a time is the cue's number or name
            body = re.sub(r"(?:\n[ \t]*\n[^\n]*|\n[ \t]*\d+[ \t]*)\n?[ \t]*$", "\n", body)
        other = BLOCK.search(body)
        yield cue["from"], body[: other.start()] if other else body


def _lines(time: str, body: str) -> Iterator[Cue]:
    voice = ""
    for line in body.split("\n"):
        tagged = list(VOICE.finditer(line))
        ends = [m.start() for m in tagged[1:]] + [len(line)]
        if not tagged or line[: tagged[0].start()].strip():
            head = line[: tagged[0].start()] if tagged else line
            if _clean(head):
                yield Cue(time, voice, _clean(head))
        for match, end in zip(tagged, ends, strict=False):
            voice = _clean(match[1])
            said = _clean(line[match.end() : end])
            if said:
                yield Cue(time, voice, said)


def _clean(text: str) -> str:
    return " ".join(html.unescape(TAG.sub("", text)).split())
