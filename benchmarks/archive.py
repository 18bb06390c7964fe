"""What an archive of many articles costs: processor time, memory, and whether either grows.

``python benchmarks/archive.py run --articles 100000 --folder FOLDER`` writes made-up articles into
``FOLDER/articles`` (JSON Lines, 1,000 a file), reads them with ``analysis corpus`` and prints the
articles a second (of wall time, and of processor time over all processes), those of the first and
the last tenth, and the largest memory of all processes together (proportional set size, so shared
pages count once; Linux only). It goes on where it was stopped; ``FOLDER/log.jsonl`` holds the
samples.

``python benchmarks/archive.py compare --articles 400 --folder FOLDER`` reads the same articles
three times: without an archive in one process, with one worker process and with two. Bars: an
archive keeps 0.9 of the rate without one, and two processes read 1.7 times as fast as one. Both are
told by wall time and by processor time, since the first means little on a machine that does other
work: by processor time two processes are as fast as the busier of them.

``python benchmarks/archive.py costs --folder FOLDER``, after ``run`` or ``compare``: what an
article costs of disk, of processor time to pass it by (as each of several jobs does with the
articles of the others), and of time and memory to build the dataset with its duplicates marked.

``python benchmarks/archive.py build --articles 100000 --folder FOLDER``, after ``run``: the dataset
of as many articles as wanted, from the shards of ``FOLDER/archive`` copied under new keys, with
texts that differ and signatures that do not repeat. Seconds, files and the largest memory of the
process, at a quarter, at half and at all of them: whether the step grows with their number alone.

An article has the paragraphs of a real one, with as many sentences, and these are drawn from all
articles: from ``POLNEAR_DIR/dev`` where that is set, else from those that the tests ship.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analysis import ingest, tokens  # noqa: E402 - the path is set above
from analysis.model import Article  # noqa: E402 - as above

FILE = 1_000  # articles a file
EVERY = 5.0  # seconds between two samples
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
OUTLETS = ("Evening Post", "Daily Herald", "The Harbour", "Valley News", "Wire")


@dataclass(frozen=True, slots=True)
class Sample:
    """A moment of a run: seconds since it began and of all processors, articles read, megabytes."""

    wall: float
    processor: float
    articles: int
    memory: float


@dataclass(frozen=True, slots=True)
class Timed:
    """What a command took: seconds, those of all processors, those of its busiest process."""

    wall: float
    processor: float
    busiest: float


def shapes() -> list[list[list[str]]]:
    """Return real articles as paragraphs of sentences."""
    given = os.environ.get("POLNEAR_DIR")
    folders = [Path(given, "dev")] if given else []
    folders = folders or [ROOT / "seeds", ROOT / "tests" / "gold" / "wikinews"]
    found = []
    for path in sorted(p for folder in folders for p in folder.glob("*.txt")):
        article = tokens.tokenise(ingest.load(path))
        paragraphs: dict[int, list[str]] = {}
        for sentence in article.sentences:
            paragraphs.setdefault(sentence.paragraph, []).append(sentence.span.of(article.text))
        found.append(list(paragraphs.values()))
    return found


def made_up(count: int, seed: int = 0) -> Iterator[dict[str, str]]:
    """Yield articles as rows: id, title, text, date, outlet."""
    rng, known = random.Random(seed), shapes()  # noqa: S311 - nothing secret
    pool = [sentence for article in known for paragraph in article for sentence in paragraph]
    for number in range(count):
        shape = rng.choice(known)
        text = "\n\n".join(" ".join(rng.choices(pool, k=len(own))) for own in shape)
        date = f"20{rng.randrange(10, 27)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
        yield {
            "id": f"n{number:07}",
            "title": " ".join(rng.choice(pool).split()[:9]),
            "text": text,
            "date": date,
            "outlet": rng.choice(OUTLETS),
        }


def write(count: int, folder: Path) -> list[Path]:
    """Write made-up articles as JSON Lines; files that are there already stay."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"part-{n:05}.jsonl" for n in range(-(-count // FILE))]
    if all(file.exists() for file in files):
        return files
    rows = made_up(count)
    for file in files:
        lines = (json.dumps(row, ensure_ascii=False) for row in itertools.islice(rows, FILE))
        part = file.with_suffix(".part")
        part.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        part.rename(file)
    return files


def spent(root: int) -> dict[int, float]:
    """Return the processor seconds of a process and of each that it started."""
    found = {}
    for pid in tree(root):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found[pid] = sum(map(int, fields[11:13])) / TICKS
    return found


def timed(command: Sequence[str]) -> Timed:
    """Run a command and say what it took."""
    began, seen = time.perf_counter(), dict[int, float]()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as running:
        while running.poll() is None:
            time.sleep(0.2)
            seen |= spent(running.pid)
    if running.returncode > 1:  # 1: an article could not be read
        sys.exit(f"{' '.join(command)} ended with status {running.returncode}")
    return Timed(time.perf_counter() - began, sum(seen.values()), max(seen.values()))


def bare(files: Sequence[Path]) -> None:
    """Read all articles of some files, for nothing."""
    from analysis.parallel import limit  # noqa: PLC0415 - of one process alone
    from analysis.pipeline import extract  # noqa: PLC0415 - as above

    limit(1)
    for _, article in ingest.read_all(files):
        if isinstance(article, Article):
            extract(article)


def compared(files: Sequence[Path], folder: Path) -> Iterator[str]:
    """Yield what reading takes without an archive, with one process and with two."""
    count = sum(file.read_bytes().count(b"\n") for file in files)
    own, given = [sys.executable, __file__, "bare"], list(map(str, files))
    read = [timed([*own, *given])]
    for processes in (1, 2):
        archive = folder / f"archive-{processes}"
        shutil.rmtree(archive, ignore_errors=True)
        command = [sys.executable, "-m", "analysis.cli", "corpus", *given, "-o", str(archive)]
        read.append(timed([*command, "--quiet", "--processes", str(processes)]))
    for name, took in zip(("no archive", "one process", "two processes"), read, strict=True):
        yield (
            f"{name:14} {took.wall:7.1f} s, {count / took.wall:5.1f} articles a second; "
            f"{took.processor:7.1f} s of processor time, {count / took.processor:5.1f}; "
            f"{took.busiest:7.1f} s of the busiest process"
        )
    alone, one, two = read
    yield (
        f"rate with an archive to that without: {alone.wall / one.wall:.2f} by wall time, "
        f"{alone.processor / one.processor:.2f} by processor time (bar 0.9)"
    )
    yield (
        f"rate of two processes to that of one: {one.wall / two.wall:.2f} by wall time, "
        f"{one.busiest / two.busiest:.2f} by processor time of the busiest (bar 1.7)"
    )


def costs(files: Sequence[Path], archive: Path) -> Iterator[str]:
    """Yield what an article costs beside the reading of it."""
    from analysis.corpus import dataset, indexing, inputs, manifest  # noqa: PLC0415 - of one verb

    yield duplicates(50_000)
    began, count = time.process_time(), sum(1 for _ in inputs.stream(files))
    yield f"passing by: {1000 * (time.process_time() - began) / count:.2f} ms of processor time"
    shutil.rmtree(archive / "dataset", ignore_errors=True)
    steps: dict[str, Callable[[], object]] = {
        "dataset": lambda: dataset.build(archive, list(manifest.entries(archive))),
        "index": lambda: indexing.build(archive),
    }
    for name, step in steps.items():
        began = time.process_time()
        step()
        took = 1000 * (time.process_time() - began) / articles(archive)
        yield f"making the {name}: {took:.2f} ms of processor time"
    for part in ("shards", "manifest", "dataset", indexing.INDEX):
        found = [archive / part, *(archive / part).rglob("*")]
        size = sum(path.stat().st_size for path in found if path.is_file())
        yield f"disk, {part}: {size / articles(archive) / 1000:.2f} kB"


def multiplied(archive: Path, folder: Path, count: int) -> Iterator[str]:
    """Copy shards until they hold that many articles; yield their keys."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.compute as pc  # noqa: PLC0415 - as above
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    rng, known = random.Random(0), sorted((archive / "shards").iterdir())  # noqa: S311 - no secret
    made = 0
    for number in itertools.count():
        for shard in known:
            if made >= count:
                return
            place = folder / "shards" / f"{number:04}{shard.name}"
            place.mkdir(parents=True)
            for file in shard.glob("*.parquet"):
                table = pq.read_table(file)
                key = table.schema.get_field_index("key")
                keys = pc.binary_join_element_wise(table["key"], str(number), "-")
                table = table.set_column(key, "key", keys)
                if file.stem == "articles":
                    made += table.num_rows
                    text = table.schema.get_field_index("text")
                    new = pc.binary_join_element_wise(table["text"], str(number), " ")
                    table = table.set_column(text, "text", new)
                    signatures = [rng.randbytes(len(x.as_py())) for x in table["signature"]]
                    at = table.schema.get_field_index("signature")
                    table = table.set_column(at, "signature", pa.array(signatures, pa.binary()))
                pq.write_table(table, place / file.name, compression="zstd")
            yield place.name


def built(folder: Path, keys: Sequence[str]) -> str:
    """Build the dataset of some shards; say what it took."""
    from analysis.corpus import dataset  # noqa: PLC0415 - an extra

    place = folder / "dataset"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    began, processor = time.perf_counter(), time.process_time()
    dataset.fill(place, folder, keys)
    wall, processor = time.perf_counter() - began, time.process_time() - processor
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    files = sum(1 for _ in place.rglob("*.parquet"))
    return (
        f"{len(keys):6,} shards: {wall:6.1f} s, {processor:6.1f} s of processor time, "
        f"{files:,} files, largest memory {memory:,.0f} MB"
    )


def duplicates(count: int) -> str:
    """Say what it takes to compare articles none of which repeats another."""
    from analysis.corpus.duplicates import PERMUTATIONS, Fingerprint, find  # noqa: PLC0415 - as above

    rng = random.Random(0)  # noqa: S311 - nothing secret
    given = (
        Fingerprint(f"{n:016x}", ("", ""), n.to_bytes(32, "big"), rng.randbytes(4 * PERMUTATIONS))
        for n in range(count)
    )
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    find(given)
    took = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return (
        f"finding duplicates: {1000 * took / count:.2f} ms of processor time, "
        f"{1.024 * memory / count:.2f} kB of memory"
    )


def tree(root: int) -> list[int]:
    """Return a process and all that it started (Linux)."""
    found = [root]
    for pid in found:
        for task in Path(f"/proc/{pid}/task").glob("*"):
            try:
                found += map(int, (task / "children").read_text().split())
            except OSError:
                continue
    return found


def sampled(root: int) -> tuple[float, float]:
    """Return the processor seconds and the megabytes of a process and all that it started."""
    seconds = memory = 0.0
    for pid in tree(root):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        own = fields[11:15] if pid == root else fields[11:13]  # of the root also ended children's
        seconds += sum(map(int, own)) / TICKS
        memory += (
            next(int(x.split()[1]) for x in rollup.splitlines() if x.startswith("Pss:")) / 1024
        )
    return seconds, memory


def articles(archive: Path) -> int:
    """Return how many articles the manifest of an archive counts."""
    entries = list((archive / "manifest").glob("[!.]*.json"))
    return sum(json.loads(entry.read_bytes())["articles"] for entry in entries)


def run(files: Sequence[Path], archive: Path, log: Path, processes: int | None) -> int:
    """Read all files into an archive, and write a sample a line; return the exit status."""
    command = [sys.executable, "-m", "analysis.cli", "corpus", *map(str, files), "-o", str(archive)]
    command += ["--processes", str(processes)] if processes else []
    began = time.perf_counter()
    with log.open("a", encoding="utf-8") as out, log.with_suffix(".err").open("ab") as err:
        running = subprocess.Popen(command, cwd=ROOT, stdout=err, stderr=err)
        while running.poll() is None:
            time.sleep(EVERY)
            count, (seconds, memory) = articles(archive), sampled(running.pid)
            if not memory:
                continue
            sample = Sample(time.perf_counter() - began, seconds, count, memory)
            out.write(json.dumps(asdict(sample)) + "\n")
            out.flush()
    print(f"ended after {time.perf_counter() - began:,.0f} s with status {running.returncode}")
    return running.returncode


def told(samples: Sequence[Sample]) -> Iterator[str]:
    """Yield what a run took, whole and in its first and last tenth."""
    most = max(s.memory for s in samples)
    last = max(samples, key=lambda s: s.articles)
    size = last.articles
    for name, low, high in (
        ("all", 0.0, 1.0),
        ("first tenth", 0.0, 0.1),
        ("last tenth", 0.9, 1.0),
    ):
        inside = [s for s in samples if low * size <= s.articles <= high * size]
        one, other = inside[0], min(inside, key=lambda s: (-s.articles, s.wall))
        count = other.articles - one.articles
        wall, processor = other.wall - one.wall, other.processor - one.processor
        yield (
            f"{name:12} {count:8,} articles, {count / max(wall, 1e-9):6.1f} a second, "
            f"{count / max(processor, 1e-9):6.1f} a second of processor time"
        )
    yield f"largest memory of all processes {most:,.0f} MB"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the measurements."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    whole = verbs.add_parser("run")
    whole.add_argument("--articles", type=int, default=3_000)
    whole.add_argument("--folder", type=Path, required=True)
    whole.add_argument("--processes", type=int)
    both = verbs.add_parser("compare")
    both.add_argument("--articles", type=int, default=400)
    both.add_argument("--folder", type=Path, required=True)
    verbs.add_parser("costs").add_argument("--folder", type=Path, required=True)
    verbs.add_parser("bare").add_argument("files", nargs="+", type=Path)
    large = verbs.add_parser("build")
    large.add_argument("--articles", type=int, default=10_000)
    large.add_argument("--folder", type=Path, required=True)
    told_of = verbs.add_parser("told")
    told_of.add_argument("--folder", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    if chosen.verb == "bare":
        bare(chosen.files)
        return 0
    if chosen.verb == "compare":
        files = write(chosen.articles, chosen.folder / "articles")
        print(*compared(files, chosen.folder), sep="\n")
        return 0
    if chosen.verb == "costs":
        files = sorted((chosen.folder / "articles").glob("*.jsonl"))
        made = [chosen.folder / name for name in ("archive", "archive-1")]
        print(*costs(files, next(a for a in made if a.exists())), sep="\n")
        return 0
    if chosen.verb == "build":
        place = chosen.folder / "multiplied"
        shutil.rmtree(place, ignore_errors=True)
        keys = list(multiplied(chosen.folder / "archive", place, chosen.articles))
        for part in (4, 2, 1):
            print(built(place, sorted(keys)[: len(keys) // part]), flush=True)
        return 0
    log, status = chosen.folder / "log.jsonl", 0
    if chosen.verb == "run":
        files = write(chosen.articles, chosen.folder / "articles")
        status = run(files, chosen.folder / "archive", log, chosen.processes)
    lines = log.read_text(encoding="utf-8").splitlines()
    print(*told([Sample(**json.loads(line)) for line in lines]), sep="\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
