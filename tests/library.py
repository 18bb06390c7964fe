"""A short article on libraries, and what is made of its paragraphs."""

from __future__ import annotations

from analysis.model import Article

BODY = (
    "The council voted on Monday to close two of the town’s four libraries, in spite of a petition "
    "that more than nine thousand people had signed. “It is a dark day,” said Zoë Müller, a reader."
)
OTHER = "Officials said the café would stay open – for now – and that nobody would lose their job."
TEXT = f"{BODY}\n\n{OTHER}\n"


def kinds(article: Article) -> list[tuple[str, str]]:
    """Kind and words of each paragraph."""
    return [(p.kind, p.span.of(article.text)) for p in article.paragraphs]
