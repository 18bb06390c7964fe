"""How long a choice in the explorer takes, from a box's new value to the new HTML.

On the example article, and on one of 10,000 words that repeats it. Bars: a median of 100 ms and of
300 ms. Run: python benchmarks/choice.py
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import analysis
from analysis.exploring import explore
from analysis.exploring.widgets import BOXES, PANES, Explorer

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
WORDS, ROUNDS = 10_000, 3


def choices(explorer: Explorer) -> list[float]:
    """Time every value of every box (eight of each at most), and a search, in seconds."""
    times = []
    boxes = explorer._boxes  # noqa: SLF001 - a person turns them
    turns = [(boxes[name], value) for name in BOXES for _, value in boxes[name].options[1:9]]
    turns += [(boxes["confidence"], (0.5, 1.0)), (boxes["text"], "said")]
    for box, value in turns:
        before = box.value
        start = time.perf_counter()
        box.value = value
        times.append(time.perf_counter() - start)
        box.value = before
    return times


def main() -> None:
    """Print the median and the slowest choice of each article and pane."""
    text = next(SEEDS.glob("*.txt")).read_text(encoding="utf-8")
    times = -(-WORDS // len(text.split()))
    for name, body, bar in (("example", text, 100), ("long", "\n\n".join([text] * times), 300)):
        explorer = explore(analysis.read_text(body))
        explorer._fold.selected_index = 0  # noqa: SLF001 - the panel of corrections follows too
        for number, pane in enumerate(PANES):
            explorer._tab.selected_index = number  # noqa: SLF001 - as above
            found = [seconds for _ in range(ROUNDS) for seconds in choices(explorer)]
            median, most = 1000 * statistics.median(found), 1000 * max(found)
            print(
                f"{name}, {len(body.split()):,} words, {pane.lower()}: median {median:.0f} ms, "
                f"slowest {most:.0f} ms (bar {bar} ms)"
            )


if __name__ == "__main__":
    main()
