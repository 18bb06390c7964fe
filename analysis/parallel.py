"""Several articles at the same time: while the network reads one, another's sources are found."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
_own = threading.local()  # of a thread of a pool: the event that says that nobody waits any more


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def shared() -> bool:
    """Whether this thread is one of several that each work on an article."""
    return hasattr(_own, "stop")


def go_on() -> None:
    """Leave the work on an item that nobody waits for any more; called now and then in long work.

    Raises:
        CancelledError: If that is so.
    """
    if shared() and _own.stop.is_set():
        raise CancelledError


def in_order(
    function: Callable[[T], R], items: Iterable[T], workers: int | None = None
) -> Iterator[R]:
    """What a function gives for each item, in the order of the items; some are worked on at once.

    The first item is worked on alone, by the caller's thread: what is loaded once is loaded there.

    Args:
        function: Called in threads; what it raises is raised here, when its item's turn has come.
        items: Taken one by one, at most one more than ``workers`` ahead of what was given out.
        workers: Threads; by default as many as there are processors.
    """
    workers, rest = workers or processors(), iter(items)
    yield from map(function, rest if workers == 1 else islice(rest, 1))
    waiting: deque[Future[R]] = deque()
    stop = threading.Event()
    with ThreadPoolExecutor(workers, initializer=setattr, initargs=(_own, "stop", stop)) as pool:
        try:
            for item in rest:
                waiting.append(pool.submit(function, item))
                if len(waiting) > workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            stop.set()
            for future in waiting:
                future.cancel()
