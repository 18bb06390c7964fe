"""The comparison's first screen: one sentence, figures, what there is to check."""

from __future__ import annotations

from analysis.comparing import findings as stands_out
from analysis.comparing.records import Compared
from analysis.comparing.view import both, letter
from analysis.page.wording import agree, listing, number, plural, recorded, shorten
from analysis.spans.html import escape, isolate


def headline(c: Compared) -> str:
    """Return the heading: what is compared, one sentence, figures, and what there is to check."""
    title = _heading(c)
    keys = "".join(
        f"<li><b>{letter(n)}</b> <span>{isolate(shorten(name, 80))}: {_title(c, n)}</span></li>"
        for n, name in enumerate(c.names)
    )
    figures = "".join(f"<li><b>{big}</b> <span>{rest}</span></li>" for big, rest in _figures(c))
    alerts = stands_out.alerts(c)
    check = f"{listing(alerts)}." if alerts else "nothing stands out in what they share."
    return (
        '<section class="analysis a-headline a-compare">\n<div><p class="kicker">Side by side</p>\n'
        f'<h1 dir="auto">{title}</h1>\n<ul class="keys">{keys}</ul>\n'
        f'<p class="lede">{escape(lede(c))}</p>\n<p class="alerts">To check: {check}</p></div>\n'
        f'<ul class="figures">{figures}</ul>\n</section>\n'
    )


def lede(c: Compared) -> str:
    """Return the comparison in one plain sentence, made from the counts."""
    total = len(c.shared)
    if not any(x.attributions for x in c.extractions):
        return "Nobody is found to say anything in any of them."
    exact = sum(group.verbatim for group in c.shared)
    first = f"They share {plural(total, 'statement')}"
    if total and exact == total:
        first += ", word for word"
    elif total:
        first += f", {number(exact) if exact else 'none'} of them word for word"
    alone = [(n, count) for n, count in enumerate(_alone(c)) if count]
    if not alone:
        return f"{first}; none has a statement of its own."
    parts = [f"{number(count)} only in {letter(n)}" for n, count in alone]
    return f"{first}; {listing(parts)}."


def _heading(c: Compared) -> str:
    """Return the articles' titles; of versions with one title that title."""
    given = [x.article.title.strip() for x in c.extractions]
    titles = list(dict.fromkeys(given if all(given) else c.names))
    if len(titles) == 1:
        return f"{escape(shorten(titles[0], 120))}, {number(len(given))} versions"
    if len(titles) == 2:
        return " and ".join(isolate(shorten(title, 80)) for title in titles)
    return f"{isolate(shorten(titles[0], 80))} and {number(len(titles) - 1)} more"


def _title(c: Compared, n: int) -> str:
    x = c.extractions[n]
    first = next((p.span.of(x.article.text) for p in x.article.paragraphs), "")
    title = x.article.title.strip() or shorten(first, 80) or "an empty article"
    many = recorded(len(x.attributions), sum(bool(a.excluded) for a in x.attributions))
    told = (x.article.outlet, x.article.date, listing(x.article.authors))
    known = "".join(f", {isolate(shorten(part, 80))}" for part in told if part)
    return f"<q dir='auto'>{escape(shorten(title, 120))}</q>{known}, {many}"


def _alone(c: Compared) -> list[int]:
    return [sum(item.statement.article == n for item in c.lone) for n in range(len(c.names))]


def _figures(c: Compared) -> list[tuple[str, str]]:
    every = sum(all(party.heard) for party in c.parties)
    only = [
        f"{number(count) if count else 'none'} only in {letter(n)}"
        for n in range(len(c.names))
        for count in [sum(p.heard[n] and sum(p.heard) == 1 for p in c.parties)]
    ]
    moves = sum(any(change.moved for change in group.changes) for group in c.shared)
    heard = f"{agree(every)} heard in {both(len(c.names))}"
    stand = agree(moves, "statement stands", "statements stand")
    return [
        (f"{every:,}", f"of {plural(len(c.parties), 'voice')} {heard}; {listing(only)}"),
        (f"{moves:,}", f"shared {stand} in another order or far from the old place"),
    ]
