"""How long `import analysis` takes: python benchmarks/import_time.py [RUNS].

Each run is a fresh interpreter that takes the time itself. Prints the best and the median in
seconds, and fails from 0.3 s of the best: noise only ever adds.
"""

from __future__ import annotations

import statistics
import subprocess
import sys

LIMIT = 0.3
CODE = "from time import perf_counter as t; b = t(); import analysis; print(t() - b)"


def seconds() -> float:
    """Return the time of one import in a fresh interpreter."""
    run = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    return float(run.stdout)


def main() -> int:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    seconds()  # fills the cache of compiled modules
    times = sorted(seconds() for _ in range(runs))
    median = statistics.median(times)
    print(f"import analysis: best {times[0]:.4f} s, median {median:.4f} s of {runs} runs")
    return 0 if times[0] < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
