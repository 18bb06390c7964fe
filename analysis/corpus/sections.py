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

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from analysis.corpus.queries import Archive
from analysis.page.blocks import Column, beside, cell, section, table
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
    columns = [
        *(Column("Name"), Column("Roles"), Column("Articles", numeric=True)),
        *(Column("Outlets", numeric=True), Column("Statements", numeric=True)),
        Column("Words", numeric=True),
    ]
    return _section(
        "heard", "Who is heard", found, columns, _heard, note, file=(tables, "heard.csv")
    )


def lone(a: Archive) -> str:
    """Return the sources that several articles of one outlet have, and no other outlet."""
    title = "Heard in one outlet only"
    if a.totals()["outlets"] < 2:
        return section("lone", title, "<p>Fewer than two outlets are known.</p>")
    columns = [
        *(Column("Name"), Column("Roles"), Column("Articles", numeric=True)),
        *(Column("Outlets", numeric=True), Column("Statements", numeric=True)),
        Column("Words", numeric=True),
    ]
    return _section("lone", title, a.lone(), columns, _heard)


def asked(a: Archive, tables: str = "") -> str:
    """Return who was asked and did not answer."""
    columns = [
        *(Column("Who"), Column("What became of it"), Column("Articles", numeric=True)),
        Column("Heard elsewhere"),
    ]
    title = "Asked, and did not answer"
    return _section("asked", title, a.asked(), columns, _asked, file=(tables, "asked.csv"))


def formulas(a: Archive, tables: str = "") -> str:
    """Return the words that explain why a source is not named."""
    columns = [Column("Words"), Column("Of whom, for example"), Column("Times", numeric=True)]
    title = "Why sources are not named"
    return _section(
        "formulas", title, a.formulas(), columns, _formula, file=(tables, "formulas.csv")
    )


def cues(a: Archive, tables: str = "") -> str:
    """Return verbs that say more than that something was said, by source."""
    columns = [Column("Source"), Column("Verb"), Column("Stance"), Column("Times", numeric=True)]
    return _section("cues", "Verbs that judge", a.cues(), columns, _cue, file=(tables, "cues.csv"))


def look(a: Archive, tables: str = "") -> str:
    """Return the articles whose words rest most on unnamed sources."""
    found = a.look()
    columns = [
        *(Column("Article"), Column("Outlet"), Column("Month")),
        *(Column("Statements", numeric=True), Column("Unnamed", numeric=True)),
    ]
    some = found[found["share"] > 0]
    return _section(
        "look", "Articles worth a look", some, columns, _article, file=(tables, "articles.csv")
    )


def made(a: Archive, facts: Mapping[str, object] | None = None) -> str:
    """Return how the page was made."""
    told = {"Archive": a.stamp.strip(), **(facts or {})}
    return section("made", "How this was made", f"<p>{METHOD}</p>", folded(told))


def _section(
    name: str,
    title: str,
    found: pd.DataFrame,
    columns: Iterable[Column],
    row: Callable[[Row], str],
    *notes: str,
    file: tuple[str, str] = ("", ""),
) -> str:
    if not len(found):
        return section(name, title, "<p>None found.</p>")
    rows = [row(r) for r in found.head(MOST).to_dict("records")]
    more = f"; the first {MOST}" if len(found) > MOST else ""
    say = f"{plural(len(found), 'row')}{more}"
    return section(name, title, *notes, table(say, list(columns), rows), beside(*file))


def _shares(found: pd.DataFrame, by: str) -> str:
    known = found[found["place"] != "unknown"]
    if len(known) < 1 or (len(known) == 1 and len(found) == 1 and by == "month"):
        return ""
    columns = [
        *(Column(by.capitalize()), Column("Articles", numeric=True)),
        *(Column("Words", numeric=True), Column("Unnamed", numeric=True), Column("95% interval")),
    ]
    rows = [_share(r) for r in found.to_dict("records")]
    return table(f"By {by}", columns, rows)


def _share(r: Row) -> str:
    sure = r["low"] == r["low"] and r["articles"] >= FEW
    between = f"{percent(r['low'])} to {percent(r['high'])}" if sure else "too few articles"
    return (
        f'<tr><th scope="row">{isolate(r["place"])}</th>{_count(r["articles"])}'
        f"{_count(r['attributed'])}{cell(percent(r['share']), r['share'])}{cell(between)}</tr>\n"
    )


def _heard(r: Row) -> str:
    roles = "; ".join(shorten(str(role), 60) for role in list(r["roles"])[:3])
    more = f"; {len(r['roles']) - 3} more" if len(r["roles"]) > 3 else ""
    checked = " <small>checked</small>" if r["checked"] else ""
    return (
        f'<tr><th scope="row">{isolate(shorten(r["name"], 80))}{checked}</th>'
        f"{cell(escape(roles + more))}{_count(r['articles'])}{_count(r['outlets'])}"
        f"{_count(r['statements'])}{_count(r['words'])}</tr>\n"
    )


def _asked(r: Row) -> str:
    other = "yes" if r["heard_elsewhere"] else "no"
    return (
        f'<tr><th scope="row">{isolate(shorten(r["name"], 80))}</th>{cell(escape(r["reply"]))}'
        f"{_count(r['articles'])}{cell(other)}</tr>\n"
    )


def _formula(r: Row) -> str:
    example = isolate(shorten(r["example"], 80))
    return (
        f'<tr><th scope="row">{escape(shorten(r["reason"], 140))}</th>{cell(example)}'
        f"{_count(r['times'])}</tr>\n"
    )


def _cue(r: Row) -> str:
    return (
        f'<tr><th scope="row">{isolate(shorten(r["name"], 80))}</th>{cell(escape(r["lemma"]))}'
        f"{cell(escape(r['stance']))}{_count(r['times'])}</tr>\n"
    )


def _article(r: Row) -> str:
    title = isolate(shorten(str(r["title"] or r["article"]), 90))
    return (
        f'<tr><th scope="row">{title}</th>{cell(isolate(r["outlet"]))}{cell(escape(r["month"]))}'
        f"{_count(r['statements'])}{cell(percent(r['share']), r['share'])}</tr>\n"
    )


def _count(value: float) -> str:
    return cell(f"{int(value):,}", float(value))
