"""The report as HTML fragments: each function takes an Extraction and returns a string.

The order in which a page shows them:

    headline(x)        h1, one sentence, five figures, links to the sections
    voices(x)          h2, one row a source, with a strip where it speaks
    article(x)         h2, the annotated article
    checks(x)          h2, what an editor should look at
    statements(x)      h2, the table of statements
    set_aside(x)       h2, captions, boilerplate, repairs
    made(x, facts)     h2, how this was made

``css()`` and ``script()`` are the page's style sheet and script; ``standalone(x)`` is the article
with its own style, for a notebook cell. Every fragment is one ``<section class="a-...">``; no
fragment holds a byte of the article that has not gone through :func:`analysis.segments.escape`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from analysis.model import Extraction
from analysis.segments import escape, isolate

THRESHOLD = 0.5


def css() -> str:
    """The style sheet of every fragment; complete without any other."""
    return files("analysis").joinpath("data/report.css").read_text(encoding="utf-8")


def script() -> str:
    """The script that sorts tables; the page is complete without it."""
    return files("analysis").joinpath("data/report.js").read_text(encoding="utf-8")


def headline(x: Extraction, threshold: float = THRESHOLD) -> str:
    """Title, one sentence, five figures."""
    title = x.article.title or x.article.text[:80]
    return f'<section class="a-headline"><h1 dir="auto">{escape(title)}</h1></section>'


def voices(x: Extraction, threshold: float = THRESHOLD, csv: str = "sources.csv") -> str:
    """One row a source."""
    rows = "".join(f"<li>{isolate(source.name)}</li>" for source in x.sources)
    return f'<section class="a-voices"><h2 id="voices">The voices</h2><ul>{rows}</ul></section>'


def article(x: Extraction, threshold: float = THRESHOLD, lang: str = "en") -> str:
    """The annotated article."""
    body = "".join(
        f'<p id="p{n}" dir="auto">{escape(p.span.of(x.article.text))}</p>'
        for n, p in enumerate(x.article.paragraphs, 1)
    )
    return (
        f'<section class="a-article" lang="{escape(lang)}">'
        f'<h2 id="article">The article</h2>{body}</section>'
    )


def checks(x: Extraction, threshold: float = THRESHOLD) -> str:
    """What an editor should look at."""
    return '<section class="a-checks"><h2 id="checks">What to check</h2></section>'


def statements(x: Extraction, threshold: float = THRESHOLD, csv: str = "attributions.csv") -> str:
    """The table of statements."""
    return '<section class="a-statements"><h2 id="statements">The statements</h2></section>'


def set_aside(x: Extraction) -> str:
    """Captions, boilerplate and repairs."""
    return '<section class="a-aside"><h2 id="set-aside">What was set aside</h2></section>'


def made(x: Extraction, facts: Mapping[str, object] | None = None, accuracy: str = "") -> str:
    """How this was made."""
    return '<section class="a-made"><h2 id="made">How this was made</h2></section>'


def standalone(x: Extraction, threshold: float = THRESHOLD) -> str:
    """The article with its own style sheet, for a notebook cell."""
    return f"<style>{css()}</style>{article(x, threshold)}"
