"""What tells an archive of many articles from other folders, for verbs that take both."""

from __future__ import annotations

from pathlib import Path

FOLDER = "dataset"
STAMP = "made-from.json"  # in the dataset: which shards it was made from


def near(path: str | Path) -> Path:
    """Return an archive's path, found from a folder above where it is not found from here.

    A report's notebook names its archive without folders and runs in the report's own folder, which
    mostly lies below the one that the archive is in.
    """
    here = Path.cwd()
    places = (above / path for above in (here, *here.parents))
    return next((place for place in places if is_archive(place)), Path(path))


def is_archive(path: str | Path) -> bool:
    """Tell whether a path is an archive with a dataset."""
    try:
        return (Path(path) / FOLDER / STAMP).is_file()
    except (OSError, ValueError):  # no name of a file at all
        return False
