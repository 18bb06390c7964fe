"""Names in headings and other lines in title case, where a capital says nothing.

Only names that the text below has are certain there; else a given name and the word after it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from analysis.ingest.paragraphs import LOUD
from analysis.model import Article
from analysis.sources import lexicon
from analysis.sources.proper import Name, name_at
from analysis.sources.wordstream import Word, joined

TURN = re.compile(rf"{LOUD}+:\s")  # the label of who speaks


def titles(article: Article, stream: Sequence[Word]) -> frozenset[int]:
    """Return the paragraphs in title case or capitals: there a capital says nothing."""
    spelt = [word for word in stream if word.text[0].isalpha()]
    counted = Counter(word.paragraph for word in spelt)
    upper = Counter(word.paragraph for word in spelt if word.text[0].isupper())
    return frozenset(
        p
        for p, count in counted.items()
        if count <= 40
        and upper[p] >= 0.62 * count
        and not _is_sentence(article, p)
        and (count >= 4 or article.paragraphs[p].kind == "heading")
    )


def _is_sentence(article: Article, index: int) -> bool:
    """Tell whether a paragraph is a sentence: body text that ends with a full stop.

    It is, however many names it holds.
    """
    paragraph = article.paragraphs[index]
    text = paragraph.span.of(article.text)
    ended = text.endswith((".", ".”", '."')) or TURN.match(text)
    return paragraph.kind == "body" and bool(ended) and not text.isupper()


def in_titles(
    article: Article, stream: Sequence[Word], known: Sequence[Name], mask: bytearray
) -> Iterator[Name]:
    """Yield names in titles: those that the text below has, else a given name and the next word."""
    listed: dict[str, list[Name]] = {}
    for name in known:
        listed.setdefault(lexicon.fold(name.words[0]), []).append(name)
        if name.kind == "person" and len(name.words) > 1:
            last = name._replace(words=name.words[-1:])
            listed.setdefault(lexicon.fold(last.words[0]), []).append(last)
    longest = {k: {tuple(map(lexicon.fold, n.words)): n for n in v} for k, v in listed.items()}
    at = 0
    while at < len(stream):
        size, kind = _known_at(stream, at, longest)
        if size:
            yield name_at(
                article, stream, at, stream[at : at + size], mask, "", modifier=False
            )._replace(kind=kind, heading=True)
        at += max(1, size)


def _known_at(
    stream: Sequence[Word], at: int, known: dict[str, dict[tuple[str, ...], Name]]
) -> tuple[int, str]:
    best, kind = 0, ""
    for key, name in known.get(lexicon.fold(stream[at].text), {}).items():
        ahead = tuple(lexicon.fold(w.text) for w in stream[at : at + len(key)])
        if ahead == key and len(key) > best:
            best, kind = len(key), name.kind
    if best:
        return best, kind
    word = stream[at].text
    pair = at + 1 < len(stream) and joined(stream, at + 1) and stream[at + 1].text[0].isupper()
    if (
        lexicon.given_gender(word)
        and pair
        and lexicon.fold(word) not in lexicon.words("stop", "words")
    ):
        more = at + 2 < len(stream) and stream[at + 1].text.endswith(".")
        return 2 + more, "person"
    place = lexicon.place(word)
    return (1, "government") if place is not None and place.kind == "country" else (0, "")
