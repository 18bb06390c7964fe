"""The same story told twice, by hand, and versions of one article: what comparing is tested on."""

from __future__ import annotations

from samples import Said, build

from analysis.comparing.aligning import align
from analysis.comparing.records import Compared
from analysis.model import Article, Extraction, Mention, Source, Span

QUOTE = "“We will not close the bridge before the spring, whatever they tell us,”"


def both(*extractions: Extraction) -> Compared:
    """Extractions compared, each with a name of its own."""
    return align(extractions, [f"{n} {x.article.id}" for n, x in enumerate(extractions)])


def called(x: Extraction, name: str) -> Extraction:
    """The same extraction under another id."""
    a = x.article
    article = Article(name, a.text, a.paragraphs, a.title)
    return Extraction(article, x.quotations, x.attributions, x.sources, x.unheard, x.reader)


def person(key: str, name: str, text: str = "", role: str = "") -> Source:
    """A named person; with a text, mentioned where its name stands in it."""
    at = text.find(name)
    mentions = (Mention(Span(at, at + len(name)), "name"),) if at >= 0 and text else ()
    return Source(key, name, "person", "named", mentions, role)


def unnamed(key: str, words: str) -> Source:
    """A person whose name is withheld."""
    return Source(key, words, "person", "anonymous")


def first() -> Extraction:
    """The story as one outlet has it."""
    paragraphs = [
        f"{QUOTE} Mayor Ana Ruiz told reporters.",
        "Peter Lang, who leads the authority, said the repairs would cost 40 million euros.",
        "“Nobody has told us when the work begins,” said Tom Hale.",
        "The ferry company said it would run three more boats every morning from March.",
        "Critics say the plan comes far too late. The World Health Organization was silent.",
    ]
    said = [
        Said("r", "Mayor Ana Ruiz", "told", (QUOTE,), "direct"),
        Said("l", "Peter Lang, who", "said", ("the repairs would cost 40 million euros",)),
        Said("h", "Tom Hale", "said", ("“Nobody has told us when the work begins,”",), "direct"),
        Said("f", "The ferry", "said", ("it would run three more boats every morning from March",)),
        Said("c", "Critics", "say", ("the plan comes far too late",)),
    ]
    sources = [
        person("r", "Ana Ruiz", role="Mayor"),
        person("l", "Peter Lang"),
        person("h", "Tom Hale"),
        Source("f", "The ferry company", "organisation", "anonymous"),
        Source("c", "Critics", "group", "generic"),
    ]
    absent = [Source("w", "World Health Organization", "organisation", "named")]
    return called(build(paragraphs, said, sources, absent, "Bridge to stay open"), "first")


def second() -> Extraction:
    """The same story as another outlet has it."""
    paragraphs = [
        '"Nobody has told us when the work begins," said T. Hale, a shopkeeper.',
        "The repairs would cost 60 million euros, a senior official said.",
        '"We will never close the bridge before the spring, whatever they tell us," said Ruiz.',
        "It would run three more boats every morning from March, so that workers can cross.",
        "The cracks were known for years, the WHO said.",
    ]
    said = [
        Said("x1", "T. Hale", "said", ('"Nobody has told us when the work begins,"',), "direct"),
        Said("x2", "a senior official", "said", ("The repairs would cost 60 million euros",)),
        Said(
            "x3",
            "Ruiz",
            "said",
            ('"We will never close the bridge before the spring, whatever they tell us,"',),
            "direct",
        ),
        Said("x4", "the WHO", "said", ("The cracks were known for years",)),
    ]
    sources = [
        person("x1", "T. Hale"),
        unnamed("x2", "a senior official"),
        person("x3", "Ruiz"),
        Source(
            "x4", "WHO", "organisation", "named", (Mention(Span(0, 0), "name"),), confidence=0.9
        ),
    ]
    return called(build(paragraphs, said, sources, (), "Mayor keeps bridge open"), "second")


def one(
    words: str, who: Source | None = None, name: str = "one", form: str = "indirect"
) -> Extraction:
    """An article of one statement."""
    source = who or person("p", "Pia Holm")
    text = f"{words} said {source.name}."
    said = [Said(source.id, source.name, "said", (words,), form)]  # type: ignore[arg-type]
    return called(build([text], said, [source]), name)
