"""A real Dask scheduler and its workers, as processes on loopback, for the tests of an archive."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Self

PYTHON = [sys.executable, "-m"]


class Cluster:
    """A scheduler and two workers; ``kill`` ends the scheduler as a crash would."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        folder.mkdir()
        self._file = folder / "scheduler.json"
        common = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(self._file)]
        self._started = [self._start("scheduler", "--port", str(port), *common)]
        until = time.monotonic() + 60
        while not self._file.exists() and time.monotonic() < until:
            time.sleep(0.1)
        self.address = str(json.loads(self._file.read_text(encoding="utf-8"))["address"])
        for n in (1, 2):
            place = str(folder / f"w{n}")
            own = ["--nthreads", "1", "--local-directory", place]
            self._started.append(self._start("worker", *own, *common))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._started:
            process.terminate()
        for process in self._started:
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def kill(self) -> None:
        """Kill the scheduler."""
        self._started[0].kill()
        self._started[0].wait()

    @property
    def port(self) -> int:
        """The scheduler's port."""
        return int(self.address.rpartition(":")[2])

    def _start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        env = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH": "0",
        }
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        command = [*PYTHON, f"distributed.cli.dask_{what}", *arguments]
        return subprocess.Popen(command, env=env, start_new_session=True, **quiet)
