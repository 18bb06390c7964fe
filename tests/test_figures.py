from __future__ import annotations

import pytest
import samples
from matplotlib.axes import Axes  # noqa: TC002 - annotations are read at run time
from matplotlib.colors import to_hex, to_rgba_array
from seed import gold_extraction

from analysis import frames
from analysis.model import Extraction, Source
from analysis.page import figures
from analysis.page.palette import PAPER, styles


def drawn(x: Extraction, **options: float) -> Axes:
    return figures.strips(frames.attributions(x), len(x.article.text), **options)  # type: ignore[arg-type]


def labels(axes: Axes) -> list[str]:
    return [label.get_text() for label in axes.get_yticklabels()]


def test_each_source_has_a_labelled_row_most_words_on_top() -> None:
    rows = labels(drawn(gold_extraction()))
    assert len(rows) == 16
    assert rows[0] == "a second source, unnamed"
    assert "King Abdullah II, named" in rows


def test_bars_stand_where_the_statements_are() -> None:
    x = samples.single()
    (bars,) = [c for c in drawn(x).collections if type(c).__name__ == "PolyCollection"]
    (path,) = bars.get_paths()
    span = x.attributions[0].content[0]
    assert path.get_extents().x0 == pytest.approx(span.start / len(x.article.text))
    assert path.get_extents().x1 == pytest.approx(span.end / len(x.article.text))


def test_an_unsure_statement_is_hollow() -> None:
    axes = drawn(samples.crossing())
    bars = [c for c in axes.collections if type(c).__name__ == "PolyCollection"]
    assert [to_hex(to_rgba_array(bar.get_facecolor())[0]) == "#ffffff" for bar in bars] == [
        False,
        True,
        True,
    ]


def test_a_figure_is_the_same_bytes_every_time() -> None:
    first, second = (
        figures.to_png(drawn(gold_extraction()).figure)  # type: ignore[arg-type]
        for _ in range(2)
    )
    assert first == second
    assert len(first) > 1000


def test_sources_beyond_the_limit_are_counted_not_drawn() -> None:
    axes = drawn(samples.crowd(45), most=40)
    assert len(labels(axes)) == 40
    assert "Not drawn: five other sources." in axes.get_xlabel()


def test_nobody_speaking_gives_an_empty_figure_and_says_so() -> None:
    x = samples.silent()
    assert labels(drawn(x)) == []
    assert "Nobody" in figures.describe(frames.attributions(x), len(x.article.text))


def test_a_dollar_or_markup_in_a_name_is_drawn_as_it_is() -> None:
    x = samples.build(
        ["$x$ said no."],
        [samples.Said("a", "$x$", "said", ("no",))],
        [Source("a", "$\\frac{a}{b}$ <b>", "person", "named")],
    )
    axes = drawn(x)
    assert figures.to_png(axes.figure)  # type: ignore[arg-type]
    assert labels(axes) == ["$\\frac{a}{b}$ <b>, named"]


def test_the_picture_is_described_in_a_sentence() -> None:
    x = gold_extraction()
    said = figures.describe(frames.attributions(x), len(x.article.text))
    assert said == (
        "Sixteen sources, one row each, most words on top; the first statement begins 8% into "
        "the article, the last 94%."
    )


def test_the_first_twelve_voices_of_a_naming_all_look_different() -> None:
    assert len(set(styles(["named"] * 12))) == 12
    assert len(set(styles(["unnamed"] * 12))) == 12
    assert not set(styles(["named"] * 12)) & set(styles(["unnamed"] * 12))


def test_colours_keep_a_contrast_of_three_to_one_on_paper() -> None:
    def luminance(colour: str) -> float:
        channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    assert all(1.05 / (luminance(colour) + 0.05) >= 3 for colour in PAPER.values())
