"""Names, trades and bodies in sentences of ours, and who should be found to speak in them.

Each name, trade and body of ``gold/in_contexts`` stands in every context once. ``python
tests/in_contexts.py [tune|held]`` prints how many are wrong in which context and, of the part
"tune", which.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis import ingest
from analysis.model import Source
from analysis.pipeline import extract

GOLD = Path(__file__).resolve().parent / "gold" / "in_contexts"
OPENING = (
    "RIVERTON — The bridge over the Ouse will close on Monday, two years after a lorry hit it."
)
FIRE = "HOLT — A barn burned down near the river on Monday."
CONTEXTS = {
    "first": "{X} said the closure would hurt shops.",
    "after": "The closure will hurt shops, {x} said on Friday.",
    "according": "The closure will hurt shops, according to {x}.",
    "quote": "“It will hurt shops,” said {x}.",
    "again": (
        "Shops were empty on Friday, and {x} has written to the road agency.\n\n"
        "{X} said the closure would hurt shops."
    ),
}
OF_BODIES = {
    "group": "{X}, a group that looks after towns, said the closure would hurt shops.",
    "which": "{X}, which has 40 offices in the county, said the closure would hurt shops.",
}
OF_PEOPLE = {"who": "{X}, who lives next to the bridge, said the closure would hurt shops."}
BODIES = frozenset({"organisation", "government", "media", "group"})
ALIKE = {"organisation": BODIES, "government": BODIES - {"media"}, "media": BODIES - {"group"}}
# Who has the trade {a}; who has {b}, another trade; whose name is the answer, "" for nobody's.
TRADES = {
    "apposition": ("{A}, {a_a} from Holt, saw the fire. The {a} said nobody was hurt.", "A"),
    "title": (
        "The {a} {A} saw the fire. It rained. The {a} said nobody was hurt.",
        "A",
    ),
    "another": ("{A}, {a_a} from Holt, saw the fire. The {b} said nobody was hurt.", ""),
    "two": ("{A}, {a_a}, and {B}, {a_b}, saw the fire. The {b} said nobody was hurt.", "B"),
    "owner": ("{A}, {a_a}, saw the fire. {A}'s {b} said nobody was hurt.", ""),
    "unnamed": ("The fire began at dawn. {A_a} said nobody was hurt.", ""),
}
# A body {X} and the noun for it, {n}; the answer is the body, or "" for nobody who is named.
MEANT = {
    "noun": ("{X} will move to Holt in May. The {n} said the road was closed.", "X"),
    "it": ("{X} said Monday would be dry. It added that the road was closed.", "X"),
    "another": ("{X} will move to Holt in May. Another {n} said the road was closed.", ""),
    "lawyer": ("{X} will move to Holt in May. The {n}'s lawyer said the road was closed.", ""),
    "speaker": ("A spokeswoman for {x} was there. The spokeswoman said the road was closed.", ""),
}
PEOPLE = (
    ("Robin Brandt", "Alex Lind"),
    ("Kim Ferrant", "Sam Asare"),
    ("Jamie Keane", "Lee Menon"),
)  # of either gender: "the fisherman" and "the waitress" may be any of them
SAID = (
    "hurt shops",
    "nobody was hurt",
    "road was closed",
)  # what the statements that are judged hold


@dataclass(frozen=True, slots=True)
class Case:
    """A text, the name or trade that it is about, and who should speak."""

    about: str
    part: str
    context: str
    text: str
    kind: str
    name: str  # "" if the article names nobody


def part_of(about: str) -> str:
    """Return the part that a name or trade belongs to: of "held" only figures are looked at."""
    return ("tune", "held")[hashlib.sha256(about.encode()).digest()[-1] % 2]


def names() -> Iterator[Case]:
    """Yield every name in every context."""
    for line in (GOLD / "names.tsv").read_text(encoding="utf-8").splitlines():
        kind, name = line.split("\t")
        for context, text in (CONTEXTS | (OF_PEOPLE if kind == "person" else OF_BODIES)).items():
            filled = text.format(x=name, X=name[0].upper() + name[1:])
            yield Case(name, part_of(name), context, f"{OPENING}\n\n{filled}", kind, name)


def trades() -> Iterator[Case]:
    """Yield every trade in every context, with another one."""
    listed = (GOLD / "roles.txt").read_text(encoding="utf-8").splitlines()
    for at, trade in enumerate(listed):
        other = listed[(at * 7 + 13) % len(listed)]
        if other.split()[-1] == trade.split()[-1]:
            other = "glassblower"
        first, second = PEOPLE[at % len(PEOPLE)]
        for context, (text, who) in TRADES.items():
            filled = text.format(
                A=first,
                B=second,
                a=trade,
                b=other,
                a_a=_an(trade),
                a_b=_an(other),
                A_a=_an(trade, "A"),
            )
            name = {"A": first, "B": second, "": ""}[who]
            yield Case(trade, part_of(trade), context, f"{FIRE}\n\n{filled}", "person", name)


def bodies() -> Iterator[Case]:
    """Yield every body in every context in which a noun or "it" may mean it."""
    for line in (GOLD / "bodies.tsv").read_text(encoding="utf-8").splitlines():
        kind, name, noun = line.split("\t")
        for context, (text, who) in MEANT.items():
            filled = text.format(
                X=name, x=name[0].lower() + name[1:] if name[:4] == "The " else name, n=noun
            )
            said = (name, kind) if who else ("", "any")
            yield Case(name, part_of(name), context, f"{FIRE}\n\n{filled}", said[1], said[0])


def _an(noun: str, article: str = "a") -> str:
    return f"{article}{'n' if noun[0] in 'aeiou' else ''} {noun}"


def wrong(case: Case) -> list[str]:
    """Return what is wrong with who is found to speak, in words; nothing if all is right."""
    article = ingest.from_text(case.text)
    found = extract(article)
    sources = {s.id: s for s in found.sources}
    heard = [
        sources.get(a.speaker or "")
        for a in found.attributions
        if any(said in case.text[a.content[0].start : a.content[-1].end] for said in SAID)
    ]
    if not heard:
        return ["no statement"]
    return [problem for source in heard for problem in _judged(case, source)]


def _judged(case: Case, source: Source | None) -> Iterator[str]:
    if source is None:
        yield "nobody"
        return
    if source.naming != ("named" if case.name else "anonymous"):
        yield source.naming
    if case.name and case.name.split()[-1].casefold() not in source.name.casefold():
        yield f"called {source.name}"
    if case.kind != "any" and source.kind not in ALIKE.get(case.kind, {case.kind}):
        yield source.kind


def main() -> None:
    """Print how many are wrong, by kind and context; of the part "tune" also which."""
    part = sys.argv[1] if sys.argv[1:] else "tune"
    total, failed = Counter[str](), Counter[str]()
    every = {"names": names(), "trades": trades(), "bodies": bodies()}
    for about, case in ((about, c) for about, own in every.items() for c in own if c.part == part):
        keys = (f"{about}: {case.context}", *([case.kind] if about == "names" else []))
        total.update(keys)
        if problems := wrong(case):
            failed.update(keys)
            if part == "tune":
                sys.stdout.write(f"{case.about} | {case.context} | {', '.join(problems)}\n")
    for key, number in total.items():
        sys.stdout.write(f"{part} {key}: {failed[key]} of {number} wrong\n")


if __name__ == "__main__":
    main()
