from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from samples import EVIL, Said, build
from seed import gold_extraction
from town import town

from analysis import corrections
from analysis.corrections import Correction, Key, Quote, Who, apply
from analysis.model import Extraction, Source, Span
from analysis.page import markup
from analysis.reading import Reading


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
