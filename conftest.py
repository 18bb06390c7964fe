"""What holds for every test: no display, the same examples; and what tests share."""

import gc
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from analysis.evaluate import Judged

os.environ.setdefault("MPLBACKEND", "Agg")
os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")

# As the command line does: jsonschema builds a grammar of it at once, which takes a second.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

# Machines are noisy: no test fails for its time. The same examples are tried at every run.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the modules that take long, so that no worker ends long after the others."""
    slow = Counter(item.path for item in items if item.get_closest_marker("slow"))
    items.sort(key=lambda item: -slow[item.path])


def pytest_collection_finish() -> None:
    """Keep what lives until the end out of the searches for cycles, which it makes long."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def seed_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the folder of the seed's report once for all tests that only look at it."""
    from seed import SEED

    from analysis import reporting

    (folder,) = reporting.report(SEED, tmp_path_factory.mktemp("seed"))
    return folder


@pytest.fixture(scope="session")
def evaluation_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the folder of the accuracy report on the seed's gold, once."""
    from seed import GOLD

    from analysis.reporting import evaluation

    return evaluation.report(GOLD.parent, tmp_path_factory.mktemp("evaluation"))


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Start the browser that looks at pages."""
    from browsing import chromium

    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def shards_of_three() -> Iterator[None]:
    """Make shards of three articles, also for what a module builds once."""
    from analysis.corpus import shards

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shards, "SIZE", 3)
        yield


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write articles to make an archive of."""
    from archives import rows_in

    return rows_in(tmp_path_factory.mktemp("rows"))


@pytest.fixture(scope="module")
def built(rows: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an archive of them, which nobody disturbs."""
    from archives import built_in

    return built_in(tmp_path_factory.mktemp("built"), rows)


@pytest.fixture(scope="session")
def judged() -> "Callable[[Path], list[Judged]]":
    """Judges a folder of gold: each is read once for all tests, for that takes long."""
    from analysis.evaluate import golds, judge_all

    known: dict[str, list[Judged]] = {}

    def of(folder: Path) -> "list[Judged]":
        key = golds.digest([folder])
        if key not in known:
            known[key] = judge_all(folder)
        return known[key]

    return of
