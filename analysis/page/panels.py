"""The sections beside the article: headline, statements, what was set aside, how it was made."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.model import Attribution, Extraction, Paragraph
from analysis.page import concerns, measured
from analysis.page.blocks import (
    BY_HAND,
    THRESHOLD,
    beside,
    cell,
    count,
    section,
    table,
    voice_link,
)
from analysis.page.places import Places
from analysis.page.summary import Summary, summarise
from analysis.page.wording import (
    about,
    agree,
    capital,
    listing,
    number,
    opening,
    percent,
    plural,
    shorten,
)
from analysis.spans.html import escape, isolate
from analysis.spans.text import joined


def headline(x: Extraction, threshold: float = THRESHOLD) -> str:
    """Return the title, who carries the story, whose words it is made of, and what to check."""
    s = summarise(x)
    first = next((p.span.of(x.article.text) for p in x.article.paragraphs), "")
    title = x.article.title.strip() or shorten(first, 80) or "An empty article"
    return (
        '<section class="analysis a-headline">\n<p class="kicker">Who says so?</p>\n'
        f'<h1 dir="auto">{escape(title)}</h1>\n{_published(x)}<p class="lede">{lede(s)}</p>\n'
        f"{bar(s)}{_alerts(s, threshold)}{CONTENTS}</section>\n"
    )


def _published(x: Extraction) -> str:
    """Return outlet, date and authors, where the article says them."""
    a = x.article
    words = " · ".join(map(isolate, filter(None, (a.outlet, a.date, listing(a.authors)))))
    return f'<p class="kicker">{words}</p>\n' if words else ""


def lede(s: Summary) -> str:
    """Say who carries the story, and how much of it rests on unnamed people; as HTML."""
    total = len(s.counted)
    if not total:
        return "No statement was found in this article: every word is the writer’s own."
    if not s.sources:
        return f"{opening(total, 'statement')} found, and for none of them a source."
    made = f"{opening(total, 'statement')} by {plural(len(s.sources), 'source')}"
    return f"{_carried(s)} {made}: {_namings(s)}."


def _carried(s: Summary) -> str:
    """Say which one or two sources have most words, and their share of all attributed ones."""
    first, *rest = s.sources
    lead = [first, *(v for v in rest[:1] if v.words >= 0.6 * first.words)]
    share = s.share(lead)
    if len(s.sources) <= len(lead) and s.share(s.sources) == 1:
        names = listing([voice_link(v, first=v is first) for v in lead])
        whom = agree(len(lead), "is the only source", "are the only sources")
        return f"{names} {whom} heard."
    names = listing([f"{voice_link(v, first=v is first)} ({v.naming})" for v in lead])
    verb = agree(len(lead), "carries", "carry")
    low, high = s.range(lead)
    return f"{names} {verb} {about(share, low, high)} of the attributed words."


def _namings(s: Summary) -> str:
    """Say how many sources are named, unnamed or general groups, and what rests on unnamed."""
    kinds = [
        (s.naming("named"), "named"),
        (len(s.unnamed), "unnamed"),
        (s.naming("generic"), agree(s.naming("generic"), "general group", "general groups")),
    ]
    told = listing([f"{number(count)} {word}" for count, word in kinds if count])
    if not s.unnamed:
        return told
    held = sum(len(v.statements) for v in s.unnamed)
    share = about(s.share(s.unnamed), *s.range(s.unnamed))
    rest, hold = agree(held, "rests", "rest"), agree(held, "it holds", "they hold")
    return (
        f"{told}. {opening(held, 'statement')} {rest} on unnamed sources; {hold} {share} of the "
        "attributed words"
    )


CONTENTS = (
    '<nav class="contents" aria-label="Contents"><a href="#checks">What to check</a> '
    '<a href="#voices">The voices</a> <a href="#article">The article</a> '
    '<a href="#statements">The statements</a> <a href="#made">How this was made</a></nav>\n'
)
WHOSE = {
    "named": "named sources",
    "unnamed": "unnamed sources",
    "general group": "general groups",
    "unclear": "no known source",
    "writer": "the writer",
}


def bar(s: Summary) -> str:
    """Return whose words the article is made of, as one bar with a label for each part."""
    parts = {name: words for name, words in s.parts().items() if words}
    if not parts or not s.counted:
        return ""
    told = [f"{WHOSE[name]} {percent(n / s.body_words)}" for name, n in parts.items()]
    marks = "".join(
        f'<span class="b-{name.split()[0]}" style="flex-grow:{words}"></span>'
        for name, words in parts.items()
    )
    items = "".join(
        f'<li class="b-{name.split()[0]}"><b>{percent(words / s.body_words)}</b> {WHOSE[name]}</li>'
        for name, words in parts.items()
    )
    say = f"Of {plural(s.body_words, 'word')}: {listing(told)}."
    return (
        f'<figure class="whose"><div class="bar" role="img" aria-label="{say}">{marks}</div>'
        f"<figcaption>Whose words the article is made of</figcaption><ul>{items}</ul></figure>\n"
    )


def _alerts(s: Summary, threshold: float) -> str:
    """Return one line that says what there is to check, each part a link."""
    claims = sum(len(own) for _, own in concerns.alone(s))
    doubtful = len(concerns.two_ways(s.x))
    unsure = len(concerns.unsure(s.x, threshold))
    open_ = len(concerns.unclear(s.x))
    parts = [
        (claims, "alone", f"{plural(claims, 'claim')} resting on unnamed sources only"),
        (open_, "unclear", f"{plural(open_, 'statement')} with two possible sources"),
        (doubtful, "two-ways", f"{plural(doubtful, 'statement')} open to doubt"),
        (unsure, "unsure", f"{plural(unsure, 'statement')} the software is unsure of"),
        (len(s.x.unheard), "unheard", f"{number(len(s.x.unheard))} mentioned but not quoted"),
        (len(s.x.replies), "asked", f"{number(len(concerns.asked(s.x)))} who did not answer"),
        (len(s.x.unplaced), "unplaced", f"{plural(len(s.x.unplaced), 'correction')} not applied"),
        (len(s.x.moved), "moved", f"{plural(len(s.x.moved), 'correction')} of changed words"),
    ]
    links = [f'<a href="#{key}">{text}</a>' for count, key, text in parts if count]
    if not links:
        return '<p class="alerts">To check: nothing stands out.</p>'
    return f'<p class="alerts">To check: {listing(links)}.</p>'


NUMBERS = ("Paragraph", "Words", "Confidence")
HEADS = (
    *("Paragraph", "Source", "What is said", "Introduced by", "Named?", "Form"),
    *("Words", "Confidence"),
)


def statements(
    x: Extraction,
    threshold: float = THRESHOLD,
    tables: str = "",
    whole: Extraction | None = None,
) -> str:
    """Return every statement in the order of the article, as a table.

    Args:
        x: The extraction.
        threshold: Statements under it are called unsure.
        tables: The folder that the tables are written to, seen from the page; "" where none are.
        whole: The extraction that ``x`` holds some statements of; links stay as there.
    """
    s = summarise(x, whole)
    places = Places(whole or x)
    rows = [_statement(s, places, a, threshold) for a in sorted(x.attributions, key=places.order)]
    if not rows:
        return section("statements", "The statements", "<p>None found.</p>")
    left = sum(bool(a.excluded) for a in x.attributions)
    say = f"{opening(len(rows), 'statement')}, in the order of the article"
    if left:
        say += f"; {number(left)} of them not counted, with the reason"
    return section(
        "statements",
        "The statements",
        table(say, HEADS, rows, NUMBERS),
        beside(tables, "attributions.csv"),
    )


def _statement(s: Summary, places: Places, a: Attribution, threshold: float) -> str:
    voice, text = s.by_id[a.id], s.x.article.text
    left = f"<small>not counted: {a.excluded}</small>" if a.excluded else ""
    sure = percent(a.confidence) + (" (unsure)" if a.confidence < threshold else "")
    sure = f"<small>{BY_HAND}</small>" if a.corrected else sure
    implied = " <small>(from the context)</small>" if a.implicit else ""
    paragraph = places.paragraph(a)
    cells = [
        cell(places.link(a, f"{paragraph}" if paragraph else "–"), paragraph),
        f'<th scope="row">{who(s, a)}{implied}{left}</th>',
        f'<td class="said" dir="auto">{escape(joined(text, a.content))}</td>',
        f'<td dir="auto">{escape(joined(text, a.cue))}</td>',
        cell(voice.naming),
        cell(a.form),
        count(s.words.count(a.content)),
        cell(sure, a.confidence),
    ]
    return f'<tr class="v{voice.number}">{"".join(cells)}</tr>\n'


def who(s: Summary, a: Attribution) -> str:
    """Return the source of a statement, linked; if it is unclear, those who may have said it."""
    if not a.candidates:
        return voice_link(s.by_id[a.id])
    names = {source.id: source.name for source in (*s.x.sources, *s.x.unheard)}
    return "unclear: " + " or ".join(isolate(names.get(key, key)) for key in a.candidates)


def set_aside(x: Extraction) -> str:
    """Return what no figure counts, with why; and what was repaired in the file."""
    aside = [(n, p) for n, p in enumerate(x.article.paragraphs, 1) if p.kind != "body"]
    rows = "".join(_aside(x.article.text, n, p) for n, p in aside)
    total = len(x.article.paragraphs)
    say = (
        f"<p>{capital(number(len(aside)))} of {plural(total, 'paragraph')} "
        f"{agree(len(aside))} shown in the article, and no figure counts "
        f"{agree(len(aside), 'it', 'them')}.</p>"
        f"<ul>{rows}</ul>"
        if aside
        else "<p>Nothing: figures count every paragraph.</p>"
    )
    repairs = "".join(f"<li>{escape(repair)}</li>" for repair in x.article.repairs)
    fixed = f"<p>Repaired in the file before reading:</p><ul>{repairs}</ul>" if repairs else ""
    return section("set-aside", "What was set aside", say, fixed)


def _aside(text: str, n: int, p: Paragraph) -> str:
    why = f": {escape(p.because)}" if p.because else ""
    credit = f" Credit: {isolate(p.credit.of(text))}." if p.credit else ""
    said = f"“<q dir='auto'>{escape(shorten(p.span.of(text), 120))}</q>”"
    return f'<li><a href="#p{n}">Paragraph {n}</a>, {p.kind}{why}.{credit} {said}</li>\n'


def made(
    x: Extraction, facts: Mapping[str, object] | None = None, accuracy: str | None = None
) -> str:
    """Return how the report was made: model, input, what the caller knows.

    Nested facts are indented.

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
    return section("made", "How this was made", line, folded({**own, **(facts or {})}))


def folded(facts: Mapping[str, object]) -> str:
    """Return names and values as a list that is closed until somebody asks for it."""
    summary = "<summary>Files, versions and parameters</summary>"
    return f"<details>{summary}{_described(facts)}</details>"


def _described(facts: Mapping[str, object]) -> str:
    """Return names and values as a list; values that are such themselves are indented."""
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{_described(v) if isinstance(v, Mapping) else escape(v)}</dd>"
        for name, v in facts.items()
    )
    return f"<dl>{rows}</dl>"
