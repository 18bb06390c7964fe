"""What the package is called where it is installed from, and how to get an extra of it.

The distribution has a name of its own: another package is called ``analysis`` in the registry.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import metadata
from importlib.util import find_spec

from analysis.errors import AnalysisError, ParameterError

DISTRIBUTION = "who-says-so"


def version() -> str:
    """Return the version of the package."""
    try:
        return metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:  # a checkout that was not installed
        return "0+unknown"


def hint(extra: str) -> str:
    """Return the command that installs an extra ("documents", "exchange", "spacy", "corpus")."""
    return f"pip install '{DISTRIBUTION}[{extra}]'"


def require(
    extra: str,
    modules: Iterable[str],
    where: str = "",
    error: type[AnalysisError] = ParameterError,
) -> None:
    """See that the modules of an extra are installed.

    Args:
        extra: The extra that brings them.
        modules: What is imported later.
        where: What needs them.
        error: What to raise.

    Raises:
        AnalysisError: One is not; of the class ``error``, with the command that installs it.
    """
    for module in modules:
        if find_spec(module) is None:
            raise error(f"needs {module}, which is not installed", where, hint(extra))
