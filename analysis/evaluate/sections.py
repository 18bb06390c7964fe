"""The accuracy report as HTML fragments, in the order in which the page shows them.

    headline(judged, draw)          h1, what was measured on what, five figures
    measured(judged, draw)          h2, every measure with its interval
    groups(judged, draw)            h2, by form, length, publisher, source
    confidence(judged, draw)        h2, calibration and what checking by hand is worth
    mistakes(judged)                h2, the worst mistakes in their context
    peers(judged, draw)             h2, other readers and people by the same measures
    training()                      h2, the learning curve, what each step gave
    made(judged, reader, facts)     h2, how this was made

Every fragment is a ``<section class="analysis a-...">``, to be shown with the style sheet of
:func:`analysis.page.markup.css`; whatever comes from an article is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.evaluate import breakdown, charts, contexts, grids, published
from analysis.evaluate.bootstrap import LEAST, Draw, Estimate
from analysis.evaluate.calibration import BINS, CHECKED, Calibration, calibration
from analysis.evaluate.judging import Judged
from analysis.evaluate.mistakes import worst
from analysis.page.blocks import section
from analysis.page.wording import agree, capital, number, opening, percent, plural
from analysis.spans.html import escape

Facts = Mapping[str, object]


def headline(judged: Sequence[Judged], draw: Draw) -> str:
    """Return the question, one sentence with the answer, and five figures."""
    found = breakdown.measures(judged, draw)
    sure = calibration(judged, draw)
    wanted = sum(len(article.wanted) for article in judged)
    say = (
        f"On {plural(len(judged), 'article')} in which people marked "
        f"{plural(wanted, 'statement')}, the software finds {_of(found['content']['R'])} of them. "
        f"Of what it marks, {_of(found['full']['P'])} are right, source included."
    )
    caught = "–" if sure.caught is None else percent(sure.caught)
    figures = [
        (grids.figure(found["full"]["F"]), "statements with their source, F1", found["full"]["F"]),
        (grids.figure(found["exact"]["F"]), "the same, word for word, F1", found["exact"]["F"]),
        (_share(sure.top), "right, of those it is at least 90% sure of", _hundred(sure.top)),
        (caught, f"of its errors are among the {CHECKED:.0%} it is least sure of", None),
        (_error(sure), "expected calibration error (0 is perfect)", None),
    ]
    lines = "".join(
        f"<li><b>{big}</b> <span>{rest}{_around(estimate)}</span></li>"
        for big, rest, estimate in figures
    )
    return (
        '<section class="analysis a-headline">\n<div><p class="kicker">Measured, not promised</p>\n'
        f"<h1>How far can the results be trusted?</h1>\n"
        f'<p class="lede">{escape(say)}</p>\n</div>\n<ul class="figures">{lines}</ul>\n</section>\n'
    )


def measured(judged: Sequence[Judged], draw: Draw) -> str:
    """Return every measure, and what the words mean."""
    found = breakdown.measures(judged, draw)
    say = (
        "<p>Words are counted, marks and commas are not. A statement that was found is paired with "
        "one that people marked if their contents share enough words (a Dice coefficient of 0.5 or "
        "more), one to one, best first; its source is right if the same holds for the source, or "
        "both have none. F1 is the harmonic mean of the two shares beside it.</p>"
    )
    return section("measures", "All measures", say, _intervals(judged, draw), grids.measured(found))


def groups(judged: Sequence[Judged], draw: Draw) -> str:
    """Return where the software does better and where worse."""
    say = (
        "<p>Intervals of small groups are wide: two that overlap tell nothing apart. "
        "<i>Content</i>, <i>full</i> and <i>exact</i> are the last three measures above: "
        "statements, with their source, word for word.</p>"
    )
    inside = grids.grouped(
        "Statements inside the content of another, and all others, in per cent",
        "Place",
        breakdown.by_nesting(judged, draw),
    )
    known = grids.grouped(
        "Statements that people marked, by kind and naming of the source, in per cent",
        "Source",
        breakdown.by_gold_source(judged, draw),
    )
    return section(
        "groups",
        "Where it does better, and where worse",
        say,
        "<h3>By form</h3>",
        grids.grouped(
            "Statements that people marked, by form, in per cent",
            "Form",
            breakdown.by_form(judged, draw),
        ),
        inside and f"<h3>By place</h3>\n{inside}",
        "<h3>By length of the article</h3>",
        grids.grouped(
            "F1 by the length of the article", "Length", breakdown.by_length(judged, draw)
        ),
        "<h3>By publisher</h3>",
        grids.grouped("F1 by publisher", "Publisher", breakdown.by_publisher(judged, draw)),
        "<h3>By source</h3>",
        "<p>Of what the software found, by what it says of the source.</p>",
        grids.grouped(
            "Statements found that are right, by kind of source, in per cent",
            "Kind of source",
            breakdown.by_kind(judged, draw),
            "found",
        ),
        grids.grouped(
            "Statements found that are right, by naming of the source, in per cent",
            "Naming",
            breakdown.by_naming(judged, draw),
            "found",
        ),
        known and f"<p>Of what people marked, by what they say of the source.</p>\n{known}",
    )


def confidence(judged: Sequence[Judged], draw: Draw) -> str:
    """Return whether the confidence means what it says, and what it is good for."""
    found = calibration(judged, draw)
    if not found.statements:
        return section("confidence", "Does it know when it is wrong?", "<p>It found nothing.</p>")
    say = (
        f"<p>{opening(found.statements, 'statement')} found, {number(found.errors)} wrong. Over "
        f"{BINS} bins of confidence in their words, what it says and what is so lie "
        f"{_error(found)} apart on average{_interval(found.error, 3)} (expected calibration "
        f"error, Guo et al. 2017). Of statements whose words it is at least 90% sure of, "
        f"{_share(found.top)} are right{_interval(_hundred(found.top), 1)}.</p>"
    )
    check = (
        f"<p>Someone who checks the {CHECKED:.0%} it is least sure of finds "
        f"{percent(found.caught)} of the errors.</p>"
        if found.caught is not None
        else "<p>No statement that it found is wrong.</p>"
    )
    pictures = f'<div class="charts">{charts.reliability(found)}{charts.checking(found)}</div>'
    return section(
        "confidence",
        "Does it know when it is wrong?",
        say,
        check,
        pictures,
        grids.reliability(found),
    )


def mistakes(judged: Sequence[Judged]) -> str:
    """Return the worst mistakes, each by hand and as found."""
    found = worst(judged)
    if not found:
        return section("mistakes", "The worst mistakes", "<p>There is none.</p>")
    say = (
        "<p>Three sorts in turn: a source that is wrong and a statement that is none, those the "
        "software was surest of first; and statements it missed, the longest first. The "
        '<mark class="source">source</mark>, the <mark class="cue">cue</mark> and the '
        '<mark class="content">content</mark> are marked as people and as the software read them. '
        "Not every one is the software’s: people err too.</p>"
    )
    items = "".join(contexts.shown(mistake, n) for n, mistake in enumerate(found, 1))
    title = f"The worst {number(len(found))} mistakes" if len(found) > 1 else "The one mistake"
    return section("mistakes", title, say, f"<ol>{items}</ol>")


def peers(judged: Sequence[Judged], draw: Draw) -> str:
    """Return other software and people, measured on their own articles, which are named."""
    others = published.peers()
    origins = {peer.name: peer.origin for peer in others if peer.origin != "as above"}
    listed = "".join(
        f"<li>{escape(capital(name))}: {escape(origin)}.</li>" for name, origin in origins.items()
    )
    say = (
        "<p>Only figures from the same articles compare strictly: see under each name where it was "
        "measured. Columns from <i>direct</i> on are the share of such statements that is found "
        "with the source.</p>"
    )
    table = grids.compared(own(judged, draw), f"on the {_articles(judged)} of this report", others)
    return section("peers", "Beside other systems, and people", say, table, f"<ul>{listed}</ul>")


def own(judged: Sequence[Judged], draw: Draw) -> dict[str, float | None]:
    """Return our figures under the names of :data:`analysis.evaluate.published.FIGURES`."""
    found = breakdown.measures(judged, draw)
    return {
        name: found[f"type_{name}"]["full_recall"].value
        if f"type_{name}" in found
        else found[name]["F"].value
        for name in published.FIGURES
    }


def training() -> str:
    """Return how the software got where it is; measured while it was made, not for a report."""
    origin, points = published.learning()
    say = f"<p>Measured while the software was made, on {escape(origin)}.</p>"
    return section(
        "training",
        "How it got there",
        say,
        f'<div class="charts">{charts.learning(points)}</div>',
        grids.learned(points),
        "<h3>What each step gave</h3>",
        grids.stepped(published.steps()),
    )


def made(judged: Sequence[Judged], reader: str, digest: str, facts: Facts) -> str:
    """Return model, gold and parameters: what is needed to get the same figures again."""
    rows: dict[str, object] = {
        "Reader": reader,
        "Gold": f"{_articles(judged)}, {plural(sum(a.words for a in judged), 'word')}",
        "SHA-256 of the gold": digest,
    }
    for key in ("model", "package", "parameters", "versions"):
        value = facts.get(key)
        if isinstance(value, Mapping):
            rows[key.capitalize()] = ", ".join(f"{name} {v}" for name, v in value.items())
    listed = "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in rows.items())
    say = "<p>The manifest beside this page has the hash of every file.</p>" if facts else ""
    return section("made", "How this was made", say, f"<dl>{listed}</dl>")


def _intervals(judged: Sequence[Judged], draw: Draw) -> str:
    if len(judged) < LEAST:
        return (
            f"<p>No intervals: {_articles(judged)} {agree(len(judged))} too few to draw them "
            "from.</p>"
        )
    return (
        f"<p>Below each figure stands its 95% interval: the bootstrap over articles, "
        f"{draw.samples:,} samples, seed {draw.seed} (Efron and Tibshirani 1993).</p>"
    )


def _articles(judged: Sequence[Judged]) -> str:
    return plural(len(judged), "article")


def _of(estimate: Estimate) -> str:
    """Return a percentage as words say it: ``80 in 100``."""
    return "none" if estimate.value is None else f"{estimate.value:.0f} in 100"


def _share(estimate: Estimate) -> str:
    return "–" if estimate.value is None else percent(estimate.value)


def _error(found: Calibration) -> str:
    return "–" if found.error.value is None else f"{found.error.value:.3f}"


def _hundred(estimate: Estimate) -> Estimate:
    """Return a share in per cent."""
    parts = (estimate.value, estimate.low, estimate.high)
    return Estimate(*(None if part is None else 100 * part for part in parts))


def _around(estimate: Estimate | None) -> str:
    around = grids.span(estimate) if estimate else ""
    return f" <small>({around})</small>" if around else ""


def _interval(estimate: Estimate, digits: int) -> str:
    if estimate.low is None or estimate.high is None:
        return ""
    return f" (95% interval {estimate.low:.{digits}f} to {estimate.high:.{digits}f})"
