"""Check a report against its manifest: whether every byte is the one that the run wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis.errors import InputError, reason
from analysis.reporting.manifest import sha256

TODO = "make the report again with analysis report"


def verify(folder: Path) -> Iterator[str]:
    """Yield what differs from the manifest of a report, a line each; nothing where all is as made.

    Args:
        folder: The report's folder, or a file in it. Files that a person added are passed over.

    Raises:
        InputError: There is no report, or its manifest is damaged.
    """
    place = folder if folder.is_dir() else folder.parent
    files = known(place)["files"]
    for name, digest in sorted(files.items()):
        try:
            data = (place / name).read_bytes()
        except OSError as error:
            yield f"{name}: {reason(error)}"
            continue
        if sha256(data) != digest:
            yield f"{name}: is not as it was made"


def known(folder: Path) -> Mapping[str, Any]:
    """Return the manifest of a report.

    Raises:
        InputError: There is none, or it is damaged.
    """
    path = folder / "manifest.json"
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise InputError("is not a report: it has no manifest.json", str(folder), TODO) from None
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"is damaged ({error})", str(path), TODO) from None
    files = data.get("files") if isinstance(data, dict) else None
    sound = isinstance(files, dict) and all(
        isinstance(name, str) and isinstance(digest, str) and _inside(name)
        for name, digest in files.items()
    )
    if not sound:
        raise InputError("is damaged (it lists no files)", str(path), TODO)
    found: Mapping[str, Any] = data
    return found


def _inside(name: str) -> bool:
    """Tell whether a path in POSIX style stays inside its folder."""
    parts = name.split("/")
    return all(Path(part).name == part and part not in ("", ".", "..") for part in parts)


def unchanged(folder: Path, facts: Mapping[str, object]) -> bool:
    """Tell whether a report was made from these facts and is still as it was made.

    Args:
        folder: The report's folder.
        facts: What a run would write into its manifest (:func:`analysis.reporting.manifest.facts`).
    """
    try:
        before = known(folder)
        same = {k: v for k, v in before.items() if k not in ("files", "run")}
        return same == json.loads(json.dumps(facts)) and not any(True for _ in verify(folder))
    except InputError:
        return False
