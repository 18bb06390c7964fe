"""Who says so? Quotations, attributions and sources of a news article.

>>> import analysis
>>> reading = analysis.read("article.txt")  # doctest: +SKIP
>>> reading.attributions  # doctest: +SKIP

What is listed in ``__all__`` is public; each name is imported when it is first used, so that
``import analysis`` takes next to no time.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.checking.results import Checking, check
    from analysis.comparing import Comparison, compare
    from analysis.errors import AnalysisError
    from analysis.reading import Reading
    from analysis.readings import Readings, read, read_text
    from analysis.reporting import report

    __version__: str

# Nothing is sent anywhere. onnxruntime has telemetry, which some releases switch on by default, and
# reads this when it is imported; processes and kernels that are started from here inherit it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

__all__ = [
    "AnalysisError",
    "Checking",
    "Comparison",
    "Reading",
    "Readings",
    "__version__",
    "check",
    "compare",
    "read",
    "read_text",
    "report",
]

# No public name is the name of a module: importing a module sets it as an attribute here.
_HOMES = {
    "AnalysisError": "analysis.errors",
    "Checking": "analysis.checking.results",
    "Comparison": "analysis.comparing",
    "Reading": "analysis.reading",
    "Readings": "analysis.readings",
    "check": "analysis.checking.results",
    "compare": "analysis.comparing",
    "read": "analysis.readings",
    "read_text": "analysis.readings",
    "report": "analysis.reporting",
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        from analysis.installing import version  # noqa: PLC0415

        found: object = version()
    elif name in _HOMES:
        found = getattr(import_module(_HOMES[name]), name)
    else:
        from analysis.suggesting import hint  # noqa: PLC0415

        meant = hint(name, __all__)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}{meant}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
