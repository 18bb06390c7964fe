"""The explorer's panes as HTML: escaped, without scripts, links or ids of the page's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from analysis import shipped
from analysis.exploring.words import concordance, keyness, stances
from analysis.frames.stance import COLUMNS, introduced
from analysis.page import markup
from analysis.page.blocks import cell, row, section, table
from analysis.page.places import Places
from analysis.page.summary import summarise
from analysis.page.wording import agree, capital, listing, number, plural, shorten, times
from analysis.reading import Reading
from analysis.spans.html import escape, isolate

LINES = 200  # of a concordance
WORDS = 25
NAME = 60
LABELLED = re.compile(r' (id|aria-labelledby)="')


def style() -> str:
    """Return all style sheets of the explorer; they hide what stands in for it elsewhere."""
    own = shipped.text("explore.css")
    return f"<style>{markup.css()}{markup.themes()}{own}</style>"


def fallback(reading: Reading) -> str:
    """Return the article as it is, for where no widget is drawn."""
    return f'<div class="analysis-static">{reading._repr_html_()}</div>'


def article(chosen: Reading, threshold: float, prefix: str) -> str:
    """Return the annotated text; what was not chosen is unmarked."""
    x, whole = chosen.extraction, chosen.whole.extraction
    return _apart(markup.article(x, threshold, whole=whole), prefix)


def voices(chosen: Reading, threshold: float, prefix: str) -> str:
    """Return the chosen sources, each with the strip that shows where it speaks."""
    x, whole = chosen.extraction, chosen.whole.extraction
    return _apart(markup.voices(x, threshold, "", whole), prefix)


def statements(chosen: Reading, threshold: float, prefix: str) -> str:
    """Return the table of the chosen statements."""
    x, whole = chosen.extraction, chosen.whole.extraction
    return _apart(markup.statements(x, threshold, "", whole), prefix)


def words(chosen: Reading, search: str) -> str:
    """Return where the search stands in the article, and what is typical for the choice."""
    parts = [_concordance(chosen, search), _keyness(chosen)]
    return section("words", "The words", *parts)


def verbs(chosen: Reading) -> str:
    """Return who gets which verbs, and which verbs these are."""
    found = stances(chosen)
    if found.empty:
        return section("verbs", "The verbs", "<p>No statement is chosen.</p>")
    shown = [name for name in COLUMNS if found[name].any()]
    numbers = [capital(name) for name in shown]
    rows = [
        row(
            _name(str(own["name"])),
            *(cell(str(own[name] or ""), float(own[name])) for name in shown),
        )
        for own in found.to_dict("records")
    ]
    say = "Statements of each source by what the verb that introduces them does"
    drawn = table(say, ["Source", *numbers], rows, numbers)
    return section("verbs", "The verbs", drawn, _verbs(chosen))


def summary(chosen: Reading, code: str, prefix: str) -> str:
    """Return how much is chosen, where it stands, and the code that chooses the same."""
    own, whole = summarise(chosen.extraction), summarise(chosen.whole.extraction)
    all_of = len(own.x.attributions) == len(whole.x.attributions)
    many, by = len(own.counted), len(own.sources)
    if all_of:
        say = f"{plural(many, 'statement')} by {plural(by, 'source')}"
    elif not many:
        say = f"none of {plural(len(whole.counted), 'statement')}"
    else:
        say = (
            f"{number(many)} of {plural(len(whole.counted), 'statement')}, "
            f"by {number(by)} of {plural(len(whole.sources), 'source')}"
        )
    left = len(own.x.attributions) - many
    say += f"; {number(left)} more not counted." if left else "."
    return (
        f'<div class="analysis a-chosen" role="status"><p>{capital(say)} '
        f"{'' if all_of else _where(chosen, prefix)}<code>{escape(code)}</code></p></div>"
    )


def _where(chosen: Reading, prefix: str) -> str:
    """Return the paragraphs of the chosen statements, as links into the article's pane."""
    places = Places(chosen.whole.extraction)
    numbers = sorted({places.paragraph(a) for a in chosen.extraction.attributions} - {0})
    if not numbers:
        return ""
    links = [f'<a href="#{prefix}-p{n}">{n}</a>' for n in numbers]
    word = agree(len(numbers), "paragraph", "paragraphs")
    return f"In {word} {listing(links, 16)}. "


def said(text: str) -> str:
    """Return one line that a widget says to its user."""
    return f'<div class="analysis a-chosen" role="status"><p>{escape(text)}</p></div>'


def working() -> str:
    """Return what stands where an answer will be, for as long as it takes."""
    return '<div class="analysis a-chosen" role="status"><p class="working">Working …</p></div>'


def _apart(html: str, prefix: str) -> str:
    """Return the fragment without links, with ids that no other output of the notebook has."""
    return LABELLED.sub(rf' \1="{prefix}-', markup.unlinked(html))


def _concordance(chosen: Reading, search: str) -> str:
    if not search.strip():
        return "<h3>In context</h3><p>Search for a word to see where it stands.</p>"
    found = concordance(chosen.whole, search)
    rows = [
        f"<tr>{cell(str(line['paragraph'] + 1), float(line['paragraph'] + 1))}"
        f'<td class="left">{escape(line["left"])}</td><td class="hit">{escape(line["word"])}</td>'
        f'<td class="right">{escape(line["right"])}</td><td>{_name(line["name"])}</td></tr>'
        for line in found.head(LINES).to_dict("records")
    ]
    named = escape(shorten(search, NAME))
    if not rows:
        return f"<h3>In context</h3><p>“{named}” does not appear in the article.</p>"
    more = f", the first {LINES} shown" if len(found) > LINES else ""
    inside = len(concordance(chosen, search, within="statements"))
    say = (
        f"“{named}” appears {times(len(found))} in the article, {times(inside)} in the "
        f"statements selected{more}"
    )
    heads = ("Paragraph", "Before it", "", "After it", "Said by")
    return f"<h3>In context</h3>{table(say, heads, rows, heads[:1])}"


def _keyness(chosen: Reading) -> str:
    title = "<h3>Typical of this selection</h3>"
    count = len(chosen.extraction.attributions)
    if not 0 < count < len(chosen.whole.extraction.attributions):
        return f"{title}<p>Choose some statements to compare their words with the others.</p>"
    found = keyness(chosen, against="article").head(WORDS)
    if found.empty:
        return f"{title}<p>No word stands out.</p>"
    numbers = ("Here", "Elsewhere", "G²", "Log-odds z")
    rows = [
        row(
            escape(own["word"]),
            *(cell(f"{own[name]:g}", own[name]) for name in ("count", "rest", "g2", "z")),
        )
        for own in found.to_dict("records")
    ]
    say = "Words more frequent in the choice than in the rest of the article: hints where to read"
    return title + table(say, ("Word", *numbers), rows, numbers)


def _verbs(chosen: Reading) -> str:
    names: dict[tuple[str, str], Counter[str]] = {}
    for _, _, name, _, _, lemma, _, stance, _ in introduced(chosen.extraction):
        if lemma:
            names.setdefault((lemma, stance), Counter())[name] += 1
    if not names:
        return ""
    rows = [
        row(
            escape(lemma),
            cell(stance),
            cell(str(own.total()), own.total()),
            cell(_names(list(own))),
        )
        for (lemma, stance), own in sorted(names.items(), key=lambda e: (-e[1].total(), e[0]))
    ]
    heads = ("Verb", "Stance", "Statements", "Of")
    drawn = table("The verbs that introduce statements", heads, rows, heads[2:3])
    return f"<h3>The verbs</h3>{drawn}"


def _names(names: Sequence[str]) -> str:
    return ", ".join(_name(name) for name in names)


def _name(name: str) -> str:
    return isolate(shorten(name, NAME)) if name else ""


def code_of(values: Iterable[tuple[str, object]]) -> str:
    """Return the call that chooses these values; None stands for no wish."""
    given = ", ".join(f"{name}={value!r}" for name, value in values if value is not None)
    return f"reading.where({given})" if given else "reading"
