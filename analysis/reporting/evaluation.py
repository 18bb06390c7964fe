"""Makes the accuracy report: the notebook ``evaluation.ipynb``, run on gold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from analysis.errors import ParameterError
from analysis.evaluate.golds import contents, gold_texts
from analysis.ingest import finding, stem
from analysis.reporting.making import Input, Job, folder_of, make, prepare
from analysis.text import legible

PREFIX = "evaluation"
GOLD = finding.GOLD  # the folder that the notebook sees, and its name in the manifest
# Beside a text: its statements, and what may tell the publisher and the kinds of sources.
BESIDE = (".txt", ".ann", ".json")
MOST_SAMPLES = 100_000


def report(
    gold: str | Path | Iterable[str | Path],
    out: str | Path = "reports",
    parameters: Mapping[str, object] | None = None,
    *,
    progress: bool = False,
) -> Path:
    """Measure the reader on gold and make a report of it, as ``analysis evaluate --report`` does.

    Args:
        gold: Folders, or files NAME.txt with NAME.ann beside them.
        out: The folder to put the report's folder into; made where missing.
        parameters: Values for the notebook's parameters, ``samples`` and ``seed``.
        progress: Whether to draw a progress bar on stderr.

    Returns:
        The folder of the report.

    Raises:
        GoldError: The gold can't be read; nothing was done.
        ParameterError: A parameter is unknown or does not fit; nothing was done.
        OutputError: ``out`` can't be written.
    """
    places = [gold] if isinstance(gold, str | Path) else list(gold)
    texts = gold_texts(places)
    given = dict(parameters or {})
    target = Path(out).absolute()
    notebook, settings = prepare("evaluation", target, given)
    _bounded(settings)
    inputs = tuple(item for text in texts for item in _inputs(text))
    name = folder_of(f"{PREFIX}-{_stem(places[0])}" if len(places) == 1 else PREFIX)
    job = Job(notebook, settings, inputs, name, several=True, places=(GOLD,), called=GOLD)
    return make(job, target / name, name if progress else None)


def _bounded(settings: Mapping[str, object]) -> None:
    samples = settings.get("samples")
    if isinstance(samples, int) and not 1 <= samples <= MOST_SAMPLES:
        todo = f"give a whole number from 1 to {MOST_SAMPLES:,}"
        raise ParameterError(f"{samples:,} can't be drawn", "samples", todo)
    seed = settings.get("seed")
    if isinstance(seed, int) and seed < 0:
        raise ParameterError(f"{seed} is below 0", "seed", "give 0 or more")


def _stem(place: str | Path) -> str:
    """Return what a place is called, also where it is given as "." or a file."""
    path = Path(place)
    return path.stem if path.is_file() else path.resolve().name


def _inputs(text: Path) -> list[Input]:
    files = (text.with_suffix(suffix) for suffix in BESIDE)
    return [
        Input(path, stem(path), f"{GOLD}/{legible(path.name)}", contents(path))
        for path in files
        if path.is_file()
    ]
