"""Several articles as one object: tables of all, each by place or id, choices over all."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from samples import crowd, empty
from seed import gold_extraction

import analysis
from analysis import frames
from analysis.errors import InputError, ParameterError
from analysis.frames import schema
from analysis.reading import Reading
from analysis.readings import Readings

EXAMPLES = Path(__file__).resolve().parents[1] / "notebooks" / "examples"


def both() -> Readings:
    return Readings([Reading(gold_extraction()), Reading(crowd(3))])


@pytest.mark.slow
def test_a_list_of_files_is_read_into_one_object() -> None:
    paths: list[str | Path] = [
        EXAMPLES / "bridge-morning.txt",
        str(EXAMPLES / "bridge-evening.txt"),
    ]
    several = analysis.read(paths)
    assert [one.article.id for one in several] == ["bridge-morning", "bridge-evening"]
    assert set(several.attributions["article"]) == {"bridge-morning", "bridge-evening"}
    assert several["bridge-evening"].extraction == analysis.read(paths[1]).extraction


@pytest.mark.parametrize("name", [*schema.TABLES, "unheard"])
def test_every_table_is_that_of_all_articles(name: str) -> None:
    x, y = gold_extraction(), crowd(3)
    pd.testing.assert_frame_equal(getattr(both(), name), getattr(frames, name)(x, y))


def test_an_article_is_found_by_place_by_id_and_by_slice() -> None:
    several = both()
    assert len(several) == 2
    assert several[-1].article.id == several["sample"].article.id == "sample"
    assert [one.article.id for one in several[1:]] == ["sample"]
    assert several.statements is several.attributions
    assert several.voices is several.sources
    with pytest.raises(KeyError, match="no article 'sampel'; did you mean 'sample'"):
        several["sampel"]


def test_a_choice_is_made_in_every_article() -> None:
    several = both()
    assert [len(one) for one in several.where(naming="unnamed")] == [12, 1]
    assert [len(one) for one in several.where(source="Speaker 1")] == [0, 1]
    assert len(several.where(source="Speaker 1")[0].whole) == 30
    with pytest.raises(ParameterError, match="no such source"):
        several.where(source="Nobody Known")
    with pytest.raises(TypeError, match="did you mean 'naming'"):
        several.where(nameing="named")


def test_it_says_what_it_holds_and_what_was_meant() -> None:
    several = both()
    assert repr(several) == (
        "Readings of two articles, 33 statements\n000_2efcd0cf48806b2a, sample"
    )
    with pytest.raises(AttributeError, match="did you mean 'attributions'"):
        several.atributions  # noqa: B018
    with pytest.raises(AttributeError, match="Readings has no 'plot'; there are: attributions, "):
        several.plot  # noqa: B018
    assert all(getattr(Readings, name).__doc__ for name in dir(several))


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ([], InputError, "no article in the list"),
        (["no-such-file.txt"], InputError, "no-such-file.txt: there is no such file"),
        (7, ParameterError, "is not a path but of type int"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(
    given: object, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        analysis.read(given)  # type: ignore[call-overload]


def test_articles_without_statements_have_empty_tables() -> None:
    several = Readings([Reading(empty())])
    assert several.attributions.empty
    assert several.where(form="direct").attributions.empty


def test_a_comparison_takes_a_list_too_and_says_what_was_meant() -> None:
    paths = [EXAMPLES / "bridge-morning.txt", EXAMPLES / "bridge-evening.txt"]
    comparison = analysis.compare(paths)
    assert comparison.voices.equals(analysis.compare(*paths).voices)
    with pytest.raises(AttributeError, match="Comparison has no 'voice'; did you mean 'voices'"):
        comparison.voice  # noqa: B018
    with pytest.raises(KeyError, match="did you mean 'naming'"):
        comparison.voices["nameing"]
    with pytest.raises(TypeError, match="did you mean 'corrections'"):
        analysis.compare(*paths, correction=False)  # type: ignore[call-arg]


def test_a_check_says_what_was_meant() -> None:
    path = EXAMPLES / "bridge-morning.txt"
    checking = analysis.check(path, [path])
    with pytest.raises(AttributeError, match="Checking has no 'quotes'; did you mean 'quotations'"):
        checking.quotes  # noqa: B018
    with pytest.raises(KeyError, match="did you mean 'verdict'"):
        checking.quotations["verdicts"]
