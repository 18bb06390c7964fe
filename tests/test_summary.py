from __future__ import annotations

from dataclasses import replace

import samples
from seed import gold_extraction

from analysis.model import Span
from analysis.page import concerns
from analysis.page.panels import lede
from analysis.page.summary import clip, nesting, summarise


def test_the_seed_by_hand_gives_the_counts_that_were_counted_by_hand() -> None:
    s = summarise(gold_extraction())
    assert (len(s.x.attributions), len(s.sources), len(s.unnamed)) == (30, 16, 4)
    assert sum(len(v.statements) for v in s.unnamed) == 12
    assert 0.54 < s.share(s.unnamed) < 0.59
    assert 0.44 < s.attributed_words / s.body_words < 0.49


def test_voices_are_numbered_by_words_and_those_without_a_source_come_last() -> None:
    voices = summarise(samples.crossing()).voices
    assert [v.number for v in voices] == [1, 2, 3]
    assert [v.name for v in voices] == ["Ann", "Bo", "no source given"]
    assert voices[0].words >= voices[1].words


def test_a_source_that_the_article_never_mentions_is_no_voice_of_its_own() -> None:
    x = samples.crossing()
    nobody = replace(x.sources[0], name="unattributed", kind="unknown", mentions=())
    loose = tuple(replace(a, source=()) for a in x.attributions if a.speaker == nobody.id)
    voices = summarise(replace(x, sources=(nobody,), attributions=loose)).voices
    assert [v.name for v in voices] == ["no source given"]


def test_whom_a_person_named_is_a_voice_though_the_article_never_mentions_it() -> None:
    x = samples.crossing()
    named = replace(x.sources[0], name="Zoe Lind", mentions=(), corrected=("name",))
    loose = tuple(replace(a, source=()) for a in x.attributions if a.speaker == named.id)
    voices = summarise(replace(x, sources=(named,), attributions=loose)).voices
    assert [v.name for v in voices] == ["Zoe Lind"]


def test_words_in_nested_statements_count_once_in_the_total() -> None:
    s = summarise(samples.nested())
    assert [v.words for v in s.voices] == [10, 6, 2]
    assert s.attributed_words == 10


def test_words_outside_body_paragraphs_are_not_the_articles() -> None:
    s = summarise(samples.spread())
    assert s.body_words == len("Ann Lee said We built it by hand".split()) + 3 + 3 + 3
    assert s.attributed_words == 11


def test_nesting_finds_the_statement_around_and_the_depth() -> None:
    nest = nesting(samples.nested().attributions)
    assert nest == {"x0": (None, 0), "x1": ("x0", 1), "x2": ("x1", 2)}


def test_statements_that_only_cross_hold_each_other_not() -> None:
    nest = nesting(samples.crossing().attributions)
    assert nest["x1"] == (None, 1)


def test_clipping_gives_what_both_have() -> None:
    assert clip([Span(0, 5), Span(8, 12)], [Span(3, 9), Span(11, 20)]) == (
        Span(3, 5),
        Span(8, 9),
        Span(11, 12),
    )


def test_the_sentence_follows_the_counts() -> None:
    said = {make.__name__: lede(summarise(make())) for make in samples.SAMPLES}
    assert said["silent"].startswith("Nobody is found to say anything")
    assert said["single"] == (
        "One source makes the one statement of this article; that source is unnamed."
    )
    assert said["nested"] == (
        "Three sources make three statements; one is unnamed, and it carries one of the "
        "statements and 20% of the attributed words."
    )
    assert said["spread"] == "One source makes the one statement of this article; it is named."
    assert "none is unnamed, one is a class of people" in said["crossing"]
    assert said["crowd"].startswith("Forty sources make 40 statements; 13 are unnamed, and they")


def test_the_sentence_of_the_seed_names_its_figures() -> None:
    assert lede(summarise(gold_extraction())) == (
        "Sixteen sources make 30 statements; four are unnamed, and they carry 12 of the "
        "statements and 57% of the attributed words."
    )


def test_every_claim_of_the_seeds_unnamed_sources_rests_on_them_alone() -> None:
    found = concerns.alone(summarise(gold_extraction()))
    assert sorted(len(own) for _, own in found) == [2, 3, 3, 4]


def test_a_claim_that_a_named_source_reports_does_not_rest_on_unnamed_ones_alone() -> None:
    assert concerns.alone(summarise(samples.nested())) == ()
    (voice, own), *others = concerns.alone(summarise(samples.single()))
    assert (voice.name, len(own), others) == ("an official", 1, [])


def test_stretches_without_a_source_are_the_longest_runs_of_body_paragraphs() -> None:
    runs = concerns.silent(summarise(gold_extraction()))
    assert [(run.first, run.last) for run in runs] == [(0, 1), (13, 13), (10, 10)]
    (run,) = concerns.silent(summarise(samples.silent()))
    assert (run.first, run.last, run.words) == (0, 1, 11)


def test_statements_under_the_threshold_are_listed_least_sure_first() -> None:
    x = samples.crossing()
    assert [a.id for a in concerns.unsure(x, 0.5)] == ["x2", "x1"]
    assert concerns.unsure(x, 0.2) == ()
    assert [a.id for a in concerns.two_ways(x)] == ["x1"]


def test_sources_under_the_threshold_are_listed_too() -> None:
    assert len(concerns.unsure_sources(summarise(samples.hostile()), 0.5)) == 1


def test_a_source_heard_only_in_anothers_statement_is_second_hand() -> None:
    found = concerns.second_hand(summarise(samples.nested()))
    assert [(v.name, [o.name for o in others]) for v, others in found] == [
        ("the mayor", ["the paper"]),
        ("the clerk", ["the mayor"]),
    ]


def test_quoted_words_tell_who_is_quoted_from_who_is_paraphrased() -> None:
    s = summarise(gold_extraction())
    assert concerns.at_length(s)[0].name == "a second source"
    plain = {v.name for v in concerns.paraphrased(s)}
    assert "United Nations" in plain
    assert "King Abdullah II" not in plain
