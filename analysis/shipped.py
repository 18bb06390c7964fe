"""Reads the data files that ship with the package, in ``analysis/data``."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def text(name: str) -> str:
    """Return a data file as text."""
    return (files("analysis") / "data" / name).read_text(encoding="utf-8")


def table(name: str) -> dict[str, Any]:
    """Return what a data file in TOML holds."""
    return tomllib.loads(text(name))
