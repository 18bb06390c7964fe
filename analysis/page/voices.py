"""The table of voices, one row a source, and the strip that shows where it speaks."""

from __future__ import annotations

from analysis.model import FORMS, Attribution, Extraction, Form
from analysis.page.blocks import BY_HAND, THRESHOLD, beside, cell, section, table
from analysis.page.palette import looks
from analysis.page.places import Places
from analysis.page.summary import Summary, Voice, summarise
from analysis.page.wording import agree, listing, opening, percent
from analysis.spans.html import isolate

WIDTH, HEIGHT, LEAST = 1000, 20, 5
TALL: dict[Form, int] = {"direct": 18, "mixed": 13, "indirect": 8}

NUMBERS = ("Statements", "Words", "Confidence")
HEADS = ("Source", "Where it speaks", "Kind", "Named?", *NUMBERS)


def voices(
    x: Extraction,
    threshold: float = THRESHOLD,
    tables: str = "",
    whole: Extraction | None = None,
) -> str:
    """Return one row a source, most words first.

    Args:
        x: The extraction.
        threshold: Statements under it are drawn hollow.
        tables: The folder that the tables are written to, seen from the page; "" where none are.
        whole: The extraction that ``x`` holds some statements of; colours stay as there.
    """
    s = summarise(x, whole)
    heard = [voice for voice in s.voices if voice.statements]
    if not heard:
        return section("voices", "The voices", "<p>No statement was found.</p>")
    places, look = Places(whole or x), looks(s)
    rows = [_row(s, places, voice, look[voice.number], threshold) for voice in heard]
    say = f"{opening(len(s.sources), 'source')}, most words first"
    legend = (
        '<p class="legend">Each strip is the article from its first word to its last. Tall marks '
        "are quoted, short ones paraphrased, those between are both; hollow ones are unsure. "
        "Cool colours are named sources, warm ones unnamed, grey ones a general group.</p>"
    )
    drawn = table(say, HEADS, rows, NUMBERS)
    return section("voices", "The voices", legend, drawn, beside(tables, "sources.csv"))


def _row(s: Summary, places: Places, voice: Voice, look: tuple[str, str], threshold: float) -> str:
    source, n = voice.source, voice.number
    about = [part for part in (source.role, source.affiliation) if part] if source else []
    role = f"<small>{', '.join(map(isolate, about))}</small>" if about else ""
    by_hand = f"<small>{BY_HAND}</small>" if source and source.corrected else ""
    reason = f"<small>“{isolate(source.reason)}”</small>" if source and source.reason else ""
    kind = source.kind if source else "–"
    forms = [f"{voice.count(f)} {f}" for f in FORMS if voice.count(f)]
    quoted = f"<small>{voice.quoted:,} quoted</small>" if voice.quoted else ""
    first = min(voice.statements, key=places.order)
    total = len(voice.statements)
    cells = [
        cell(kind),
        cell(f"{voice.naming} {reason}"),
        cell(f"{total} <small>{', '.join(forms)}</small>", total),
        cell(f"{voice.words:,} {quoted}", voice.words),
        cell(percent(voice.confidence), voice.confidence),
    ]
    return (
        f'<tr id="s{n}" class="v{n} h-{look[0]} l-{look[1]}">'
        f'<th scope="row">'
        f"{places.link(first, isolate(voice.name))} {role}{by_hand}</th>"
        f'<td class="where" data-v="{first.content[0].start}">'
        f"{strip(s, places, voice, threshold)}</td>{''.join(cells)}</tr>\n"
    )


def strip(s: Summary, places: Places, voice: Voice, threshold: float = THRESHOLD) -> str:
    """Return an SVG as long as the article, with a mark for each stretch that a source says."""
    length = len(s.x.article.text)
    own = sorted(voice.statements, key=places.order)
    marks = "".join(_mark(a, length, threshold) for a in own)
    name = f"t{voice.number}"
    return (
        f'<svg class="strip" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" role="img" '
        f'aria-labelledby="{name}"><title id="{name}">{said_where(s, places, voice)}</title>'
        f'<path class="line" d="M0 {HEIGHT - 1}H{WIDTH}"/>{marks}</svg>'
    )


def said_where(s: Summary, places: Places, voice: Voice) -> str:
    """Return the strip in words."""
    numbers = sorted({places.paragraph(a) for a in voice.statements} - {0})
    if not numbers:
        return "Speaks outside the article’s paragraphs."
    word = agree(len(numbers), "paragraph", "paragraphs")
    total = len(s.x.article.paragraphs)
    return f"Speaks in {word} {listing([str(n) for n in numbers], 12)} of {total}."


def _mark(a: Attribution, length: int, threshold: float) -> str:
    tall = TALL[a.form]
    unsure = ' class="unsure"' if a.confidence < threshold else ""
    return "".join(
        f'<rect{unsure} x="{_at(span.start, length)}" y="{HEIGHT - 1 - tall}" '
        f'width="{max(LEAST, _at(len(span), length))}" height="{tall}"/>'
        for span in a.content
    )


def _at(offset: int, length: int) -> float:
    return round(offset * WIDTH / max(length, 1), 1)
