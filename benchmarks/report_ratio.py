"""How much longer a whole report takes than bare Papermill and nbconvert.

Both start as processes of their own, in turns, so that whatever else the machine does falls on
both alike. The bare run executes a notebook with as many cells as ours, all of them empty, and
exports it with nbconvert's own template, in one process (two would take it longer).

    python benchmarks/report_ratio.py [ARTICLE] [--pairs 5]

Prints each pair, and the ratio of the medians. The bar is 1.4.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbformat import v4

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "seeds" / "000_2efcd0cf48806b2a.txt"
BAR = 1.4
BARE = """
import sys
from papermill import execute_notebook
from nbconvert import HTMLExporter
done = execute_notebook(sys.argv[1], sys.argv[2], kernel_name="python3", progress_bar=False)
page, _ = HTMLExporter().from_notebook_node(done)
open(sys.argv[2] + ".html", "w", encoding="utf-8").write(page)
"""


def empty(cells: Sequence[nbformat.NotebookNode]) -> nbformat.NotebookNode:
    """Make a notebook with cells of the same kinds and nothing in them."""
    made = [
        v4.new_code_cell(id=f"c{n}")
        if cell.cell_type == "code"
        else v4.new_markdown_cell(id=f"c{n}")
        for n, cell in enumerate(cells)
    ]
    # The cell of parameters that Papermill puts in when a report is made.
    made.append(v4.new_code_cell(id="parameters"))
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook: nbformat.NotebookNode = v4.new_notebook(cells=made, metadata={"kernelspec": spec})
    return notebook


def seconds(command: Sequence[str]) -> float:
    """Return the wall time of a process, from its start to its end."""
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> None:
    """Time the pairs and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("article", nargs="?", default=str(SEED))
    parser.add_argument("--pairs", type=int, default=5)
    given = parser.parse_args()
    ours, bare = [], []
    with tempfile.TemporaryDirectory() as folder:
        notebook = nbformat.read(ROOT / "notebooks" / "report.ipynb", as_version=4)
        nbformat.write(empty(notebook.cells), Path(folder, "empty.ipynb"))
        paths = [str(Path(folder, name)) for name in ("empty.ipynb", "done.ipynb")]
        report = [sys.executable, "-m", "analysis.cli", "report", given.article, "--force"]
        report += ["-o", folder]
        for number in range(given.pairs + 1):
            pair = seconds([sys.executable, "-c", BARE, *paths]), seconds(report)
            if number == 0:
                continue  # warms the disk's cache and Python's compiled files
            bare.append(pair[0])
            ours.append(pair[1])
            print(f"bare {pair[0]:5.2f} s  report {pair[1]:5.2f} s  ratio {pair[1] / pair[0]:4.2f}")
    ratio = statistics.median(ours) / statistics.median(bare)
    print(f"ratio of medians {ratio:.2f} over {given.pairs} pairs, bar {BAR}")
    sys.exit(ratio > BAR)


if __name__ == "__main__":
    main()
