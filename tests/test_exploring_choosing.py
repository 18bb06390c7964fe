"""Choosing statements: what stays, what is looked up, what is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import dom
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.formatters import DisplayFormatter
from matplotlib.figure import Figure
from samples import SAMPLES, Said, build, crowd, empty, foreign, hostile, nested
from seed import gold_extraction

from analysis.choosing import Choice, choose, keep
from analysis.errors import ParameterError
from analysis.model import FORMS, NAMINGS, SOURCE_KINDS, Source
from analysis.page import markup
from analysis.page.figures import Drawn
from analysis.reading import Reading


def reading() -> Reading:
    return Reading(gold_extraction())


def small() -> Reading:
    said = [
        Said("s1", "Ann Lee", "said", ("that it rains",), "indirect", 0.9),
        Said("s2", "an aide", "has claimed", ("that it snows",), "mixed", 0.4),
        Said(None, "", "", ("It is over",), "direct", 0.2),
    ]
    text = ["Ann Lee said that it rains. Later an aide has claimed that it snows. “It is over.”"]
    sources = [
        Source("s1", "Ann Lee", "person", "named"),
        Source("s2", "an aide", "person", "anonymous"),
    ]
    return Reading(build(text, said, sources))


def ids(chosen: Reading) -> list[str]:
    return chosen.attributions["id"].tolist()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["x0", "x1", "x2"]),
        ({"source": "Ann Lee"}, ["x0"]),
        ({"source": "ann  lee"}, ["x0"]),
        ({"source": "lee"}, ["x0"]),
        ({"source": "s2"}, ["x1"]),
        ({"source": ["Lee", "an aide"]}, ["x0", "x1"]),
        ({"source": "no source given"}, ["x2"]),
        ({"kind": "person"}, ["x0", "x1"]),
        ({"kind": "document"}, []),
        ({"naming": "anonymous"}, ["x1"]),
        ({"naming": ["named", "anonymous"]}, ["x0", "x1"]),
        ({"form": "direct"}, ["x2"]),
        ({"cue": "say"}, ["x0"]),
        ({"cue": "said"}, ["x0"]),
        ({"cue": "claim"}, ["x1"]),
        ({"cue": "has claimed"}, ["x1"]),
        ({"cue": "HAS"}, ["x1"]),
        ({"confidence": (0.4, 0.9)}, ["x0", "x1"]),
        ({"confidence": (0.41, 1)}, ["x0"]),
        ({"text": "IT   RAINS"}, ["x0"]),
        ({"text": "hail"}, []),
        ({"kind": "person", "text": "snows"}, ["x1"]),
        ({"kind": "person", "form": "direct"}, []),
    ],
)
def test_a_choice_keeps_the_statements_for_which_all_holds(
    wanted: dict[str, object], found: list[str]
) -> None:
    assert ids(small().where(**wanted)) == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ({"source": "Bob"}, "Ann Lee, an aide"),
        ({"source": ["Ann Lee", "Bob"]}, "Ann Lee, an aide"),
        ({"source": ""}, "Ann Lee, an aide"),
        ({"kind": "robot"}, ", ".join(SOURCE_KINDS)),
        ({"naming": "secret"}, ", ".join(NAMINGS)),
        ({"form": "loud"}, ", ".join(FORMS)),
        ({"cue": "shout"}, "claim, say"),
    ],
)
def test_an_unknown_value_is_refused_in_a_line_that_lists_what_there_is(
    wanted: dict[str, object], there: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        small().where(**wanted)  # type: ignore[arg-type]
    assert str(caught.value).endswith(f"there are: {there}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("given", [(1, 0), (-0.1, 1), (0, 1.1), (0.5,), 0.5, ("a", "b"), "ab"])
def test_what_is_no_range_of_confidence_is_refused(given: object) -> None:
    with pytest.raises(ParameterError, match="not a range of confidence"):
        small().where(confidence=given)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["source", "kind", "naming", "form", "cue", "text"])
@pytest.mark.parametrize("given", [5, True, object(), b"x", [1]])
def test_whatever_is_no_text_is_refused_in_a_line(name: str, given: object) -> None:
    with pytest.raises(ParameterError, match="is not text"):
        small().where(**{name: given})  # type: ignore[arg-type]


def test_a_value_that_is_no_text_is_refused() -> None:
    with pytest.raises(ParameterError, match="is not text"):
        small().where(source=[1])  # type: ignore[list-item]


def test_a_long_list_of_what_there_is_is_cut() -> None:
    with pytest.raises(ParameterError, match="and 20 others"):
        Reading(crowd(60)).where(source="nobody")


def test_a_second_choice_narrows_the_first_and_knows_all_values_of_the_article() -> None:
    unnamed = small().where(naming="anonymous")
    assert ids(unnamed.where(form="mixed")) == ["x1"]
    assert ids(unnamed.where(source="Ann Lee")) == []
    assert unnamed.where(form="mixed").whole.attributions.shape[0] == 3


def test_the_whole_of_a_whole_reading_is_itself() -> None:
    whole = small()
    assert whole.whole is whole
    assert whole.where(form="direct").whole is whole


def test_tables_follow_the_choice() -> None:
    chosen = reading().where(naming="anonymous")
    assert set(chosen.attributions["naming"]) == {"anonymous"}
    assert set(chosen.sources["naming"]) == {"anonymous"}
    assert chosen.sources["statements"].sum() == len(chosen.attributions)
    assert chosen.quotations["attribution"].dropna().isin(chosen.attributions["id"]).all()
    assert len(chosen.paragraphs) == len(reading().paragraphs)
    assert chosen.paragraphs["attributed"].sum() < reading().paragraphs["attributed"].sum()


def test_statements_not_chosen_are_unmarked_in_the_text() -> None:
    chosen = reading().where(form="direct")
    html = markup.article(chosen.extraction, whole=chosen.whole.extraction)
    wanted = {
        f'id="a{n}"' for n, a in enumerate(gold_extraction().attributions, 1) if a.form == "direct"
    }
    assert len(wanted) == 2
    for n in range(1, 31):
        assert (f'id="a{n}"' in html) == (f'id="a{n}"' in wanted)


def test_a_source_keeps_its_colour_and_number_in_a_choice() -> None:
    whole = looks(reading()._repr_html_())
    for source in gold_extraction().sources:
        own = looks(reading().where(source=source.id)._repr_html_())
        assert len({voice for voice, _ in own}) == 1
        assert own <= whole


def looks(html: str) -> set[tuple[str, str]]:
    """Number and colour of the voices whose statements are marked."""
    return set(re.findall(r'class="st [^"]*?(v\d+) (h-\w+)', html))


def test_a_statement_whose_parent_went_has_the_next_one_around_it() -> None:
    x = nested()
    deep = x.attributions
    linked = [
        deep[0],
        replace(deep[1], parent=deep[0].id),
        replace(deep[2], parent=deep[1].id),
    ]
    whole = type(x)(x.article, x.quotations, tuple(linked), x.sources)
    assert [a.parent for a in keep(whole, {"x0", "x2"}).attributions] == [None, "x0"]
    assert [a.parent for a in keep(whole, {"x2"}).attributions] == [None]


@pytest.mark.parametrize("sample", [empty, foreign, hostile])
def test_a_choice_of_odd_articles_is_a_reading_like_any(sample: object) -> None:
    chosen = Reading(sample()).where(form="direct")  # type: ignore[operator]
    assert isinstance(chosen.attributions, pd.DataFrame)
    assert "<script>alert" not in chosen._repr_html_()
    assert "Reading of" in repr(chosen)


@given(
    st.sampled_from([None, *NAMINGS]),
    st.sampled_from([None, *FORMS]),
    st.sampled_from([None, "say", "warn"]),
    st.floats(0, 1),
)
def test_a_choice_never_adds_and_is_the_same_twice(
    naming: str | None, form: str | None, cue: str | None, low: float
) -> None:
    x = gold_extraction()
    choice = Choice(naming=naming, form=form, cue=cue, confidence=(low, 1.0))
    once = choose(x, choice)
    assert {a.id for a in once.attributions} <= {a.id for a in x.attributions}
    assert choose(once, choice, x) == once
    assert {s.id for s in once.sources} == {a.speaker for a in once.attributions}


@pytest.mark.parametrize("name", ["strip", "voices", "stances"])
@pytest.mark.parametrize("wanted", [{}, {"naming": "anonymous"}, {"text": "no such words"}])
def test_a_plot_of_a_choice_is_axes_that_show_themselves(name: str, wanted: dict[str, str]) -> None:
    axes = getattr(reading().where(**wanted).plot, name)()  # type: ignore[arg-type]
    assert isinstance(axes, Drawn)
    assert axes._repr_png_().startswith(b"\x89PNG")
    chosen = reading().where(**wanted).sources["name"]  # type: ignore[arg-type]
    rows = [label.get_text() for label in axes.get_yticklabels()]
    assert len(rows) == len(chosen)
    assert {row[:12] for row in rows} == {name[:12] for name in chosen}


@pytest.mark.parametrize("name", ["strip", "voices", "stances"])
def test_a_plot_is_drawn_on_axes_that_are_given_and_as_large_as_is_asked(name: str) -> None:
    draw = getattr(reading().plot, name)
    left, right = Figure(layout="constrained").subplots(1, 2)
    assert draw(ax=right) is right
    assert right.get_yticklabels()
    assert right.figure.legends == []
    assert draw(figsize=(5, 4)).figure.get_size_inches().tolist() == [5, 4]
    assert draw(ax=left, figsize=(9, 3)).figure.get_size_inches().tolist() == [9, 3]


@pytest.mark.parametrize("name", ["strip", "voices", "stances"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_plot_has_an_alternative_text_wherever_it_is_shown(name: str, sample: Any) -> None:
    axes = getattr(Reading(sample()).plot, name)()
    data, _ = DisplayFormatter().format(axes)
    (picture,) = [e for e in dom.read(data["text/html"]).all() if e.tag == "img"]
    assert picture.attributes["alt"] == axes.alt == data["text/plain"]
    assert axes.alt.endswith(".")
    assert "object at" not in data["text/plain"]


def test_the_alternative_text_says_what_is_drawn() -> None:
    plot: Any = reading().plot
    assert plot.strip().alt.startswith("Sixteen sources, one row each")
    assert plot.voices().alt.startswith("Words of each source's statements: a second source ")
    assert "; and 8 more." in plot.voices().alt
    assert " neutral" in plot.stances().alt


def test_plots_list_only_what_is_public_and_say_what_there_is() -> None:
    plot = reading().plot
    assert dir(plot) == ["stances", "strip", "voices"]
    assert all(getattr(plot, name).__doc__ for name in dir(plot))
    assert ".strip()" in repr(plot)


def test_a_plot_of_no_rows_is_refused() -> None:
    with pytest.raises(ParameterError, match="not a number of rows"):
        reading().plot.voices(most=0)


def test_a_wrong_value_option_or_plot_says_which_was_meant() -> None:
    with pytest.raises(ParameterError, match="no such source; did you mean 'King Abdullah II'"):
        reading().where(source="King Abdulah II")
    with pytest.raises(ParameterError, match="no such kind; did you mean 'government'"):
        reading().where(kind="goverment")
    with pytest.raises(TypeError, match="has no option 'fig_size'; did you mean 'figsize'"):
        reading().plot.strip(fig_size=(3, 3))  # type: ignore[call-arg]
    with pytest.raises(AttributeError, match="no 'stripes'; did you mean 'strip'"):
        reading().plot.stripes()
