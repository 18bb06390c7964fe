"""A corrected reading as gold in brat standoff: what the reader is scored by and trained on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from analysis.errors import OutputError
from analysis.model import Extraction, Span
from analysis.writing import unwritable

UNSAFE = re.compile(r"[^\w.-]+")
LONGEST = 60  # characters of a name; file systems take 255 bytes


def standoff(x: Extraction) -> str:
    """Return the statements as a ``.ann`` file's text, for :func:`analysis.brat.read_brat`."""
    lines: list[str] = []
    spans: dict[tuple[str, tuple[Span, ...]], str] = {}

    def entity(label: str, own: Sequence[Span]) -> str:
        key = (label, tuple(sorted(own)))
        if key not in spans:
            spans[key] = f"T{len(spans) + 1}"
            places = ";".join(f"{s.start} {s.end}" for s in key[1])
            words = " ".join(" ".join(s.of(x.article.text).split()) for s in key[1])
            lines.append(f"{spans[key]}\t{label} {places}\t{words}")
        return spans[key]

    for number, a in enumerate(x.attributions, 1):
        roles = (("Source", a.source), ("Cue", a.cue), ("Content", a.content))
        held = [(label, entity(label, own)) for label, own in roles if own]
        trigger = dict(held).get("Cue", dict(held)["Content"])
        arguments = " ".join(f"{label}:{key}" for label, key in held)
        lines.append(f"E{number}\tAttribution:{trigger} {arguments}")
    return "".join(f"{line}\n" for line in lines)


def write_gold(
    extractions: Iterable[Extraction], folder: str | Path, *, overwrite: bool = False
) -> list[Path]:
    """Write NAME.txt and NAME.ann of each article into a folder, for scoring and for training.

    Args:
        extractions: Corrected ones, such as ``reading.extraction``.
        folder: Made where missing.
        overwrite: Whether files that are there and differ may go.

    Returns:
        The annotation files, named after the articles; of one name, the second is NAME-2.

    Raises:
        OutputError: If they can't be written, or others are there; nothing was written then.
    """
    from analysis.ingest import distinct  # noqa: PLC0415 - takes long to import

    root, own = Path(folder), list(extractions)
    # An id comes from outside: it is a name, never a way to another folder.
    names = [UNSAFE.sub("_", x.article.id).strip(".")[:LONGEST] or "article" for x in own]
    files: dict[Path, bytes] = {}
    for name, x in zip(distinct(names), own, strict=True):
        files[root / f"{name}.txt"] = x.article.text.encode()
        files[root / f"{name}.ann"] = standoff(x).encode()
    try:
        root.mkdir(parents=True, exist_ok=True)
        for path, data in files.items():
            if not overwrite and path.exists() and path.read_bytes() != data:
                todo = "choose another folder, or say overwrite=True"
                raise OutputError("is there and differs", str(path), todo)
        for path, data in files.items():
            path.write_bytes(data)
    except OSError as error:
        raise unwritable(folder, error, "choose another") from error
    return [path for path in files if path.suffix == ".ann"]
