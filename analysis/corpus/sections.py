"""The page of an archive as HTML fragments: each takes an Archive and returns a string.

The order in which a page shows them:

    headline(a)     h1, one sentence
    unnamed(a)      h2, share of words from unnamed sources, by outlet and month
    heard(a)        h2, who is heard, how often and where
    lone(a)         h2, sources heard in one outlet only
    asked(a)        h2, who was asked and did not answer
    formulas(a)     h2, the words that explain why a source is not named
    cues(a)         h2, verbs that judge what is said, by source
    look(a)         h2, articles worth a look
    made(a, facts)  h2, how this was made

No fragment holds a character of an article that was not escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analysis.corpus.queries import Archive
from analysis.page.blocks import beside, cell, count, row, section, table
from analysis.page.panels import folded
from analysis.page.wording import percent, plural, shorten
from analysis.spans.html import escape, isolate

if TYPE_CHECKING:
    import pandas as pd

MOST = 30  # rows of a table on the page; the files have all
FEW = 5  # articles from which an interval says something
METHOD = (
    "Counted are the statements that a report counts, of articles that repeat no earlier one. "
    "Intervals (95%) are over articles, by the linearised variance of a ratio (Cochran 1977). They "
    "say what other articles of the kind would give, not how often the software is right: "
    "<code>analysis audit</code> measures that."
)
Row = Mapping[Any, Any]
NUMBERS = frozenset("Articles Outlets Statements Words Unnamed Times".split())
HEARD = ("Name", "Roles", "Articles", "Outlets", "Statements", "Words")


def headline(a: Archive) -> str:
    """Return the archive in one sentence."""
    t = a.totals()
    share = t["unnamed"] / t["attributed"] if t["attributed"] else 0.0
    say = {"repeats": "repeating others left out", "errors": "that could not be read"}
    rest = [f"{plural(t[name], 'article')} {what}" for name, what in say.items() if t[name]]
    of = f" of {plural(t['outlets'], 'outlet')}" if t["outlets"] else ""
    left = f"<p>{'; '.join(rest)}</p>" if rest else ""
    lede = (
        f"In {plural(t['articles'], 'article')}{of}, {plural(t['statements'], 'statement')}; "
        f"{percent(share)} of their words rest on unnamed sources."
    )
    return (
        '<section class="analysis a-headline a-archive">\n<div><p class="kicker">An archive</p>\n'
        f'<h1>Who is heard</h1>\n<p class="lede">{escape(lede)}</p>\n'
        f"{left}</div>\n</section>\n"
    )


def unnamed(a: Archive, tables: str = "") -> str:
    """Return the share of words from unnamed sources, by outlet and by month."""
    parts = [_shares(a.unnamed(by), by) for by in ("outlet", "month")]
    title = "Words from unnamed sources"
    known = [part for part in parts if part]
    if not known:
        return section("unnamed", title, "<p>Neither outlets nor several months are known.</p>")
    return section("unnamed", title, *known, beside(tables, "unnamed.csv"))


def heard(a: Archive, tables: str = "") -> str:
    """Return the named sources over all articles, those of most articles first."""
    found = a.heard()
    note = (
        "<p>The same name is not the same person. Roles are what the articles say; a table of "
        "people (the parameter <code>people</code>) decides.</p>"
    )
    file = (tables, "heard.csv")
    return _section("heard", "Who is heard", found, HEARD, _heard, note, file=file)


def lone(a: Archive) -> str:
    """Return the sources that several articles of one outlet have, and no other outlet."""
    title = "Heard in one outlet only"
    if a.totals()["outlets"] < 2:
        return section("lone", title, "<p>Fewer than two outlets are known.</p>")
    return _section("lone", title, a.lone(), HEARD, _heard)


def asked(a: Archive, tables: str = "") -> str:
    """Return who was asked and did not answer."""
    heads = ("Who", "What became of it", "Articles", "Heard elsewhere")
    title = "Asked, and did not answer"
    return _section("asked", title, a.asked(), heads, _asked, file=(tables, "asked.csv"))


def formulas(a: Archive, tables: str = "") -> str:
    """Return the words that explain why a source is not named."""
    heads = ("Words", "Of whom, for example", "Times")
    title = "Why sources are not named"
    return _section("formulas", title, a.formulas(), heads, _formula, file=(tables, "formulas.csv"))


def cues(a: Archive, tables: str = "") -> str:
    """Return verbs that say more than that something was said, by source."""
    heads = ("Source", "Verb", "Stance", "Times")
    return _section("cues", "Verbs that judge", a.cues(), heads, _cue, file=(tables, "cues.csv"))


def look(a: Archive, tables: str = "") -> str:
    """Return the articles whose words rest most on unnamed sources."""
    found = a.look()
    heads = ("Article", "Outlet", "Month", "Statements", "Unnamed")
    some, file = found[found["share"] > 0], (tables, "articles.csv")
    return _section("look", "Articles worth a look", some, heads, _article, file=file)


def made(a: Archive, facts: Mapping[str, object] | None = None) -> str:
    """Return how the page was made."""
    told = {"Archive": a.stamp.strip(), **(facts or {})}
    return section("made", "How this was made", f"<p>{METHOD}</p>", folded(told))


def _section(
    name: str,
    title: str,
    found: pd.DataFrame,
    heads: Sequence[str],
    made: Callable[[Row], str],
    *notes: str,
    file: tuple[str, str] = ("", ""),
) -> str:
    if not len(found):
        return section(name, title, "<p>None found.</p>")
    rows = [made(r) for r in found.head(MOST).to_dict("records")]
    more = f"; the first {MOST}" if len(found) > MOST else ""
    say = f"{plural(len(found), 'row')}{more}"
    numbers = NUMBERS.intersection(heads[1:])
    return section(name, title, *notes, table(say, heads, rows, numbers), beside(*file))


def _shares(found: pd.DataFrame, by: str) -> str:
    known = found[found["place"] != "unknown"]
    if len(known) < 1 or (len(known) == 1 and len(found) == 1 and by == "month"):
        return ""
    heads = (by.capitalize(), "Articles", "Words", "Unnamed", "95% interval")
    return table(f"By {by}", heads, map(_share, found.to_dict("records")), NUMBERS)


def _share(r: Row) -> str:
    sure = r["low"] == r["low"] and r["articles"] >= FEW
    between = f"{percent(r['low'])} to {percent(r['high'])}" if sure else "too few articles"
    shown = cell(percent(r["share"]), r["share"])
    counts = map(count, (r["articles"], r["attributed"]))
    return row(isolate(r["place"]), *counts, shown, cell(between))


def _heard(r: Row) -> str:
    roles = "; ".join(shorten(str(role), 60) for role in list(r["roles"])[:3])
    more = f"; {len(r['roles']) - 3} more" if len(r["roles"]) > 3 else ""
    checked = " <small>checked</small>" if r["checked"] else ""
    counts = (count(r[name]) for name in ("articles", "outlets", "statements", "words"))
    return row(f"{_name(r)}{checked}", cell(escape(roles + more)), *counts)


def _asked(r: Row) -> str:
    other = "yes" if r["heard_elsewhere"] else "no"
    return row(_name(r), cell(escape(r["reply"])), count(r["articles"]), cell(other))


def _formula(r: Row) -> str:
    example = isolate(shorten(r["example"], 80))
    return row(escape(shorten(r["reason"], 140)), cell(example), count(r["times"]))


def _cue(r: Row) -> str:
    told = (cell(escape(r[name])) for name in ("lemma", "stance"))
    return row(_name(r), *told, count(r["times"]))


def _article(r: Row) -> str:
    title = isolate(shorten(str(r["title"] or r["article"]), 90))
    place = cell(isolate(r["outlet"])), cell(escape(r["month"]))
    return row(title, *place, count(r["statements"]), cell(percent(r["share"]), r["share"]))


def _name(r: Row) -> str:
    return isolate(shorten(r["name"], 80))
