"""All steps from an article to what was found in it, in their order.

Words, quotations, attributions, sources: each step takes the records of those before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.model import READ, Article, Attribution, Extraction, Quotation
from analysis.quotes import pair

# The steps are imported where they are first needed: each takes long to import.


def extract(article: Article) -> Extraction:
    """Find quotations, attributions and sources in an article.

    Args:
        article: As :func:`analysis.ingest.load` gives it; it need not be tokenised.

    Returns:
        The extraction; the same article gives the same one, whatever else was read before.
    """
    from analysis import attribution, sources, tokens  # noqa: PLC0415

    article = article if article.tokens else tokens.tokenise(article)
    quotations = quoted(article)
    found = attribution.attribute(article, quotations)
    attributions, heard, unheard = sources.identify(article, quotations, found)
    attributions = without_echoes(attributions)
    return Extraction(
        article, quotations, attributions, heard, unheard, attribution.reader().version
    )


def without_echoes(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Drop statements inside a statement of the same voice: "she said she wants" is one statement.

    Returns:
        The others, numbered anew; a parent that went is replaced by its own.
    """
    speaker = {a.id: a.speaker for a in attributions}
    kept: list[Attribution] = []
    now: dict[str | None, str | None] = {None: None}
    for a in attributions:
        echo = a.parent is not None and a.speaker is not None and speaker[a.parent] == a.speaker
        now[a.id] = now[a.parent] if echo else f"a{len(kept) + 1}"
        if not echo:
            kept.append(replace(a, id=str(now[a.id]), parent=now[a.parent]))
    return tuple(kept)


def quoted(article: Article) -> tuple[Quotation, ...]:
    """The quotations of every paragraph, sorted by start.

    A quotation may run on from one body paragraph to the next, over a caption or a heading that
    the page put between them; every other paragraph stands alone. A signed letter is one.
    """
    from analysis.attribution.signatures import mended  # noqa: PLC0415

    kinds = [paragraph.kind for paragraph in article.paragraphs]
    body = [index for index, kind in enumerate(kinds) if kind == "body"]
    alone = [[index] for index, kind in enumerate(kinds) if kind != "body"]
    found = [
        (group, quotation)
        for group, part in enumerate((body, *alone))
        for quotation in _pair(article, part)
    ]
    found.sort(key=lambda item: (item[1].span.start, -item[1].span.end))
    runs: dict[tuple[int, int], int] = {}
    numbered = [
        replace(quotation, run=runs.setdefault((group, quotation.run), len(runs)))
        for group, quotation in found
    ]
    read = [paragraph for paragraph in article.paragraphs if paragraph.kind in READ]
    return mended(article.text, read, numbered)


def _pair(article: Article, indices: list[int]) -> Iterator[Quotation]:
    """The quotations of some paragraphs, as if no others were there."""
    spans = [article.paragraphs[index].span for index in indices]
    for quotation in pair(article.text, spans):
        yield replace(quotation, paragraph=indices[quotation.paragraph])
