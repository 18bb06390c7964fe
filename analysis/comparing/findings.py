"""What stands out in a comparison: what an editor would want to know first, as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from analysis.comparing.records import Change, Compared, Shared, Statement, Trace, Who
from analysis.comparing.view import View, letter, wording
from analysis.page.blocks import part, section
from analysis.page.wording import opening, plural
from analysis.spans.html import escape

STATEMENT, HAVE = "shared statement", ("has", "have")
ANOTHER = "another number, month or day of the week in the same place."
OTHERS: tuple[Who, ...] = ("another", "nobody", "class", "otherwise")


def findings(c: Compared) -> str:
    """Return the section of what stands out, and what was looked for and not found.

    It tells of altered quotations, names given or withheld, other sources, words without a source.
    """
    view = View(c)
    parts = [(key, title, *make(view)) for key, title, make in PARTS]
    none = [title[0].lower() + title[1:] for _, title, _, rows in parts if not rows]
    looked = f'<p class="legend">Looked for, and not found: {"; ".join(none)}.</p>' if none else ""
    told = [part(*one) for one in parts if one[-1]]
    return section("findings", "What stands out", *told, *_by_hand(c), looked)


def altered(change: Change) -> bool:
    """Tell whether a quotation has other words."""
    return change.altered


def longer(change: Change) -> bool:
    """Tell whether a quotation goes on, or begins earlier, on one side only."""
    return change.longer


def figures(change: Change) -> bool:
    """Tell whether another number, month or day of the week stands in the same place."""
    return change.figures


def unnamed(change: Change) -> bool:
    """Tell whether a name is given on one side and withheld on the other."""
    return change.who == "named"


def exchanged(change: Change) -> bool:
    """Tell whether somebody else, or nobody, says it."""
    return change.who in OTHERS


def requoted(change: Change) -> bool:
    """Tell whether only one side puts it in quotation marks."""
    return change.requoted


def traced(c: Compared) -> list[tuple[Statement, tuple[Trace, ...]]]:
    """Return the statements whose words stand in another article too, without a source."""
    found = [(group.parts[group.base][0], group.traces) for group in c.shared]
    found += [(lone.statement, lone.traces) for lone in c.lone]
    return [(s, traces) for s, traces in found if traces]


def _told(
    view: View,
    stands_out: Callable[[Change], bool],
    what: str,
    verbs: tuple[str, str],
    rest: str,
) -> tuple[str, list[str]]:
    """Return a sentence on the changes that stand out, and a row for each.

    Args:
        view: The comparison.
        stands_out: Tells whether a change does.
        what: What is counted, in the singular.
        verbs: Those that follow one of them, and several.
        rest: The rest of the sentence.
    """
    found = _found(view, stands_out)
    if not found:
        return "", []
    many = _many(found)
    say = f"{opening(many, what)} {verbs[many != 1]} {rest}"
    return say, [f"{_sides(view, *item)}{wording(item[2])}" for item in found]


def _altered(view: View) -> tuple[str, list[str]]:
    rest = (
        "other words inside the quotation marks, and no ellipsis or bracket says so. Compare with "
        "what was said."
    )
    return _told(view, altered, "shared quotation", HAVE, rest)


def _longer(view: View) -> tuple[str, list[str]]:
    rest = "in one version only, at its end or its beginning."
    return _told(view, longer, "shared quotation", ("goes on", "go on"), rest)


def _figures(view: View) -> tuple[str, list[str]]:
    return _told(view, figures, STATEMENT, HAVE, ANOTHER)


def _narrated(view: View) -> tuple[str, list[str]]:
    rows = []
    for group in view.c.narrated:
        for change in (c for c in group.changes if c.figures):
            sides = (group.parts[n][0] for n in (change.base, change.other))
            told = "; ".join(view.paragraph(s) for s in sides)
            rows.append(f"{told}{wording(change)}")
    if not rows:
        return "", []
    return f"{opening(len(rows), 'sentence')} {HAVE[len(rows) != 1]} {ANOTHER}", rows


def _unnamed(view: View) -> tuple[str, list[str]]:
    return _told(view, unnamed, STATEMENT, HAVE, "a name in one article only.")


def _exchanged(view: View) -> tuple[str, list[str]]:
    rest = "given to another source, or to none."
    return _told(view, exchanged, STATEMENT, ("is", "are"), rest)


def _requoted(view: View) -> tuple[str, list[str]]:
    rest = "in quotation marks in one version only."
    return _told(view, requoted, STATEMENT, ("stands", "stand"), rest)


def _traces(view: View) -> tuple[str, list[str]]:
    found = traced(view.c)
    if not found:
        return "", []
    many = len(found) > 1
    say = (
        f"{opening(len(found), 'statement')} of one article {'stand' if many else 'stands'} in "
        f"another without a source: the writer vouches for {'them' if many else 'it'} there, or "
        "the software overlooked who is cited."
    )
    return say, [
        f"{view.where(s)}: {view.who(s)}; {_places(view, traces)}{view.said(s, 160)}"
        for s, traces in found
    ]


def _by_hand(c: Compared) -> list[str]:
    """Return corrections that a person has to look at again; nothing where there are none."""
    lost = [
        f"{letter(n)}: {escape(why)}" for n, x in enumerate(c.extractions) for why in x.unplaced
    ]
    moved = [
        f"{letter(n)}: {escape(what)}" for n, x in enumerate(c.extractions) for what in x.moved
    ]
    parts = []
    if lost:
        say = f"{opening(len(lost), 'correction')} by hand found no certain place, and nothing was "
        parts.append(
            part("unplaced", "Corrections that were not applied", f"{say}changed for it.", lost)
        )
    if moved:
        verb = "was" if len(moved) == 1 else "were"
        say = f"{opening(len(moved), 'correction')} by hand {verb} applied to words that have "
        parts.append(part("moved-words", "Corrections of changed words", f"{say}changed.", moved))
    return parts


PARTS: tuple[tuple[str, str, Callable[[View], tuple[str, list[str]]]], ...] = (
    ("altered", "Changed quotations", _altered),
    ("longer", "Quotations that go on in one", _longer),
    ("figures", "Changed numbers and dates", _figures),
    ("narrated", "Changed numbers and dates in the writer’s own sentences", _narrated),
    ("unnamed", "Named in one, unnamed in the other", _unnamed),
    ("exchanged", "The same said by somebody else", _exchanged),
    ("traces", "Words that another article prints without a source", _traces),
    ("requoted", "Quoted in one, paraphrased in the other", _requoted),
)


def doubt(view: View, traces: Iterable[Trace]) -> str:
    """Return where words stand all the same, for a statement that an article lacks."""
    places = _places(view, traces)
    return f'<span class="doubt">its words stand {places}</span>' if places else ""


def _places(view: View, traces: Iterable[Trace]) -> str:
    links = []
    for found in traces:
        key = f"{view.places[found.article].prefix}p{found.paragraph}"
        links.append(f'{letter(found.article)}, <a href="#{key}">paragraph {found.paragraph}</a>')
    return f"without a source in {'; '.join(links)}" if links else ""


def _found(view: View, test: Callable[[Change], bool]) -> list[tuple[int, Shared, Change]]:
    return [item for item in view.changed if test(item[2])]


def _many(found: Iterable[tuple[int, Shared, Change]]) -> int:
    """Return how many shared statements there are; one may have changed in several articles."""
    return len({number for number, _, _ in found})


def _sides(view: View, number: int, group: Shared, change: Change) -> str:
    """Return both sides of a change: where, and who says it."""
    sides = (group.parts[side][0] for side in (change.base, change.other))
    told = "; ".join(f"{view.where(s)}: {view.who(s)}" for s in sides)
    return f'<a href="#shared-{number}">Shared {number}</a>: {told}'


def alerts(c: Compared) -> list[str]:
    """Return what there is to check, each a link; empty where nothing stands out."""
    view = View(c)
    one, many = "in one version only", "statements"
    counts = (
        (_count(view, altered), "altered", "quotation", "quotations", "with changed words"),
        (_count(view, longer), "longer", "quotation", "quotations", f"longer {one}"),
        (_count(view, figures), "figures", "statement", many, "with other numbers or dates"),
        (len(c.narrated), "narrated", "sentence", "sentences", "with other numbers or dates"),
        (_count(view, unnamed), "unnamed", "statement", many, f"named {one}"),
        (_count(view, exchanged), "exchanged", "statement", many, "with another source"),
        (len(traced(c)), "traces", "statement", many, f"without a source {one}"),
        (_count(view, requoted), "requoted", "statement", many, f"quoted {one}"),
        (_of(c, "unplaced"), "unplaced", "correction", "corrections", "not applied"),
        (_of(c, "moved"), "moved-words", "correction", "corrections", "of changed words"),
    )
    return [
        f'<a href="#{key}">{plural(count, noun, nouns)} {what}</a>'
        for count, key, noun, nouns, what in counts
        if count
    ]


def _of(c: Compared, what: str) -> int:
    return sum(len(getattr(x, what)) for x in c.extractions)


def _count(view: View, test: Callable[[Change], bool]) -> int:
    return _many(_found(view, test))
