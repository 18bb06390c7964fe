"""Numbers in one form: "two and a half million dollars", "$2.5 million" and "2,500,000 dollars"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from analysis.numerals import BIG, ORDINALS, SCALES, TENS, UNITS

OF_WHAT = {
    "%": "%", "percent": "%", "pct": "%", "$": "$", "dollar": "$", "dollars": "$", "£": "£",
    "pound": "£", "pounds": "£", "€": "€", "euro": "€", "euros": "€",
}  # fmt: skip
MONEY = frozenset("$£€")
BEGINS = frozenset({*UNITS, *TENS, *ORDINALS, *MONEY, "a", "half"})
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
PLAIN = re.compile(r"\d+(?:\.\d+)?")
NTH = re.compile(r"(\d+)(?:st|nd|rd|th)")
JOINED = re.compile(r"\s*[-‐‑]?\s*")
AFTER_SCALE = re.compile(r",?\s+")
YEARS = range(13, 22)  # what a year in two halves begins with: "nineteen eighty-four"

Gap = Callable[[int], str]
Value = tuple[Decimal, int]
Run = tuple[int, int, str]


def numbers(keys: Sequence[str], gap: Gap) -> Iterator[tuple[int, int, list[Run]]]:
    """Yield the numbers in a list of words: where each begins and ends, and its runs.

    A run is a first word, the word behind the last, and a key. What is counted ("$", "percent") is
    a run of its own behind its number.

    Args:
        keys: Words in lower case.
        gap: Returns what stands in the text behind a word.
    """
    end = 0
    for at in [n for n, key in enumerate(keys) if not key.isalpha() or key in BEGINS]:
        if at >= end and (keys[at] in BEGINS or keys[at][0].isdigit()):
            found = _number(keys, at, gap)
            if found is not None:
                end = found[1]
                yield at, end, found[0]


def _number(keys: Sequence[str], at: int, gap: Gap) -> tuple[list[Run], int] | None:
    """Return the number that begins at a word, with what it counts behind it: money or a share."""
    money = keys[at] in MONEY
    if money and (at + 1 == len(keys) or not keys[at + 1][0].isdigit()):
        return None
    first = at + money
    nth = NTH.fullmatch(keys[first])
    if nth or keys[first] in ORDINALS:
        place = int(nth[1]) if nth else ORDINALS[keys[first]]
        return [(first, first + 1, f"{place}th")], first + 1
    found = _amount(keys, first, gap)
    if found is None:
        return (
            None if not keys[first][0].isdigit() else ([(first, first + 1, keys[first])], first + 1)
        )
    value, end = found
    if end < len(keys) and keys[end] in ORDINALS and _joined(gap(end - 1)):
        return [(first, end + 1, f"{value + ORDINALS[keys[end]]:f}th")], end + 1
    own = (first, end, f"{value.normalize():f}")
    if money:
        return [own, (at, at + 1, keys[at])], end
    if end < len(keys) and _joined(gap(end - 1)):
        if keys[end] in OF_WHAT and keys[end] not in MONEY:
            return [own, (end, end + 1, OF_WHAT[keys[end]])], end + 1
        if keys[end : end + 2] == ["per", "cent"]:
            return [own, (end, end + 2, "%")], end + 2
    return [own], end


def _amount(keys: Sequence[str], at: int, gap: Gap) -> Value | None:
    """Return a number in figures or words, its halves and scales: "two and a half million"."""
    if keys[at] == "half":
        if keys[at + 1 : at + 2] == ["a"] and keys[at + 2 : at + 3] and keys[at + 2] in SCALES:
            return Decimal(SCALES[keys[at + 2]]) / 2, at + 3
        return None
    found = _figures(keys[at], at) or _spoken(keys, at, gap)
    if found is None:
        return None
    value, end = found
    if keys[end : end + 3] == ["and", "a", "half"]:
        value, end = value + Decimal("0.5") * SCALES.get(keys[end - 1], 1), end + 3
    while end < len(keys) and keys[end] in BIG and _joined(gap(end - 1)):
        value, end = value * BIG[keys[end]], end + 1
        if keys[end : end + 3] == ["and", "a", "half"]:
            value, end = value + Decimal("0.5") * BIG[keys[end - 1]], end + 3
    return value, end


def _figures(key: str, at: int) -> Value | None:
    if THOUSANDS.fullmatch(key):
        return Decimal(key.replace(",", "")), at + 1
    if PLAIN.fullmatch(key) and not (key[0] == "0" and key[1:2].isdigit()):
        return Decimal(key), at + 1
    return None


def _spoken(keys: Sequence[str], at: int, gap: Gap) -> Value | None:
    """Return a number in words; None where the word begins none."""
    if keys[at] == "a":
        if at + 1 < len(keys) and keys[at + 1] in SCALES and _joined(gap(at)):
            return _cardinal(keys, at + 1, gap, 1)
        return None
    found = _cardinal(keys, at, gap, None)
    if found is None:
        return None
    value, end = found
    if value in YEARS and end < len(keys) and _joined(gap(end - 1)):
        oh = keys[end] in ("oh", "o") and end + 1 < len(keys) and keys[end + 1] in UNITS
        later = _cardinal(keys, end + oh, gap, None)
        if later is not None and (1 <= later[0] <= 9 if oh else 10 <= later[0] <= 99):
            return value * 100 + later[0], later[1]
    point = keys[end : end + 1] == ["point"]
    digits = ""
    while point and end + 1 + len(digits) < len(keys):
        digit = UNITS.get(keys[end + 1 + len(digits)], 10)
        if digit > 9:
            break
        digits += str(digit)
    return (value + Decimal(f"0.{digits}"), end + 1 + len(digits)) if digits else (value, end)


def _cardinal(keys: Sequence[str], at: int, gap: Gap, current: int | None) -> Value | None:
    """Read units, tens, hundreds and scales, each smaller than the one before."""
    total, end, smallest = 0, at, 10**15
    while end < len(keys):
        key = keys[end]
        before = keys[end - 1] if end > at else ""
        scaled = before in SCALES
        between = gap(end - 1) if end > at else ""
        if not (_joined(between) or (scaled and AFTER_SCALE.fullmatch(between))):
            break
        if key == "and" and scaled and keys[end + 1 : end + 2]:
            if keys[end + 1] not in UNITS and keys[end + 1] not in TENS:
                break
            end += 1
            key = keys[end]
        if key in UNITS and _fits(current, UNITS[key]):
            current = (current or 0) + UNITS[key]
        elif key in TENS and (current is None or (current and current % 100 == 0)):
            current = (current or 0) + TENS[key]
        elif key == "hundred" and current and current < 100:
            current *= 100
        elif key in BIG and current and BIG[key] < smallest:
            total, current, smallest = total + current * BIG[key], None, BIG[key]
        else:
            break
        end += 1
    return (Decimal(total + (current or 0)), end) if end > at else None


def _fits(current: int | None, unit: int) -> bool:
    if current is None:
        return True
    return unit > 0 and (
        (current > 0 and current % 100 == 0)
        or (current % 100 >= 20 and current % 10 == 0 and unit < 10)
    )


def _joined(between: str) -> bool:
    return JOINED.fullmatch(between) is not None
