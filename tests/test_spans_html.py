from __future__ import annotations

import time

import dom
from hypothesis import given
from hypothesis import strategies as st

from analysis.model import Span
from analysis.spans.html import FORBIDDEN, Layer, escape, isolate, weave
from analysis.spans.sets import merge

TEXTS = st.text(
    st.one_of(st.sampled_from("<>&\"'ab \r\n\t\x00\x85אب"), st.characters()), max_size=60
)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, Span, list[Span]]:
    """A text, a stretch of it, and spans anywhere in it."""
    text = draw(TEXTS)
    offsets = st.integers(0, len(text))
    pairs = st.tuples(offsets, offsets).map(lambda pair: Span(min(pair), max(pair)))
    return text, draw(pairs), draw(st.lists(pairs, max_size=8))


def layer(number: int, span: Span) -> Layer:
    return Layer(
        span, "mark", f'<mark id="m{number}" class="m{number}">', f'<mark class="m{number}">'
    )


@given(marked())
def test_the_text_comes_out_unchanged_whatever_is_marked(
    case: tuple[str, Span, list[Span]],
) -> None:
    text, within, spans = case
    page = dom.read(weave(text, within, [layer(n, s) for n, s in enumerate(spans)]))
    assert page.text() == FORBIDDEN.sub("\ufffd", within.of(text))


@given(marked())
def test_every_layer_marks_exactly_its_span(case: tuple[str, Span, list[Span]]) -> None:
    text, within, spans = case
    page = dom.read(weave(text, within, [layer(n, s) for n, s in enumerate(spans)]))
    for number, span in enumerate(spans):
        pieces = [e for e in page.all() if e.has(f"m{number}")]
        shared = text[max(span.start, within.start) : min(span.end, within.end)]
        assert "".join(piece.text() for piece in pieces) == FORBIDDEN.sub("\ufffd", shared)
        assert sum("id" in piece.attributes for piece in pieces) == bool(shared)


def test_crossing_spans_are_split_and_nested_ones_are_not() -> None:
    crossing = weave("abcd", Span(0, 4), [layer(0, Span(0, 3)), layer(1, Span(1, 4))])
    assert crossing == (
        '<mark id="m0" class="m0">a<mark id="m1" class="m1">bc</mark></mark>'
        '<mark class="m1">d</mark>'
    )
    nested = weave("abcd", Span(0, 4), [layer(1, Span(1, 2)), layer(0, Span(0, 4))])
    assert nested == '<mark id="m0" class="m0">a<mark id="m1" class="m1">b</mark>cd</mark>'


def test_insertions_stand_before_what_opens_and_after_what_closes() -> None:
    html = weave("abc", Span(0, 3), [layer(0, Span(1, 2))], {1: ["<i></i>"]}, {2: ["<b></b>"]})
    assert html == 'a<i></i><mark id="m0" class="m0">b</mark><b></b>c'


@given(TEXTS)
def test_escaped_text_holds_no_markup_and_reads_back(text: str) -> None:
    escaped = escape(text)
    assert not set(escaped) & set("<>\"'\r\x00")
    assert dom.read(f'<p title="{escaped}">{escaped}</p>').text() == FORBIDDEN.sub("\ufffd", text)


def test_a_name_in_a_sentence_keeps_its_direction_to_itself() -> None:
    assert isolate(" Ann \n <b> ") == "<bdi>Ann &lt;b&gt;</bdi>"


def test_merging_gives_sorted_stretches_that_do_not_touch() -> None:
    spans = [Span(5, 9), Span(0, 2), Span(2, 3), Span(6, 7), Span(4, 4)]
    assert merge(spans) == (Span(0, 3), Span(5, 9))


def test_a_long_line_with_many_marks_is_woven_in_linear_time() -> None:
    text = "word " * 400_000
    layers = [layer(n, Span(n * 100, n * 100 + 40)) for n in range(20_000)]
    began = time.perf_counter()
    weave(text, Span(0, len(text)), layers)
    assert time.perf_counter() - began < 10
