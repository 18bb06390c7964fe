"""Pictures of the accuracy report as inline SVG, in the page's own colours, light and dark.

All are 360 units wide with text of 12 units, so that they stay readable on a telephone. A picture
says nothing that the table or the sentence beside it does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.evaluate.calibration import CHECKED, Calibration
from analysis.evaluate.published import Point
from analysis.spans.html import escape

WIDTH, HEIGHT = 360, 300
LEFT, RIGHT, TOP, BOTTOM = 58, 14, 12, 46
MOST = 200  # points of a curve, about


@dataclass(frozen=True, slots=True)
class Frame:
    """Where data lies on the picture: the ranges of x and y."""

    x: tuple[float, float] = (0.0, 1.0)
    y: tuple[float, float] = (0.0, 1.0)

    def across(self, value: float) -> float:
        """Return the place of an x."""
        share = (value - self.x[0]) / (self.x[1] - self.x[0])
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def up(self, value: float) -> float:
        """Return the place of a y."""
        share = (value - self.y[0]) / (self.y[1] - self.y[0])
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def reliability(found: Calibration) -> str:
    """Draw share right against confidence, a dot a bin, its area the statements it holds."""
    frame = Frame()
    most = max((b.count for b in found.bins), default=1)
    gaps = "".join(
        f'<line class="gap" x1="{frame.across(b.sure)}" x2="{frame.across(b.sure)}" '
        f'y1="{frame.up(b.sure)}" y2="{frame.up(b.right)}"/>'
        for b in found.bins
    )
    dots = "".join(
        f'<circle cx="{frame.across(b.sure)}" cy="{frame.up(b.right)}" '
        f'r="{3 + 7 * (b.count / most) ** 0.5:.1f}"/>'
        for b in found.bins
    )
    body = _path(frame, [(0, 0), (1, 1)], "even") + gaps + dots
    shares = _ticks(_fifths())
    say = "Share right against confidence; on the dashed line they are equal"
    return _drawn(frame, say, shares, shares, "confidence", "share right", body)


def checking(found: Calibration) -> str:
    """Draw the share of errors found against that of statements checked, least sure first."""
    frame = Frame()
    body = _path(frame, [(0, 0), (1, 1)], "even") + _path(frame, _thinned(found.curve), "ours")
    if found.caught is not None:
        x, y = frame.across(CHECKED), frame.up(found.caught)
        body += (
            f'<line class="gap" x1="{x}" x2="{x}" y1="{frame.up(0)}" y2="{y}"/>'
            f'<circle cx="{x}" cy="{y}" r="4"/>'
            f'<text x="{x + 9}" y="{y + 14}">{found.caught:.0%} of the errors</text>'
        )
    shares = _ticks(_fifths(), percent=True)
    say = "Share of errors found against share of statements checked; dashed, in any order"
    return _drawn(frame, say, shares, shares, "statements checked", "errors found", body)


def learning(points: Sequence[Point]) -> str:
    """Draw F1 against epochs: statements with their source, and word for word."""
    if not points:
        return ""
    figures = [value for p in points for value in (p.full, p.exact)]
    low, high = 10 * (min(figures) // 10), 10 * -(-max(figures) // 10)
    frame = Frame((0.0, max(p.epochs for p in points)), (low, max(high, low + 10)))
    body = ""
    for name, line in (("full", "ours"), ("exact", "other")):
        places = [(p.epochs, getattr(p, name)) for p in points]
        body += _path(frame, places, line)
        body += "".join(
            f'<circle class="{line}" cx="{frame.across(x)}" cy="{frame.up(y)}" r="4"/>'
            for x, y in places
        )
        x, y = places[-1]
        body += f'<text x="{frame.across(x)}" y="{frame.up(y) - 9}" class="end">{name}</text>'
    across = [(p.epochs, f"{p.epochs:g}") for p in points]
    up = [(float(y), f"{y:g}") for y in range(int(low), int(frame.y[1]) + 1, 10)]
    say = "F1 in per cent on articles held back from training, by epochs"
    return _drawn(frame, say, across, up, "epochs of training", "F1", body)


def _fifths() -> list[float]:
    return [n / 5 for n in range(6)]


def _ticks(values: Iterable[float], *, percent: bool = False) -> list[tuple[float, str]]:
    return [(v, f"{v:.0%}" if percent else f"{v:.1f}") for v in values]


def _thinned(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return some points of a curve, the first and the last among them."""
    step = max(1, len(points) // MOST)
    return [*points[:-1:step], points[-1]]


def _path(frame: Frame, points: Sequence[tuple[float, float]], name: str) -> str:
    places = " ".join(f"{frame.across(x)},{frame.up(y)}" for x, y in points)
    return f'<polyline class="{name}" points="{places}"/>'


def _drawn(
    frame: Frame,
    say: str,
    across: Sequence[tuple[float, str]],
    up: Sequence[tuple[float, str]],
    below: str,
    beside: str,
    body: str,
) -> str:
    """Draw a picture with its axes: hairlines to read values by, and no box."""
    base, end = frame.up(frame.y[0]), WIDTH - RIGHT
    lines = "".join(
        f'<line class="hair" x1="{LEFT}" x2="{end}" y1="{frame.up(y)}" y2="{frame.up(y)}"/>'
        f'<text x="{LEFT - 8}" y="{frame.up(y) + 4}" class="end">{escape(label)}</text>'
        for y, label in up
    )
    lines += "".join(
        f'<text x="{frame.across(x)}" y="{base + 17}" class="mid">{escape(label)}</text>'
        for x, label in across
    )
    middle = (TOP + HEIGHT - BOTTOM) / 2
    names = (
        f'<text x="{(LEFT + end) / 2}" y="{HEIGHT - 8}" class="mid name">{escape(below)}</text>'
        f'<text transform="translate(11 {middle}) rotate(-90)" class="mid name">'
        f"{escape(beside)}</text>"
    )
    return (
        f'<figure class="chart"><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(say)}">{lines}{names}{body}</svg>'
        f"<figcaption>{escape(say)}.</figcaption></figure>\n"
    )
