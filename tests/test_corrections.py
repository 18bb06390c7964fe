from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import EVIL, Said, build
from seed import gold_extraction

from analysis import corrections
from analysis.corrections import Correction, Key, Quote, Who, apply
from analysis.errors import CorrectionError, OutputError, ParameterError
from analysis.model import Attribution, Extraction, Mention, Source, Span
from analysis.page import markup
from analysis.reading import Reading


def town() -> Extraction:
    """Two sources and three statements, one of them inside another."""
    paragraphs = [
        "Ana Ruiz said the bridge was closed, and that the mayor feared a flood.",
        "An aide added: “We will rebuild it by May.” He left at noon.",
        "Carl Berg, a shopkeeper, looked on.",
    ]
    said = [
        Said(
            "s1", "Ana Ruiz", "said", ("the bridge was closed, and that the mayor feared a flood",)
        ),
        Said("s2", "the mayor", "feared", ("a flood",), confidence=0.3, doubts=("who?",)),
        Said("s3", "An aide", "added", ("“We will rebuild it by May.”",), "direct", 0.4),
    ]

    def voice(key: str, name: str, naming: str) -> Source:
        at = " ".join(paragraphs).replace("flood. An", "flood.. An").index(name)
        mention = Mention(Span(at, at + len(name)), "name" if naming == "named" else "nominal")
        return Source(key, name, "person", naming, (mention,), confidence=0.3)  # type: ignore[arg-type]

    sources = [
        voice("s1", "Ana Ruiz", "named"),
        voice("s2", "the mayor", "anonymous"),
        voice("s3", "An aide", "anonymous"),
    ]
    x = build(paragraphs, said, sources)
    berg = x.article.text.index("Carl Berg")
    absent = Source("u1", "Carl Berg", "person", "named", (Mention(Span(berg, berg + 9), "name"),))
    named = tuple(replace(a, id=f"a{n}") for n, a in enumerate(x.attributions, 1))
    named = (named[0], replace(named[1], parent="a1"), named[2])
    return replace(x, attributions=named, unheard=(absent,))


def statement(reading: Reading, key: str) -> Attribution:
    return next(a for a in reading.extraction.attributions if a.id == key)


def source(reading: Reading, key: str) -> Source:
    x = reading.extraction
    return next(s for s in (*x.sources, *x.unheard) if s.id == key)


def words(reading: Reading, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(reading.article.text) for span in spans]


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
        (lambda r: r.correct("a9", form="direct"), "no such source; the ids are s1"),
        (lambda r: r.correct("a1"), "nothing is changed"),
        (lambda r: r.correct("a1", naming="named"), "this is a statement; give naming"),
        (lambda r: r.correct("s1", cue="said"), "this is a source"),
        (lambda r: r.correct("a1", form="loud"), "'loud' does not fit; give one of direct"),
        (lambda r: r.correct("a1", content=""), "a statement says something"),
        (lambda r: r.correct("a1", content="not there"), "does not say 'not there'"),
        (lambda r: r.correct("a1", content=(5, 2)), "no stretch of the article"),
        (lambda r: r.correct("a1", content=(0, 10_000)), "no stretch of the article"),
        (lambda r: r.correct("a1", content=3), "no stretch of the article"),
        (lambda r: r.correct("s1", name=" "), "a source has a name"),
        (lambda r: r.correct("s1", kind=7), "7 is no text"),
        (lambda r: r.remove("s1"), "no such statement"),
        (lambda r: r.join("s1"), "joined with other ones"),
        (lambda r: r.join("s1", "s1"), "joined with other ones"),
        (lambda r: r.split("s1", "Carl Berg"), "that source is not mentioned there"),
        (lambda r: r.add("e"), "the article does not say"),
        (lambda r: r.add("the"), "times; give (start, end)"),
        (lambda r: r.correct(["a1"], form="direct"), "is no id"),
        (lambda r: r.join("s1", ["s2"]), "is no id"),
        (lambda r: r.correct("a1", speaker="s9"), "“s9” is no name of a source"),
        (lambda r: r.correct("a1", speaker=" "), "speaker: these words are empty"),
        (lambda r: r.correct("a1", speaker=9), "9 is no text"),
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


def everything(reading: Reading) -> Reading:
    """One of each operation."""
    reading = reading.correct("a3", content="We will rebuild it", note="short")
    reading = reading.add("looked on", source="Carl Berg").join("s1", "s2")
    reading = reading.split("s1", "the mayor", name="Mayor Oz").correct("s1", role="engineer")
    return reading.remove("a2")


def test_corrections_applied_to_what_the_reader_found_give_the_corrected_reading() -> None:
    after = everything(Reading(town()))
    made, lost = apply(town(), after.corrections)
    assert (made, lost) == (after.extraction, ())
    assert len(after.corrections) == 6
    saved = corrections.parse(corrections.text({"x": after.corrections}).encode())["x"]
    assert apply(town(), saved)[0] == made


def test_a_correction_of_what_is_not_there_is_reported_and_changes_nothing() -> None:
    gone = Correction("remove", Key(Quote("the tunnel was open", "He said", "at noon today")))
    strange = Correction("set", voice=Who("Nobody Known"), naming="named")
    half = Correction(
        "change", Key(Quote("a flood")), cue=(Quote("feared"),), source=(Quote("the queen"),)
    )
    made, lost = apply(town(), [gone, strange, half])
    assert replace(made, unplaced=()) == town()
    assert [u.correction for u in lost] == [gone, strange, half]
    assert made.unplaced == tuple(map(str, lost))
    assert made.unplaced[1] == "set naming of “Nobody Known”: no such source is found any more"


def test_of_two_statements_of_one_content_the_one_with_the_cue_is_meant() -> None:
    said = [
        Said("s1", "Ann", "said", ("the roof fell",)),
        Said("s2", "Bo", "added", ("the roof fell",)),
    ]
    voices = [Source("s1", "Ann", "person", "named"), Source("s2", "Bo", "person", "named")]
    reading = Reading(build(["Ann said and Bo added the roof fell."], said, voices))
    after = reading.remove("x1")
    assert [a.id for a in after.extraction.attributions] == ["x0"]
    (own,) = after.corrections
    assert own.statement is not None and own.statement.cue == "added"
    blind = replace(own, statement=replace(own.statement, cue="", source=""))
    assert "several statements" in apply(reading.extraction, [blind])[1][0].why


def test_corrections_of_changed_words_are_applied_and_said_to_be() -> None:
    reading = Reading(town()).correct("a1", form="direct")
    text = town().article.text.replace(
        "the bridge was closed, and that", "the old bridge was closed and"
    )
    x = town()
    spans = (Span(text.index("the old"), text.index(".", 10)),)
    article = replace(x.article, text=text, paragraphs=())
    moved = replace(x, article=article, attributions=(replace(x.attributions[0], content=spans),))
    made, lost = apply(moved, reading.corrections)
    assert not lost
    assert made.attributions[0].form == "direct"
    assert len(made.moved) == 1


def test_the_page_says_what_was_corrected_and_what_was_not() -> None:
    reading = everything(Reading(town()))
    evil = Correction("set", voice=Who(EVIL), name=EVIL, naming="named")
    made = apply(reading.extraction, [evil])[0]
    made = replace(made, moved=(EVIL,))
    page = "".join(part(made) for part in (markup.article, markup.voices, markup.statements))
    assert page.count("corrected by hand") > 4
    assert "corrected by hand" not in markup.article(town())
    checks = markup.checks(made)
    assert "One correction by hand found no certain place" in checks
    assert 'id="unplaced"' in checks and 'id="moved"' in checks
    assert '<a href="#unplaced">one correction not applied</a>' in markup.headline(made)
    assert "<script>" not in checks + page and "<img" not in checks + page
    assert 'id="unplaced"' not in markup.checks(town())


def test_a_corrected_statement_or_source_is_not_listed_as_unsure() -> None:
    assert "that the mayor" not in markup.checks(town())
    before = markup.checks(town()).split('id="unsure"')[1].split("<h3")[0]
    after = Reading(town()).correct("a2", form="indirect").correct("s2", role="mayor")
    then = markup.checks(after.extraction).split('id="unsure"')[1].split("<h3")[0]
    assert "a flood" in before and "a flood" not in then
    assert "the mayor" in before and "the mayor" not in then


@settings(max_examples=25)
@given(st.data())
def test_whatever_is_corrected_the_extraction_stays_whole(data: st.DataObject) -> None:
    x = gold_extraction()
    keys = [a.id for a in x.attributions]
    reading = Reading(x)
    for _ in range(data.draw(st.integers(1, 3))):
        ids = [s.id for s in reading.extraction.sources]
        key = data.draw(st.sampled_from(keys))
        do = data.draw(st.sampled_from(["remove", "speaker", "content", "join"]))
        if do == "join" and len(ids) > 1:
            reading = reading.join(*data.draw(st.permutations(ids))[:2])
        elif key in [a.id for a in reading.extraction.attributions]:
            if do == "remove":
                reading = reading.remove(key)
            elif do == "speaker":
                reading = reading.correct(
                    key, speaker=data.draw(st.sampled_from(["", "New", *ids]))
                )
            elif do == "content":
                other = data.draw(st.sampled_from(x.attributions)).content[0]
                if any(a.content == (other,) for a in reading.extraction.attributions):
                    continue
                reading = reading.correct(key, content=[other])
    whole(reading.extraction)
    assert apply(x, reading.corrections)[0] == reading.extraction


def whole(x: Extraction) -> None:
    """Ids are unique and lead somewhere, spans lie in the text, the heard are those who speak."""
    said = {a.id: a for a in x.attributions}
    ids = [s.id for s in (*x.sources, *x.unheard)]
    assert len(said) == len(x.attributions) and len(set(ids)) == len(ids)
    assert {s.id for s in x.sources} == {a.speaker for a in x.attributions} - {None}
    for a in x.attributions:
        assert a.content and a.parent != a.id and (a.parent is None or a.parent in said)
        spans = (*a.source, *a.cue, *a.content)
        assert all(0 <= s.start < s.end <= len(x.article.text) for s in spans)


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


def test_a_statement_is_never_taken_for_the_one_around_it_once_that_is_gone() -> None:
    outer = "the mayor told reporters there that the flood had reached the town hall by noon"
    inner = "reporters there that the flood had reached the town hall by noon"
    said = [
        Said("s1", "Ana Ruiz", "said", (outer,)),
        Said("s2", "the mayor", "told", (inner,)),
    ]
    voices = [Source("s1", "Ana Ruiz", "person", "named"), Source("s2", "it", "person", "generic")]
    x = build([f"Ana Ruiz said {outer}."], said, voices)
    once = Reading(x).remove(x.attributions[1].id)
    made, lost = apply(x, [*once.corrections, *once.corrections])
    assert [a.id for a in made.attributions] == [x.attributions[0].id]
    assert [u.why for u in lost] == ["no statement is found there any more"]


def test_a_statement_in_about_the_same_place_is_corrected_with_a_word_of_warning() -> None:
    (correction,) = Reading(town()).correct("a3", form="mixed").corrections
    shorter = Reading(town()).correct("a3", content="We will rebuild it").extraction
    made, lost = apply(shorter, [correction])
    assert not lost
    assert made.moved == ("change form of the statement ““We will rebuild it by May.””",)


def test_a_statement_that_is_there_with_its_cue_is_not_added_again() -> None:
    once = Reading(town()).add("looked on", cue="shopkeeper", speaker="Carl Berg")
    made, lost = apply(once.extraction, once.corrections)
    assert made.attributions == once.extraction.attributions
    assert [u.why for u in lost] == ["the reader finds this statement itself by now"]


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
    assert "“s1” is no name of a source" in lost.why


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
