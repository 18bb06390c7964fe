"""Run shards on workers: processes of this machine, or those of a Dask scheduler.

A worker that dies costs time and nothing else: its shards are given out again, and an article that
kills its worker twice becomes a row of the table of errors.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from analysis.corpus import shards
from analysis.corpus.records import Incoming, Shard, Written
from analysis.errors import RunError

AHEAD = 2  # shards a worker that are given out at the same time
MOST_DEATHS = 5  # of workers on one shard, before the run ends
PATIENCE = 120  # seconds that a lost scheduler is waited for
DIED = "the worker process ended while it read this article"


class Crew(Protocol):
    """Where shards are run."""

    size: int

    def submit(self, shard: Shard) -> Future[Written]:
        """Give out a shard."""

    def recover(self, shard: Shard, error: BaseException) -> Shard | None:
        """Make ready for giving out a shard again; None where ``error`` is not a lost worker."""

    def close(self) -> None:
        """Stop; what is in work is given up."""


class Processes:
    """Processes of this machine; each loads the model once."""

    def __init__(self, size: int, archive: Path, engine: str) -> None:
        self.size, self.archive, self.engine = size, archive, engine
        self._pool: ProcessPoolExecutor | None = None
        self._deaths: dict[str, int] = {}

    def submit(self, shard: Shard) -> Future[Written]:
        """Give out a shard."""
        return self._ready().submit(shards.write, shard, self.archive, self.engine)

    def recover(self, shard: Shard, error: BaseException) -> Shard | None:
        """Start new processes; from the second death on find the article that kills them."""
        if not isinstance(error, BrokenProcessPool):
            return None
        self.close()
        self._deaths[shard.key] = self._deaths.get(shard.key, 0) + 1
        if self._deaths[shard.key] >= MOST_DEATHS:
            todo = "is there memory left, and can this program start others?"
            raise RunError("worker processes end as soon as they start", shard.key, todo)
        if self._deaths[shard.key] < 2:
            return shard
        return replace(shard, items=tuple(map(survivor, shard.items)))

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            for process in list((self._pool._processes or {}).values()):  # noqa: SLF001
                process.terminate()
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _ready(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = _pool(self.size)
        return self._pool


class Here:
    """This process itself: for a few articles, where starting another one is not worth it."""

    size = 1

    def __init__(self, archive: Path, engine: str) -> None:
        self.archive, self.engine = archive, engine

    def submit(self, shard: Shard) -> Future[Written]:
        """Write a shard at once."""
        done: Future[Written] = Future()
        try:
            done.set_result(shards.write(shard, self.archive, self.engine))
        except Exception as error:  # noqa: BLE001 - as a pool gives it back
            done.set_exception(error)
        return done

    def recover(self, shard: Shard, error: BaseException) -> Shard | None:
        """Return None: no worker can be lost."""

    def close(self) -> None:
        """Do nothing: there is nothing to stop."""


class Dask:
    """The workers of a running Dask scheduler, which must see the archive's folder."""

    def __init__(self, address: str, archive: Path, engine: str) -> None:
        self.address, self.archive, self.engine = address, archive, engine
        self._client: Any = None
        self._executor: Executor | None = None
        self._connect()

    def submit(self, shard: Shard) -> Future[Written]:
        """Give out a shard."""
        self._connect()
        assert self._executor is not None  # noqa: S101 - connected by now
        return self._executor.submit(shards.write, shard, self.archive, self.engine)

    def recover(self, shard: Shard, error: BaseException) -> Shard | None:
        """Connect again where the scheduler was lost; Dask itself minds lost workers."""
        from distributed import CancelledError as Cancelled  # noqa: PLC0415 - an extra
        from distributed.scheduler import KilledWorker  # noqa: PLC0415 - as above

        if isinstance(error, KilledWorker):
            return replace(shard, items=tuple(map(survivor, shard.items)))
        if not isinstance(error, Cancelled | CancelledError | OSError | TimeoutError):
            return None
        self._connect()
        return shard

    def close(self) -> None:
        """Leave the scheduler."""
        if self._client is not None:
            self._client.close(timeout=5)

    def _connect(self) -> None:
        from distributed import Client  # noqa: PLC0415 - an extra

        if self._client is not None and self._client.status == "running":
            return
        self.close()
        until = time.monotonic() + PATIENCE
        while True:
            try:
                connect: Any = Client
                self._client = connect(self.address, timeout=10, set_as_default=False)
                break
            except (OSError, TimeoutError, ValueError) as error:
                if isinstance(error, ValueError) or time.monotonic() > until:
                    todo = "start it, then run this again: it goes on from here"
                    raise RunError("no Dask scheduler answers", self.address, todo) from None
        self._executor = self._client.get_executor(pure=False)
        self.size = max(1, sum(self._client.nthreads().values()))


def follow() -> None:
    """End this worker as soon as the run that started it is gone, even where that was killed."""

    def wait_for_it() -> None:
        run = multiprocessing.parent_process()
        if run is not None:
            run.join()
            os._exit(1)

    threading.Thread(target=wait_for_it, daemon=True).start()


def _pool(size: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(size, mp_context=context, initializer=follow)


def survivor(item: Incoming) -> Incoming:
    """Read one article in a process of its own; return its error in its place if that dies."""
    with _pool(1) as pool:
        try:
            pool.submit(shards.probe, item).result()
        except BrokenProcessPool:
            return replace(item, error=("WorkerDied", DIED))
    return item


def run(crew: Crew, given: Iterable[Shard]) -> Iterator[Written]:
    """Run shards and yield each as soon as it is written; few are given out at a time.

    Raises:
        OutputError: A shard could not be written.
        RunError: No worker is left.
    """
    waiting: dict[Future[Written], Shard] = {}
    try:
        for shard in given:
            waiting[crew.submit(shard)] = shard
            while len(waiting) >= AHEAD * crew.size:
                yield from _some(crew, waiting)
        while waiting:
            yield from _some(crew, waiting)
    finally:
        crew.close()


def _error(future: Future[Written]) -> BaseException | None:
    """Return what a task ended with, also where it was cancelled because its scheduler was lost."""
    try:
        return future.exception()
    except CancelledError as error:
        return error


def _some(crew: Crew, waiting: dict[Future[Written], Shard]) -> Iterator[Written]:
    """Yield what is written by now; give out again what was lost."""
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    lost: list[Shard] = []
    for future in done:
        shard = waiting.pop(future)
        error = _error(future)
        if error is None:
            yield future.result()
            continue
        again = crew.recover(shard, error)
        if again is None:
            raise error
        lost.append(again)
    for shard in lost:
        waiting[crew.submit(shard)] = shard
