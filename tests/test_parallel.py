from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from analysis.parallel import go_on, helpers, in_order, shared


def test_what_comes_out_has_the_order_of_what_went_in() -> None:
    first = threading.Event()

    def slow_first(number: int) -> int:
        if number > 1:
            first.set()
        elif number == 1:
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
    assert [next(results), next(results)] == ["0", "1"]
    assert len(taken) == 2 + 3
    results.close()  # type: ignore[attr-defined]
    assert len(taken) == 2 + 3


def test_the_first_item_is_worked_on_by_the_caller_itself() -> None:
    threads = list(in_order(lambda _: threading.current_thread(), range(3), 2))
    assert threads[0] is threading.main_thread()
    assert threading.main_thread() not in threads[1:]


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="signals go to no one thread here")
@pytest.mark.parametrize("helped", [False, True])
def test_work_that_nobody_waits_for_any_more_is_left(helped: bool) -> None:
    began, left = threading.Event(), threading.Event()

    def long(_: int) -> None:
        began.set()
        try:
            for _ in range(10_000):
                go_on()
                time.sleep(0.001)
        except CancelledError:
            left.set()
            raise

    def work(number: int) -> int:
        if number and helped:
            with helpers(2) as pool:
                list(pool.map(long, range(2)))
        elif number:
            long(number)
        return number

    results = in_order(work, range(3), 2)
    assert next(results) == 0
    with pytest.raises(KeyboardInterrupt):
        _interrupt(results, began, left)
    assert left.wait(10)


def _interrupt(results: Iterator[int], began: threading.Event, left: threading.Event) -> None:
    def interrupt() -> None:
        assert began.wait(10)
        main = threading.main_thread().ident
        assert main is not None
        for _ in range(5):  # a signal right before the thread begins to wait does not wake it
            signal.pthread_kill(main, signal.SIGINT)  # as Ctrl-C does: it wakes one that waits
            if left.wait(1):
                return

    # A process that a shell started in the background has no handler for it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        threading.Thread(target=interrupt).start()
        next(results)
    finally:
        signal.signal(signal.SIGINT, before)


def test_an_item_knows_whether_another_is_in_work() -> None:
    began, ended = threading.Event(), threading.Event()

    def work(number: int) -> tuple[bool, bool]:
        if number == 2:
            began.set()
            return shared(), ended.wait(10)
        if number == 0:
            return shared(), shared()
        assert began.wait(10)
        with_other = shared()
        ended.set()
        waited = time.monotonic() + 10
        while shared() and time.monotonic() < waited:
            time.sleep(0.001)
        return with_other, shared()

    assert list(in_order(work, range(3), 2)) == [(False, False), (True, False), (True, True)]


def test_articles_that_need_different_parts_of_nltk_first_are_read_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ana left")
    (tmp_path / "b.txt").write_text("It rained. Ana left.")
    (tmp_path / "c.txt").write_text("Ferry returns\n\nThe mayor said it rained.")
    run = "from analysis.cli import main; main()"
    command = [sys.executable, "-c", run, "extract", "a.txt", "b.txt", "c.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_error_is_raised_in_its_turn() -> None:
    results = in_order(lambda n: 1 // n, [1, 0, 1], 2)
    assert next(results) == 1
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_nothing_in_is_nothing_out() -> None:
    assert list(in_order(str, [], 2)) == []
