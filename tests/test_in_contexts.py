"""Names and trades of all kinds, each in one sentence of ours: who is found to speak."""

from collections import Counter

import pytest
from in_contexts import Case, bodies, names, part_of, trades, wrong

KINDS = ("organisation", "government", "media", "person", "trade", "body")
# Shares of right ones, in percent, that no change may fall under. In all contexts 91.0 and 91.0
# were right, 98.6 and 92.3, 94.3 and 94.4, 95.8 and 96.3, 97.3 and 97.5, 96.9 and 90.6.
FLOORS = {
    "tune": (88, 97, 92, 94, 95, 95),
    "held": (88, 90, 91, 94, 95, 89),
}


def one_each() -> list[tuple[str, Case]]:
    """Take a context for each name and each trade, all contexts in turn."""
    cases: dict[str, list[Case]] = {}
    for case in names():
        cases.setdefault(f"{case.kind} {case.about}", []).append(case)
    for case in trades():
        cases.setdefault(f"trade {case.about}", []).append(case)
    every = enumerate(cases.items())
    one = [(key.split()[0], own[at % len(own)]) for at, (key, own) in every]
    return one + [("body", case) for case in bodies()]


@pytest.mark.parametrize("part", ["tune", "held"])
def test_names_and_trades_speak_under_their_name_and_kind(part: str) -> None:
    total, right = Counter[str](), Counter[str]()
    for kind, case in one_each():
        if case.part == part:
            total[kind] += 1
            right[kind] += not wrong(case)
    shares = {kind: 100 * right[kind] / total[kind] for kind in KINDS}
    floors = dict(zip(KINDS, FLOORS[part], strict=True))
    assert {k: round(v, 1) for k, v in shares.items() if v < floors[k]} == {}


def test_the_parts_are_halves() -> None:
    held = [case for case in names() if case.part == "held"]
    assert (part_of("Shelter"), part_of("Meta")) == ("tune", "tune")
    assert 0.45 < len(held) / len(list(names())) < 0.55


def test_what_is_wrong_is_told() -> None:
    case = Case(
        "Shelter", "tune", "first", "Rain fell.\n\nAna Ruiz said it hurt shops.", "media", "X"
    )
    assert wrong(case) == ["called Ana Ruiz", "person"]
    nothing = Case("X", "tune", "first", "Rain fell on Monday.", "media", "X")
    assert wrong(nothing) == ["no statement"]
