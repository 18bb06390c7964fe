"""An archive whose making is broken off: killed, alone or with its scheduler, it ends the same."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datasketch")
pytest.importorskip("pandas")
pytest.importorskip("pyarrow")

from archives import built_in, digest, same, texts
from dasking import Cluster

from analysis.corpus import corpus

pytestmark = pytest.mark.usefixtures("shards_of_three")


START = (
    "import sys\nfrom analysis.corpus import corpus, shards\n"
    "shards.SIZE = 3\n"
    "if __name__ == '__main__':\n    corpus([sys.argv[1]], sys.argv[2], processes=1)\n"
)


@pytest.mark.slow
def test_a_run_that_is_killed_at_any_moment_ends_with_the_same_bytes(
    rows: Path, built: Path, tmp_path: Path
) -> None:
    script = tmp_path / "start.py"
    script.write_text(START, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, str(script), str(rows), str(tmp_path / "a")]
    rng, wanted = random.Random(3), digest(built)  # noqa: S311
    for _ in range(10):
        running = subprocess.Popen(command, env=env, start_new_session=True)
        time.sleep(rng.uniform(0.2, 5))
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    corpus([rows], tmp_path / "a", processes=1)
    assert digest(tmp_path / "a") == wanted


STAYS = """
import multiprocessing, sys, time
from analysis.corpus import corpus, shards
shards.SIZE = 3
def progress(_):
    print(len(multiprocessing.active_children()), flush=True)
    time.sleep(600)
if __name__ == "__main__":
    corpus([sys.argv[1]], sys.argv[2], processes=2, progress=progress)
"""


def test_the_workers_of_a_run_that_is_killed_end_with_it(rows: Path, tmp_path: Path) -> None:
    script = tmp_path / "stays.py"
    script.write_text(STAYS, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, str(script), str(rows), str(tmp_path / "a")]
    run = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, start_new_session=True)
    assert run.stdout is not None
    try:
        assert run.stdout.readline() == b"2\n"
        run.kill()
        # The workers hold the run's standard output: it ends when the last of them has.
        assert run.communicate(timeout=60)[0] == b""
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)


@pytest.mark.slow
def test_a_dask_scheduler_and_two_workers_do_the_same(
    rows: Path, built: Path, tmp_path: Path
) -> None:
    pytest.importorskip("distributed")
    with Cluster(tmp_path / "c") as cluster:
        made = corpus([rows], tmp_path / "a", scheduler=cluster.address)
    assert made.articles == 8
    assert same(built, tmp_path / "a")


LOSES = """
import sys
from analysis.corpus import corpus, shards, workers
from analysis.errors import RunError
shards.SIZE = 3
workers.PATIENCE = float(sys.argv[4])
try:
    corpus([sys.argv[1]], sys.argv[2], scheduler=sys.argv[3])
except RunError as error:
    sys.exit(str(error))
"""


def running(script: Path, rows: Path, archive: Path, cluster: Cluster, patience: float) -> Any:
    """A run on a cluster, once it has entered its first shard."""
    script.write_text(LOSES, encoding="utf-8")
    command = [sys.executable, str(script), str(rows), str(archive), cluster.address]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        [*command, str(patience)], env=env, stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + 120
    while not list(archive.glob("manifest/[!.]*.json")) and time.monotonic() < until:
        assert process.poll() is None
        time.sleep(0.02)
    return process


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Forty articles, and the archive that a run nobody disturbed makes of them."""
    folder = tmp_path_factory.mktemp("many")
    rows = folder / "rows.jsonl"
    lines = [json.dumps({"id": f"m{n}", "text": text}) for n, text in enumerate(texts(40))]
    rows.write_text("\n".join(lines), encoding="utf-8")
    return rows, built_in(folder, rows)


@pytest.mark.slow
def test_a_scheduler_that_is_killed_loses_nothing_and_nothing_is_read_twice(
    many: tuple[Path, Path], tmp_path: Path
) -> None:
    pytest.importorskip("distributed")
    rows, wanted = many
    with Cluster(tmp_path / "c1") as cluster:
        process = running(tmp_path / "run.py", rows, tmp_path / "a", cluster, 2)
        cluster.kill()
        _, said = process.communicate(timeout=120)
    assert process.returncode == 1 and "no Dask scheduler answers" in said.splitlines()[-1]
    done = len(list((tmp_path / "a").glob("manifest/[!.]*.json")))
    assert 0 < done < 14
    with Cluster(tmp_path / "c2") as cluster:
        made = corpus([rows], tmp_path / "a", scheduler=cluster.address)
    assert made.articles == 40 and made.new in (40 - 3 * done, 40 - 3 * done + 2)
    assert same(wanted, tmp_path / "a")


@pytest.mark.slow
def test_a_run_goes_on_where_its_scheduler_is_started_again(
    many: tuple[Path, Path], tmp_path: Path
) -> None:
    pytest.importorskip("distributed")
    rows, wanted = many
    with Cluster(tmp_path / "c1") as cluster:
        process = running(tmp_path / "run.py", rows, tmp_path / "a", cluster, 120)
        cluster.kill()
        with Cluster(tmp_path / "c2", cluster.port):
            _, said = process.communicate(timeout=180)
    assert process.returncode == 0, said
    assert same(wanted, tmp_path / "a")
