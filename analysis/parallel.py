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
_most: int | None = None
_own = threading.local()  # of a thread that works for ``in_order``: the crew it belongs to


def limit(processors: int) -> None:
    """Use so many processors at most in this process, as where others do the same beside it."""
    global _most  # noqa: PLW0603 - of the process, like the processors
    _most = processors


def processors() -> int:
    """Return how many processors this process may use."""
    if _most is not None:
        return _most
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Crew:
    """Those who work on the items of one call of :func:`in_order`."""

    def __init__(self) -> None:
        self.stop = threading.Event()  # nobody waits any more
        self.busy = 0  # items in work
        self._lock = threading.Lock()

    def work(self, function: Callable[[T], R], item: T) -> R:
        with self._lock:
            self.busy += 1
        try:
            return function(item)
        finally:
            with self._lock:
                self.busy -= 1


def _crew() -> _Crew | None:
    return getattr(_own, "crew", None)


def shared() -> bool:
    """Tell whether this thread is one of several that each work on an article just now."""
    crew = _crew()
    return crew is not None and crew.busy > 1


def helpers(workers: int) -> ThreadPoolExecutor:
    """Return threads that help this one with its item, and are told as it is when to leave it."""
    return _threads(workers, _crew())


def _threads(workers: int, crew: _Crew | None) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(workers, initializer=setattr, initargs=(_own, "crew", crew))


def go_on() -> None:
    """Leave the work on an item that nobody waits for any more; called now and then in long work.

    Raises:
        CancelledError: If that is so.
    """
    crew = _crew()
    if crew is not None and crew.stop.is_set():
        raise CancelledError


def in_order(
    function: Callable[[T], R], items: Iterable[T], workers: int | None = None
) -> Iterator[R]:
    """Yield what a function gives for each item, in the items' order; some run at once.

    The first item is worked on alone, by the caller's thread: what is loaded once is loaded there.

    Args:
        function: Called in threads; what it raises is raised here, when its item's turn has come.
        items: Taken one by one, at most one more than ``workers`` ahead of what was given out.
        workers: Threads; by default as many as there are processors.
    """
    workers, rest = workers or processors(), iter(items)
    yield from map(function, rest if workers == 1 else islice(rest, 1))
    waiting: deque[Future[R]] = deque()
    crew = _Crew()
    with _threads(workers, crew) as pool:
        try:
            for item in rest:
                waiting.append(pool.submit(crew.work, function, item))
                if len(waiting) > workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            crew.stop.set()
            for future in waiting:
                future.cancel()
