"""How often a quotation's verdict is right, on quotations generated with known answers.

    python benchmarks/checking.py [--part tune|held]
    python benchmarks/checking.py --words 1000000

Transcripts are made from the sentences of our passages (tests/gold/domains), given to speakers in
turns, with fillers, stage directions, labels of several shapes and hard line breaks. From each,
quotations of every verdict and every kind of change are made, beside near misses. Thresholds were
chosen on the part "tune"; "held" uses other sentences and other labels. With ``--words`` one long
transcript is made, and it is measured how long its index and fifty quotations take.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from analysis.checking import draft, findings, record, verdicts
from analysis.checking.draft import Quoted
from analysis.model import Span

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from domains import passages

SPEAKERS = ("Ana Ruiz", "Owen Marsh", "Kay Orme", "Dana Holt", "Amos Pike")
SHAPES = {
    "tune": ("{TITLE} {LAST}: ", "{FULL}: ", ">> {LAST}: "),
    "held": ("[00:{N:02}:1{N}] {FULL}: ", "{LAST}: ", "{TITLE} {LAST} (via video): "),
}
FILL = ("uh, ", "um, ", "[applause] ", "(inaudible) ")
KINDS = (
    "exact", "exact", "ellipsis", "replaced", "omitted", "inserted", "reordered", "stitched",
    "other", "none", "bracket",
)  # fmt: skip


Turns = list[tuple[str, list[str]]]
Case = tuple[str, Quoted, tuple[str, str, str] | None]


def sentences(part: str) -> list[str]:
    """Return sentences of passages, of every second one for each part."""
    found = []
    for number, passage in enumerate(passages()):
        if (number % 2 == 0) == (part == "tune"):
            text = " ".join(passage.text.split())
            found += [
                s
                for s in re.split(r"(?<=[.!?])\s+", text)
                if 8 <= len(s.split()) <= 40 and not re.search(r"[“”‘\"\[\]…:]|\B'|'\B|’\B", s)
            ]
    return sorted(set(found))


def transcript(turns: Turns, part: str, rng: random.Random) -> str:
    """Write turns as a transcript, with fillers and labels of one shape."""
    shape = rng.choice(SHAPES[part])
    lines = []
    for number, (speaker, said) in enumerate(turns):
        last = speaker.split()[-1].upper()
        label = shape.format(
            TITLE=rng.choice(("MR.", "SEN.", "MS.")), LAST=last, FULL=speaker.upper(), N=number % 10
        )
        words = []
        for sentence in said:
            if rng.random() < 0.3:
                at = rng.randrange(1, 6)
                split = sentence.split()
                words += [*split[:at], rng.choice(FILL).strip(), *split[at:]]
            else:
                words.append(sentence)
        text = label + " ".join(words)
        lines.append(textwrap.fill(text, 72) if rng.random() < 0.5 else text)
    return "\n\n".join(lines)


def cases(part: str, rng: random.Random) -> list[tuple[*Case, record.Record]]:
    """Make quotations with known answers, each with its record."""
    pool = sentences(part)
    out = []
    for _ in range(60):
        rng.shuffle(pool)
        used, unused = pool[:60], pool[60:]
        turns = [(SPEAKERS[n % 5], used[3 * n : 3 * n + 3]) for n in range(20)]
        made = record.record(transcript(turns, part, rng), "r")
        out += [(*one(turns, unused, rng), made) for _ in range(40)]
    return out


def one(turns: Turns, unused: list[str], rng: random.Random) -> Case:
    """Make a quotation: the verdict that is right, the quotation, and the word that differs."""
    kind = rng.choice(KINDS)
    speaker, said = rng.choice(turns)
    words = rng.choice(said).rstrip(".!?").split()
    low = rng.randrange(0, max(1, len(words) - 8))
    piece = words[low : low + rng.randrange(7, 25)]
    wanted, difference = "exact", None
    if kind == "stitched":
        other = rng.choice([t for t in turns if t[0] == speaker and t[1] is not said])[1]
        piece, wanted = [*words[:7], *rng.choice(other).split()[-7:]], "stitched"
    elif kind == "other":
        speaker, wanted = rng.choice([s for s in SPEAKERS if s != speaker]), "other_speaker"
    elif kind == "none":
        piece, wanted = rng.choice(unused).rstrip(".!?").split()[:20], "not_found"
    else:
        piece, difference = changed(kind, piece, rng)
        wanted = "changed" if difference else "exact"
    text = " ".join(piece)
    made = draft.quoted(text, Span(0, len(text)), speaker, named=True)
    return wanted, made, difference


def changed(
    kind: str, piece: list[str], rng: random.Random
) -> tuple[list[str], tuple[str, str, str] | None]:
    """Change a word, or declare a change; return the words and what differs."""
    at = rng.randrange(2, len(piece) - 2)
    old = piece[at]
    if not re.search(r"\w", old):
        return piece, None
    if kind == "ellipsis" and len(piece) > 9:
        return [*piece[:3], "...", *piece[5:]], None
    if kind == "bracket" and len(piece) > 7:
        return [*piece[:3], "[the group]", *piece[4:]], None
    if kind == "omitted" and old not in (piece[at - 1], piece[at + 1]):
        return [*piece[:at], *piece[at + 1 :]], ("omitted", old, "")
    if kind == "inserted":
        return [*piece[:at], "frankly", *piece[at:]], ("inserted", "", "frankly")
    if kind == "replaced":
        return [*piece[:at], "scandal", *piece[at + 1 :]], ("replaced", old, "scandal")
    told = all(re.search(r"\w", word) for word in piece[3:5])
    if kind == "reordered" and told and len(piece) > 8 and piece[3].lower() != piece[4].lower():
        return [*piece[:3], piece[4], piece[3], *piece[5:]], ("reordered", "", "")
    return piece, None


def same(difference: tuple[str, str, str], found: Sequence[findings.Difference]) -> bool:
    """Tell whether the differing words are the ones that were changed."""
    kind, *words = difference
    if kind == "reordered":
        return [d.kind for d in found] == [kind]
    told = [(d.kind, *(re.sub(r"^\W+|\W+$", "", w) for w in (d.record, d.draft))) for d in found]
    return told == [(kind, *(re.sub(r"^\W+|\W+$", "", w) for w in words))]


def speed(size: int, rng: random.Random) -> None:
    """Print how long a transcript of some words takes: its index, and fifty quotations."""
    pool = [s for part in SHAPES for s in sentences(part)]
    known = [word for sentence in pool for word in sentence.split()]
    turns: Turns = []
    count = 0
    while count < size:
        said = [
            " ".join(rng.choice(known) for _ in range(rng.randrange(8, 30))) + "." for _ in range(3)
        ]
        turns.append((rng.choice(SPEAKERS), said))
        count += sum(len(s.split()) for s in said)
    text = transcript(turns, "held", rng)
    asked = [one(turns, pool, rng) for _ in range(50)]
    began = time.process_time()
    made = record.record(text, "r")
    indexed = time.process_time()
    right = sum(verdicts.check(quoted, [made]).verdict == wanted for wanted, quoted, _ in asked)
    checked = time.process_time()
    print(f"{count:,} words: indexed in {indexed - began:.1f} s")
    print(f"50 quotations checked in {checked - indexed:.1f} s, {right} verdicts right")


def main() -> None:
    """Print the shares of verdicts and differing words that are right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=["tune", "held"], default="held")
    parser.add_argument("--words", type=int, help="measure the speed on so many words instead")
    given = parser.parse_args()
    if given.words:
        speed(given.words, random.Random(11))  # noqa: S311 - as below
        return
    made = cases(given.part, random.Random(11))  # noqa: S311 - examples
    table: Counter[tuple[str, str]] = Counter()
    told: list[bool] = []
    began = time.process_time()
    for wanted, quoted, difference, own in made:
        found = verdicts.check(quoted, [own])
        table[wanted, found.verdict] += 1
        if difference and wanted == found.verdict:
            told.append(same(difference, found.differences))
    right = sum(count for (wanted, got), count in table.items() if wanted == got)
    print(f"{len(made)} quotations in {time.process_time() - began:.1f} s")
    print(f"verdict right: {100 * right / len(made):.1f}%")
    print(f"differing words right: {100 * sum(told) / len(told):.1f}% of {len(told)}")
    for (wanted, got), count in sorted(table.items()):
        print(f"  {wanted:14} {got:14} {count}")


if __name__ == "__main__":
    main()
