"""The comparison as HTML fragments: each function takes a Compared and returns a string.

The order in which a page shows them:

    headline(c)        h1, what is compared, one sentence, figures, what there is to check
    findings(c)        h2, what stands out (in ``findings.py``)
    voices(c)          h2, who is heard where
    shared(c)          h2, what the articles share, with every change of wording
    lone(c)            h2, what only one of them has
    moved(c)           h2, what stands elsewhere (in ``order.py``)
    articles(c)        h2 each, the annotated articles
    made(c, facts)     h2, how this was made

No fragment holds a character of an article that was not escaped.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.comparing import findings as stands_out
from analysis.comparing.findings import findings
from analysis.comparing.heading import headline
from analysis.comparing.order import moved
from analysis.comparing.records import Change, Compared, Lone, Party, Shared, Statement
from analysis.comparing.view import View, both, letter, prefix, wording
from analysis.model import NOBODY
from analysis.page import markup, measured
from analysis.page.blocks import THRESHOLD, beside, cell, row, section, table
from analysis.page.panels import folded
from analysis.page.summary import NAMING
from analysis.page.wording import capital, listing, opening, percent, plural, shorten
from analysis.spans.html import escape, isolate

__all__ = [
    "articles",
    "findings",
    "headline",
    "lone",
    "made",
    "moved",
    "shared",
    "voices",
    "whole",
]

METHOD = (
    "Statements are shared word for word where their words are the same, marks, quotation marks "
    "and letter case aside; near where enough words align (the ratio of Ratcliff and Metzener "
    "1988, as in difflib) or the shorter is contained in the longer (word shingles, Broder 1997). "
    "Voices are matched by name; unnamed ones by the words of their role only, which is unsure."
)


def whole(c: Compared) -> str:
    """Return all but the articles and how it was made, with its own style: for a notebook cell."""
    style = f"<style>{markup.css()}{markup.themes()}</style>"
    parts = (headline, findings, voices, shared, lone, moved)
    return style + markup.linked_within("".join(make(c) for make in parts))


def voices(c: Compared, tables: str = "") -> str:
    """Return who is heard where: one row a voice, those not heard everywhere first."""
    view = View(c)
    if not c.parties:
        return section("presence", "Who is heard", "<p>Nobody is found to speak.</p>")
    heads = ["Voice", "Heard in", *map(letter, range(len(c.names)))]
    order = sorted(c.parties, key=lambda p: (all(p.heard), [not flag for flag in p.heard]))
    rows = [_party(view, party) for party in order]
    if any(None in {v.source for v in s.voices} for s in view.summaries):
        rows.append(_nobody(view))
    say = f"{opening(len(c.parties), 'voice')}; those that are not heard everywhere come first"
    return section(
        "presence", "Who is heard", table(say, heads, rows), beside(tables, "voices.csv")
    )


def shared(c: Compared, tables: str = "") -> str:
    """Return what the articles share, in the order of the first, with every change of wording."""
    if not c.shared:
        return section("shared", "What they share", "<p>No statement.</p>")
    view = View(c)
    legend = (
        '<p class="legend">Where wordings differ, words that only the first article has are '
        "<del>struck out</del>, words that only the other has are <ins>underlined</ins>; a "
        '<ins class="altered">thick line</ins> marks changes inside a quotation that nothing in '
        "the text admits. Punctuation and letter case do not count as differences.</p>"
    )
    items = "".join(_group(view, n, group) for n, group in enumerate(c.shared, 1))
    return section(
        "shared", "What they share", legend, f"<ol>{items}</ol>", beside(tables, "wordings.csv")
    )


def lone(c: Compared, tables: str = "") -> str:
    """Return what only one article has, article by article."""
    view, parts = View(c), []
    for n, name in enumerate(c.names):
        own = [item for item in c.lone if item.statement.article == n]
        title = f"Only in {letter(n)}, {isolate(shorten(name, 60))}"
        items = "".join(f"<li>{_lone(view, item)}</li>\n" for item in own)
        inner = f"<ul>{items}</ul>" if own else "<p>No statement.</p>"
        parts.append(f'<h3 id="only-{letter(n).lower()}">{title}</h3>\n{inner}')
    return section("only", "What only one has", *parts, beside(tables, "statements.csv"))


def articles(c: Compared, threshold: float = THRESHOLD) -> str:
    """Return each article as published, annotated."""
    return "".join(
        markup.article(
            x,
            threshold,
            prefix=prefix(n),
            title=f"Article {letter(n)}: {isolate(shorten(c.names[n], 60))}",
        )
        for n, x in enumerate(c.extractions)
    )


def made(c: Compared, facts: Mapping[str, object] | None = None) -> str:
    """Return how the comparison was made: model, inputs, method, what the caller knows."""
    readers = dict.fromkeys(x.reader for x in c.extractions)
    accuracy = "".join(f"<p>{escape(measured.accuracy(reader))}</p>" for reader in readers)
    own: dict[str, object] = {"Reader": ", ".join(filter(None, readers)) or "not stated"}
    for n, (name, x) in enumerate(zip(c.names, c.extractions, strict=True)):
        about = {
            "Name": name,
            "Encoding": x.article.encoding,
            "SHA-256 of the file": x.article.sha256,
        }
        own[f"Article {letter(n)}"] = {key: value for key, value in about.items() if value}
    rest = {key: value for key, value in (facts or {}).items() if key != "articles"}
    method = f"<p>{METHOD}</p>"
    return section("made", "How this was made", method, accuracy, folded({**own, **rest}))


def _party(view: View, party: Party) -> str:
    source = party.known
    heard = [letter(n) for n, flag in enumerate(party.heard) if flag]
    where = both(len(party.heard)) if all(party.heard) else f"{listing(heard)} only"
    doubt = f'<small class="doubt">unsure: {party.because}</small>' if party.unsure else ""
    how = f"<small>matched by {party.because}</small>" if party.because and not doubt else doubt
    cells = (_presence(view, party, n) for n in range(len(party.heard)))
    return row(f"{isolate(source.name)} {how}", cell(where), *cells)


def _presence(view: View, party: Party, n: int) -> str:
    """Return what one article makes of a voice; the id is where its notes lead to."""
    source = party.sources[n]
    if source is None:
        return cell("not in it")
    voice = next((v for v in view.summaries[n].voices if v.source is source), None)
    about = f"{source.kind}, {NAMING[source.naming]}"
    called = f"<small>{isolate(source.name)}</small>" if source.name != party.known.name else ""
    role = f"<small>{isolate(source.role)}</small>" if source.role else ""
    if voice is None:
        return cell(f"mentioned, not heard <small>{about}</small>{called}{role}")
    many, words = plural(len(voice.statements), "statement"), plural(voice.words, "word")
    first = min(voice.statements, key=view.places[n].order, default=None)
    link = view.places[n].link(first, many) if first else many  # all of them left out of figures
    key = f"{prefix(n)}s{voice.number}"
    return f'<td id="{key}">{link}, {words} <small>{about}</small>{called}{role}</td>'


def _nobody(view: View) -> str:
    """Return the row of what is said without a source, which notes in the articles lead to."""
    cells = []
    for n, s in enumerate(view.summaries):
        voice = next((v for v in s.voices if v.source is None), None)
        if voice is None:
            cells.append(cell("none"))
        else:
            many = plural(len(voice.statements), "statement")
            cells.append(f'<td id="{prefix(n)}s{voice.number}">{many}</td>')
    return row(NOBODY, cell("–"), *cells)


def _group(view: View, n: int, group: Shared) -> str:
    first = [part[0] for part in group.parts if part]
    lines = "".join(
        f'<p class="where">{view.where(s)}: {view.who(s)}{_again(view, group, s)}</p>'
        for s in first
    )
    told = [_told(group, change) for change in group.changes]
    lines += f"<p>{stands_out.doubt(view, group.traces)}</p>" if group.traces else ""
    if group.verbatim:
        said = [*dict.fromkeys(told), view.said(first[0])]
    else:
        said = [
            part
            for say, change in zip(told, group.changes, strict=True)
            for part in (say, wording(change))
        ]
    return f'<li id="shared-{n}">{lines}{"".join(said)}</li>\n'


def _told(group: Shared, change: Change) -> str:
    """Return how alike two wordings are, and what else changed, in a line."""
    exact = group.verbatim or change.likeness == 1.0
    like = "word for word" if exact else f"{percent(change.likeness)} of the words are the same"
    notes = _notes(change.altered, change.requoted, change.moved)
    say = "; ".join([like, *notes])
    pair = f"{letter(change.base)} and {letter(change.other)}: " if len(group.parts) > 2 else ""
    return f'<p class="how">{pair or ""}{say if pair else capital(say)}.</p>'


def _notes(altered: bool, requoted: bool, moved: str) -> list[str]:
    words = {"order": "told in another order", "far": "far from its place"}
    return [
        *(["a quotation has other words"] if altered else []),
        *(["quoted in one version only"] if requoted else []),
        *([words[moved]] if moved else []),
    ]


def _again(view: View, group: Shared, s: Statement) -> str:
    again = [view.where(other) for other in group.again[s.article]]
    return f"; once more in {listing(again)}" if again else ""


def _lone(view: View, item: Lone) -> str:
    s = item.statement
    return f"{view.where(s)}: {view.who(s)} {stands_out.doubt(view, item.traces)}{view.said(s)}"
