"""What a source is, decision by decision: a person, a body, a medium, a document."""

from __future__ import annotations

import pytest

from analysis.model import SourceKind
from analysis.sources.entities import Entity
from analysis.sources.naming import kind

RAO = Entity(kind="person", names=[("Ana", "Rao")])
BODY = Entity(kind="organisation", names=[("Nordbank",)])
POWER = Entity(kind="government", country="Oman")
NOBODY = Entity(kind="person", label="a nurse", heads={"nurse"})


@pytest.mark.parametrize(
    ("entity", "wanted"),
    [
        (Entity(members=(RAO, NOBODY)), "group"),
        (Entity(members=(BODY, POWER, Entity(kind="media"))), "organisation"),
        (Entity(members=(BODY, BODY)), "organisation"),
        (Entity(members=(POWER, POWER)), "government"),
        (Entity(members=(BODY, POWER)), "organisation"),
        (Entity(members=(BODY, POWER), determiner="definite"), "group"),
        (Entity(members=(BODY, RAO)), "group"),
        (Entity(members=(BODY,), exemplified=True), "group"),
        (Entity(members=(BODY,), exemplified=True, label="Nordbank and a bank"), "organisation"),
        (Entity(members=(RAO,), exemplified=True, label="Rao and a bank"), "group"),
        (Entity(kind="person", plural=True), "group"),
        (Entity(kind="document", plural=True, heads={"reports"}), "media"),
        (Entity(kind="group", plural=True, heads={"sources"}, modifiers={"news"}), "media"),
        (Entity(kind="group", plural=True, heads={"sources"}, modifiers={"media"}), "media"),
        (Entity(kind="group", plural=True, heads={"sources"}, modifiers={"press"}), "media"),
        (Entity(kind="group", plural=True, heads={"sources"}), "group"),
        (Entity(kind="media"), "media"),
        (Entity(names=[("Ana", "Rao")]), "person"),
        (Entity(names=[("Rao",)], gender="f"), "person"),
        (Entity(kind="unknown", names=[("@rosa_l",)]), "unknown"),
        (Entity(names=[("Rao",)], gender="m"), "person"),
        (Entity(kind="group", plural=True, heads={"sources"}, modifiers={"old"}), "group"),
        (Entity(names=[("Nord", "Harbour")]), "person"),
        (Entity(names=[("Ana",), ("Nordbank",)]), "person"),
        (Entity(kind="organisation", plural=True, exemplified=True), "organisation"),
        (Entity(members=(BODY,), exemplified=True, label="Nordbank and a Bank"), "organisation"),
        (Entity(members=(BODY, POWER), exemplified=True, label="Oman, Nordbank, a bank"), "group"),
        (Entity(kind="document", names=[("Reports",)], heads={"reports"}), "document"),
        (Entity(kind="group", plural=True, heads={"bosses"}, modifiers={"media"}), "group"),
        (Entity(names=[("Ana",)]), "person"),
        (Entity(names=[("Nordbank",)]), "organisation"),
        (Entity(), "unknown"),
    ],
)
def test_each_decision_of_kind(entity: Entity, wanted: SourceKind) -> None:
    assert kind(entity) == wanted
