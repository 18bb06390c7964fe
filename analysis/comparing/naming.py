"""What to call articles that are compared: the stem, and as much more as tells them apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from analysis import ingest
from analysis.text import legible


def names(paths: Sequence[str | Path]) -> list[str]:
    """Return a name for each article, all different, letter case aside.

    ``guardian/story.txt`` and ``times/story.txt`` are called ``guardian/story`` and
    ``times/story``, as far as the paths were written out; two files of one folder that differ in
    their suffix keep it; what can't be told apart is numbered.
    """
    tails = [_tails(path) for path in paths]
    files = [(own[-1], legible(Path(path).suffix)) for own, path in zip(tails, paths, strict=True)]
    twins = [
        any(place == other and suffix != another for other, another in files)
        for place, suffix in files
    ]
    return ingest.distinct(
        [
            own[0] + suffix if twin else _chosen(n, tails)
            for n, (own, (_, suffix), twin) in enumerate(zip(tails, files, twins, strict=True))
        ]
    )


def copies(paths: Sequence[str | Path]) -> list[str]:
    """Return where to put copies of the articles: :func:`names` says the same of them.

    Relative paths in POSIX style, all different; none leads upwards.
    """
    suffixes = [legible(Path(path).suffix) for path in paths]
    return [
        name if name.endswith(suffix) and suffix else name + suffix
        for name, suffix in zip(names(paths), suffixes, strict=True)
    ]


def _chosen(number: int, tails: Sequence[Sequence[str]]) -> str:
    """Return the shortest tail of a path that no other path has, else the stem."""
    own = tails[number]
    others = [tail for n, tail in enumerate(tails) if n != number]
    for depth, tail in enumerate(own):
        taken = {other[min(depth, len(other) - 1)].casefold() for other in others}
        if tail.casefold() not in taken:
            return tail
    return own[0]


def _tails(path: str | Path) -> list[str]:
    """Return the stem, then with its folder, and so on as far as the path was written out."""
    if str(path) == ingest.STDIN:
        return ["stdin"]
    place = Path(path)
    folders = [part for part in place.parent.parts if part not in ("..", ".", place.anchor)]
    parts = [*map(legible, folders), legible(place.stem)]
    return ["/".join(parts[-depth:]) for depth in range(1, len(parts) + 1)]
