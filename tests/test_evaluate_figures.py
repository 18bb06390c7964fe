"""Intervals, breakdowns, calibration and mistakes, on articles judged by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.brat import Statement
from analysis.errors import GoldError
from analysis.evaluate import (
    Gold,
    Judged,
    breakdown,
    contexts,
    evaluate,
    exports,
    golds,
    grids,
    judge,
    load_golds,
    published,
    sections,
    total,
)
from analysis.evaluate.bootstrap import Draw, ratio
from analysis.evaluate.calibration import calibration, caught
from analysis.evaluate.mistakes import worst
from analysis.model import Article, Attribution, Extraction, Paragraph, Source, Span

TEXT = "Ann said it rained hard today. Bob denied that the sun shone. Cy fled."
EVIL = "<script>alert(1)</script>\u202e&amp;"
DRAW = Draw(samples=500)


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def wanted(source: str, cue: str, content: str, text: str = TEXT) -> Statement:
    return Statement(*(((span(w, text),) if w else ()) for w in (source, cue, content)))


ANN = wanted("Ann", "said", "it rained hard today")
BOB = wanted("Bob", "denied", "that the sun shone")


def found(*said: tuple[Statement, float], text: str = TEXT) -> Extraction:
    """What a reader found, all of it said by a named person."""
    attributions = tuple(
        Attribution(f"a{n}", s.source, s.cue, s.content, "indirect", confidence, "s1")
        for n, (s, confidence) in enumerate(said, 1)
    )
    who = Source("s1", "Ann", "person", "named")
    article = Article("x", text, (Paragraph(Span(0, len(text))),))
    return Extraction(article, (), attributions, (who,))


def article(*said: tuple[Statement, float], name: str = "x", publisher: str = "unknown") -> Judged:
    return judge(name, Gold(TEXT, (ANN, BOB), publisher), found(*said))


def corpus() -> list[Judged]:
    """Six articles: in half of them all is found, in the others only what Ann says."""
    both = [article((ANN, 0.95), (BOB, 0.85), name=f"b{n}", publisher="one") for n in range(3)]
    half = [article((ANN, 0.95), name=f"h{n}", publisher="two") for n in range(3)]
    return [*both, *half]


def test_an_interval_holds_its_figure_and_is_the_same_every_time() -> None:
    parts = [(n, 10) for n in (2, 4, 6, 8, 10, 3)]
    one, two = ratio(parts, Draw(400, 1)), ratio(parts, Draw(400, 1))
    assert one == two
    assert one.value == pytest.approx(100 * 33 / 60)
    assert one.low is not None and one.high is not None and one.value is not None
    assert 20 < one.low < one.value < one.high < 100
    assert ratio(parts, Draw(400, 2)) != one


def test_articles_that_are_all_alike_have_no_width() -> None:
    same = ratio([(3, 4)] * 8, DRAW)
    assert (same.low, same.value, same.high) == (75.0, 75.0, 75.0)


def test_the_interval_is_as_wide_as_the_theory_of_a_mean_says() -> None:
    # Of 400 articles half are right: the standard error is 2.5 points, the interval 4.9 each way.
    wide = ratio([(n % 2, 1) for n in range(400)], Draw(2000, 1))
    assert wide.low == pytest.approx(45.1, abs=0.6)
    assert wide.high == pytest.approx(54.9, abs=0.6)


def test_too_few_articles_have_a_figure_and_no_interval() -> None:
    few = ratio([(1, 2)] * 4, DRAW)
    assert (few.value, few.low, few.high) == (50.0, None, None)
    assert ratio([(0, 0)] * 9, DRAW).value is None


def test_every_measure_agrees_with_the_plain_scores() -> None:
    judged = corpus()
    plain = total(judged).measures()
    for name, keys in breakdown.measures(judged, DRAW).items():
        for key, estimate in keys.items():
            if estimate.value is not None:
                assert estimate.value == pytest.approx(plain[name][key]), (name, key)
    full = breakdown.measures(judged, DRAW)["full"]["F"]
    assert full.value == pytest.approx(100 * 2 * 9 / (9 + 12))


def test_groups_are_by_form_length_publisher_and_source() -> None:
    judged = corpus()
    (direct, _, indirect) = breakdown.by_form(judged, DRAW)
    assert (direct.statements, indirect.statements) == (0, 12)
    assert direct.figures["recall"].value is None
    assert indirect.figures["full_recall"].value == 75.0
    assert [(r.group, r.articles) for r in breakdown.by_length(judged, DRAW)] == [
        ("under 300 words", 6)
    ]
    publishers = breakdown.by_publisher(judged, DRAW)
    assert [(r.group, r.figures["full"].value) for r in publishers] == [
        ("one", 100.0),
        ("two", pytest.approx(200 / 3)),
    ]
    assert [(r.group, r.statements) for r in breakdown.by_kind(judged, DRAW)] == [("person", 9)]
    assert [r.group for r in breakdown.by_naming(judged, DRAW)] == ["named"]
    assert breakdown.by_gold_source(judged, DRAW) == []


def test_the_page_has_the_words_of_the_report_and_speaks_of_intervals_where_there_are_some() -> (
    None
):
    rows = [breakdown.Row(name, 1, 2, {}) for name in ("anonymous", "generic", "named")]
    page = grids.grouped("", "Naming", rows)
    assert "unnamed" in page and "general group" in page
    assert "anonymous" not in page and "generic" not in page
    many, few = corpus(), corpus()[:2]
    assert "with their intervals" in grids.measured(breakdown.measures(many, DRAW))
    assert "with their intervals" not in grids.measured(breakdown.measures(few, DRAW))


@pytest.mark.parametrize(
    ("words", "group"),
    [(299, "under 300 words"), (300, "300 to 599 words"), (1200, "1,200 words and more")],
)
def test_an_article_is_in_the_group_of_its_length(words: int, group: str) -> None:
    text = "word " * words
    row = breakdown.by_length([judge("x", Gold(text, ()), ())], DRAW)
    assert [r.group for r in row] == [group]


def test_calibration_is_that_reckoned_by_hand() -> None:
    # 0.95 three times right, once wrong; 0.25 once wrong, once right.
    wrong = wanted("Bob", "said", "it rained hard today")
    none = wanted("Cy", "fled", "Cy fled")
    judged = [
        article((ANN, 0.95), (BOB, 0.95)),
        article((ANN, 0.95), (none, 0.25)),
        article((wrong, 0.95), (BOB, 0.25)),
    ]
    result = calibration(judged, DRAW)
    assert (result.statements, result.errors) == (6, 2)
    assert [(b.low, b.count, b.right) for b in result.bins] == [(0.2, 2, 0.5), (0.9, 4, 0.75)]
    assert result.error.value == pytest.approx((2 * 0.25 + 4 * 0.2) / 6)
    assert result.top.value == pytest.approx(0.75)
    assert result.curve[0] == (0.0, 0.0)
    assert result.curve[1] == pytest.approx((1 / 6, 0.5))
    assert result.curve[-1] == (1.0, 1.0)
    assert caught(result.curve, 0.2) == 0.5


def test_a_confidence_on_the_edge_is_in_the_upper_bin_and_one_in_the_last() -> None:
    judged = [article((ANN, 0.3), (BOB, 1.0))]
    assert [b.low for b in calibration(judged, DRAW).bins] == [0.3, 0.9]


def test_nothing_found_has_no_calibration() -> None:
    empty = calibration([article()], DRAW)
    assert (empty.error.value, empty.top.value, empty.caught, empty.bins) == (None, None, None, ())
    assert "It found nothing" in sections.confidence([article()], DRAW)


def test_the_worst_mistakes_are_of_three_sorts_in_turn_the_surest_first() -> None:
    stolen = wanted("Bob", "said", "it rained hard today")
    none = wanted("Cy", "fled", "Cy fled")
    judged = [article((stolen, 0.6), (none, 0.5)), article((stolen, 0.9), (none, 0.8))]
    kinds = [(m.sort, m.claim.confidence if m.claim else None) for m in worst(judged)]
    assert kinds == [
        ("wrong source", 0.9),
        ("no statement", 0.8),
        ("missed", None),
        ("wrong source", 0.6),
        ("no statement", 0.5),
        ("missed", None),
    ]
    assert len(worst(judged, most=2)) == 2
    assert worst([article((ANN, 1.0), (BOB, 1.0))]) == []


def test_a_mistake_is_shown_by_hand_and_as_found_in_its_context() -> None:
    stolen = wanted("Bob", "said", "it rained hard today")
    (first, *_) = worst([article((stolen, 0.9), (BOB, 0.9))])
    shown = contexts.shown(first, 1)
    by_hand, as_found = shown.split("<dt>Found</dt>")
    assert '<mark class="source">Ann</mark>' in by_hand
    assert '<mark class="source">Bob</mark>' in as_found
    assert "Source: <bdi>Ann</bdi>" in by_hand and "Source: <bdi>Bob</bdi>" in as_found
    assert shown.count("Cy fled.") == 2
    assert "90% sure" in shown


def test_a_mistake_far_inside_a_long_text_is_cut_at_white_space() -> None:
    text = "lorem " * 100 + TEXT + " ipsum" * 100
    gold = Gold(text, (wanted("Ann", "said", "it rained hard today", text),))
    (missed,) = worst([judge("x", gold, ())])
    shown = contexts.shown(missed, 1)
    assert "… lorem" in shown and "ipsum …" in shown
    assert shown.count("lorem") < 30
    long = "word " * 1000
    whole = Gold(long, (Statement((), (), (Span(0, len(long)),)),))
    assert "[…]" in contexts.shown(worst([judge("x", whole, ())])[0], 1)


def test_statements_inside_another_are_measured_apart() -> None:
    text = "Ann said Bob feared that it rained. Cy said no."
    outer = wanted("Ann", "said", "Bob feared that it rained", text)
    inner = wanted("Bob", "feared", "that it rained", text)
    other = wanted("Cy", "said", "no", text)
    gold = Gold(text, (outer, inner, other))
    some = ((outer, inner), (outer, other), (inner, other))
    judged = [judge("x", gold, found) for found in some] * 4
    inside, rest = breakdown.by_nesting(judged, DRAW)
    assert (inside.statements, rest.statements) == (12, 24)
    assert inside.figures["full_recall"].value == pytest.approx(200 / 3)
    assert inside.figures["P"].value == 100.0  # found inside another that was found
    assert rest.figures["full_recall"].value == pytest.approx(400 / 6)
    assert "By place" in sections.groups(judged, DRAW)
    assert set(exports.groups(judged, DRAW)["by"]) >= {"place"}
    assert breakdown.by_nesting(judged[:3], DRAW) == []


def test_spans_beyond_the_text_show_without_a_fault() -> None:
    gold = Gold(TEXT, (Statement((Span(-5, 3),), (), (Span(0, 10**9),)),))
    assert "Ann" in contexts.shown(worst([judge("x", gold, ())])[0], 1)


def test_nothing_that_an_article_says_is_markup() -> None:
    text = f"Ann {EVIL} said that {EVIL} runs."
    gold = Gold(text, (wanted(f"Ann {EVIL}", "said", f"that {EVIL} runs", text),), EVIL)
    stolen = wanted("", "said", f"that {EVIL} runs", text)
    judged = [judge(EVIL, gold, found((stolen, 0.9), text=text))]
    page = (
        sections.headline(judged, DRAW)
        + sections.measured(judged, DRAW)
        + sections.groups(judged, DRAW)
        + sections.confidence(judged, DRAW)
        + sections.mistakes(judged)
        + sections.peers(judged, DRAW)
        + sections.training()
        + sections.made(judged, EVIL, EVIL, {"parameters": {EVIL: EVIL}})
    )
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert page.count("<section") == page.count("</section>") == 8


def test_the_tables_hold_figures_and_no_text() -> None:
    judged = corpus()
    measures = exports.measures(judged, DRAW)
    assert list(measures.columns) == ["measure", "key", "value", "low", "high"]
    assert len(exports.statements(judged)) == 9
    assert set(exports.groups(judged, DRAW)["by"]) == {
        "form",
        "length",
        "publisher",
        "kind",
        "naming",
    }
    assert "rained" not in exports.statements(judged).to_csv()


def write(folder: Path, name: str, text: str = TEXT) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / f"{name}.ann").write_text(
        "T1\tSource 0 3\tAnn\nT2\tContent 9 29\tx\nE1\tA:T1 Source:T1 Content:T2\n"
    )
    return folder / f"{name}.txt"


def test_gold_may_be_files_and_folders(tmp_path: Path) -> None:
    one, two = write(tmp_path, "one"), write(tmp_path, "two")
    assert list(load_golds([one])) == ["one"]
    assert list(load_golds([two.with_suffix(".ann"), tmp_path])) == ["two", "one"]
    assert evaluate([one], {}).full.wanted == 1
    assert golds.digest([tmp_path]) == golds.digest([two, one])


def test_two_articles_of_one_name_are_refused(tmp_path: Path) -> None:
    paths = [write(tmp_path / "a", "one"), write(tmp_path / "b", "one")]
    with pytest.raises(GoldError, match="another article has this name"):
        load_golds(paths)


def test_a_text_without_its_annotations_is_one_clear_line(tmp_path: Path) -> None:
    path = write(tmp_path, "one")
    path.with_suffix(".ann").unlink()
    with pytest.raises(GoldError, match=r"has no one\.ann beside it; give"):
        load_golds([path])


@pytest.mark.parametrize(
    ("name", "publisher"),
    [
        ("usa-today_2016-09-12_a-title", "usa-today"),
        ("usa-today_2016", "unknown"),
        ("business-rates", "unknown"),
        ("<b>_2016-09-12_x", "unknown"),
    ],
)
def test_the_publisher_is_told_from_a_name_that_says_so(
    name: str, publisher: str, tmp_path: Path
) -> None:
    write(tmp_path, name)
    assert load_golds([tmp_path])[name].publisher == publisher


@pytest.mark.parametrize(
    "beside", [b"", b"{", b"[]", b'{"attributions": 3}', b'{"attributions": [{}]}', b"\xff"]
)
def test_a_description_of_another_sort_is_passed_over(beside: bytes, tmp_path: Path) -> None:
    write(tmp_path, "one").with_suffix(".json").write_bytes(beside)
    assert load_golds([tmp_path])["one"].publisher == "unknown"


def test_a_description_tells_publisher_and_sources(tmp_path: Path) -> None:
    said: dict[str, Any] = {"content": [[9, 29]], "type": "person", "naming": "named"}
    entry = {"publisher": "The Gazette", "attributions": [said]}
    write(tmp_path, "one").with_suffix(".json").write_text(json.dumps(entry))
    gold = load_golds([tmp_path])["one"]
    assert gold.publisher == "The Gazette"
    rows = breakdown.by_gold_source([judge("one", gold, found((ANN, 0.9)))], DRAW)
    assert [(r.group, r.figures["full_recall"].value) for r in rows] == [
        ("person", 100.0),
        ("named", 100.0),
    ]


def test_every_figure_from_elsewhere_says_where_it_comes_from() -> None:
    peers = published.peers()
    assert len(peers) >= 4
    assert all(peer.origin and peer.on and peer.figures for peer in peers)
    assert all(0 < value < 100 for peer in peers for value in peer.figures.values())
    origin, points = published.learning()
    assert origin and len(points) >= 3
    assert [p.epochs for p in points] == sorted(p.epochs for p in points)
    assert all(step.what and step.gave for step in published.steps())
