"""The reader's input: words, pieces, features, windows."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution.encoding import (
    BLOCK,
    PLACES,
    REACH,
    SHAPES,
    Vocabulary,
    Words,
    arrays,
    excerpt,
    near,
    unmarked,
    windows,
    words,
)
from analysis.model import Span
from analysis.quotes import pair

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", '"', "'", ".", ",", "the", "un", "##want", "##ed"]
PIECES += ["cafe", "said", "x", "##x", "-", "2", "##0"]


def encode(text: str) -> Words:
    spans = [Span(*m.span()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text)]
    return words(text, spans, pair(text, spans), Vocabulary(PIECES))


def surfaces(text: str) -> list[str]:
    found = encode(text)
    return [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]


def test_pieces_are_the_longest_that_match() -> None:
    vocabulary = Vocabulary(PIECES)
    assert vocabulary("unwanted") == tuple(map(PIECES.index, ("un", "##want", "##ed")))
    assert vocabulary("zebra") == (PIECES.index("[UNK]"),)


def test_case_and_accents_do_not_change_the_pieces() -> None:
    vocabulary = Vocabulary(PIECES)
    assert vocabulary("Café") == vocabulary("CAFE") == (PIECES.index("cafe"),)
    assert vocabulary("cafe\u0301") == (PIECES.index("cafe"),)


def test_a_word_keeps_its_combining_marks() -> None:
    assert surfaces("cafe\u0301 said") == ["cafe\u0301", "said"]


@pytest.mark.parametrize("text", ["“the,” x", '"the," x', "''the,'' x", "'the,' x", "«the,» x"])
def test_every_style_of_quotation_mark_looks_the_same(text: str) -> None:
    found = encode(text)
    assert [PIECES[p[0]] for p in found.pieces] == ['"', "the", ",", '"', "x"]
    shapes = [SHAPES[s] for s in found.shape]
    assert shapes[0] == "opening"
    assert shapes[3] == "closing"
    assert found.quoted.tolist() == [1, 1, 1, 1, 0]


def test_nested_quotations_are_told_from_outer_ones() -> None:
    found = encode("\"the 'un' x\"")
    assert found.quoted.tolist() == [1, 1, 2, 2, 2, 1, 1]


def test_shapes_carry_what_the_uncased_pieces_lose() -> None:
    found = encode("the The THE 20 -")
    assert [SHAPES[s] for s in found.shape] == ["lower", "title", "upper", "digit", "punctuation"]


def test_each_paragraph_has_a_first_and_a_last_word() -> None:
    found = encode("the x\nsaid\n\nthe un x")
    assert found.place.tolist() == [1, 2, 1, 1, 0, 2]
    assert found.paragraph.tolist() == [0, 0, 1, 2, 2, 2]


@given(st.text(alphabet="the x\"'“”\n.,-20é\u0301«»", max_size=300))
def test_words_are_in_order_and_hold_no_white_space(text: str) -> None:
    found = encode(text)
    assert (found.starts < found.ends).all()
    assert (found.ends[:-1] <= found.starts[1:]).all()
    for word in surfaces(text):
        assert word.strip() == word


@given(
    st.lists(st.sampled_from(["the", "unwanted", "x", ".", "\n"]), max_size=300),
    st.integers(8, 60),
    st.sampled_from([0, 0.1, 1 / 3]),
)
def test_windows_cover_every_word_and_fit(said: list[str], size: int, overlap: float) -> None:
    found = encode(" ".join(said))
    cuts = list(windows(found, size, overlap))
    covered = np.zeros(len(found), bool)
    for start, end in cuts:
        covered[start:end] = True
        assert sum(len(p) for p in found.pieces[start:end]) <= size - 2
    assert covered.all()
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(cuts))


def test_windows_begin_and_end_with_paragraphs_where_they_can() -> None:
    found = encode("\n".join(["the x said the x ."] * 20))
    cuts = list(windows(found, 22, 1 / 3))
    assert cuts[:3] == [(0, 18), (12, 30), (24, 42)]
    assert all(found.place[start] == 1 for start, _ in cuts)
    assert all(found.place[end - 1] == 2 for _, end in cuts)


def test_windows_without_overlap_read_no_paragraph_twice() -> None:
    found = encode("\n".join(["the x said the x ."] * 20))
    cuts = list(windows(found, 22, 0))
    assert [end for _, end in cuts[:-1]] == [start for start, _ in cuts[1:]]


def test_a_window_does_not_end_with_a_paragraph_of_its_first_two_thirds() -> None:
    found = encode("the x said\n" + "the " * 60)
    assert next(windows(found, 22, 0.1)) == (0, 20)


def test_each_window_ends_behind_the_one_before() -> None:
    text = ". unwanted\nthe x . . unwanted unwanted x .\n. unwanted unwanted the"
    ends = [end for _, end in windows(encode(text), 8, 0.1)]
    assert ends == sorted(set(ends))


def test_the_arrays_of_a_window_point_at_the_first_piece_of_each_word() -> None:
    found = encode("unwanted the\nx")
    made = arrays(found, (0, 2), (0, 2, 3))
    assert made["ids"].tolist() == [[2, 9, 10, 11, 8, 3]]
    assert made["first"].tolist() == [[0, 1, 4]]
    assert made["near"].tolist() == [[0, 1, 2, 3, 4, 5]]
    assert arrays(found, (2, 3), (0, 2, 3))["ids"].tolist() == [[2, 14, 3]]


def test_a_long_window_is_filled_up_to_whole_blocks() -> None:
    made = arrays(encode("the " * 199), (0, 199), (0, 2, 3))
    assert made["near"].shape == (4, 1 + 51 + 2 * REACH)  # 201 pieces in blocks of 51
    assert made["ids"].shape == made["shape"].shape == (1, 204)
    assert made["ids"][0, 200:].tolist() == [3, 0, 0, 0]


@given(st.integers(3, 1200))
def test_each_piece_sees_its_neighbours_and_the_start_and_nothing_twice(pieces: int) -> None:
    size, seen = near(pieces)
    assert size <= BLOCK
    assert 0 <= size * len(seen) - pieces < len(seen)
    for block, keys in enumerate(seen.tolist()):
        own = range(block * size, min((block + 1) * size, pieces))
        nearby = range(max(0, own[0] - REACH), min(pieces, own[-1] + 1 + REACH))
        assert keys[0] == 0
        assert len(set(keys)) == len(keys)
        assert set(nearby) <= set(keys) <= set(range(pieces))


def test_an_excerpt_reads_as_paragraphs_of_their_own() -> None:
    text = "the x said un x ."
    part, index = excerpt(encode(text), [(1, 3), (4, 6)], plain=[False, True])
    assert index.tolist() == [1, 2, 4, 5]
    assert [PLACES[n] for n in part.place] == ["told first", "told last", "first", "last"]
    assert part.paragraph.tolist() == [0, 0, 1, 1]
    surface = [text[a:b] for a, b in zip(part.starts, part.ends, strict=True)]
    assert surface == ["x", "said", "x", "."]


def test_quotation_marks_around_an_excerpt_do_not_count_in_it() -> None:
    found = encode('said x : "the x said un ran" .')
    start, end = unmarked(found, (3, 10))
    assert (start, end) == (4, 9)
    assert unmarked(found, (3, 4)) == (4, 4)
    assert found.quoted[start:end].tolist() == [1] * 5
    part, _ = excerpt(found, [(start, end)])
    assert part.quoted.tolist() == [0] * 5


def test_windows_of_excerpts_begin_where_one_does() -> None:
    found = encode("the " * 60)
    part, _ = excerpt(found, [(0, 20), (20, 40), (40, 60)])
    assert list(windows(part, 46, 0)) == [(0, 40), (40, 60)]
