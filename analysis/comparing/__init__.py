"""The same story in several articles, or several versions of one, laid side by side.

``compare`` is what a notebook calls; ``align`` is the same on extractions, frozen records in and
out. What is shared, what is near and what is one voice is decided in ``match.py`` and
``parties.py``, each with the source of its method.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.comparing.naming import names
from analysis.comparing.records import Compared
from analysis.suggesting import Suggesting, named_options
from analysis.text import plain

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Compared", "Comparison", "compare"]


class Comparison(Suggesting):
    """Articles side by side: tables, and the comparison as a cell's output.

    Args:
        found: The records behind it, as :func:`analysis.comparing.aligning.align` gives them.
    """

    def __init__(self, found: Compared) -> None:
        self._found = found

    @property
    def found(self) -> Compared:
        """The frozen records that everything here is made from."""
        return self._found

    @cached_property
    def voices(self) -> pd.DataFrame:
        """One row a voice and article: heard, mentioned or absent there."""
        from analysis.comparing import tables  # noqa: PLC0415 - pandas takes long to import

        return tables.voices(self._found)

    @cached_property
    def statements(self) -> pd.DataFrame:
        """One row a statement of each article, with the number of what is shared."""
        from analysis.comparing import tables  # noqa: PLC0415 - as above

        return tables.statements(self._found)

    @cached_property
    def wordings(self) -> pd.DataFrame:
        """One row a shared statement and article: voice, place and wording there."""
        from analysis.comparing import tables  # noqa: PLC0415 - as above

        return tables.wordings(self._found)

    def __repr__(self) -> str:
        """Return the articles, and in numbers what they share."""
        from analysis.comparing.heading import lede  # noqa: PLC0415 - the page is not always asked
        from analysis.comparing.view import letter  # noqa: PLC0415 - as above

        named = (f"{letter(n)} {plain(name, 60)}" for n, name in enumerate(self._found.names))
        return f"Comparison of {', '.join(named)}\n{lede(self._found)}"

    def _repr_html_(self) -> str:
        """Return the comparison with its own style: escaped, without scripts."""
        from analysis.comparing.sections import whole  # noqa: PLC0415 - as above

        return whole(self._found)


@named_options
def compare(
    *paths: str | Path | Sequence[str | Path],
    corrections: bool = True,
    columns: Mapping[str, str] | str = "",
) -> Comparison:
    """Read articles that tell the same story and lay them side by side.

    Args:
        paths: Two to eight text, Markdown or HTML files, or a list of them, in any order; the
            first is the one that the others are measured against.
        corrections: Whether to apply what people corrected in ``corrections.yaml`` beside each.
        columns: Of tables, the columns that hold fields, as in "text=Volltext".

    Returns:
        Who is heard where, what is shared, and what changed in it.

    Raises:
        InputError: If there are too few or too many, or one can't be read.
        CorrectionError: If the corrections beside one can't be read.
    """
    from analysis.comparing.aligning import align, count  # noqa: PLC0415 - takes long to import
    from analysis.readings import read  # noqa: PLC0415 - as above

    given = [one for each in paths for one in ([each] if isinstance(each, str | Path) else each)]
    count(len(given))
    found = [read(p, corrections=corrections, columns=columns).extraction for p in given]
    return Comparison(align(found, names(given)))
