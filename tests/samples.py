"""Small articles with hand-made extractions: the edges of what the report has to show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from analysis.model import (
    Article,
    Attribution,
    Extraction,
    Form,
    Mention,
    Naming,
    Paragraph,
    ParagraphKind,
    Source,
    Span,
)
from analysis.quotes import pair

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)></style>\"'>&amp;{{7*7}}"


class Said(NamedTuple):
    """A statement by its words; each is looked up where it first stands in the text."""

    speaker: str | None
    source: str
    cue: str
    content: tuple[str, ...]
    form: Form = "indirect"
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()
    implicit: bool = False


def build(
    paragraphs: Sequence[str | tuple[ParagraphKind, str]],
    said: Sequence[Said] = (),
    sources: Sequence[Source] = (),
    unheard: Sequence[Source] = (),
    title: str = "",
) -> Extraction:
    """An extraction of these paragraphs, with statements found by their words."""
    entries = [("body", p) if isinstance(p, str) else p for p in paragraphs]
    text = "\n\n".join(p for _, p in entries)
    places, offset = [], 0
    for kind, p in entries:
        places.append(Paragraph(Span(offset, offset + len(p)), kind, f"made a {kind}"))  # type: ignore[arg-type]
        offset += len(p) + 2

    def find(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return (Span(start, start + len(words)),) if words else ()

    attributions = tuple(
        Attribution(
            id=f"x{n}",
            source=find(a.source),
            cue=find(a.cue),
            content=tuple(span for words in a.content for span in find(words)),
            form=a.form,
            confidence=a.confidence,
            speaker=a.speaker,
            implicit=a.implicit,
            doubts=a.doubts,
        )
        for n, a in enumerate(said)
    )
    article = Article("sample", text, tuple(places), title)
    quotations = pair(text, [p.span for p in places])
    return Extraction(article, quotations, attributions, tuple(sources), tuple(unheard), "hand")


def silent() -> Extraction:
    """Nobody says anything, and there is no title."""
    return build(["It rained.", "It went on raining all week in the valley."])


def empty() -> Extraction:
    """An article without a single character."""
    return build([])


def single() -> Extraction:
    """One unnamed source, one quotation."""
    who = Source("z", "an official", "person", "anonymous", reason="not authorised to speak")
    said = Said("z", "An official", "said", ("“It is over.”",), "direct")
    return build(["An official said: “It is over.”"], [said], [who], title="It is over")


def crowd(size: int = 40) -> Extraction:
    """Many sources of all three namings, one statement each."""
    namings: tuple[Naming, ...] = ("named", "anonymous", "generic")
    paragraphs = [f"Speaker {n} said that thing {n} had come to pass." for n in range(size)]
    said = [
        Said(f"k{n}", f"Speaker {n} ", "said", (f"that thing {n} had come to pass",))
        for n in range(size)
    ]
    sources = [Source(f"k{n}", f"Speaker {n}", "person", namings[n % 3]) for n in range(size)]
    return build(paragraphs, said, sources)


def nested() -> Extraction:
    """Three statements within each other, the source of each inside the one around it."""
    text = "The paper wrote that the mayor said that the clerk feared a flood."
    said = [
        Said("p", "The paper", "wrote", ("that the mayor said that the clerk feared a flood",)),
        Said("m", "the mayor", "said", ("that the clerk feared a flood",)),
        Said("c", "the clerk", "feared", ("a flood",)),
    ]
    sources = [
        Source("p", "the paper", "media", "named"),
        Source("m", "the mayor", "person", "named"),
        Source("c", "the clerk", "person", "anonymous"),
    ]
    return build([text], said, sources)


def spread() -> Extraction:
    """One statement over three paragraphs with a caption between."""
    one, two, three = "“We built it by hand.", "“Nobody helped us.", "“Nobody thanked us.”"
    said = Said("a", "Ann Lee", "said", (f"{one}\n\n{two}", three), "direct")
    return build(
        [f"Ann Lee said: {one}", two, ("caption", "A house. Reuters"), three, "The end came."],
        [said],
        [Source("a", "Ann Lee", "person", "named", role="builder")],
    )


def crossing() -> Extraction:
    """Two contents that overlap and neither holds the other."""
    said = [
        Said("a", "Ann", "said", ("the roof and the wall",)),
        Said("b", "Bo", "added", ("the wall and the door",), "indirect", 0.3, ("who is Bo?",)),
        Said(None, "", "", ("were gone",), "indirect", 0.2),
    ]
    sources = [Source("a", "Ann", "person", "named"), Source("b", "Bo", "unknown", "generic")]
    return build(
        ["Ann said and Bo added: the roof and the wall and the door were gone."], said, sources
    )


def foreign() -> Extraction:
    """Arabic text and names, and a very long name."""
    text = "قال أحمد الشرع إن البلاد بخير"
    long = "the deputy undersecretary for interdepartmental liaison " * 6
    sources = [
        Source("s1", "أحمد الشرع", "person", "named", role="الرئيس"),
        Source("s2", long, "person", "anonymous"),
    ]
    said = [
        Said("s1", "أحمد الشرع", "قال", ("إن البلاد بخير",)),
        Said("s2", "He", "said", ("all was well",)),
    ]
    return build([text, "He said all was well."], said, sources, title="البلاد بخير")


def hostile() -> Extraction:
    """Markup in every text that comes from outside, ids included."""
    who = Source(
        EVIL, EVIL, "person", "anonymous", (), EVIL, EVIL, EVIL, confidence=0.1, because=EVIL
    )
    absent = Source("u", EVIL, "person", "named", (Mention(Span(0, 6), "name"),), EVIL, EVIL)
    said = Said(EVIL, f"Mr {EVIL}", "said", (f"that {EVIL} runs",), "mixed", 0.1, (EVIL,))
    x = build([f"Mr {EVIL} said that {EVIL} runs.", ("caption", EVIL)], [said], [who], [absent])
    article = Article(EVIL, x.article.text, x.article.paragraphs, EVIL, EVIL, EVIL, (EVIL,))
    first = x.article.paragraphs[1]
    credit = Paragraph(first.span, first.kind, EVIL, Span(first.span.start, first.span.start + 8))
    article = Article(
        EVIL, article.text, (article.paragraphs[0], credit), EVIL, EVIL, EVIL, (EVIL,)
    )
    return Extraction(article, x.quotations, x.attributions, x.sources, x.unheard, EVIL)


SAMPLES: tuple[Callable[[], Extraction], ...] = (
    *(silent, empty, single, crowd, nested, spread, crossing, foreign, hostile),
)
