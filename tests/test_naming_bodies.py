"""What makes a body, medium or document named, anonymous or generic, decision by decision."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.model import Naming
from analysis.sources.entities import Entity
from analysis.sources.naming import naming

# Each row is one decision: if it is inverted or left out, its row fails.
DECISIONS: list[tuple[str, dict[str, Any], Naming]] = [
    ("a country is the name of its government", {"kind": "government", "country": "Oman"}, "named"),
    ("one document", {"kind": "document", "label": "the report"}, "named"),
    (
        "documents, bare",
        {"kind": "document", "label": "polls", "plural": True, "determiner": "bare"},
        "generic",
    ),
    (
        "some documents",
        {"kind": "document", "label": "some polls", "plural": True, "quantifier": "some"},
        "generic",
    ),
    (
        "the documents",
        {"kind": "document", "label": "the polls", "plural": True, "determiner": "definite"},
        "named",
    ),
    (
        "reports of nobody",
        {"kind": "document", "label": "some reports", "plural": True, "heads": {"reports"}},
        "anonymous",
    ),
    (
        "reports of somebody",
        {
            "kind": "document",
            "label": "some reports by a bank",
            "plural": True,
            "quantifier": "some",
            "heads": {"reports"},
        },
        "generic",
    ),
    (
        "the reports",
        {
            "kind": "document",
            "label": "the reports",
            "plural": True,
            "determiner": "definite",
            "heads": {"reports"},
        },
        "named",
    ),
    (
        "the governments",
        {"kind": "government", "plural": True, "determiner": "definite", "label": "the states"},
        "named",
    ),
    (
        "governments, bare",
        {"kind": "government", "plural": True, "determiner": "bare", "label": "states"},
        "generic",
    ),
    (
        "some bodies",
        {"kind": "organisation", "plural": True, "quantifier": "some", "label": "some firms"},
        "generic",
    ),
    (
        "media of a kind",
        {"kind": "media", "label": "state media", "determiner": "bare"},
        "generic",
    ),
    ("the paper", {"kind": "media", "label": "the paper", "determiner": "definite"}, "named"),
    ("the government", {"kind": "government", "label": "the government"}, "named"),
    (
        "a body, bare",
        {"kind": "organisation", "label": "management", "determiner": "bare"},
        "generic",
    ),
    (
        "one body",
        {"kind": "organisation", "label": "the company", "determiner": "definite"},
        "anonymous",
    ),
    (
        "a body with a name in what it is called",
        {"kind": "organisation", "label": "the Lanark pit", "determiner": "definite"},
        "named",
    ),
    (
        "a body of a country",
        {"kind": "organisation", "label": "the French firm", "determiner": "definite"},
        "anonymous",
    ),
    (
        "documents seen by somebody",
        {
            "kind": "document",
            "label": "documents seen by a paper",
            "plural": True,
            "determiner": "bare",
        },
        "named",
    ),
    (
        "somebody's reports",
        {
            "kind": "document",
            "label": "his reports",
            "plural": True,
            "determiner": "possessed",
            "heads": {"reports"},
        },
        "named",
    ),
    (
        "documents called by whose they are",
        {
            "kind": "document",
            "label": "new Nordbank polls",
            "plural": True,
            "determiner": "bare",
            "heads": {"polls"},
        },
        "named",
    ),
    (
        "documents about somebody",
        {
            "kind": "document",
            "label": "new polls on Nordbank",
            "plural": True,
            "determiner": "bare",
            "heads": {"polls"},
        },
        "generic",
    ),
    (
        "documents known by another noun",
        {
            "kind": "document",
            "label": "new Nordbank figures",
            "plural": True,
            "determiner": "bare",
            "heads": {"polls"},
        },
        "generic",
    ),
    (
        "a body of somebody's country",
        {"kind": "organisation", "label": "the bank of Oman's king", "determiner": "definite"},
        "anonymous",
    ),
    (
        "a body of somebody's country, curled",
        {"kind": "organisation", "label": "the bank of Oman’s king", "determiner": "definite"},
        "anonymous",
    ),
    (
        "many of somebody's documents",
        {
            "kind": "document",
            "label": "many Nordbank polls",
            "plural": True,
            "determiner": "bare",
            "quantifier": "many",
            "heads": {"polls"},
        },
        "generic",
    ),
    (
        "documents of a headline",
        {
            "kind": "document",
            "label": "New Polls On Nordbank",
            "plural": True,
            "determiner": "bare",
            "heads": {"polls"},
        },
        "generic",
    ),
    (
        "words on a wall of somebody",
        {
            "kind": "document",
            "label": "old Nordbank graffiti",
            "determiner": "bare",
            "heads": {"graffiti"},
        },
        "generic",
    ),
    ("police", {"kind": "organisation", "label": "police", "heads": {"police"}}, "named"),
    ("testimony", {"kind": "document", "label": "testimony", "determiner": "bare"}, "named"),
    (
        "the banks",
        {"kind": "organisation", "label": "the banks", "plural": True, "determiner": "definite"},
        "generic",
    ),
    ("parliament", {"kind": "government", "label": "parliament", "determiner": "bare"}, "named"),
    (
        "another body with a name in what it is called",
        {"kind": "organisation", "label": "another Lanark pit", "determiner": "new"},
        "anonymous",
    ),
    (
        "documents of a headline, called by whose they are",
        {
            "kind": "document",
            "label": "New Nordbank Polls",
            "plural": True,
            "determiner": "bare",
            "heads": {"polls"},
        },
        "named",
    ),
]


@pytest.mark.parametrize(
    ("values", "wanted"), [row[1:] for row in DECISIONS], ids=[row[0] for row in DECISIONS]
)
def test_each_decision_of_the_naming_of_a_body_or_document(
    values: dict[str, Any], wanted: Naming
) -> None:
    assert naming(Entity(**values))[0] == wanted
