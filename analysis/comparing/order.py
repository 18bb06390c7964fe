"""What moved: the order of what articles share, as a picture and as a list."""

from __future__ import annotations

from itertools import pairwise

from analysis.comparing.records import Change, Compared, Shared
from analysis.comparing.view import View, letter
from analysis.page.blocks import section
from analysis.page.wording import agree, opening, percent

WIDTH, ROW = 1000, 90


def moved(c: Compared) -> str:
    """Return the section on where what is shared stands in each article, and what moved."""
    if not c.shared:
        return section("moved", "What moved", "<p>Nothing is shared that could move.</p>")
    view = View(c)
    found = [item for item in view.changed if item[2].moved]
    legend = (
        '<p class="legend">Each line across is an article from its first word to its last; each '
        "line down joins what two of them share. A thick line is one that moved, a dashed one a "
        "statement that has other words.</p>"
    )
    if found:
        stand = agree(len(found), "stands", "stand")
        say = (
            f"{opening(len(found), 'shared statement')} {stand} in another order, or a quarter of "
            "the article or more from the old place."
        )
    else:
        say = "Nothing: what is shared stands in the same order and about as far into each."
    rows = "".join(f"<li>{_row(view, *item)}</li>\n" for item in found)
    listed = f"<ul>{rows}</ul>" if rows else ""
    return section("moved", "What moved", f"<p>{say}</p>", legend, _picture(c), listed)


def _row(view: View, number: int, group: Shared, change: Change) -> str:
    one, two = (group.parts[side][0] for side in (change.base, change.other))
    how = "in another order, " if change.moved == "order" else ""
    way = "earlier" if two.place < one.place else "later"
    return (
        f'<a href="#shared-{number}">Shared {number}</a>, {how}{way} in {letter(change.other)}: '
        f"{percent(one.place)} into {view.where(one)}; {percent(two.place)} into "
        f"{view.where(two)}{view.said(one, 110)}"
    )


def _picture(c: Compared) -> str:
    """Draw a line an article, and a line a statement from article to article."""
    height = ROW * (len(c.names) - 1) + 20
    rails = "".join(f'<path class="rail" d="M0 {_y(n)}H{WIDTH}"/>' for n in range(len(c.names)))
    lines = "".join(_line(group) for group in c.shared)
    letters = "".join(f"<span>{letter(n)}</span>" for n in range(len(c.names)))
    title = f"{opening(len(c.shared), 'statement')} and where each stands; the list says the same."
    return (
        f'<div class="moves" style="--rows:{len(c.names)}"><div aria-hidden="true">{letters}</div>'
        f'<svg viewBox="0 0 {WIDTH} {height}" preserveAspectRatio="none" role="img" '
        f'aria-labelledby="moves-title"><title id="moves-title">{title}</title>'
        f"{rails}{lines}</svg></div>"
    )


def _line(group: Shared) -> str:
    by = {change.other: change for change in group.changes}
    points = [(n, part[0].place) for n, part in enumerate(group.parts) if part]
    out = []
    for (n, place), (m, other) in pairwise(points):
        names = "" if group.verbatim else " near"
        names += " out" if by[m].moved else ""
        x, y = round(place * WIDTH, 1), round(other * WIDTH, 1)
        out.append(f'<path class="tie{names}" d="M{x} {_y(n)}L{y} {_y(m)}"/>')
    return "".join(out)


def _y(article: int) -> int:
    return 10 + ROW * article
