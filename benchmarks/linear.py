"""How each step of reading grows with the text: processor time at one, two and four times a length.

``python benchmarks/linear.py`` makes texts of several kinds, runs every step on each, and prints
seconds at the three lengths and how much longer four times takes than two: 2 where the time grows
as the text does, 4 where it grows with the square. Ratios above 2.5 are listed at the end, and the
command then exits with 1. The network is left out; in its stead whatever stands beside "said" is
a statement, so that the steps behind it have much to do.

    python benchmarks/linear.py --length 25000    characters of the shortest text
    python benchmarks/linear.py --kind headings   this kind of text only
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from analysis import attribution, excluded, frames, ingest, invisible, pipeline, sources, tokens
from analysis.attribution.encoding import Words, windows
from analysis.attribution.linking import ROLES, TAGS, Window
from analysis.attribution.network import OVERLAP, SIZE, Reader
from analysis.model import Extraction
from analysis.page import concerns, markup
from analysis.page.summary import summarise

MOST = 2.5  # times that twice the text may take
LEAST = 0.1  # seconds at four times the length under which a ratio says nothing
FIRST = "Ada Bruno Chen Dalia Emeka Fatima Goran Hana Ivo Jamila Kofi Lena Marek Nadia Omar".split()
LAST = "Abara Brandt Cole Duarte Eriksen Farouk Gupta Haas Ito Jansen Kaya Lund Mori Novak".split()
SPAN = 12  # words of a content that the stand-in finds


def _name(n: int) -> str:
    return f"{FIRST[n % 15]} {LAST[n * 7 % 14]}{'son' if n % 3 else ''}"


def _new_name(n: int) -> str:
    """Return two words that no other number has."""
    letters = "".join(chr(97 + int(digit)) for digit in str(n))
    return f"{FIRST[n % 15]} {'Kemolari'[n % 8].upper()}{letters}ski"


# For each kind of text its n-th part; parts are joined as they are.
KINDS = {
    "prose": "The harbour was quiet on day {n}, {name} said. Ships came and went.\n\n",
    "one line": "The harbour was quiet, {name} said. “It is {n} years old,” she said. ",
    "quotations": "“It is over,” said {name}. “Go!”\n\n",
    "quotations on one line": "“No.” “Stop it now,” he said. “Go!” ",
    "names": "{own} met {other} of Kelmar Foods. She said so.\n\n",
    "speakers": "“It is over now,” {own} said. “Go home!”\n\n",
    "turns": "{turn}: Will you go there now?\n\n",
    "questions": "Is it {n}?\n\nI think that we are open.\n\n",
    "headings": "What the mayor said\n\nThe mayor said it was {n}. It was late.\n\n",
    "nested marks": "“He said ‘they told me “no” at once’ and left,” she said. ",
    "open marks": "“It is open and {n} of them stay, he said\n\n",
    "straight marks": "\"It's the boys' '90s,\" he said. 'No,' she said. ",
    "signatures": "“We lost the whole harvest twice.”\n\n— {name}, farmer\n\n",
    "refusals": "{name} declined to comment. The bank could not be reached.\n\n",
    "unnamed": "A source said {own} paid the {n} boats a fee of ten.\n\n",
    "hidden characters": "The har\u00adbour was qui\u00adet, {name} said.\n\n",
    "emphasis": "The *harbour* was _quiet_, **{name}** said.\n\n",
    "lines": "The harbour was quiet, {name} said, and\nships came and went.\n",
    "list": "- {name}, {n}\n",
    "one word": "harbour",
    "marks only": "“ ” ' ",
    "spaces": "   \n  ",
    "capitals": "THE MAYOR OF LUND SAID HE WAS HERE. ",
}


class Scripted(Reader):
    """The reader without its network: what stands before "said" is a source and a content."""

    def score(self, found: Words, overlap: float = OVERLAP) -> list[Window]:
        """Give certain scores to every window."""
        said = np.array([pieces == self.vocabulary("said") for pieces in found.pieces], bool)
        cuts = windows(found, SIZE, overlap)
        return [_window(a, b, np.flatnonzero(said[a:b])) for a, b in cuts]


def _window(start: int, end: int, said: Any) -> Window:
    """Return scores of a window.

    Two words beside a cue are its source, and those before them its content.
    """
    size, cues = end - start, said if len(said) else np.zeros(1, np.int64)
    chosen = np.zeros(size, np.int64)
    to_cue = np.zeros((size, len(cues)), np.float32)
    to_source = np.zeros((len(cues), 1 + size), np.float32)
    to_first, to_last = np.full((2, len(cues), size), -9.0, np.float32)
    edges = [-1, *said.tolist(), size]
    for row, (before, cue) in enumerate(pairwise(edges[:-1])):
        first, last = max(before + 1, cue - SPAN), cue - 2
        chosen[cue] = 2 * ROLES.index("cue") + 1
        if last - first < 2:
            continue
        for role, a, b in (("content", first, last), ("source", last, cue)):
            chosen[a:b] = 2 * ROLES.index(role) + 2
            chosen[a] -= 1
        to_cue[first:last, row] = 1.0
        to_source[row, 1 + last] = 1.0
        to_first[row, first] = to_last[row, last - 1] = 0.0
    tags = np.full((size, TAGS), -9.0, np.float32)
    tags[np.arange(size), chosen] = 0.0
    return Window(start, end, tags, cues + start, to_cue, to_source, to_first, to_last)


def text_of(kind: str, length: int) -> str:
    """Make a text of a kind, of about so many characters."""
    parts = length // len(_part(kind, 11))
    return f"It began. {''.join(_part(kind, n) for n in range(parts))} It ended."


def _part(kind: str, n: int) -> str:
    names = {"name": _name(n), "own": _new_name(n), "other": _new_name(n + 7)}
    return KINDS[kind].format(n=n, turn=LAST[n % 2].upper(), **names)


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Do some work without the search for cycles, whose time hangs on all objects that live."""
    gc.collect()
    gc.disable()
    began = time.process_time()
    done = work()
    took = time.process_time() - began
    gc.enable()
    return done, took


def steps(text: str, using: Reader) -> Iterator[tuple[str, float]]:
    """Run every step on a text; yield its name and the seconds of processor time it took."""
    article, took = timed(lambda: ingest.from_text(text))
    yield "ingest", took
    hidden, took = timed(lambda: invisible.plain(article.text))
    if hidden is not None:
        kept = article
        article, more = timed(lambda: invisible.without(kept, hidden))
        took += more
    yield "invisible", took
    article, took = timed(lambda: tokens.tokenise(article))
    yield "tokens", took
    quotations, took = timed(lambda: pipeline.quoted(article))
    yield "quotes", took
    found, took = timed(lambda: attribution.attribute(article, quotations, using))
    yield "attribution", took
    (told, heard, unheard), took = timed(lambda: sources.identify(article, quotations, found))
    yield "sources", took
    told, took = timed(lambda: excluded.mark(article, pipeline.without_echoes(told), heard))
    replies, more = timed(lambda: excluded.replies(article, quotations, (*heard, *unheard)))
    yield "excluded", took + more
    made = Extraction(article, quotations, told, heard, unheard, "", replies=replies)
    yield "tables", timed(lambda: _tables(made))[1]
    yield "page", timed(lambda: markup.standalone(made))[1]
    yield "concerns", timed(lambda: _concerns(made))[1]


def _least(text: str, using: Reader) -> dict[str, float]:
    """Return the lesser time of two runs of every step.

    What else the machine does makes one longer.
    """
    one, other = (dict(steps(text, using)) for _ in range(2))
    return {step: min(one[step], other[step]) for step in one}


def _tables(made: Extraction) -> None:
    frames.attributions(made)
    frames.sources(made)
    frames.unheard(made)
    frames.quotations(made)
    frames.paragraphs(made)
    frames.sentences(made)
    frames.tokens(made)


def _concerns(made: Extraction) -> None:
    summary = summarise(made)
    concerns.alone(summary)
    concerns.silent(summary)
    concerns.second_hand(summary)
    concerns.at_length(summary)
    concerns.paraphrased(summary)
    summary.range(summary.unnamed)


def main() -> int:
    """Print a line for each kind and step; return 1 where one grows faster than its text."""
    command = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    command.add_argument("--length", type=int, default=50_000)
    command.add_argument("--kind", choices=KINDS, action="append")
    chosen = command.parse_args()
    using = Scripted.load(threads=1)
    dict(steps(text_of("prose", 2_000), using))  # word lists are read once
    steep = []
    for kind in chosen.kind or KINDS:
        lengths = [chosen.length * times for times in (1, 2, 4)]
        took = [_least(text_of(kind, length), using) for length in lengths]
        for step, last in took[-1].items():
            ratio = last / max(took[1][step], 1e-6)
            line = f"{kind:24} {step:12} " + " ".join(f"{t[step]:7.2f}" for t in took)
            line += f" s {ratio:5.1f}"
            print(line, flush=True)
            if last >= LEAST and ratio > MOST:
                steep.append(line)
    print("\n".join([f"\nabove {MOST}: {len(steep)}", *steep]))
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
