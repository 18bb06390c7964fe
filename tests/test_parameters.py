"""Parameters of a notebook: names and values that fit, and those that are refused in a line."""

from __future__ import annotations

import pytest

from analysis.errors import ParameterError
from analysis.parameters import filled, fit, given

KNOWN = {"path": "x", "threshold": 0.5, "count": 3, "loud": False, "facts": {}}
OWN = frozenset({"path", "tables", "facts"})
DEFAULTS = 'path: str = "a.txt"  # the article\nthreshold: float = 0.5\nfacts: dict = {}\n'


@pytest.mark.parametrize(
    ("name", "given", "wanted"),
    [
        ("threshold", "0.6", 0.6),
        ("threshold", "1", 1.0),
        ("threshold", 1, 1.0),
        ("count", "7", 7),
        ("loud", "yes", True),
        ("loud", "FALSE", False),
        ("loud", True, True),
    ],
)
def test_a_value_takes_the_type_of_its_default(name: str, given: object, wanted: object) -> None:
    (value,) = fit({name: given}, KNOWN, OWN).values()
    assert value == wanted
    assert type(value) is type(wanted)


@pytest.mark.parametrize("text", ["007", "1_000", "true", "{}"])
def test_a_text_stays_the_text_it_is(text: str) -> None:
    assert fit({"name": text}, {"name": "x"}) == {"name": text}


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("threshold", "much"),
        ("count", "1.5"),
        ("loud", "loud"),
        ("count", True),
        ("count", None),
        ("threshold", "nan"),
        ("threshold", "-inf"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(name: str, given: object) -> None:
    with pytest.raises(ParameterError, match=name):
        fit({name: given}, KNOWN, OWN)


def test_a_cell_of_parameters_takes_values_and_keeps_its_types_and_comments() -> None:
    cell = """text: str = "é"; count: int = 3  # how many
names: list[str] = [
    "a",  # the first
]  # of whom
facts: dict = {}  # nothing
"""
    values = {"text": 'ü # "x"\n', "names": [], "facts": {"a": {"b": 0.5}}, "other": 1}
    assert filled(cell, values) == (
        """text: str = 'ü # "x"\\n'; count: int = 3  # how many
names: list[str] = []  # of whom
facts: dict = {'a': {'b': 0.5}}  # nothing
"""
    )
    assert filled("threshold = 0.5  # a share", {"threshold": 0.7}) == "threshold = 0.7  # a share"


@pytest.mark.parametrize("name", ["treshold", "path", "facts"])
def test_an_unknown_parameter_is_refused_and_the_known_ones_named(name: str) -> None:
    with pytest.raises(ParameterError) as caught:
        fit({name: "1"}, KNOWN, OWN)
    assert str(caught.value).startswith(f"{name}: no such parameter")
    assert str(caught.value).endswith("threshold, count, loud")


def test_the_notebook_itself_finds_what_papermill_gave() -> None:
    cells = ["", DEFAULTS, '# Parameters\npath = "b.txt"\nthreshold = "1"\n', "x: int = 1"]
    assert given(cells) == {"path": "b.txt", "threshold": 1.0}


@pytest.mark.parametrize(
    "cells", [[], ["", "x = 1"], ["%matplotlib inline"], ["", DEFAULTS, "a = 1"]]
)
def test_where_nothing_was_given_nothing_is_refused(cells: list[str]) -> None:
    assert given(cells) == {}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            'article = "a.txt"',
            "article: no such parameter; the notebook takes: path, threshold, facts",
        ),
        (
            "treshold = 0.6",
            "treshold: no such parameter; did you mean 'threshold'? The",
        ),
        ('threshold = "high"', "threshold: 'high' does not fit; give a number"),
        ("threshold = 60", "threshold: 60 is not between 0 and 1"),
        ('threshold = float("nan")', "threshold: None does not fit"),
        ('facts = "x"', "facts: 'x' does not fit; give a mapping"),
    ],
)
def test_what_papermill_gave_and_the_notebook_does_not_take_is_one_line(
    line: str, said: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        given(["", DEFAULTS, f"# Parameters\n{line}\n"])
    assert str(caught.value).startswith(said)
