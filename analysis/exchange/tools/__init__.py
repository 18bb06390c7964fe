"""The formats of other tools, a module each, which holds its :class:`Format` as ``FORMAT``.

A module that is put here is a format: the command line, the page of the formats and the way of a
file to it ask this package. Another distribution adds one by an entry point of the group
``analysis.formats``: its name is that of the format, its object the :class:`Format`.
"""

from __future__ import annotations

from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "analysis.formats"
# Those that people know first; another one comes behind them.
ORDER = "brat webannotation uima labelstudio prodigy spacy csv parquet excel refi-qda jsonl".split()


def own() -> list[str]:
    """Return the names of the formats in this package without importing one."""
    there = {module.name.replace("_", "-") for module in iter_modules(__path__)}
    return [*ORDER, *sorted(there.difference(ORDER))]


def others() -> dict[str, EntryPoint]:
    """Return the formats that other distributions add, by name, without importing one.

    A name of ours stays ours; of two that others give, the first counts.
    """
    from importlib.metadata import entry_points  # noqa: PLC0415 - only what lists formats needs it

    added: dict[str, EntryPoint] = {}
    for entry in entry_points(group=GROUP):
        added.setdefault(entry.name, entry)
    return {name: added[name] for name in sorted(added.keys() - set(own()))}


def names() -> list[str]:
    """Return the names of all formats without importing one."""
    return [*own(), *others()]
