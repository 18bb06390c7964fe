"""What stands out in a comparison: what an editor would want to know first, as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import NamedTuple

from analysis.comparing.records import Change, Compared, Shared, Trace, Who
from analysis.comparing.view import View, letter, wording
from analysis.page.blocks import part, section
from analysis.page.wording import agree, opening, plural
from analysis.spans.html import escape

HAVE = ("has", "have")
ANOTHER = "another number, month or day of the week in the same place."
OTHER = "with other numbers or dates"
OTHERS: tuple[Who, ...] = ("another", "nobody", "class", "otherwise")

Found = tuple[int, str, list[str]]  # how many there are, a sentence, and a row for each


class Finding(NamedTuple):
    """Something that may stand out: how it is found, and what the page says of it.

    Args:
        key: The id of its heading.
        title: The heading.
        noun: What the first screen counts.
        alert: What it says of that.
        find: Finds it in a comparison.
    """

    key: str
    title: str
    noun: str
    alert: str
    find: Callable[[View], Found]


def findings(c: Compared) -> str:
    """Return the section of what stands out, and what was looked for and not found."""
    view = View(c)
    found = [(one, *one.find(view)) for one in (*FINDINGS, *BY_HAND)]
    told = [part(one.key, one.title, say, rows) for one, _, say, rows in found if rows]
    none = [
        one.title[0].lower() + one.title[1:]
        for one, _, _, rows in found
        if not rows and one in FINDINGS
    ]
    looked = f'<p class="legend">Looked for, and not found: {"; ".join(none)}.</p>' if none else ""
    return section("findings", "What stands out", *told, looked)


def alerts(c: Compared) -> list[str]:
    """Return what there is to check, each a link; empty where nothing stands out."""
    view = View(c)
    counts = ((one, one.find(view)[0]) for one in (*FINDINGS, *BY_HAND))
    return [
        f'<a href="#{one.key}">{plural(count, one.noun)} {one.alert}</a>'
        for one, count in counts
        if count
    ]


def doubt(view: View, traces: Iterable[Trace]) -> str:
    """Return where words stand all the same, for a statement that an article lacks."""
    places = _places(view, traces)
    return f'<span class="doubt">its words stand {places}</span>' if places else ""


def _say(count: int, what: str, verbs: tuple[str, str], rest: str) -> str:
    return f"{opening(count, what)} {agree(count, *verbs)} {rest}"


def _change(
    key: str,
    title: str,
    noun: str,
    alert: str,
    tells: Callable[[Change], bool],
    verbs: tuple[str, str],
    rest: str,
) -> Finding:
    """Return what finds changes of shared statements; one may have changed in several articles.

    Args:
        key: See :class:`Finding`.
        title: As above.
        noun: As above.
        alert: As above.
        tells: Tells whether a change is one of them.
        verbs: Those of the sentence that follow one of them, and several.
        rest: The rest of the sentence.
    """

    def find(view: View) -> Found:
        found = [item for item in view.changed if tells(item[2])]
        many = len({number for number, _, _ in found})
        rows = [f"{_sides(view, *item)}{wording(item[2])}" for item in found]
        return many, _say(many, f"shared {noun}", verbs, rest), rows

    return Finding(key, title, noun, alert, find)


def _correction(
    key: str, field: str, title: str, alert: str, verbs: tuple[str, str], rest: str
) -> Finding:
    """Return what finds corrections by hand that a person has to look at again."""

    def find(view: View) -> Found:
        held = ((letter(n), getattr(x, field)) for n, x in enumerate(view.c.extractions))
        rows = [f"{name}: {escape(what)}" for name, own in held for what in own]
        return len(rows), _say(len(rows), "correction", verbs, rest), rows

    return Finding(key, title, "correction", alert, find)


def _narrated(view: View) -> Found:
    rows = []
    for group in view.c.narrated:
        for change in (c for c in group.changes if c.figures):
            sides = (group.parts[n][0] for n in (change.base, change.other))
            told = "; ".join(view.paragraph(s) for s in sides)
            rows.append(f"{told}{wording(change)}")
    many = len(view.c.narrated)
    return many, _say(many, "sentence", HAVE, ANOTHER), rows


def _traces(view: View) -> Found:
    every = [(group.parts[group.base][0], group.traces) for group in view.c.shared]
    every += [(lone.statement, lone.traces) for lone in view.c.lone]
    found = [(s, traces) for s, traces in every if traces]
    many = len(found)
    say = (
        f"{opening(many, 'statement')} of one article {agree(many, 'stands', 'stand')} in "
        f"another without a source: the writer vouches for {agree(many, 'it', 'them')} there, or "
        "the software overlooked who is cited."
    )
    rows = [
        f"{view.where(s)}: {view.who(s)}; {_places(view, traces)}{view.said(s, 160)}"
        for s, traces in found
    ]
    return many, say, rows


def _places(view: View, traces: Iterable[Trace]) -> str:
    links = []
    for found in traces:
        key = f"{view.places[found.article].prefix}p{found.paragraph}"
        links.append(f'{letter(found.article)}, <a href="#{key}">paragraph {found.paragraph}</a>')
    return f"without a source in {'; '.join(links)}" if links else ""


def _sides(view: View, number: int, group: Shared, change: Change) -> str:
    """Return both sides of a change: where, and who says it."""
    sides = (group.parts[side][0] for side in (change.base, change.other))
    told = "; ".join(f"{view.where(s)}: {view.who(s)}" for s in sides)
    return f'<a href="#shared-{number}">Shared {number}</a>: {told}'


FINDINGS = (
    _change(
        "altered",
        "Changed quotations",
        "quotation",
        "with changed words",
        attrgetter("altered"),
        HAVE,
        "other words inside the quotation marks, and no ellipsis or bracket says so. Compare with "
        "what was said.",
    ),
    _change(
        "longer",
        "Quotations that go on in one",
        "quotation",
        "longer in one version only",
        attrgetter("longer"),
        ("goes on", "go on"),
        "in one version only, at its end or its beginning.",
    ),
    _change(
        "figures",
        "Changed numbers and dates",
        "statement",
        OTHER,
        attrgetter("figures"),
        HAVE,
        ANOTHER,
    ),
    Finding(
        "narrated",
        "Changed numbers and dates in the writer’s own sentences",
        "sentence",
        OTHER,
        _narrated,
    ),
    _change(
        "unnamed",
        "Named in one, unnamed in the other",
        "statement",
        "named in one version only",
        lambda change: change.who == "named",
        HAVE,
        "a named source in one article only.",
    ),
    _change(
        "exchanged",
        "The same said by somebody else",
        "statement",
        "with another source",
        lambda change: change.who in OTHERS,
        ("is", "are"),
        "given to another source, or to none.",
    ),
    Finding(
        "traces",
        "Words that another article prints without a source",
        "statement",
        "without a source in one version only",
        _traces,
    ),
    _change(
        "requoted",
        "Quoted in one, paraphrased in the other",
        "statement",
        "quoted in one version only",
        attrgetter("requoted"),
        ("stands", "stand"),
        "in quotation marks in one version only.",
    ),
)
BY_HAND = (
    _correction(
        "unplaced",
        "unplaced",
        "Corrections that were not applied",
        "not applied",
        ("by hand found", "by hand found"),
        "no certain place, and nothing was changed for it.",
    ),
    _correction(
        "moved-words",
        "moved",
        "Corrections of changed words",
        "of changed words",
        ("by hand was", "by hand were"),
        "applied to words that have changed.",
    ),
)
