"""An article that attacks whoever shows it, read without the reader: every field is hostile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from analysis import ingest, tokens
from analysis.comparing import Comparison
from analysis.comparing.aligning import align
from analysis.comparing.naming import names
from analysis.model import Attribution, Extraction, Mention, Paragraph, Source, Span
from analysis.pipeline import quoted
from analysis.reading import Reading

ATTACKS = (
    "<script>window.ran = 1; alert(1)</script>",
    '<img src=x onerror="window.ran = 2">',
    "<img src=https://example.org/x.png>",
    "</style><script>window.ran = 3</script>",
    "</script><script>window.ran = 4</script>",
    "</title><svg onload=window.ran=5>",
    '" autofocus onfocus="window.ran = 6',
    "' onmouseover='window.ran = 7",
    '<a href="javascript:window.ran = 8">here</a>',
    "<iframe srcdoc='<script>parent.ran = 9</script>'></iframe>",
    "--><script>window.ran = 10</script><!--",
    "{{ 7 * 7 }} {% raw %} ${window.ran = 11} $$\\href{javascript:window.ran=12}{x}$$",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "<style>@import url(https://example.org/y.css);</style>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=window.ran=13></style></math>",
    "&lt;script&gt;window.ran = 14&lt;/script&gt;",
)
TEXT = "\n\n".join(f"“It is {attack} that counts,” said {attack}." for attack in ATTACKS) + "\n"


def read(path: str | Path, columns: str = "") -> Reading:
    """As ``analysis.read``, with a statement a paragraph, made by hand."""
    article = tokens.tokenise(ingest.load(path))
    bodies = tuple(
        Paragraph(p.span, "caption" if n % 4 == 3 else "body", ATTACKS[n % len(ATTACKS)])
        for n, p in enumerate(article.paragraphs)
    )
    article = replace(article, paragraphs=bodies, title=" ".join(ATTACKS), repairs=ATTACKS)
    attributions, sources = [], []
    for n, paragraph in enumerate(bodies):
        surface = paragraph.span.of(article.text)
        middle = paragraph.span.start + surface.index("said")
        attack = ATTACKS[n % len(ATTACKS)]
        source = Span(middle + 5, paragraph.span.end - 1)
        attributions.append(
            Attribution(
                f"a{n}",
                (source,),
                (Span(middle, middle + 4),),
                (Span(paragraph.span.start, middle - 1),),
                "direct",
                0.3 if n % 2 else 0.9,
                f"s{n}",
                doubts=(attack,),
            )
        )
        sources.append(
            Source(
                f"s{n}",
                attack,
                "person",
                "anonymous" if n % 2 else "named",
                (Mention(source, "name"),),
                attack,
                attack,
                attack,
                0.5,
                attack,
            )
        )
    unheard = (Source("u1", ATTACKS[0], "person", "named", because=ATTACKS[1]),)
    found = Extraction(
        article, quoted(article), tuple(attributions), tuple(sources), unheard, ATTACKS[0]
    )
    return Reading(found)


def compare(paths: Sequence[str | Path], columns: str = "") -> Comparison:
    """As ``analysis.compare``, of a list of articles read by hand."""
    return Comparison(align([read(path).extraction for path in paths], names(paths)))
