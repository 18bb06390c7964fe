"""What every section of the comparison's page needs: letters, links, wordings as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from string import ascii_uppercase

from analysis.comparing import changes
from analysis.comparing.records import Change, Compared, Piece, Shared, Statement
from analysis.model import NOBODY, Source
from analysis.page.blocks import LONGEST
from analysis.page.places import Places
from analysis.page.summary import NAMING, Summary, summarise
from analysis.page.wording import number, shorten
from analysis.spans.html import escape, isolate


class View:
    """A comparison with what its page counts and links to; articles are called A, B, C ..."""

    def __init__(self, c: Compared) -> None:
        self.c = c
        self.by = changes.voices(c.parties)
        self.summaries: list[Summary] = [summarise(x) for x in c.extractions]
        self.places = [Places(x, prefix(n)) for n, x in enumerate(c.extractions)]
        self._known = [{a.id: a for a in x.attributions} for x in c.extractions]

    @cached_property
    def changed(self) -> list[tuple[int, Shared, Change]]:
        """Every change with its statement and the statement's number, from 1."""
        return [(n, g, change) for n, g in enumerate(self.c.shared, 1) for change in g.changes]

    def source(self, s: Statement) -> Source | None:
        """Return who makes a statement."""
        return changes.source(s, self.by)

    def who(self, s: Statement) -> str:
        """Name and naming of a statement's voice, linked to its row."""
        source = self.source(s)
        number = self.summaries[s.article].by_id[s.id].number
        name = isolate(shorten(source.name, LONGEST)) if source else NOBODY
        naming = f" ({NAMING[source.naming]})" if source else ""
        return f'<a href="#{prefix(s.article)}s{number}">{name}</a>{naming}'

    def where(self, s: Statement) -> str:
        """Return the article's letter and the paragraph, linked to the statement."""
        words = f"paragraph {s.paragraph}" if s.paragraph else "outside the paragraphs"
        link = self.places[s.article].link(self._known[s.article][s.id], words)
        return f"{letter(s.article)}, {link}"

    def paragraph(self, s: Statement) -> str:
        """Return the article's letter and the paragraph, linked."""
        number = s.paragraph
        return (
            f'{letter(s.article)}, <a href="#{prefix(s.article)}p{number}">paragraph {number}</a>'
        )

    def said(self, s: Statement, most: int = 0) -> str:
        """Return a statement's words as printed, on lines of their own."""
        text = " ".join(word.text for word in s.words)
        return f'<p class="wording" dir="auto">{escape(shorten(text, most) if most else text)}</p>'


def letter(article: int) -> str:
    """Return what an article is called on the page."""
    return ascii_uppercase[article]


def prefix(article: int) -> str:
    """Return what is put before every id that leads into an article."""
    return f"{letter(article).lower()}-"


def both(articles: int) -> str:
    """Return *both* for two, *all* for more."""
    return "both" if articles == 2 else f"all {number(articles)}"


def wording(change: Change) -> str:
    """Return two wordings as one line: cut words struck out, added ones underlined, and said so."""
    a, b = letter(change.base), letter(change.other)
    return f'<p class="wording" dir="auto">{" ".join(_runs(change.pieces, a, b))}</p>'


def _runs(pieces: Iterable[Piece], a: str, b: str) -> Iterable[str]:
    for piece in pieces:
        if piece.op == "same":
            yield escape(piece.left)
            continue
        strong = ' class="altered"' if piece.altered else ""
        if piece.left:
            yield f"<del{strong}>{_hidden(f'[only {a}:')} {escape(piece.left)}{_hidden(']')}</del>"
        if piece.right:
            yield f"<ins{strong}>{_hidden(f'[only {b}:')} {escape(piece.right)}{_hidden(']')}</ins>"


def _hidden(words: str) -> str:
    """Return words for who hears the page; lines say the same to who sees it."""
    return f'<span class="vh">{words}</span>'
