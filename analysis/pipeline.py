"""All steps from an article to what was found in it, in their order.

Words, quotations, attributions, sources: each step takes the records of those before it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from analysis import excluded, invisible
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
    hidden = invisible.plain(article.text)
    if hidden is None:
        return _extract(article)
    return invisible.restored(_extract(invisible.without(article, hidden)), article, hidden)


def _extract(article: Article) -> Extraction:
    """Run all steps on a text in which every character is seen."""
    from analysis import attribution, sources, tokens  # noqa: PLC0415

    article = article if article.tokens else tokens.tokenise(article)
    quotations = quoted(article)
    found = attribution.attribute(article, quotations)
    attributions, heard, unheard = sources.identify(article, quotations, found)
    attributions = without_echoes(somebodys(attributions))
    attributions = excluded.mark(article, attributions, heard)
    replies = excluded.replies(article, quotations, (*heard, *unheard))
    version = attribution.reader().version
    return Extraction(article, quotations, attributions, heard, unheard, version, replies=replies)


def somebodys(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Drop words between quotation marks that are nobody's: they are no statement.

    Returns:
        The others; a parent that went is replaced by its own.
    """
    gone = {a.id: a.parent for a in attributions if not (a.source or a.cue or a.speaker)}
    kept = []
    for a in attributions:
        parent = a.parent
        while parent in gone:
            parent = gone[parent]
        if a.id not in gone:
            kept.append(a if parent == a.parent else replace(a, parent=parent))
    return tuple(kept)


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
    """Return the quotations of every paragraph, sorted by start.

    A quotation may run on from one body paragraph to the next, over a caption or a heading that
    the page put between them; every other paragraph stands alone. A signed letter among others is
    one quotation, though its marks be careless, and the next paragraph begins anew.
    """
    from analysis.attribution.signatures import careless  # noqa: PLC0415

    kinds = [paragraph.kind for paragraph in article.paragraphs]
    body = [index for index, kind in enumerate(kinds) if kind == "body"]
    alone = [[index] for index, kind in enumerate(kinds) if kind != "body"]
    found = _paired(article, [body, *alone])
    read = [paragraph for paragraph in article.paragraphs if paragraph.kind in READ]
    letters = careless(article.text, read, found)
    if not letters:
        return found
    rest = [*_parts(body, letters), *(part for part in alone if part[0] not in letters)]
    return _with_letters(_paired(article, rest), letters, body)


def _parts(body: Sequence[int], letters: Collection[int]) -> list[list[int]]:
    """Return the parts of the body between letters."""
    parts: list[list[int]] = [[]]
    for index in body:
        if index in letters:
            parts.append([])
        else:
            parts[-1].append(index)
    return parts


def _with_letters(
    found: Sequence[Quotation], letters: Mapping[int, Quotation], body: Sequence[int]
) -> tuple[Quotation, ...]:
    """Return all quotations, letters among them.

    A letter goes on with a quotation that the paragraph before it leaves open.
    """
    before = dict(zip(body[1:], body[:-1], strict=True))
    left = {q.paragraph: q.run for q in found if q.depth == 0 and not q.closed}
    runs = {index: left.get(before.get(index, -1), -1 - index) for index in letters}
    own = [replace(letter, run=runs[index]) for index, letter in letters.items()]
    ordered = sorted((*found, *own), key=lambda q: (q.span.start, -q.span.end))
    numbers: dict[int, int] = {}
    return tuple(replace(q, run=numbers.setdefault(q.run, len(numbers))) for q in ordered)


def _paired(article: Article, parts: Sequence[list[int]]) -> tuple[Quotation, ...]:
    """Return the quotations of parts of an article, each part as if no other were there."""
    found = [
        (group, quotation) for group, part in enumerate(parts) for quotation in _pair(article, part)
    ]
    found.sort(key=lambda item: (item[1].span.start, -item[1].span.end))
    runs: dict[tuple[int, int], int] = {}
    return tuple(
        replace(quotation, run=runs.setdefault((group, quotation.run), len(runs)))
        for group, quotation in found
    )


def _pair(article: Article, indices: list[int]) -> Iterator[Quotation]:
    """Yield the quotations of some paragraphs, as if no others were there."""
    spans = [article.paragraphs[index].span for index in indices]
    for quotation in pair(article.text, spans):
        yield replace(quotation, paragraph=indices[quotation.paragraph])
