"""What an ever longer text costs: processor time and memory, on one line without a break.

``python benchmarks/length.py`` repeats the article in ``seeds/`` on one line, to a sixteenth of a
megabyte and three times double that, reads each in a process of its own with one thread, and prints
words, seconds of processor time, seconds per 10,000 words (which must not grow) and the memory at
most (bar: 500 MB).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SEED = Path(__file__).resolve().parents[1] / "seeds" / "000_2efcd0cf48806b2a.txt"
LENGTHS = (62_500, 125_000, 250_000, 500_000)  # characters
READ = """
import resource, sys, time
from analysis import attribution, pipeline
from analysis.attribution.network import Reader
from analysis.ingest import from_text
using = Reader.load(threads=1)
attribution.reader = lambda: using
text = sys.stdin.read()
pipeline.extract(from_text(text[:500]))
began = time.process_time()
pipeline.extract(from_text(text))
took, words = time.process_time() - began, len(text.split())
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
memory = memory / 2**20 if sys.platform == "darwin" else memory / 2**10
print(f"{words:7,} words {took:6.1f} s {took / words * 1e4:6.2f} s per 10,000 {memory:5.0f} MB")
"""


def main() -> None:
    """Read texts of all lengths and print a line for each."""
    line = " ".join(SEED.read_text(encoding="utf-8").split()) + " "
    for length in LENGTHS:
        text = (line * (length // len(line) + 1))[:length]
        subprocess.run([sys.executable, "-c", READ], input=text, text=True, check=True)


if __name__ == "__main__":
    main()
