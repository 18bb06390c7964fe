"""The formats of other tools, a module each, which holds its :class:`Format` as ``FORMAT``.

A module that is put here is a format: the command line, the page of the formats and the way of a
file to it ask this package.
"""

from __future__ import annotations

from pkgutil import iter_modules

# Those that people know first; another one comes behind them.
ORDER = "brat webannotation uima labelstudio prodigy spacy csv parquet excel refi-qda jsonl".split()


def names() -> list[str]:
    """Return the names of all formats without importing one."""
    there = {module.name.replace("_", "-") for module in iter_modules(__path__)}
    return [*ORDER, *sorted(there.difference(ORDER))]
