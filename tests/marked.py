"""Articles with their statements marked by hand, for the tests of who the sources are.

``[1s:Ms Rao] [1c:said] [1k:the port would open in May]`` marks source, cue and content of
statement 1; a part may come in several pieces. A line that starts with ``#`` is a heading, one
with ``@`` a byline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from analysis.model import Article, Attribution, Form, Paragraph, ParagraphKind, Source, Span
from analysis.quotes import inside, pair
from analysis.sources import identify

MARK = re.compile(r"\[(\d+)([sck]):([^\]]*)\]")
KINDS: dict[str, ParagraphKind] = {"#": "heading", "@": "byline"}


@dataclass(frozen=True)
class Voices:
    """What was made of a marked article."""

    attributions: tuple[Attribution, ...]
    sources: tuple[Source, ...]
    unheard: tuple[Source, ...]

    def statement(self, number: int) -> Attribution:
        """The statement with that number."""
        return next(a for a in self.attributions if a.id == f"a{number}")

    def of(self, number: int) -> Source | None:
        """The source of the statement with that number."""
        wanted = self.statement(number).speaker
        return next((s for s in self.sources if s.id == wanted), None)

    def name(self, number: int) -> str:
        """The name of the source of a statement; "" if it has none."""
        source = self.of(number)
        return source.name if source else ""

    def same(self, *numbers: int) -> bool:
        """Whether these statements, and only one voice, are behind these numbers."""
        ids = {self.statement(n).speaker for n in numbers}
        return len(ids) == 1 and None not in ids

    def apart(self, *numbers: int) -> bool:
        """Whether each of these statements has a voice of its own."""
        ids = [self.statement(n).speaker for n in numbers]
        return len(set(ids)) == len(ids) and None not in ids


def house(style: str) -> Voices:
    """The voices of one of the articles in ``tests/house_styles``; all of them are made up."""
    return voices((Path(__file__).parent / "house_styles" / f"{style}.txt").read_text("utf-8"))


def voices(marked: str) -> Voices:
    """Identify the sources of a marked article."""
    article, attributions = parse(marked)
    quotations = pair(article.text, [p.span for p in article.paragraphs])
    return Voices(*identify(article, quotations, attributions))


def parse(marked: str) -> tuple[Article, tuple[Attribution, ...]]:
    """A marked article as records, without speakers."""
    text, paragraphs = "", []
    parts: dict[int, dict[str, list[Span]]] = {}
    for line in filter(None, (raw.strip() for raw in marked.strip().splitlines())):
        kind = KINDS.get(line[0], "body")
        start = len(text)
        at = 0
        words = line if kind == "body" else line[1:].strip()
        for match in MARK.finditer(words):
            text += words[at : match.start()]
            number, role, said = int(match.group(1)), match.group(2), match.group(3)
            span = Span(len(text), len(text) + len(said))
            parts.setdefault(number, {"s": [], "c": [], "k": []})[role].append(span)
            text, at = text + said, match.end()
        text += words[at:]
        paragraphs.append(Paragraph(Span(start, len(text)), kind))
        text += "\n\n"
    article = Article("marked", text.rstrip(), tuple(paragraphs))
    return article, tuple(_attribution(n, p, article) for n, p in sorted(parts.items()))


def _attribution(number: int, parts: dict[str, list[Span]], article: Article) -> Attribution:
    mask = inside(article.text, pair(article.text, [p.span for p in article.paragraphs]))
    quoted = [mask[i] for span in parts["k"] for i in range(span.start, span.end)]
    form: Form = "direct" if all(quoted) else "mixed" if any(quoted) else "indirect"
    source, cue, content = (tuple(parts[role]) for role in "sck")
    return Attribution(f"a{number}", source, cue, content, form, 1.0)
