from __future__ import annotations

import re
from dataclasses import replace

import marked
import pytest
import samples
from seed import gold_extraction

from analysis import ingest, pipeline
from analysis.model import Extraction, Span
from analysis.page import concerns, markup
from analysis.page.panels import lede
from analysis.page.summary import nesting, summarise
from analysis.page.wording import about
from analysis.sources import identify
from analysis.spans.sets import clip


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


def sentence(x: Extraction) -> str:
    """The page's first sentence without its links."""
    return re.sub(r"<[^>]+>", "", lede(summarise(x)))


def test_the_first_sentence_follows_the_counts() -> None:
    said = {make.__name__: sentence(make()) for make in samples.SAMPLES}
    assert said["silent"] == (
        "No statement was found in this article: every word is the writer’s own."
    )
    assert said["single"] == (
        "An official is the only source heard. One statement by one source: one unnamed. "
        "One statement rests on unnamed sources; it holds 100% of the attributed words."
    )
    assert said["spread"].endswith("One statement by one source: one named.")
    assert "Forty statements by 40 sources" in said["crowd"]


def test_the_first_sentence_of_the_seed_says_who_carries_the_story() -> None:
    assert sentence(gold_extraction()) == (
        "A second source (unnamed) and another source (who warned of proxy war) (unnamed) carry "
        "34% of the attributed words. Thirty statements by 16 sources: 11 named, four unnamed and "
        "one general group. Twelve statements rest on unnamed sources; they hold 57% of the "
        "attributed words."
    )


def test_statements_that_are_excluded_count_in_no_figure_and_stay_in_the_table() -> None:
    whole = gold_extraction()
    first, *rest = whole.attributions
    x = replace(whole, attributions=(replace(first, excluded="hedge"), *rest))
    s = summarise(x)
    assert len(s.counted) == len(rest)
    assert sum(len(v.statements) for v in s.voices) == len(rest)
    assert first.id in s.by_id
    assert "not counted: hedge" in markup.statements(x)


def test_a_statement_of_two_possible_speakers_counts_for_neither_and_names_both() -> None:
    whole = gold_extraction()
    first, *rest = whole.attributions
    one, two = whole.sources[:2]
    unclear = replace(first, speaker=None, candidates=(one.id, two.id))
    x = replace(whole, attributions=(unclear, *rest))
    before, after = summarise(whole), summarise(x)
    held = {v.source.id: len(v.statements) for v in after.voices if v.source}
    was = {v.source.id: len(v.statements) for v in before.voices if v.source}
    assert sum(held.values()) == sum(was.values()) - 1
    assert f"unclear: <bdi>{one.name}" in markup.statements(x)
    assert f"or <bdi>{two.name}" in markup.checks(x)


def test_the_parts_of_the_bar_are_all_words_of_the_body() -> None:
    for make in samples.SAMPLES:
        s = summarise(make())
        assert sum(s.parts().values()) == s.body_words
        assert min(s.parts().values()) >= 0


def test_a_share_that_is_not_sure_is_told_with_its_range() -> None:
    x = gold_extraction()
    doubtful = replace(x, attributions=tuple(replace(a, confidence=0.6) for a in x.attributions))
    s = summarise(doubtful)
    low, high = s.range(s.unnamed)
    assert low < s.share(s.unnamed) < high
    assert re.search(r"about .+ \(\d+% to \d+%\)", sentence(doubtful))
    assert about(0.33, 0.28, 0.40) == "about a third (28% to 40%)"
    assert about(0.57, 0.55, 0.58) == "57%"


def test_the_statements_of_one_source_are_right_or_wrong_together() -> None:
    x = gold_extraction()
    unsure = [replace(a, confidence=0.6) for a in x.attributions]
    own = [s.id for s in x.sources if s.naming == "anonymous"]
    joined = [replace(a, speaker=own[0]) if a.speaker in own else a for a in unsure]
    widths = []
    for said in (unsure, joined):
        s = summarise(replace(x, attributions=tuple(said)))
        low, high = s.range(s.unnamed)
        widths.append(high - low)
    assert len(own) > 1
    assert widths[0] < widths[1]


def test_a_denial_is_shown_as_one() -> None:
    text = "The council denied that it had ignored warnings. A source said the council lied."
    x = pipeline.extract(ingest.from_text(text))
    (row,) = (r for r in markup.statements(x).split("<tr") if "ignored warnings" in r)
    assert "denied" in row


def test_the_same_words_one_paragraph_on_are_not_said_by_unnamed_sources_alone() -> None:
    text = (
        "A source at the council said the bridge over the river would have to close in March.\n\n"
        "Mayor Ann Lee said the bridge over the river would have to close in March.\n"
    )
    assert concerns.alone(summarise(pipeline.extract(ingest.from_text(text)))) == ()


def test_who_was_asked_and_did_not_answer_stands_in_one_place() -> None:
    text = (
        "Ann Lee said the roof leaks. Owen Marsh did not respond to requests for comment. "
        "“It is safe,” said Kay Orme. Brent College declined to comment."
    )
    x = pipeline.extract(ingest.from_text(text))
    names = {s.id: s.name for s in (*x.sources, *x.unheard)}
    told = {names[r.source]: r.outcome for r in x.replies}
    assert told == {"Owen Marsh": "no response", "Brent College": "declined"}
    assert "Owen Marsh" in markup.checks(x).split('id="asked"')[1].split("<h3")[0]


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


def test_a_statement_that_is_not_counted_is_told_of_in_paragraphs_without_a_source() -> None:
    x = gold_extraction()
    (alone,) = [
        a for a in x.attributions if "$400" in " ".join(s.of(x.article.text) for s in a.content)
    ]
    left = [replace(a, excluded="hedge") if a is alone else a for a in x.attributions]
    said = re.sub(r"<[^>]+>", "", markup.checks(replace(x, attributions=tuple(left))))
    assert "The longest runs of whole paragraphs that cite no source." in said
    assert re.search(r"Paragraph 24: \d+ words, one statement in it not counted", said)
    assert re.search(r"Paragraph 14: \d+ words\n", said)


def test_headings_are_among_what_no_figure_counts() -> None:
    x = gold_extraction()
    first, *rest = x.article.paragraphs
    heading = replace(first, kind="heading", because="short line")
    article = replace(x.article, paragraphs=(heading, *rest))
    said = markup.set_aside(replace(x, article=article))
    assert "shown in the article, and no figure counts them" in said
    assert ">Paragraph 1</a>, heading: short line." in said


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


@pytest.mark.parametrize(
    "denial",
    [
        "denied",
        "rejects",
        "disputed",
    ],
)
def test_a_denial_does_not_support_the_claim_it_denies(denial: str) -> None:
    claim = (
        "[1s:An official who asked not to be named] [1c:said] "
        "[1k:the council had ignored three written warnings]."
    )

    def claims(cue: str) -> list[str]:
        again = "[2k:the council had ignored three written warnings]"
        second = f"[2s:Mayor Ana Ruiz] [2c:{cue}] {again}."
        article, said = marked.parse(f"{claim}\n{second}")
        found = Extraction(article, (), *identify(article, (), said))
        return [a.id for _, own in concerns.alone(summarise(found)) for a in own]

    assert claims(denial) == ["a1"]
    assert claims("said") == claims("confirmed") == []
