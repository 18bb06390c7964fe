from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter
from seed import SEED, gold_extraction

import analysis
from analysis import frames
from analysis.errors import AnalysisError, InputError, ParameterError
from analysis.frames import schema
from analysis.model import Article, Attribution, Extraction, Paragraph, ParagraphKind, Source, Span
from analysis.pipeline import extract, quoted, somebodys, without_echoes
from analysis.reading import Reading
from analysis.readings import read, read_text

SHIPS = (Path(analysis.__file__).parent / "data" / "reader.onnx").exists()


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stands in for the trained reader and for who the sources are; notes what it was given."""
    from analysis import attribution, sources

    seen: list[str] = []

    def attribute(article: Article, quotations: Sequence[object]) -> tuple[Attribution, ...]:
        seen.append(f"{len(article.tokens)} tokens, {len(quotations)} quotations")
        return (Attribution("a1", (), (), (Span(0, 2),), "direct", 0.5),)

    def identify(_a: object, _q: object, found: tuple[Attribution, ...]) -> tuple[Any, ...]:
        heard = (Source("s1", "Ann", "person", "named"),)
        return tuple(replace(a, speaker="s1") for a in found), heard, ()

    monkeypatch.setattr(attribution, "attribute", attribute)
    monkeypatch.setattr(attribution, "reader", lambda: SimpleNamespace(version="r9"))
    monkeypatch.setattr(sources, "identify", identify)
    return seen


def article(*parts: tuple[str, ParagraphKind]) -> Article:
    text, paragraphs = "", []
    for surface, kind in parts:
        paragraphs.append(Paragraph(Span(len(text), len(text) + len(surface)), kind))
        text += surface + "\n\n"
    return Article("x", text, tuple(paragraphs))


def test_all_steps_run_in_turn(steps: list[str]) -> None:
    found = read_text("“Go”, said Ann.", "mine").extraction
    assert steps == ["7 tokens, 1 quotations"]
    assert found.article.id == "mine"
    assert found.attributions[0].speaker == "s1"
    assert found.sources[0].name == "Ann"
    assert found.reader == "r9"
    assert len(found.article.sentences) == 1


def test_a_file_is_read_with_its_stem_as_the_id(steps: list[str]) -> None:
    assert read(SEED).article.id == SEED.stem
    assert read(str(SEED)).article.sha256 == gold_extraction().article.sha256
    assert len(steps) == 2


@pytest.mark.parametrize("given", [5, b"Rain.", None, Path("a.txt")])
def test_what_is_no_text_is_one_clear_line(given: Any) -> None:
    with pytest.raises(ParameterError, match=r"^text: is not text but of type \w+; give a str$"):
        read_text(given)


def test_an_article_that_has_tokens_is_not_tokenised_again(steps: list[str]) -> None:
    once = extract(article(("One two.", "body")))
    assert extract(once.article) == once
    assert steps[0] == steps[1]


@pytest.mark.parametrize("path", ["none.txt", "{}.txt", "a\nb.txt"])
def test_a_path_that_leads_nowhere_is_one_clear_line(path: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path / path)
    assert "\n" not in str(caught.value)


def test_a_quotation_runs_on_over_a_caption_between_its_paragraphs() -> None:
    found = quoted(
        article(
            ("He said: “It begins.", "body"),
            ("A “fine” picture. Reuters", "caption"),
            ("“It ends.”", "body"),
            ("“Other.”", "body"),
        )
    )
    assert [q.paragraph for q in found] == [0, 1, 2, 3]
    assert [q.run for q in found] == [0, 1, 0, 2]
    assert [q.closed for q in found] == [False, True, True, True]


def test_an_open_mark_in_a_caption_costs_the_body_nothing() -> None:
    found = quoted(article(("Ann “Bee, Reuters", "caption"), ("He said “go” again.", "body")))
    assert [q.closed for q in found if q.paragraph == 1] == [True]


def test_the_seeds_quotations_are_those_of_its_paragraphs() -> None:
    gold = gold_extraction()
    assert [q.span for q in quoted(gold.article)] == [q.span for q in gold.quotations]


@pytest.mark.parametrize("name", [*schema.TABLES, "unheard"])
def test_every_table_is_a_frame_made_once(name: str) -> None:
    reading = Reading(gold_extraction())
    frame = getattr(reading, name)
    pd.testing.assert_frame_equal(frame, getattr(frames, name)(gold_extraction()))
    assert getattr(reading, name) is frame


def test_completion_lists_only_what_is_public() -> None:
    assert dir(Reading(gold_extraction())) == [
        "add",
        "article",
        "attributions",
        "correct",
        "corrections",
        "extraction",
        "join",
        "judge",
        "paragraphs",
        "plot",
        "quotations",
        "remove",
        "save_corrections",
        "sentences",
        "sources",
        "split",
        "statements",
        "tokens",
        "unheard",
        "voices",
        "where",
        "whole",
    ]


def test_everything_public_has_help() -> None:
    assert all(getattr(Reading, name).__doc__ for name in dir(Reading(gold_extraction())))


def test_a_reading_shows_itself_as_the_annotated_article_and_as_plain_lines() -> None:
    data, _ = DisplayFormatter().format(Reading(gold_extraction()))
    assert data["text/plain"].splitlines()[1].startswith("30 statements")
    assert "<section" in data["text/html"]


@pytest.mark.parametrize(
    ("include", "exclude", "types"),
    [
        (None, None, {"text/plain", "text/html"}),
        (["text/html"], None, {"text/html"}),
        (None, ["text/html"], {"text/plain"}),
        (["image/png"], None, set()),
    ],
)
def test_only_the_types_that_are_wanted_are_made(
    include: list[str] | None, exclude: list[str] | None, types: set[str]
) -> None:
    assert set(Reading(gold_extraction())._repr_mimebundle_(include, exclude)) == types


def test_html_in_an_article_stays_text_in_the_cell() -> None:
    text = "<script>alert(1)</script> </style><img src=x onerror=alert(2)> \x1b[2J"
    said = Attribution(
        "a1", (Span(0, 8),), (), (Span(9, len(text)),), "indirect", 0.2, "s1", doubts=(text,)
    )
    voice = Source("s1", text, "person", "anonymous", role=text, because=text)
    made = Article(text, text, (Paragraph(Span(0, len(text))),), title=text)
    reading = Reading(Extraction(made, (), (said,), (voice,), (voice,)))
    html = reading._repr_html_()
    assert "<script>alert" not in html
    assert "<img" not in html
    assert html.count("</style") == html.count("<style")
    assert "\x1b" not in repr(reading)


@pytest.mark.slow
@pytest.mark.skipif(not SHIPS, reason="the trained reader is not in analysis/data")
def test_the_seed_is_read_alike_twice_and_only_where_it_may_be() -> None:
    one, two = read(SEED).extraction, read(SEED).extraction
    assert one == two
    assert one.attributions
    body = [p.span for p in one.article.paragraphs if p.kind in ("body", "heading")]
    for said in one.attributions:
        assert all(any(p.covers(span) for p in body) for span in said.content)


def nested(*rows: tuple[str, str | None, str | None]) -> tuple[Attribution, ...]:
    """Attributions as (id, parent, speaker)."""
    return tuple(
        Attribution(key, (), (), (Span(0, 2),), "indirect", 0.9, speaker, parent=parent)
        for key, parent, speaker in rows
    )


def test_a_statement_inside_ones_own_statement_is_dropped() -> None:
    kept = without_echoes(nested(("a1", None, "s1"), ("a2", "a1", "s1"), ("a3", None, "s2")))
    assert [(a.id, a.parent, a.speaker) for a in kept] == [("a1", None, "s1"), ("a2", None, "s2")]


def test_another_voice_inside_a_statement_stays_and_keeps_its_parent() -> None:
    kept = without_echoes(nested(("a1", None, "s1"), ("a2", "a1", "s1"), ("a3", "a2", "s2")))
    assert [(a.id, a.parent, a.speaker) for a in kept] == [("a1", None, "s1"), ("a2", "a1", "s2")]


def test_what_lies_in_words_that_are_nobodys_hangs_on_what_holds_them() -> None:
    found = nested(("a1", None, "s1"), ("a2", "a1", None), ("a3", "a2", None), ("a4", "a3", "s2"))
    kept = somebodys(found)
    assert [(a.id, a.parent) for a in kept] == [("a1", None), ("a4", "a1")]


def test_statements_of_nobody_known_are_never_taken_for_one_voice() -> None:
    found = nested(("a1", None, None), ("a2", "a1", None))
    assert without_echoes(found) == found


def test_a_notebook_shows_an_error_as_one_line() -> None:
    with pytest.raises(AnalysisError) as caught:
        analysis.read("no\nsuch.txt")
    (line,) = caught.value._render_traceback_()
    assert line == "InputError: no\\nsuch.txt: there is no such file; check the path"


def test_a_reading_is_as_long_as_its_table_of_statements() -> None:
    reading = Reading(gold_extraction())
    assert len(reading) == len(reading.attributions) == 30
    assert reading.statements is reading.attributions
    assert reading.voices is reading.sources


def test_a_choice_of_nothing_still_knows_the_whole() -> None:
    nothing = Reading(gold_extraction()).where(text="words that nobody says")
    assert len(nothing) == 0
    assert len(nothing.whole) == 30
    assert len(Reading(nothing.extraction, nothing).whole) == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("atributions", "no 'atributions'; did you mean 'attributions'"),
        ("quotes", "no 'quotes'; did you mean 'quotations'"),
        ("to_csv", "no 'to_csv'; there are: add, article, "),
    ],
)
def test_a_wrong_name_says_which_was_meant(name: str, said: str) -> None:
    with pytest.raises(AttributeError, match=re.escape(said)):
        getattr(Reading(gold_extraction()), name)


def test_an_error_inside_a_table_is_not_taken_for_a_wrong_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr("analysis.frames.tokens")
    with pytest.raises(AttributeError, match=re.escape("module 'analysis.frames'")):
        Reading(gold_extraction()).tokens  # noqa: B018


@pytest.mark.parametrize("name", ["where", "correct", "split"])
def test_a_wrong_option_says_which_was_meant(name: str) -> None:
    with pytest.raises(TypeError, match="has no option 'nameing'; did you mean 'naming'"):
        getattr(Reading(gold_extraction()), name)(nameing="named")


def test_the_pages_words_for_a_naming_choose_and_correct_as_the_tables_words_do() -> None:
    reading = Reading(gold_extraction())
    for page, table in (("unnamed", "anonymous"), ("general group", "generic")):
        assert reading.where(naming=page).extraction == reading.where(naming=table).extraction
        after = reading.correct("s1", naming=page)  # type: ignore[arg-type]
        assert after.sources.set_index("id").loc["s1", "naming"] == table
