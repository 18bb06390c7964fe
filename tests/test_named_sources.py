"""Over 200 short texts of many domains and decades: kind, naming, name and role of sources.

The texts are made up; half of a to c were written before the code was looked at, those of d for
single rules. A text that is still read wrongly is expected to fail: once it is read rightly, take
it off the list.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from marked import voices

LINES = (Path(__file__).parent / "named_sources.jsonl").read_text("utf-8").splitlines()
WRONG = {
    "a04": "Kettle Brook: two words that may be a person's, one mention",
    "b01": "Hazel Moor: a given name before a place",
    "b30": "Radio Caroline: a given name behind a medium",
}


def _cases() -> list[Any]:
    cases = [json.loads(line) for line in LINES]
    return [
        pytest.param(
            case,
            id=case["id"],
            marks=[pytest.mark.xfail(reason=WRONG[case["id"]], strict=True)]
            if case["id"] in WRONG
            else [],
        )
        for case in cases
    ]


@pytest.mark.parametrize("case", _cases())
def test_kind_naming_name_and_role_are_those_of_the_text(case: dict[str, Any]) -> None:
    found = voices(case["text"])
    for wanted in case["sources"]:
        source = found.of(wanted["number"])
        assert source is not None
        name = source.name.removeprefix("the ").removeprefix("The ")
        said = {"kind": source.kind, "naming": source.naming, "name": name, "role": source.role}
        assert {key: said[key] for key in wanted if key != "number"} == {
            key: value for key, value in wanted.items() if key != "number"
        }
