"""The tables of one article or of several, as pandas frames."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from analysis.model import Extraction


class Tables:
    """Every table of what was found; made when it is first asked for."""

    @cached_property
    def attributions(self) -> pd.DataFrame:
        """One row a statement: see :func:`analysis.frames.attributions` for the columns."""
        return self._frame("attributions")

    @property
    def statements(self) -> pd.DataFrame:
        """The same as ``attributions``, by the page's word."""
        return self.attributions

    @cached_property
    def sources(self) -> pd.DataFrame:
        """One row a voice of an article: see :func:`analysis.frames.sources`."""
        return self._frame("sources")

    @property
    def voices(self) -> pd.DataFrame:
        """The same as ``sources``, by the page's word."""
        return self.sources

    @cached_property
    def unheard(self) -> pd.DataFrame:
        """One row a person or body that is named but not quoted; columns as in sources."""
        return self._frame("unheard")

    @cached_property
    def quotations(self) -> pd.DataFrame:
        """One row a stretch between quotation marks: see :func:`analysis.frames.quotations`."""
        return self._frame("quotations")

    @cached_property
    def paragraphs(self) -> pd.DataFrame:
        """One row a paragraph, body or not: see :func:`analysis.frames.paragraphs`."""
        return self._frame("paragraphs")

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """One row a sentence: see :func:`analysis.frames.sentences`."""
        return self._frame("sentences")

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """One row a word or mark: see :func:`analysis.frames.tokens`."""
        return self._frame("tokens")

    def _extractions(self) -> tuple[Extraction, ...]:
        """Return the records of each article."""
        raise NotImplementedError

    def _frame(self, name: str) -> pd.DataFrame:
        from analysis import frames  # noqa: PLC0415 - pandas takes long to import

        made: pd.DataFrame = getattr(frames, name)(*self._extractions())
        return made
