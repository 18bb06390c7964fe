"""The report as HTML fragments: each function takes an Extraction and returns a string.

The order in which a page shows them:

    headline(x)        h1, one sentence, five figures, what there is to check
    voices(x)          h2, one row a source, with a strip where it speaks
    article(x)         h2, the annotated article
    checks(x)          h2, what an editor should look at
    statements(x)      h2, the table of statements
    set_aside(x)       h2, captions, boilerplate, repairs
    made(x, facts)     h2, how this was made

``css()`` and ``script()`` are the page's style sheet and script; ``standalone(x)`` is the article
with its own style, for a notebook cell. Every fragment is a ``<section class="analysis a-...">``;
no fragment holds a character of the article that has not gone through
:func:`analysis.spans.html.escape`.
"""

from __future__ import annotations

import re
from collections import defaultdict

from analysis import shipped
from analysis.model import Attribution, Extraction, Paragraph
from analysis.page.blocks import BY_HAND, LONGEST, THRESHOLD, section
from analysis.page.checking import checks
from analysis.page.palette import looks
from analysis.page.panels import headline, made, set_aside, statements, who
from analysis.page.places import Places
from analysis.page.summary import Summary, Voice, nesting, summarise
from analysis.page.voices import voices
from analysis.page.wording import capital, factors, shorten
from analysis.spans.html import Layer, escape, isolate, weave

__all__ = [
    "THRESHOLD",
    "article",
    "checks",
    "css",
    "headline",
    "made",
    "script",
    "set_aside",
    "standalone",
    "statements",
    "voices",
]

DEEPEST = 3
# Nothing of an article is matched: its text has its quotation marks escaped.
NOTE = re.compile(r'(<a class="note [^"]*") href="[^"]*"')
LINK = re.compile(r' href="#([^"]*)"(?: aria-label="[^"]*")?')
IDS = re.compile(r' id="([^"]*)"')
VARIABLE = re.compile(r"--[\w-]+:[^;]+;")
# A label on a narrow screen stands after the punctuation that ends the statement.
TAIL = re.compile(r"[^\w\s]{1,4}(?=\s|$)")


def css() -> str:
    """Return the style sheet of every fragment; complete without any other."""
    return shipped.text("report.css")


def script() -> str:
    """Return the script that sorts tables; the page is complete without it."""
    return shipped.text("report.js")


def standalone(x: Extraction, whole: Extraction | None = None) -> str:
    """Return the article with its own style sheet, for a notebook cell.

    It has no ids: a notebook may show it twice; and no links: the tables are not beside it.
    """
    own = IDS.sub("", unlinked(article(x, THRESHOLD, whole=whole)))
    return f"<style>{css()}{themes()}</style>{own}"


def unlinked(html: str) -> str:
    """Return a fragment without links inside the page; what lights up can be focused still."""
    return LINK.sub("", NOTE.sub(r'\1 tabindex="0"', html))


def linked_within(html: str) -> str:
    """Return a fragment without links to what it does not hold."""
    held = set(IDS.findall(html))
    return LINK.sub(lambda link: link[0] if link[1] in held else "", html)


def themes() -> str:
    """Return what a notebook needs beside the style sheet.

    That is the light or dark of its theme, and contrast.
    """
    blocks = re.findall(r"\.analysis \{([^}]*)\}", css())[:2]
    return shipped.text("notebook.css") + "".join(
        f'[data-jp-theme-light="{theme}"] .analysis{{{"".join(VARIABLE.findall(block))}}}'
        for theme, block in zip(("true", "false"), blocks, strict=True)
    )


def article(
    x: Extraction,
    threshold: float = THRESHOLD,
    lang: str = "en",
    whole: Extraction | None = None,
    prefix: str = "",
    title: str = "The article",
) -> str:
    """Return the article as published, with every statement, source and cue marked.

    Each statement is underlined in its source's colour and line; a note in the margin at its
    beginning (on a narrow screen a label at its end) says who speaks. Pointing at a mark, or
    moving the focus to a note, lights up everything of that source, without a script.

    Args:
        x: The extraction.
        threshold: Statements of a confidence under it are drawn unsure, in [0, 1].
        lang: BCP 47 tag of the article's language.
        whole: The extraction that ``x`` holds some statements of; colours and numbers stay as
            there.
        prefix: Put before every id and every voice's class, so that two articles fit on a page;
            a word of ours, never of the article.
        title: The section's heading, as HTML.
    """
    marks = _Marks(summarise(x, whole), threshold, Places(whole or x, prefix))
    body = "".join(marks.paragraph(n, p) for n, p in enumerate(x.article.paragraphs, 1))
    text = f'<div class="text" lang="{escape(lang)}">\n{body}</div>'
    return section("article", title, marks.lights(), _KEY, text, prefix=prefix)


_KEY = (
    '<p class="legend">What a source says is underlined in the colour and line of that source; '
    'the words that <span class="src h-n0">name the source</span> are tinted, the '
    '<span class="cue">word that introduces</span> the statement is shaded. A dotted line marks '
    "what the software is unsure of.</p>"
)

NOT_READ = {
    "heading": "its statements are not counted",
    "byline": "not read for statements",
    "caption": "not read for statements",
    "boilerplate": "not read for statements",
}


class _Marks:
    """What is drawn on the text, gathered once and handed out by paragraph."""

    def __init__(self, s: Summary, threshold: float, places: Places) -> None:
        self._s, self._threshold = s, threshold
        self._text = s.x.article.text
        self._places, self._prefix = places, places.prefix
        self._looks = looks(s)
        nest = nesting(s.x.attributions)
        self._layers: defaultdict[int, list[Layer]] = defaultdict(list)
        self._before: defaultdict[int, dict[int, list[str]]] = defaultdict(dict)
        self._after: defaultdict[int, dict[int, list[str]]] = defaultdict(dict)
        for a in sorted(s.x.attributions, key=self._places.order):
            self._statement(a, nest[a.id][1] if a.id in nest else 0)

    def lights(self) -> str:
        """Return one rule a source: pointing at any piece of it marks every piece of it."""
        names = [f"{self._prefix}v{v.number}" for v in self._s.voices]
        rules = "".join(
            f":root:has(.{name}:is(:hover,:focus-within)) .{name}{{--lit:var(--tint)}}"
            for name in names
        )
        return f"<style>{rules}</style>"

    def paragraph(self, n: int, p: Paragraph) -> str:
        """Return one paragraph with its number.

        What is not body is labelled with what it is, and why.
        """
        layers = list(self._layers[n])
        if p.credit:
            layers.append(Layer(p.credit, "span", '<span class="credit">', '<span class="credit">'))
        inner = weave(self._text, p.span, layers, self._before[n], self._after[n])
        key = f"{self._prefix}p{n}"
        number = f'<a class="no" href="#{key}" aria-label="Paragraph {n}">{n}</a>'
        if p.kind == "body":
            return f'<p id="{key}" dir="auto">{number}{inner}</p>\n'
        why = f": {escape(p.because)}" if p.because else ""
        return (
            f'<div id="{key}" class="apart is-{p.kind}">{number}'
            f'<p class="why">{capital(p.kind)}, {NOT_READ[p.kind]}{why}</p>'
            f'<p dir="auto">{inner}</p></div>\n'
        )

    def _statement(self, a: Attribution, depth: int) -> None:
        voice = self._s.by_id[a.id]
        colour, line = self._looks[voice.number]
        unsure = a.confidence < self._threshold
        shared = f"{self._prefix}v{voice.number} h-{colour}"
        classes = f"st d{min(depth, DEEPEST)} l-{'dotted' if unsure else line} {shared}"
        first = f'<mark id="{self._places.key(a)}" class="{classes}">'
        again = f'<mark class="{classes}">'
        pieces = [piece for span in sorted(a.content) for piece in self._places.pieces(span)]
        told: set[int] = set()
        for place, (n, span) in enumerate(pieces):
            self._layers[n].append(Layer(span, "mark", again if place else first, again, 0))
            if n not in told:
                words = self._words(a, voice, continued=bool(told))
                self._note(n, span.start, words, shared, voice)
                told.add(n)
        if pieces:
            n, span = pieces[-1]
            self._label(n, span.end, voice, shared, unsure=unsure)
        for spans, name, rank in ((a.source, "src", 1), (a.cue, "cue", 2)):
            tag = f'<span class="{name} {shared}">'
            for n, span in (piece for whole in spans for piece in self._places.pieces(whole)):
                self._layers[n].append(Layer(span, "span", tag, tag, rank))

    def _words(self, a: Attribution, voice: Voice, *, continued: bool) -> str:
        kind = f"{voice.source.kind}, " if voice.source else ""
        name = isolate(shorten(voice.name, LONGEST))
        words = f"<b>{name}</b> <small>{kind}<i>{voice.naming}</i></small>"
        if continued:
            return f"{words} <small>continued</small>"
        if a.implicit:
            words += " <small>taken from the context</small>"
        if a.corrected or (voice.source and voice.source.corrected):
            words += f" <small>{BY_HAND}</small>"
        why = [escape(doubt) for doubt in a.doubts]
        if a.confidence < self._threshold and a.excluded != "below 50% confidence":
            why.insert(0, f"unsure: {factors(a)}")
        if a.excluded:
            why.insert(0, f"not counted: {a.excluded}")
        if a.candidates:
            why.insert(0, who(self._s, a))
        return words + (f' <small class="doubt">{"; ".join(why)}</small>' if why else "")

    def _row(self, voice: Voice) -> str:
        """Return a link to the row of a source; "" where no statement of it counts."""
        return f' href="#{self._prefix}s{voice.number}"' if voice.statements else ""

    def _note(self, n: int, offset: int, words: str, shared: str, voice: Voice) -> None:
        note = f'<a class="note {shared}"{self._row(voice)}>{words}</a>'
        self._before[n].setdefault(offset, []).append(note)

    def _label(self, n: int, offset: int, voice: Voice, shared: str, *, unsure: bool) -> None:
        words = (
            f"{isolate(shorten(voice.name, LONGEST))}, {voice.naming}{', unsure' if unsure else ''}"
        )
        end = self._places.paragraphs[n - 1].end
        tail = TAIL.match(self._text, offset, end)
        offset = tail.end() if tail else offset
        label = f'<a class="label {shared}"{self._row(voice)}>{words}</a>'
        self._after[n].setdefault(offset, []).insert(0, label)
