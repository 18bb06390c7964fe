"""The sections beside the article: headline, statements, what was set aside, how it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.frames.segments import escape, isolate
from analysis.model import Attribution, Extraction, Paragraph
from analysis.page import concerns, measured
from analysis.page.blocks import (
    BY_HAND,
    THRESHOLD,
    Column,
    beside,
    cell,
    section,
    table,
    voice_link,
)
from analysis.page.places import Places
from analysis.page.summary import Summary, summarise
from analysis.page.wording import capital, listing, number, opening, percent, plural, shorten


def headline(x: Extraction, threshold: float = THRESHOLD) -> str:
    """The title, one sentence, five figures, and what to check, in a screen's height."""
    s = summarise(x)
    first = next((p.span.of(x.article.text) for p in x.article.paragraphs), "")
    title = x.article.title.strip() or shorten(first, 80) or "An empty article"
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
    verb = "is a" if generic == 1 else "are"
    return f"none is unnamed, {number(generic)} {verb} {_classes(generic)}"


def _classes(count: int) -> str:
    return "class of people" if count == 1 else "classes of people"


def _figures(s: Summary) -> list[tuple[str, str]]:
    """Five figures, each with the words that make it a sentence."""
    total, sources = len(s.x.attributions), len(s.sources)
    counts: list[tuple[int, str]] = [
        (s.form("direct"), "direct"),
        (s.form("mixed"), "mixed"),
        (s.form("indirect"), "indirect"),
    ]
    kinds = [
        (s.naming("named"), "named"),
        (len(s.unnamed), "unnamed"),
        (s.naming("generic"), _classes(s.naming("generic"))),
    ]
    rest = s.body_words - s.attributed_words
    nobody = (
        f"of the article’s {plural(s.body_words, 'word')} are attributed to nobody: "
        "they are in the writer’s own voice"
    )
    figures = [
        (f"{total:,}", _noun(total, "statement") + _parts(counts)),
        (f"{sources:,}", _noun(sources, "source") + _parts(kinds)),
    ]
    if total:
        quoted = "of the attributed words are quoted"
        if s.quoted_share < 1:
            quoted += "; the others are paraphrase" if s.quoted_share else ": all is paraphrase"
        figures += [
            (percent(s.share(s.unnamed)), _held(s, total)),
            (percent(s.quoted_share), quoted),
        ]
    own = percent(rest / s.body_words) if s.body_words else "0%"
    return [*figures, (own, nobody)]


def _parts(counts: Sequence[tuple[int, str]]) -> str:
    """``: two direct, 11 mixed``, without what there is none of."""
    parts = [f"{number(count)} {word}" for count, word in counts if count]
    return f": {', '.join(parts)}" if parts else ""


def _held(s: Summary, total: int) -> str:
    """What the share of the unnamed sources is a share of."""
    held = sum(len(v.statements) for v in s.unnamed)
    if not held:
        return "of the attributed words come from sources who are not named"
    of = "the one statement" if total == 1 else f"{number(held)} of {number(total)} statements"
    return f"of the attributed words, in {of}, come from sources who are not named"


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
        (len(s.x.unplaced), "unplaced", f"{plural(len(s.x.unplaced), 'correction')} not applied"),
        (len(s.x.moved), "moved", f"{plural(len(s.x.moved), 'correction')} of changed words"),
    ]
    links = [f'<a href="#{key}">{text}</a>' for count, key, text in parts if count]
    if not links:
        return '<p class="alerts">To check: nothing stands out.</p>'
    return f'<p class="alerts">To check: {listing(links)}.</p>'


def statements(
    x: Extraction,
    threshold: float = THRESHOLD,
    csv: str = "attributions.csv",
    whole: Extraction | None = None,
) -> str:
    """Every statement in the order of the article, as a table.

    Args:
        x: The extraction.
        threshold: Statements under it are called unsure.
        csv: Where the same table lies as a file, seen from the page; "" for nowhere.
        whole: The extraction that ``x`` holds some statements of; links stay as there.
    """
    s = summarise(x, whole)
    places = Places(whole or x)
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
    sure = f"<small>{BY_HAND}</small>" if a.corrected else sure
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


def made(
    x: Extraction, facts: Mapping[str, object] | None = None, accuracy: str | None = None
) -> str:
    """How the report was made: reader, input, what the caller knows; nested facts are indented.

    Args:
        x: The extraction.
        facts: Names and values to list after the reader and the input (parameters, versions).
        accuracy: The reader's measured accuracy, in a sentence; by default what is known of it.
    """
    own: dict[str, object] = {"Reader": x.reader or "not stated", "Article": x.article.id}
    own["Encoding"] = x.article.encoding
    if x.article.sha256:
        own["SHA-256 of the file"] = x.article.sha256
    line = f"<p>{escape(measured.accuracy(x.reader) if accuracy is None else accuracy)}</p>"
    return section("made", "How this was made", line, described({**own, **(facts or {})}))


def described(facts: Mapping[str, object]) -> str:
    """Names and values as a list; values that are names and values again are indented."""
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{described(v) if isinstance(v, Mapping) else escape(v)}</dd>"
        for name, v in facts.items()
    )
    return f"<dl>{rows}</dl>"
