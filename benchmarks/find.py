"""How long a search of an archive takes: ``python benchmarks/find.py [STATEMENTS]``.

Generates the dataset of an archive (two million statements by default, ten an article, in ten
outlets and sixty months; words as often as in English, by Zipf's law; every fiftieth statement
holds "interest rates"), makes the index, and prints the time and the memory of that, then of each
search the longest of five in milliseconds (bar: 500 for a phrase with two filters).
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds

from analysis.archived import FOLDER, STAMP
from analysis.corpus import dataset, indexing
from analysis.corpus.find import Query, find

SEED = Path(__file__).resolve().parents[1] / "seeds" / "000_2efcd0cf48806b2a.txt"
EACH, WORDS, VOCABULARY, BLOCK = 10, 18, 60_000, 5_000  # statements, words, words, articles
SEARCHES = {
    'a phrase with two filters: "interest rates" naming=anonymous since=2024': Query(
        '"interest rates"', naming="anonymous", since="2024"
    ),
    "a word of every second statement with two filters": Query(
        "the", naming="anonymous", outlet="Outlet 3"
    ),
    "two words with a source and a filter": Query("interest rate", source="Ruiz", kind="person"),
    "a beginning with two filters: inter* stance=neutral until=2023-06": Query(
        "inter*", stance="neutral", until="2023-06"
    ),
    "two filters without words": Query(naming="anonymous", outlet="Outlet 3"),
    "a word of every second statement alone": Query("the"),
}


def main() -> None:
    """Generate, index and search."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder)
        generate(archive, count)
        began = time.monotonic()
        indexing.build(archive)
        size = (archive / indexing.INDEX).stat().st_size / 2**20
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
        took = time.monotonic() - began
        print(f"index of {count:,}: {took:.0f} s, {size:,.0f} MB on disk, {memory:,.0f} MB memory")
        for told, query in SEARCHES.items():
            times = []
            for _ in range(5):
                began = time.perf_counter()
                hits = find(archive, query)
                times.append(1000 * (time.perf_counter() - began))
            print(f"{max(times):6.0f} ms  {told} ({len(hits)} shown)")


def generate(archive: Path, count: int) -> None:
    """Write the dataset of an archive with so many statements."""
    for table in ("articles", "attributions"):
        rows = dataset.shape(table)
        hive = pa.schema([rows.field(name) for name in ("outlet", "month")])
        ds.write_dataset(
            pa.RecordBatchReader.from_batches(rows, _batches(table, count)),
            archive / FOLDER / table,
            format="parquet",
            partitioning=ds.partitioning(hive, flavor="hive"),
            max_open_files=700,
            use_threads=False,
        )
    (archive / FOLDER / STAMP).write_text("generated", encoding="utf-8")


def _batches(table: str, count: int) -> Iterator[pa.RecordBatch]:
    for first in range(0, count // EACH, BLOCK):
        articles, said = _block(first, min(BLOCK, count // EACH - first))
        rows = articles if table == "articles" else said
        shape = dataset.shape(table)
        yield pa.RecordBatch.from_pylist([{**dict.fromkeys(shape.names), **r} for r in rows], shape)


def _block(first: int, count: int) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    rng = np.random.default_rng(first)
    words = _vocabulary()
    weights = 1 / np.arange(1, len(words) + 1)
    drawn = rng.choice(len(words), (count, EACH, WORDS), p=weights / weights.sum())
    articles: list[dict[str, object]] = []
    said: list[dict[str, object]] = []
    for number, article in enumerate(drawn, first):
        month = f"{2021 + number % 60 // 12}-{1 + number % 12:02d}"
        own = {"key": f"{number:016x}", "article": f"a{number}", "outlet": f"Outlet {number % 10}"}
        own["month"] = month
        contents = [" ".join(words[n] for n in statement) for statement in article]
        if number % 5 == 0:
            contents[rng.integers(EACH)] += " interest rates"
        text, at = " ".join(contents), 0
        articles.append({**own, "date": f"{month}-{1 + number % 28:02d}", "title": "", "url": ""})
        articles[-1]["text"] = text
        for place, content in enumerate(contents):
            end = at + len(content)
            span = {"content": content, "start": at, "end": end}
            told = {"id": f"a{place}", "confidence": 0.9, "counted": True}
            said.append({**own, **told, **span, **_source(number + place)})
            at = end + 1
    return articles, said


def _source(number: int) -> dict[str, object]:
    naming = ("named", "named", "named", "anonymous", "generic")[number * 7 % 5]
    name = f"{('Ana', 'Owen', 'Kay')[number % 3]} {('Ruiz', 'Marsh', 'Orme', 'Holt')[number % 4]}"
    kind, stance = ("person", "group")[number % 2], ("neutral", "doubting")[number * 3 % 2]
    return {"name": name, "naming": naming, "kind": kind, "cue": "said", "stance": stance}


def _vocabulary() -> list[str]:
    known = list(dict.fromkeys(SEED.read_text(encoding="utf-8").lower().split()))
    first = ["the", "of", "and", "to", "in", "a"]
    made = [f"{a}{b}" for a in known[:300] for b in ("ing", "ed", "s")]
    return (first + known + made + [f"word{n}" for n in range(VOCABULARY)])[:VOCABULARY]


if __name__ == "__main__":
    main()
