"""Loads scripts and benchmarks, which are no modules of the package, for tests of them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]


def loaded(path: str | Path) -> ModuleType:
    """Run a file as a module of its own name and return it; records in it need to find it there.

    Args:
        path: From the root of the repository, or absolute.
    """
    file = ROOT / path
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    spec.loader.exec_module(module)
    return module
