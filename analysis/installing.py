"""What the package is called where it is installed from, and how to get an extra of it.

The distribution has a name of its own: another package is called ``analysis`` in the registry.
"""

from __future__ import annotations

DISTRIBUTION = "who-says-so"


def hint(extra: str) -> str:
    """Return the command that installs an extra ("documents", "exchange", "spacy", "corpus")."""
    return f"pip install '{DISTRIBUTION}[{extra}]'"
