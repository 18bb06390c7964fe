"""What tells an archive of many articles from other folders, for verbs that take both."""

from __future__ import annotations

from pathlib import Path

FOLDER = "dataset"
STAMP = "made-from.json"  # in the dataset: which shards it was made from


def is_archive(path: str | Path) -> bool:
    """Tell whether a path is an archive with a dataset."""
    try:
        return (Path(path) / FOLDER / STAMP).is_file()
    except (OSError, ValueError):  # no name of a file at all
        return False
