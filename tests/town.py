"""A small town's article with sources and statements, to be corrected by hand."""

from __future__ import annotations

from dataclasses import replace

from samples import Said, build

from analysis.model import Attribution, Extraction, Mention, Source, Span
from analysis.reading import Reading


def town() -> Extraction:
    """Two sources and three statements, one of them inside another."""
    paragraphs = [
        "Ana Ruiz said the bridge was closed, and that the mayor feared a flood.",
        "An aide added: “We will rebuild it by May.” He left at noon.",
        "Carl Berg, a shopkeeper, looked on.",
    ]
    said = [
        Said(
            "s1", "Ana Ruiz", "said", ("the bridge was closed, and that the mayor feared a flood",)
        ),
        Said("s2", "the mayor", "feared", ("a flood",), confidence=0.3, doubts=("who?",)),
        Said("s3", "An aide", "added", ("“We will rebuild it by May.”",), "direct", 0.4),
    ]

    def voice(key: str, name: str, naming: str) -> Source:
        at = " ".join(paragraphs).replace("flood. An", "flood.. An").index(name)
        mention = Mention(Span(at, at + len(name)), "name" if naming == "named" else "nominal")
        return Source(key, name, "person", naming, (mention,), confidence=0.3)  # type: ignore[arg-type]

    sources = [
        voice("s1", "Ana Ruiz", "named"),
        voice("s2", "the mayor", "anonymous"),
        voice("s3", "An aide", "anonymous"),
    ]
    x = build(paragraphs, said, sources)
    berg = x.article.text.index("Carl Berg")
    absent = Source("u1", "Carl Berg", "person", "named", (Mention(Span(berg, berg + 9), "name"),))
    named = tuple(replace(a, id=f"a{n}") for n, a in enumerate(x.attributions, 1))
    named = (named[0], replace(named[1], parent="a1"), named[2])
    return replace(x, attributions=named, unheard=(absent,))


def statement(reading: Reading, key: str) -> Attribution:
    """The statement of an id."""
    return next(a for a in reading.extraction.attributions if a.id == key)


def source(reading: Reading, key: str) -> Source:
    """The source of an id, heard or unheard."""
    x = reading.extraction
    return next(s for s in (*x.sources, *x.unheard) if s.id == key)


def words(reading: Reading, spans: tuple[Span, ...]) -> list[str]:
    """What stands in some places of the article."""
    return [span.of(reading.article.text) for span in spans]
