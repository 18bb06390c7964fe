from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from analysis.parallel import in_order


def test_what_comes_out_has_the_order_of_what_went_in() -> None:
    first = threading.Event()

    def slow_first(number: int) -> int:
        if number:
            first.set()
        else:
            assert first.wait(10)  # another item is worked on meanwhile
        return number * 10

    assert list(in_order(slow_first, range(5), 2)) == [0, 10, 20, 30, 40]


def test_items_are_taken_no_further_ahead_than_there_are_workers() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    results = in_order(str, items(), 3)
    assert next(results) == "0"
    assert len(taken) <= 5
    results.close()  # type: ignore[attr-defined]
    assert len(taken) <= 5


def test_an_error_is_raised_in_its_turn() -> None:
    results = in_order(lambda n: 1 // n, [1, 0, 1], 2)
    assert next(results) == 1
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_nothing_in_is_nothing_out() -> None:
    assert list(in_order(str, [], 2)) == []
