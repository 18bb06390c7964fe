"""The page of a check as HTML fragments: each function takes a Checked and returns a string.

The order in which a page shows them:

    headline(c)       h1, one sentence, what there is to check
    quotations(c)     h2, each quotation beside the record's words
    statements(c)     h2, numbers, dates and names of indirect statements that no record has
    article(c)        h2, the article with a mark at each quotation
    made(c, facts)    h2, how this was made

No fragment holds a character of an article or a record that was not escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from analysis.checking.findings import VERDICTS, Check, Checked, Place
from analysis.checking.words import NORMALISATIONS
from analysis.model import Span
from analysis.page import markup
from analysis.page.blocks import beside, cell, row, section, table
from analysis.page.panels import folded
from analysis.page.wording import listing, number, opening, percent, plural, shorten
from analysis.spans.html import Layer, escape, isolate, weave

LONGEST = 80
LONGEST_CONTEXT = 600
METHOD = (
    "Words are compared after the normalisations that are on; places are found by runs of three "
    "words and aligned by Indel distance (rapidfuzz). What brackets and “...” declare is no "
    "change. Whether a paraphrase is fair is not judged."
)


def whole(c: Checked) -> str:
    """Return all sections but how it was made, with their own style: for a notebook cell."""
    style = f"<style>{markup.css()}{markup.themes()}</style>"
    return style + "".join(make(c) for make in (headline, quotations, statements, article))


def lede(c: Checked) -> str:
    """Return the check in one plain sentence."""
    if not c.checks:
        return "The article has no quotation to check."
    counts = Counter[str](check.verdict for check in c.checks)
    told = [f"{number(counts[v])} {say}" for v, say in VERDICTS.items() if counts[v]]
    many = plural(len(c.checks), "quotation")
    where = plural(len(c.records), "record")
    right = sum(check.by_hand == "right" for check in c.checks)
    wrong = sum(check.by_hand == "wrong" for check in c.checks)
    hand = [f"{number(n)} {say}" for n, say in ((right, "right"), (wrong, "wrong")) if n]
    by_hand = f" Checked by hand: {listing(hand)}." if hand else ""
    return f"Of {many}, held against {where}: {listing(told)}.{by_hand}"


def headline(c: Checked) -> str:
    """Return the title, one sentence, and what there is to check."""
    title = c.extraction.article.title.strip() or c.extraction.article.id
    wrong = [(n, check) for n, check in enumerate(c.checks, 1) if not check.good]
    items = "".join(
        f'<li><a href="#check-{n}">{called(check)}</a>: '
        f"{isolate(check.speaker or 'no source')}, “<q>{_short(check.quotation)}</q>”</li>"
        for n, check in wrong
    )
    what = f'<p class="alerts">To check:</p>\n<ul class="alerts">{items}</ul>' if items else ""
    return (
        '<section class="analysis a-headline a-checked">\n<div>'
        '<p class="kicker">Quotations checked against the record</p>\n'
        f'<h1 dir="auto">{escape(shorten(title, 160))}</h1>\n'
        f'<p class="lede">{escape(lede(c))}</p>\n{what}</div>\n</section>\n'
    )


def quotations(c: Checked, tables: str = "") -> str:
    """Return each quotation, in the order of the article, beside the record's words."""
    title = "Each quotation"
    if not c.checks:
        return section("quotations", title, "<p>None found.</p>")
    legend = (
        '<p class="legend">Words that only the record has are <del>struck out</del>, words that '
        "only the article has are <ins>underlined</ins>.</p>"
    )
    items = "".join(_item(c, n, check) for n, check in enumerate(c.checks, 1))
    return section("quotations", title, legend, f"<ol>{items}</ol>", beside(tables, "checks.csv"))


def statements(c: Checked, tables: str = "") -> str:
    """Return the indirect statements with numbers, dates or names that no record has."""
    wrong = [d for d in c.details if d.missing]
    if not wrong:
        return section("details", "Details in no record", "<p>None found.</p>")
    rows = [
        row(
            isolate(d.speaker or "no source"),
            cell(escape(shorten(d.statement, 240))),
            cell(escape(", ".join(d.missing))),
        )
        for d in wrong
    ]
    of = plural(len(c.details), "indirect statement")
    say = f"{opening(len(wrong), 'statement')} of {of} with numbers, dates or names"
    note = "<p>Whether the sense is the record's is not judged.</p>"
    drawn = table(say, ("Who", "Indirect statement", "In no record"), rows)
    return section("details", "Details in no record", drawn, note, beside(tables, "details.csv"))


def article(c: Checked) -> str:
    """Return the article with a mark at each quotation and its verdict behind it."""
    text = c.extraction.article.text
    layers, after = list[Layer](), dict[int, list[str]]()
    for n, check in enumerate(c.checks, 1):
        first = f'<a id="quotation-{n}" class="checked {_tone(check)}" href="#check-{n}">'
        again = f'<a class="checked {_tone(check)}" href="#check-{n}">'
        layers.append(Layer(Span(check.start, check.end), "a", first, again))
        label = f'<small class="verdict {_tone(check)}"> [{n}: {called(check)}]</small>'
        after.setdefault(check.end, []).append(label)
    body = "".join(
        f'<p class="{p.kind}" dir="auto">{weave(text, p.span, layers, after=after)}</p>\n'
        for p in c.extraction.article.paragraphs
        if p.kind != "boilerplate"
    )
    return section("checked-article", "The article", f'<div class="text">\n{body}</div>')


def made(c: Checked, facts: Mapping[str, object] | None = None) -> str:
    """Return how the check was made: records, normalisations, method, what the caller knows."""
    own: dict[str, object] = {
        "Reader": c.extraction.reader or "not stated",
        "Records": ", ".join(c.records),
        "Normalisations": ", ".join(n for n in NORMALISATIONS if n not in c.off) or "none",
    }
    rest = {key: value for key, value in (facts or {}).items() if key != "articles"}
    return section("made", "How this was made", f"<p>{METHOD}</p>", folded({**own, **rest}))


def called(check: Check) -> str:
    """Return a verdict in words, with a person's where there is one."""
    own = VERDICTS[check.verdict]
    return f"{own} (by hand: {check.by_hand})" if check.by_hand else own


def _tone(check: Check) -> str:
    """Return the class that a verdict looks like: a person's goes before the software's."""
    if not check.by_hand:
        return check.verdict
    return "exact" if check.by_hand == "right" else "changed"


def _item(c: Checked, n: int, check: Check) -> str:
    who = isolate(check.speaker or "no source")
    head = (
        f'<p class="where"><b class="verdict {_tone(check)}">{called(check)}</b>: '
        f'{who}, <a href="#quotation-{n}">in the article</a></p>'
    )
    places, notes = check.places, list[str]()
    if check.by_hand:
        why = f" ({isolate(check.note)})" if check.note else ""
        notes.append(f"Checked by hand: {check.by_hand}{why}.")
    if check.verdict == "other_speaker":
        notes.append(f"The record gives it to {isolate(check.record_speaker)}.")
    if mattered := c.mattered(check):
        same = "The same but for" if check.verdict == "exact" else "Not counted as a change"
        notes.append(f"{same}: {listing(list(mattered))}.")
    if check.verdict == "not_found" and places:
        notes.append(f"The nearest of {plural(len(places), 'place')}:")
    told = f'<p class="how">{" ".join(notes)}</p>' if notes else ""
    marked = check.verdict in ("changed", "stitched", "not_found") and bool(places)
    said = "".join(_diff(places[0])) if marked else ""
    wording = said or escape(" ".join(check.quotation.split()))
    lines = "".join(_place(p, check) for p in places)
    return (
        f'<li id="check-{n}">{head}<p class="wording" dir="auto">{wording}</p>{told}{lines}</li>\n'
    )


def _place(place: Place, check: Check) -> str:
    about = [f"<b>{isolate(place.record)}</b>"]
    about += [isolate(place.speaker)] if place.speaker else []
    about += [escape(place.time)] if place.time else []
    if check.verdict != "exact":
        about.append(f"{percent(place.likeness)} of the words")
    before, words, after = place.context.partition(place.text)
    context = (
        f"{escape(before)}<b>{escape(words)}</b>{escape(after)}"
        if words
        else escape(shorten(place.context, LONGEST_CONTEXT))
    )
    return f'<p class="record" dir="auto">{", ".join(about)}: … {context} …</p>'


def _diff(place: Place) -> Iterator[str]:
    """Yield the draft's words, those of the record alone struck out, its own underlined."""
    for piece in place.pieces:
        if piece.kind in ("same", "declared"):
            yield f"{escape(piece.draft)} "
            continue
        if piece.record:
            yield f'<del><span class="vh">[record:</span> {escape(piece.record)}{_CLOSED}</del> '
        if piece.draft:
            yield f'<ins><span class="vh">[article:</span> {escape(piece.draft)}{_CLOSED}</ins> '


_CLOSED = '<span class="vh">]</span>'


def _short(text: str) -> str:
    return escape(shorten(" ".join(text.split()), LONGEST))
