from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from samples import Said, build
from town import source, statement, town, words

from analysis import corrections
from analysis.corrections import Correction, Key, Quote, Who, apply
from analysis.errors import CorrectionError, OutputError, ParameterError
from analysis.model import Source
from analysis.reading import Reading


def test_a_corrected_statement_says_what_was_set_and_is_settled() -> None:
    before = Reading(town())
    after = before.correct("a3", content="We will rebuild it", cue="added", form="mixed")
    said = statement(after, "a3")
    assert words(after, said.content) == ["We will rebuild it"]
    assert said.form == "mixed"
    assert said.corrected == ("cue", "content", "form")
    assert (said.confidence, said.doubts) == (1.0, ())
    assert before.extraction == town()


def test_the_form_follows_from_a_corrected_content() -> None:
    after = Reading(town()).correct("a3", content="He left at noon")
    assert statement(after, "a3").form == "indirect"
    assert statement(after, "a3").corrected == ("content",)


def test_a_place_that_mentions_a_voice_makes_that_voice_speak() -> None:
    after = Reading(town()).correct("a3", source="Carl Berg")
    said = statement(after, "a3")
    assert source(after, said.speaker or "").name == "Carl Berg"
    assert said.speaker == "s4"
    assert not after.extraction.unheard
    assert "An aide" not in [s.name for s in after.extraction.sources]


def test_a_new_source_gets_kind_and_naming_from_what_it_is_called() -> None:
    x = town()
    after = Reading(x).correct("a3", source="a shopkeeper")
    made = source(after, statement(after, "a3").speaker or "")
    assert made.kind == "person"
    assert any(m.span.of(x.article.text) == "a shopkeeper" for m in made.mentions)


@pytest.mark.parametrize("speaker", ["s1", "Ana Ruiz"])
def test_a_speaker_is_given_by_id_or_by_name(speaker: str) -> None:
    after = Reading(town()).correct("a3", speaker=speaker)
    assert statement(after, "a3").speaker == "s1"
    assert statement(after, "a3").corrected == ("speaker",)


def test_a_speaker_of_a_new_name_is_a_new_voice_and_none_is_nobody() -> None:
    after = Reading(town()).correct("a3", speaker="Zoe Lind")
    made = source(after, statement(after, "a3").speaker or "")
    assert (made.name, made.naming, made.corrected) == ("Zoe Lind", "named", ("name",))
    nobody = Reading(town()).correct("a3", speaker="", source="")
    assert (statement(nobody, "a3").speaker, statement(nobody, "a3").source) == (None, ())


def test_what_a_removed_statement_held_stays() -> None:
    after = Reading(town()).remove("a1")
    assert [(a.id, a.parent) for a in after.extraction.attributions] == [("a2", None), ("a3", None)]
    assert [s.id for s in after.extraction.sources] == ["s2", "s3"]
    assert [s.name for s in after.extraction.unheard] == ["Carl Berg", "Ana Ruiz"]


def test_an_unnamed_source_without_statements_goes() -> None:
    after = Reading(town()).remove("a3")
    assert "An aide" not in [s.name for s in (*after.extraction.sources, *after.extraction.unheard)]


def test_an_added_statement_stands_in_its_place_with_the_next_id() -> None:
    after = Reading(town()).add("looked on", source="Carl Berg", cue="looked")
    assert [a.id for a in after.extraction.attributions] == ["a1", "a2", "a3", "a4"]
    said = statement(after, "a4")
    assert said.corrected == ("source", "cue", "content")
    assert source(after, said.speaker or "").name == "Carl Berg"
    inner = Reading(town()).add("the bridge was closed", source="Ana Ruiz", cue="was")
    assert statement(inner, "a4").parent == "a1"
    assert [a.id for a in inner.extraction.attributions] == ["a1", "a4", "a2", "a3"]


def test_joined_sources_are_one_with_the_mentions_of_both() -> None:
    after = Reading(town()).join("s1", "s2", "u1")
    assert [s.id for s in after.extraction.sources] == ["s1", "s3"]
    assert not after.extraction.unheard
    assert len(source(after, "s1").mentions) == 3
    assert source(after, "s1").corrected == ("mentions",)
    assert {a.speaker for a in after.extraction.attributions} == {"s1", "s3"}


def test_a_split_source_keeps_the_rest() -> None:
    joined = Reading(town()).join("s1", "s2")
    after = joined.split("s1", "the mayor", name="the mayor of Lyon", naming="anonymous")
    made = source(after, statement(after, "a2").speaker or "")
    assert (made.name, made.naming) == ("the mayor of Lyon", "anonymous")
    assert statement(after, "a1").speaker == "s1"
    assert words(after, tuple(m.span for m in source(after, "s1").mentions)) == ["Ana Ruiz"]


def test_what_a_source_is_can_be_set() -> None:
    after = Reading(town()).correct(
        "s2", kind="government", naming="generic", role="", name="mayors"
    )
    made = source(after, "s2")
    assert (made.name, made.kind, made.naming) == ("mayors", "government", "generic")
    assert made.corrected == ("name", "kind", "naming", "role")
    assert made.confidence == 1.0
    assert "set by hand" in made.because


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda r: r.correct("a9", form="direct"), "no such statement; the ids are a1, a2, a3"),
        (lambda r: r.correct("s9", name="Lyon"), "no such source; the ids are s1"),
        (lambda r: r.correct("a1"), "nothing is changed"),
        (lambda r: r.correct("a1", naming="named"), "this is a statement; give naming"),
        (lambda r: r.correct("s1", cue="said"), "this is a source"),
        (lambda r: r.correct("a1", form="loud"), "'loud' does not fit; give one of direct"),
        (lambda r: r.correct("a1", content=""), "a statement says something"),
        (lambda r: r.correct("a1", content="not there"), "does not say 'not there'"),
        (lambda r: r.correct("a1", content=(5, 2)), "not a stretch of the article"),
        (lambda r: r.correct("a1", content=(0, 10_000)), "not a stretch of the article"),
        (lambda r: r.correct("a1", content=3), "not a stretch of the article"),
        (lambda r: r.correct("s1", name=" "), "a source has a name"),
        (lambda r: r.correct("s1", kind=7), "7 is not text"),
        (lambda r: r.remove("s1"), "no such statement"),
        (lambda r: r.join("s1"), "joined with other ones"),
        (lambda r: r.join("s1", "s1"), "joined with other ones"),
        (lambda r: r.split("s1", "Carl Berg"), "that source is not mentioned there"),
        (lambda r: r.add("e"), "the article does not say"),
        (lambda r: r.add("the"), "times; give (start, end)"),
        (lambda r: r.correct(["a1"], form="direct"), "is not an id"),
        (lambda r: r.join("s1", ["s2"]), "is not an id"),
        (lambda r: r.correct("a1", speaker="s9"), "“s9” is not the name of a source"),
        (lambda r: r.correct("a1", speaker=" "), "speaker: these words are empty"),
        (lambda r: r.correct("a1", speaker=9), "9 is not text"),
        (lambda r: r.correct("a1", form="direct", note="x" * 2001), "'note' is too long"),
        (lambda r: r.correct("a1", form="direct", note=5), "'note' must be text"),
        (lambda r: r.remove("a1", by=None), "'by' must be text"),
        (lambda r: r.correct("s1", name="x" * 200_001), "'name' is too long"),
        (lambda r: r.correct("a1", content=[(n, n + 1) for n in (0, 1)] * 101), "holds too many"),
        (lambda r: r.save_corrections(), "has no file; give a path"),
    ],
)
def test_what_does_not_fit_is_one_clear_line(call: Callable[[Reading], object], says: str) -> None:
    with pytest.raises(ParameterError) as caught:
        call(Reading(town()))
    assert says in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (0, "there is none"),
        (1, "the ids are a1"),
        (2, "the ids are a1, a2"),
        (4, "the ids are a1, a2, a3, a4"),
        (5, "the ids are a1, a2, a3 ... a5"),
    ],
)
def test_an_unknown_id_is_answered_with_a_list_that_names_each_once(number: int, says: str) -> None:
    found = town()
    said = tuple(replace(found.attributions[0], id=f"a{n}") for n in range(1, number + 1))
    with pytest.raises(ParameterError) as caught:
        Reading(replace(found, attributions=said)).correct("a99", form="indirect")
    assert str(caught.value) == f"a99: there is no such statement; {says}"


def test_saved_corrections_lie_beside_the_article_and_lose_none(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    one = Reading(town(), path=path).remove("a1")
    two = Reading(town(), path=path).remove("a3")
    assert one.save_corrections() == tmp_path / "corrections.yaml"
    with pytest.raises(OutputError, match="that this reading does not; read the article again"):
        two.save_corrections()
    assert corrections.of(path) == one.corrections
    two.save_corrections(overwrite=True)
    assert corrections.of(path) == two.corrections
    assert one.save_corrections(tmp_path / "mine.yaml").is_file()
    (tmp_path / "bad.yaml").write_text("[")
    with pytest.raises(CorrectionError):
        one.save_corrections(tmp_path / "bad.yaml")


def test_a_chosen_part_is_corrected_in_the_whole() -> None:
    part = Reading(town()).where(naming="anonymous").correct("a3", form="mixed")
    assert len(part.extraction.attributions) == 3
    assert part.where(naming="named").corrections == part.corrections


def test_what_a_correction_says_of_its_speaker_holds_for_one_that_is_known_too() -> None:
    who = Who("the mayor", kind="government", naming="generic", role="head of the town")
    key = Key(Quote("We will rebuild it by May"))
    made, lost = apply(town(), [Correction("change", key, speaker=who)])
    mayor = next(s for s in made.sources if s.name == "the mayor")
    assert not lost
    assert (mayor.kind, mayor.naming, mayor.role) == ("government", "generic", "head of the town")
    assert mayor.corrected == ("kind", "naming", "role")


def test_an_id_is_no_name_of_a_new_speaker() -> None:
    wrong = Correction("change", Key(Quote("a flood")), speaker=Who("s1"))
    made, (lost,) = apply(town(), [wrong])
    assert replace(made, unplaced=()) == town()
    assert "“s1” is not the name of a source" in lost.why


def test_a_speaker_without_a_name_or_a_mention_is_nobody_new() -> None:
    wrong = Correction("change", Key(Quote("a flood")), speaker=Who(kind="person"))
    made, (lost,) = apply(town(), [wrong])
    assert replace(made, unplaced=()) == town()
    assert lost.why == "the speaker has neither a name nor a mention"


def test_a_voice_without_a_name_is_called_by_its_mention() -> None:
    wrong = Correction("join", voice=Who("Ana Ruiz"), others=(Who("", Quote("the queen")),))
    (lost,) = apply(town(), [wrong])[1]
    assert str(lost).startswith("join “Ana Ruiz” with “the queen”: ")


def test_words_as_long_as_pages_beside_a_quote_do_not_spoil_the_file(tmp_path: Path) -> None:
    text = f"{'x' * 9000} said “no” to {'y' * 9000}."
    x = build([text], [Said("s1", "", "said", ("“no”",))], [Source("s1", "X", "person", "named")])
    made = Reading(x).correct(x.attributions[0].id, form="mixed")
    made.save_corrections(tmp_path / "c.yaml")
    (own,) = corrections.load(tmp_path / "c.yaml").values()
    assert own == made.corrections
    assert apply(x, own) == (made.extraction, ())
