"""A corrected reading as gold in brat standoff: what the reader is scored by and trained on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from analysis.errors import OutputError
from analysis.model import Extraction, Span

UNSAFE = re.compile(r"[^\w.-]+")


def standoff(x: Extraction) -> str:
    """The statements as the text of a ``.ann`` file, for :func:`analysis.brat.read_brat`."""
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


def write_gold(extractions: Iterable[Extraction], folder: str | Path) -> list[Path]:
    """Write NAME.txt and NAME.ann of each article into a folder, for scoring and for training.

    Args:
        extractions: Corrected ones, such as ``reading.extraction``; one article a name.
        folder: Made where missing.

    Returns:
        The annotation files.

    Raises:
        OutputError: If they can't be written.
    """
    root, made = Path(folder), []
    try:
        root.mkdir(parents=True, exist_ok=True)
        for x in extractions:
            # An id comes from outside: it is a name, never a way to another folder.
            name = UNSAFE.sub("_", x.article.id).strip(".")[:100] or "article"
            (root / f"{name}.txt").write_bytes(x.article.text.encode())
            (root / f"{name}.ann").write_bytes(standoff(x).encode())
            made.append(root / f"{name}.ann")
    except OSError as error:
        reason = (error.strerror or "unknown").lower()
        raise OutputError(f"can't be written ({reason})", str(folder), "choose another") from error
    return made
