"""What was found in an article, for a terminal: a short table, or a few lines."""

from __future__ import annotations

from collections import Counter

from analysis.model import FORMS, Attribution, Extraction, Source
from analysis.spans.text import joined
from analysis.text import plain

WIDTHS = (24, 14, 8, 4)
HEADER = ("source", "cue", "form", "sure")
CONTENT = 72


def table(extraction: Extraction) -> str:
    """Return the article's id, then a line a statement: source, cue, form, confidence, content.

    Long cells are cut with an ellipsis; nothing in a cell can move the cursor or turn the line.
    """
    article = extraction.article
    voices = {source.id: source for source in extraction.sources}
    left = sum(bool(a.excluded) for a in extraction.attributions)
    title = f"{plain(article.id)}: {_many(len(extraction.attributions), 'statement')}"
    title += f", {left} of them not counted" if left else ""
    rows = [_row(a, article.text, voices) for a in extraction.attributions]
    head = [_line((*HEADER, "content"))] if rows else []
    return "\n".join([title, *head, *rows, "", ""])


def _row(attribution: Attribution, text: str, voices: dict[str, Source]) -> str:
    source = voices.get(attribution.speaker) if attribution.speaker is not None else None
    return _line(
        (
            source.name if source else joined(text, attribution.source) or "-",
            joined(text, attribution.cue) or "-",
            attribution.form,
            f"{attribution.confidence:.2f}",
            joined(text, attribution.content),
        )
    )


def _line(cells: tuple[str, ...]) -> str:
    parts = [plain(c, width).ljust(width) for c, width in zip(cells, WIDTHS, strict=False)]
    return "  ".join([*parts, plain(cells[-1], CONTENT)]).rstrip()


def summary(extraction: Extraction) -> str:
    """Say what was found in one article, in two to four plain lines."""
    article = extraction.article
    unnamed = {source.id for source in extraction.sources if source.naming == "anonymous"}
    counted = [a for a in extraction.attributions if not a.excluded]
    heard = {a.speaker for a in counted if a.speaker is not None}
    unnamed &= heard
    theirs = sum(a.speaker in unnamed for a in counted)
    forms = Counter(a.form for a in counted)
    said = ", ".join(f"{forms[form]} {form}" for form in FORMS if forms[form])
    counts = (
        f"{_many(len(counted), 'statement')}{f' ({said})' if said else ''} "
        f"by {_many(len(heard), 'source')}"
    )
    lines = [f"Reading of {plain(article.title or article.id, CONTENT)}", counts]
    left_out = len(extraction.attributions) - len(counted)
    if unnamed:
        lines.append(f"{theirs} of them by {_many(len(unnamed), 'unnamed source')}")
    if left_out:
        lines.append(f"{left_out} more left out of these figures: the column excluded says why")
    return "\n".join(lines)


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
