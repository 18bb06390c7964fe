"""Reads the data files that ship with the package, in ``analysis/data``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"


def text(name: str) -> str:
    """Return a data file as text."""
    return (DATA / name).read_text(encoding="utf-8")


def table(name: str) -> dict[str, Any]:
    """Return what a data file in TOML holds."""
    return tomllib.loads(text(name))
