"""The accuracy report's figures as tables: no text of an article is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.evaluate import breakdown
from analysis.evaluate.bootstrap import Draw, Estimate
from analysis.evaluate.judging import Judged
from analysis.spans.text import places

if TYPE_CHECKING:
    import pandas as pd


def measures(judged: Sequence[Judged], draw: Draw) -> pd.DataFrame:
    """Return one row a measure and key: ``measure``, ``key``, ``value``, ``low``, ``high``.

    The last three are in percent.
    """
    found = breakdown.measures(judged, draw)
    rows = [
        {"measure": name, "key": key, **_parts(estimate)}
        for name, keys in found.items()
        for key, estimate in keys.items()
    ]
    return _frame(rows)


def groups(judged: Sequence[Judged], draw: Draw) -> pd.DataFrame:
    """Return one row a group and figure: its grouping, its sizes, the figure in percent."""
    makers = {
        "form": breakdown.by_form,
        "place": breakdown.by_nesting,
        "length": breakdown.by_length,
        "publisher": breakdown.by_publisher,
        "kind": breakdown.by_kind,
        "naming": breakdown.by_naming,
        "gold source": breakdown.by_gold_source,
    }
    rows = [
        {
            "by": by,
            "group": row.group,
            "articles": row.articles,
            "statements": row.statements,
            "figure": name,
            **_parts(estimate),
        }
        for by, make in makers.items()
        for row in make(judged, draw)
        for name, estimate in row.figures.items()
    ]
    return _frame(rows)


def statements(judged: Sequence[Judged]) -> pd.DataFrame:
    """Return one row a statement found: article, content offsets, confidence, right or not."""
    rows = [
        {
            "article": article.name,
            "content_spans": places(claim.said.content),
            "confidence": claim.confidence,
            "paired": claim.partner is not None,
            "right": claim.right,
            "kind": claim.kind,
            "naming": claim.naming,
        }
        for article in judged
        for claim in article.claims
    ]
    return _frame(rows)


def _parts(estimate: Estimate) -> dict[str, float | None]:
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high}


def _frame(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - scoring needs no pandas

    return pd.DataFrame(rows)
