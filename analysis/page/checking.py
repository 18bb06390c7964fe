"""What to check, as HTML: each concern with its reason and a link to its place."""

from __future__ import annotations

from analysis.model import Attribution, Extraction, Source
from analysis.page import concerns
from analysis.page.blocks import THRESHOLD, part, section, voice_link
from analysis.page.entries import HOW, Corrector
from analysis.page.panels import who
from analysis.page.places import Places
from analysis.page.summary import NAMING, Summary, Voice, summarise
from analysis.page.wording import (
    agree,
    capital,
    factors,
    listing,
    opening,
    percent,
    plural,
    shorten,
)
from analysis.spans.html import escape, isolate
from analysis.spans.text import joined


def checks(x: Extraction, threshold: float = THRESHOLD) -> str:
    """Return what an editor should look at before the article runs.

    Args:
        x: The extraction.
        threshold: Statements and sources of a confidence under it are listed, in [0, 1].
    """
    s, places, fix = summarise(x), Places(x), Corrector(x)
    parts = (
        ("alone", "Claims that rest on unnamed sources only", _alone(s, places)),
        ("unclear", "More than one possible source", _unclear(s, places, fix)),
        ("two-ways", "Statements that can be read in two ways", _two_ways(s, places, fix)),
        ("unsure", "Where the software is unsure", _unsure(s, places, fix, threshold)),
        *_by_hand(x),
        ("asked", "Who was asked", _asked(x, places)),
        ("silent", "Paragraphs without a source", _silent(s, places)),
        ("unheard", "Mentioned but not quoted", _unheard(x, places)),
    )
    told = [part(key, title, say, rows) for key, title, (say, rows) in parts if rows]
    if s.sources:
        told.append(part("at-length", "Quoted most, or only paraphrased", *_at_length(s)))
    told = told or ["<p>None found.</p>"]
    how = [HOW] if any('class="fix"' in part for part in told) else []
    return section("checks", "What to check", *told, *how)


def _claim(s: Summary, places: Places, a: Attribution, voice: Voice | None = None) -> str:
    """Return a link to a statement, who makes it, and how it begins."""
    said = shorten(joined(s.x.article.text, a.content), 110)
    paragraph = places.paragraph(a)
    where = places.link(a, f"Paragraph {paragraph}" if paragraph else "Outside the paragraphs")
    cue = shorten(joined(s.x.article.text, a.cue), 60)
    source = f", {who(s, a)}" if voice else ""
    told = f' <span class="cue-word" dir="auto">{escape(cue)}</span>' if cue.strip(" :,") else ""
    return f'{where}{source}{told}: <q dir="auto">{escape(said)}</q>'


def _alone(s: Summary, places: Places) -> tuple[str, list[str]]:
    found = concerns.alone(s)
    total = sum(len(own) for _, own in found)
    say = (
        f"{opening(total, 'claim')} {agree(total, 'rests', 'rest')} on "
        f"{plural(len(found), 'unnamed source')}; no named source or "
        "general group was found to say the same in similar words."
    )
    rows = []
    for voice, own in found:
        words = plural(s.words.count(span for a in own for span in a.content), "word")
        inner = "".join(f"<li>{_claim(s, places, a)}</li>" for a in sorted(own, key=places.order))
        count = f"{plural(len(own), 'claim')}, {words}{_why(voice)}"
        rows.append(f"{voice_link(voice)}: {count}<ul>{inner}</ul>")
    return say, rows


def _why(voice: Voice) -> str:
    if voice.source is None or not voice.source.reason:
        return ", no reason given for withholding the name"
    return f", the article’s reason: “{isolate(voice.source.reason)}”"


def _two_ways(s: Summary, places: Places, fix: Corrector) -> tuple[str, list[str]]:
    found = concerns.two_ways(s.x)
    rows = [
        f'{_claim(s, places, a, s.by_id[a.id])} <span class="doubt">'
        f"{escape('; '.join(a.doubts))}</span>{fix.statement(a)}"
        for a in sorted(found, key=places.order)
    ]
    return f"{opening(len(found), 'statement')} {agree(len(found))} open to doubt.", rows


def _unclear(s: Summary, places: Places, fix: Corrector) -> tuple[str, list[str]]:
    found = sorted(concerns.unclear(s.x), key=places.order)
    count = agree(len(found), "counts", "count")
    say = f"{opening(len(found), 'statement')} may be of more than one source and {count} for"
    rows = [_claim(s, places, a, s.by_id[a.id]) + fix.statement(a) for a in found]
    return f"{say} none of them.", rows


ANYONE = ("person or body", "people and bodies")
OUTCOMES = {
    "declined": "declined to comment",
    "no response": "did not respond",
    "not reached": "could not be reached",
    "accused": "is accused and not heard",
}


def _asked(x: Extraction, places: Places) -> tuple[str, list[str]]:
    found = concerns.asked(x)
    rows = []
    for source, replies in found:
        told = [
            f'<a href="#p{places.at(r.span)}">{OUTCOMES[r.outcome]}</a>'
            if places.at(r.span)
            else OUTCOMES[r.outcome]
            for r in replies
        ]
        rows.append(f"{isolate(source.name)}: {listing(told)}")
    say = f"{opening(len(found), *ANYONE)} {agree(len(found))} said not to have answered."
    return say, rows


def _unsure(s: Summary, places: Places, fix: Corrector, threshold: float) -> tuple[str, list[str]]:
    found, sources = concerns.unsure(s.x, threshold), concerns.unsure_sources(s, threshold)
    rows = [
        f'{_claim(s, places, a, s.by_id[a.id])} <span class="doubt">'
        f"{factors(a)}</span>{fix.statement(a)}"
        for a in found
    ]
    rows += [
        f"{voice_link(v)}, read as {v.source.kind}, {v.naming} "
        f'<span class="doubt">confidence {percent(v.source.confidence)}</span>'
        f"{fix.source(v.source)}"
        for v in sources
        if v.source
    ]
    parts = [plural(len(found), "statement")] * bool(found)
    parts += [plural(len(sources), "source")] * bool(sources)
    one = len(found) + len(sources) == 1
    order = "" if one else ", lowest first"
    return f"{capital(listing(parts))} below {percent(threshold)} confidence{order}.", rows


def _by_hand(x: Extraction) -> list[tuple[str, str, tuple[str, list[str]]]]:
    """Return corrections that a person has to look at again; nothing where there are none."""
    since = f"{agree(len(x.moved), 'was', 'were')} applied to words that have changed since."
    place = "found no certain place in the article as it is now, and nothing was changed for it."
    told = (
        ("unplaced", "Corrections that were not applied", x.unplaced, place),
        ("moved", "Corrections of changed words", x.moved, since),
    )
    return [
        (key, title, (f"{opening(len(own), 'correction')} by hand {say}", list(map(escape, own))))
        for key, title, own, say in told
        if own
    ]


def _silent(s: Summary, places: Places) -> tuple[str, list[str]]:
    found = concerns.silent(s)
    rows = []
    for run in found:
        first, last = run.first + 1, run.last + 1
        join = "and" if last == first + 1 else "to"
        name = f"Paragraph {first}" if first == last else f"Paragraphs {first} {join} {last}"
        left = sum(
            bool(a.excluded) and first <= places.paragraph(a) <= last for a in s.x.attributions
        )
        but = f", {plural(left, 'statement')} in it not counted" if left else ""
        rows.append(f'<a href="#p{first}">{name}</a>: {plural(run.words, "word")}{but}')
    if len(found) == 1:
        return "One run of whole paragraphs cites no source.", rows
    return "The longest runs of whole paragraphs that cite no source.", rows


def _unheard(x: Extraction, places: Places) -> tuple[str, list[str]]:
    total = len(x.unheard)
    say = f"{opening(total, *ANYONE)} {agree(total)} named but not quoted."
    return say, [_absent(source, places) for source in x.unheard]


def _absent(source: Source, places: Places) -> str:
    about = ", ".join(map(isolate, filter(None, (source.role, source.affiliation))))
    numbers = sorted({places.at(mention.span) for mention in source.mentions} - {0})
    links = listing([f'<a href="#p{n}">{n}</a>' for n in numbers], 8)
    where = f", paragraph{'s' if len(numbers) > 1 else ''} {links}" if numbers else ""
    words = ", ".join(filter(None, (about, source.kind, NAMING[source.naming])))
    return f"{isolate(source.name)} ({words}){where}"


def _at_length(s: Summary) -> tuple[str, list[str]]:
    quoted, plain = concerns.at_length(s), concerns.paraphrased(s)
    rows = [f"{voice_link(v)}: {plural(v.quoted, 'word')} in quotation marks" for v in quoted]
    if second := concerns.second_hand(s):
        rows += [
            f"heard only through {listing([voice_link(o) for o in others])}: {voice_link(v)}"
            for v, others in second
        ]
    names = listing([voice_link(v) for v in plain])
    say = (
        f"{opening(len(plain), 'source')} {agree(len(plain))} only paraphrased: {names}."
        if plain
        else "Every source is quoted in words of its own."
    )
    return say, rows
