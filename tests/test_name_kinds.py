"""The learned kinds of names: the file, the features, and what training learns from."""

from __future__ import annotations

import random
from importlib.resources import files

import numpy as np
import pytest

from analysis.ingest import from_text
from analysis.pipeline import extract
from analysis.sources.name_features import features, grouped, own, shape, short_forms
from analysis.sources.name_forms import described_kind
from analysis.sources.name_kinds import PARTS, SLOTS, model, with_kinds
from analysis.sources.names import find
from analysis.training.name_examples import KINDS, examples, swapped
from analysis.training.name_kinds import fit, folded, rows


def kinds(text: str) -> dict[str, str]:
    return {n.text: n.kind for n in with_kinds(text, find(from_text(text), ()))}


def test_the_file_of_the_model_is_small_and_whole() -> None:
    file = files("analysis") / "data" / "name_kinds.npz"
    assert len(file.read_bytes()) < 1_000_000
    held = model()
    assert held.kinds == KINDS
    assert held.plain.shape == (SLOTS, len(KINDS))
    assert held.vectors.shape == (len(held.words), held.parts.shape[1])
    assert held.parts.shape == (len(PARTS), held.vectors.shape[1], len(KINDS))
    assert np.isfinite(held.plain).all()


def test_a_short_form_is_what_the_whole_name_is() -> None:
    found = kinds("On Monday Ana Ostwick spoke. Then Ostwick left. Later Ana came back.")
    assert (found["Ana Ostwick"], found["Ostwick"], found["Ana"]) == ("person",) * 3


def test_the_same_word_is_a_place_or_a_person_by_what_surrounds_it() -> None:
    assert kinds("They met at the plant in Ostwick on Monday.")["Ostwick"] == "place"
    assert kinds("They met Mr Ostwick on Monday.")["Ostwick"] == "person"


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("Ana", "Xx"), ("NATO", "XX"), ("J.", "X."), ("eBay", "x"), ("YouTube", "XxX"), ("3M", "9")],
)
def test_the_shape_of_a_word(word: str, wanted: str) -> None:
    assert shape(word) == wanted


def test_what_an_apposition_and_a_genitive_tell_are_features() -> None:
    text = "Then Orvo, a bank in the hills, left. Then Orvo's chairman left."
    groups = grouped(find(from_text(text), ()))
    found = features(text, ("orvo",), groups[("orvo",)])
    assert found.plain["is:organisation"] == 0.5
    assert found.words["owned", "chairman"] > 0
    assert found.words["only", "orvo"] == 1


def test_short_forms_are_the_first_and_the_last_words_that_stand_alone() -> None:
    keys = [("ana", "rao"), ("rao",), ("ana",), ("hale", "times")]
    assert short_forms(keys) == {"ana": [("ana", "rao")], "rao": [("ana", "rao")]}


def test_silver_is_kept_where_form_and_tagger_agree_and_told_apart_by_plain_words() -> None:
    text = "The Coast Guard met Mr Rao. Then the Dunmore Gazette called Orvo Foods."
    tags = [
        ("Coast Guard", "ORG"),
        ("Rao", "ORG"),
        ("Dunmore Gazette", "ORG"),
        ("Orvo Foods", "ORG"),
    ]
    ents = [[text.index(n), text.index(n) + len(n), label] for n, label in tags]
    found = examples([{"id": "a", "text": text, "ents": ents}], gum=False)
    assert {" ".join(e.key): e.kind for e in found} == {
        "coast guard": "government",
        "dunmore gazette": "media",
        "orvo foods": "organisation",
        "rao": "person",
    }


def test_a_tagger_of_two_minds_teaches_nothing() -> None:
    text = "They met Ostwick there. Then they met Ostwick again."
    first, second = (i for i in range(len(text)) if text.startswith("Ostwick", i))
    ents = [[first, first + 7, "GPE"], [second, second + 7, "PERSON"]]
    assert not list(examples([{"id": "a", "text": text, "ents": ents}], gum=False))


def test_another_name_is_of_the_same_kind_and_the_same_for_the_same_seed() -> None:
    pool: dict[str, list[tuple[str, ...]]]
    pool = {"person": [("Ana", "Rao"), ("Ivo", "Cole")], "place": [("Hale",)]}
    pool |= {"organisation": [("Orvo", "Bank")], "media": [("Hale", "Times")]}
    chances = [random.Random(seed) for seed in (*range(30), *range(30))]  # noqa: S311
    names = [swapped(chance, "person", pool) for chance in chances]
    assert names[:30] == names[30:]
    assert len(set(names)) > 2
    assert all(len(name) == 2 for name in names)


def test_training_tells_two_kinds_apart_by_words_it_has_and_by_words_like_them() -> None:
    pytest.importorskip("scipy")
    vectors = np.array([[1, 0], [0.9, 0.1], [0, 1], [0.1, 0.9]], np.float32)
    vocabulary = {"foods": 0, "dairy": 1, "smith": 2, "rao": 3}
    lessons = [
        (own(("Orvo", "Foods")), "organisation", 1.0),
        (own(("Orvo", "Smith")), "person", 1.0),
    ]
    _, maps, _ = fit(rows(lessons, vocabulary), vectors, 50)
    short, small = folded(vectors, maps)
    last = short @ small[PARTS.index("last")]
    dairy, rao = last[vocabulary["dairy"]], last[vocabulary["rao"]]
    company, person = KINDS.index("organisation"), KINDS.index("person")
    assert dairy[company] > dairy[person]
    assert rao[person] > rao[company]


@pytest.mark.parametrize(
    ("behind", "kind"),
    [
        ("a technology company based in Leeds", "organisation"),
        ("an official news agency", "media"),
        ("a radio station", "media"),
        ("the ministry that pays", "government"),
        ("a lawyer for the bank", "person"),
        ("chief economist at the bank", "person"),
        ("a head of a school of lawyers", ""),
        ("a baker", ""),
        ("called twice", ""),
        ("42", "person"),
    ],
)
def test_the_apposition_behind_a_name_says_what_it_is(behind: str, kind: str) -> None:
    assert described_kind(["Zorvex", "Kale"], "", behind, "") == kind


def test_only_a_particle_inside_a_name_is_one() -> None:
    found = [own(parts.split()).plain for parts in ("Daniel van Berg", "Daniel Berg", "Daniel Van")]
    assert ["particle" in plain for plain in found] == [True, False, False]


def test_a_surname_that_two_share_is_of_whom_the_article_called_so_last() -> None:
    text = (
        "Tom Lee and his wife, Ann Lee, run the mill. Tom said it was shut. Tom said he would sell "
        "it. Lee said it was over."
    )
    x = extract(from_text(text))
    names = {s.id: s.name for s in x.sources}
    assert [names[a.speaker or ""] for a in x.attributions] == ["Tom Lee"] * 3
