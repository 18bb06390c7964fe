"""The sections beside the article: headline, statements, what was set aside, how it was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis import concerns
from analysis.model import Attribution, Extraction, Paragraph
from analysis.places import Places
from analysis.segments import escape, isolate
from analysis.summary import Summary, Voice, summarise
from analysis.wording import capital, listing, number, opening, percent, plural, shorten

THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and whether its cells are numbers."""

    name: str
    numeric: bool = False


def section(name: str, title: str, *parts: str) -> str:
    """One section of the page with its h2; ``name`` is its class and the heading's id."""
    inner = "\n".join(part for part in parts if part)
    return (
        f'<section class="analysis a-{name}">\n<h2 id="{name}">{title}</h2>\n{inner}\n</section>\n'
    )


def table(caption: str, columns: Sequence[Column], rows: Iterable[str]) -> str:
    """A table that scrolls on its own where the window is too narrow, by keyboard too."""
    heads = "".join(
        f'<th scope="col" class="n">{column.name}</th>'
        if column.numeric
        else f'<th scope="col">{column.name}</th>'
        for column in columns
    )
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{caption}">\n'
        f'<table class="sortable"><caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n'
        f"<tbody>\n{''.join(rows)}</tbody></table>\n</div>"
    )


def cell(content: str, value: float | None = None) -> str:
    """A cell; with a value it is a number and sorts by it."""
    if value is None:
        return f"<td>{content}</td>"
    return f'<td class="n" data-v="{value:g}">{content}</td>'


def beside(csv: str) -> str:
    """A line that links to the file with the same table."""
    name = escape(csv)
    return f'<p class="beside">The same as a table to load: <a href="{name}">{name}</a>.</p>'


def headline(x: Extraction, threshold: float = THRESHOLD) -> str:
    """The title, one sentence, five figures, and what to check, in a screen's height."""
    s = summarise(x)
    title = x.article.title.strip() or shorten(x.article.text.strip(), 80) or "An empty article"
    figures = "".join(f"<li><b>{big}</b> <span>{rest}</span></li>" for big, rest in _figures(s))
    return (
        '<section class="analysis a-headline">\n<div><p class="kicker">Who says so?</p>\n'
        f'<h1 dir="auto">{escape(title)}</h1>\n<p class="lede">{escape(lede(s))}</p>\n'
        f'{_alerts(s, threshold)}</div>\n<ul class="figures">{figures}</ul>\n</section>\n'
    )


def lede(s: Summary) -> str:
    """The article in one plain sentence, made from the counts."""
    total, sources, unnamed = len(s.x.attributions), len(s.sources), len(s.unnamed)
    if not total:
        return "Nobody is found to say anything in this article: every word is the writer’s own."
    if not sources:
        return f"{opening(total, 'statement')} found, and for none of them a source."
    made = f"{opening(sources, 'source')} {'makes' if sources == 1 else 'make'} "
    made += "the one statement of this article" if total == 1 else plural(total, "statement")
    if not unnamed:
        return f"{made}; {_all_named(s)}."
    held = sum(len(v.statements) for v in s.unnamed)
    if unnamed == sources:
        subject = "that source is" if sources == 1 else "all of them are"
        return f"{made}; {subject} unnamed."
    carried = f"{number(held)} of the {plural(total, 'statement').split(' ', 1)[1]}"
    verb = ("is", "it carries") if unnamed == 1 else ("are", "they carry")
    share = percent(s.share(s.unnamed))
    return (
        f"{made}; {number(unnamed)} {verb[0]} unnamed, and {verb[1]} {carried} "
        f"and {share} of the attributed words."
    )


def _all_named(s: Summary) -> str:
    generic = s.naming("generic")
    if not generic:
        return "all are named" if len(s.sources) > 1 else "it is named"
    who = "class of people" if generic == 1 else "classes of people"
    return f"none is unnamed, {number(generic)} {'is a' if generic == 1 else 'are'} {who}"


def _figures(s: Summary) -> list[tuple[str, str]]:
    """Five figures, each with the words that make it a sentence."""
    total, sources = len(s.x.attributions), len(s.sources)
    forms = ", ".join(f"{number(s.form(form))} {form}" for form in ("direct", "mixed", "indirect"))
    kinds = f"{number(s.naming('named'))} named, {number(s.naming('anonymous'))} unnamed"
    if generic := s.naming("generic"):
        kinds += f", {number(generic)} a class of people"
    held = sum(len(v.statements) for v in s.unnamed)
    rest = s.body_words - s.attributed_words
    own = percent(rest / s.body_words) if s.body_words else "0%"
    unnamed = (
        f"of the attributed words, in {number(held)} of {plural(total, 'statement')}, "
        "come from sources who are not named"
    )
    nobody = (
        f"of the article’s {plural(s.body_words, 'word')} are attributed to nobody: "
        "they are in the writer’s own voice"
    )
    return [
        (f"{total:,}", f"{_noun(total, 'statement')}: {forms}"),
        (f"{sources:,}", f"{_noun(sources, 'source')}: {kinds}"),
        (percent(s.share(s.unnamed)), unnamed),
        (percent(s.quoted_share), "of the attributed words are quoted; the others are paraphrase"),
        (own, nobody),
    ]


def _noun(count: int, one: str) -> str:
    return one if count == 1 else one + "s"


def _alerts(s: Summary, threshold: float) -> str:
    """One line that says what there is to check, each part a link."""
    claims = sum(len(own) for _, own in concerns.alone(s))
    doubtful = len(concerns.two_ways(s.x))
    unsure = len(concerns.unsure(s.x, threshold))
    parts = [
        (claims, "alone", f"{plural(claims, 'claim')} resting on unnamed sources only"),
        (doubtful, "two-ways", f"{plural(doubtful, 'statement')} open to doubt"),
        (unsure, "unsure", f"{plural(unsure, 'statement')} the reader is unsure of"),
        (len(s.x.unheard), "unheard", f"{number(len(s.x.unheard))} mentioned and never heard"),
    ]
    links = [f'<a href="#{key}">{text}</a>' for count, key, text in parts if count]
    if not links:
        return '<p class="alerts">To check: nothing stands out.</p>'
    return f'<p class="alerts">To check: {listing(links)}.</p>'


def statements(x: Extraction, threshold: float = THRESHOLD, csv: str = "attributions.csv") -> str:
    """Every statement in the order of the article, as a table."""
    s = summarise(x)
    places = Places(x)
    columns = [
        Column("Paragraph", numeric=True),
        Column("Source"),
        Column("Named?"),
        Column("Form"),
        Column("Words", numeric=True),
        Column("Confidence", numeric=True),
        Column("What is said"),
    ]
    rows = [_statement(s, places, a, threshold) for a in sorted(x.attributions, key=places.order)]
    if not rows:
        return section("statements", "The statements", "<p>None was found.</p>")
    say = f"{opening(len(rows), 'statement')}, in the order of the article"
    return section("statements", "The statements", table(say, columns, rows), beside(csv))


def _statement(s: Summary, places: Places, a: Attribution, threshold: float) -> str:
    voice = s.by_id[a.id]
    said = " … ".join(span.of(s.x.article.text) for span in a.content)
    words = s.words.count(a.content)
    sure = percent(a.confidence) + (" (unsure)" if a.confidence < threshold else "")
    implied = " <small>(from the context)</small>" if a.implicit else ""
    paragraph = places.paragraph(a)
    cells = [
        cell(places.link(a, f"{paragraph}" if paragraph else "–"), paragraph),
        f'<th scope="row">{voice_link(voice)}{implied}</th>',
        cell(voice.naming),
        cell(a.form),
        cell(f"{words:,}", words),
        cell(sure, a.confidence),
        f'<td class="said" dir="auto">{escape(said)}</td>',
    ]
    return f'<tr class="v{voice.number}">{"".join(cells)}</tr>\n'


def voice_link(voice: Voice) -> str:
    """A source's name, linked to its row in the table of voices."""
    return f'<a href="#s{voice.number}">{isolate(voice.name)}</a>'


def set_aside(x: Extraction) -> str:
    """What is not read for statements, with why; and what was repaired in the file."""
    aside = [(n, p) for n, p in enumerate(x.article.paragraphs, 1) if p.kind != "body"]
    rows = "".join(_aside(x.article.text, n, p) for n, p in aside)
    total = len(x.article.paragraphs)
    say = (
        f"<p>{capital(number(len(aside)))} of {plural(total, 'paragraph')} "
        f"{'is' if len(aside) == 1 else 'are'} shown in the article but not read for "
        "statements.</p>"
        f"<ul>{rows}</ul>"
        if aside
        else "<p>Nothing: every paragraph was read for statements.</p>"
    )
    repairs = "".join(f"<li>{escape(repair)}</li>" for repair in x.article.repairs)
    fixed = f"<p>Repaired in the file before reading:</p><ul>{repairs}</ul>" if repairs else ""
    return section("set-aside", "What was set aside", say, fixed)


def _aside(text: str, n: int, p: Paragraph) -> str:
    why = f": {escape(p.because)}" if p.because else ""
    credit = f" Credit: {isolate(p.credit.of(text))}." if p.credit else ""
    said = f"<q dir='auto'>{escape(shorten(p.span.of(text), 120))}</q>"
    return f'<li><a href="#p{n}">Paragraph {n}</a>, {p.kind}{why}.{credit} {said}</li>\n'


def made(x: Extraction, facts: Mapping[str, object] | None = None, accuracy: str = "") -> str:
    """How the report was made: reader, input, what the caller knows; nested facts are indented.

    Args:
        x: The extraction.
        facts: Names and values to list after the reader and the input (parameters, versions).
        accuracy: The reader's measured accuracy, in a sentence.
    """
    own: dict[str, object] = {"Reader": x.reader or "not stated", "Article": x.article.id}
    own["Encoding"] = x.article.encoding
    if x.article.sha256:
        own["SHA-256 of the file"] = x.article.sha256
    line = f"<p>{escape(accuracy)}</p>" if accuracy else ""
    return section("made", "How this was made", line, _facts({**own, **(facts or {})}))


def _facts(facts: Mapping[str, object]) -> str:
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{_facts(v) if isinstance(v, Mapping) else escape(v)}</dd>"
        for name, v in facts.items()
    )
    return f"<dl>{rows}</dl>"
