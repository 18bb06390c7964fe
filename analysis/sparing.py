"""Import a library without what it takes along where that is installed and nothing here uses.

NLTK takes ``scipy.stats`` along for one measure of collocations. Where SciPy is installed, as the
extra ``corpus`` brings it, that is half of the time in which an article is read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(module: str) -> Iterator[None]:
    """Let a module seem not to be installed while others are imported; one in use stays so."""
    hides = module not in sys.modules
    if hides:
        sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if hides:
            sys.modules.pop(module, None)
