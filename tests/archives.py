"""Archives of small made-up articles, for the tests of what makes and keeps them."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path

from analysis.corpus import corpus

PEOPLE = ("Ana Ruiz", "Owen Marsh", "Kay Orme", "Dana Holt", "Amos Pike", "Grace Obi")
THINGS = ("bridge", "library", "harbour", "school", "clinic", "market", "station", "theatre")


def texts(count: int) -> Iterator[str]:
    rng = random.Random(7)  # noqa: S311
    for number in range(count):
        who, what = rng.choice(PEOPLE), rng.choice(THINGS)
        yield (
            f"The {what} number {number} will close in {number + 2} weeks.\n\n“We looked at "
            f"interest rates for {number} days,” {who} said. A source at the {what} said the roof "
            f"number {number} was rotten, that {number + 3} beams had to go and nobody had "
            "asked for it.\n"
        )


def rows_in(folder: Path) -> Path:
    """Write eight articles of two outlets as JSON Lines."""
    file = folder / "rows.jsonl"
    outlets = ("The Daily", "The Weekly/..\\x")
    lines = [
        {"id": f"r{n}", "text": text, "outlet": outlets[n % 2], "date": f"2026-0{1 + n % 3}-05"}
        for n, text in enumerate(texts(8))
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return file


def built_in(folder: Path, rows: Path) -> Path:
    """Make an archive of articles, which nobody disturbs."""
    corpus([rows], folder / "archive", processes=1)
    return folder / "archive"


def digest(archive: Path) -> dict[str, str]:
    return {
        str(path.relative_to(archive)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(archive.rglob("*"))
        if path.is_file() and path.name != "index.sqlite"
    }


def same(left: Path, right: Path) -> bool:
    """Tell whether two archives hold the same bytes, whoever made them."""
    one, other = (
        {k: v for k, v in digest(a).items() if k.startswith(("dataset", "shards", "manifest"))}
        for a in (left, right)
    )
    return bool(one) and one == other
