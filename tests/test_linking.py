"""Decoding: spans from tags, links from pointing."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution.linking import (
    TAGS,
    Floats,
    Prices,
    Window,
    decode,
    merge,
    spans,
    viterbi,
)

FREE = Prices(0, 0, 0, 0.15, 0.25)


def logs(*tags: int, sure: float = 0.94) -> Floats:
    out = np.full((len(tags), TAGS), (1 - sure) / (TAGS - 1), np.float32)
    out[np.arange(len(tags)), tags] = sure
    return np.log(out)


def one_window(
    tags: Sequence[int],
    cues: list[int],
    to_cue: Mapping[int, int],
    to_source: Mapping[int, int | None],
    start: int = 0,
) -> Window:
    """A window whose words point surely: ``to_cue[i]`` is a word or None, likewise to_source."""
    count = len(tags)
    cue_mass = np.zeros((count, len(cues)), np.float32)
    for word, cue in to_cue.items():
        cue_mass[word, cues.index(cue)] = 1
    heads = np.zeros((len(cues), 1 + count), np.float32)
    for cue, source in to_source.items():
        heads[cues.index(cue), 0 if source is None else 1 + source] = 1
    flat = np.zeros((len(cues), count), np.float32)
    words = np.array(cues) + start
    return Window(start, start + count, logs(*tags), words, cue_mass, heads, flat, flat)


def test_both_halves_of_an_interrupted_quotation_are_one_attribution() -> None:
    # "A B" she said "C D"
    w = one_window((5, 6, 1, 3, 5, 6), [3], {0: 3, 1: 3, 4: 3, 5: 3}, {3: 2})
    found = decode([w], np.zeros(6, np.int64), FREE)
    assert len(found) == 1
    assert found[0].content == ((0, 2), (4, 6))
    assert found[0].cue == (3, 4)
    assert found[0].source == (2, 3)


def test_a_cue_beyond_the_window_of_the_middle_of_a_long_content_is_found() -> None:
    # The second window holds most of the content, but neither source nor cue.
    tags = (1, 3, 5, *[6] * 17)
    first = one_window(tags[:8], [1], dict.fromkeys(range(2, 8), 1), {1: 0})
    second = one_window(tags[4:], [0], {}, {0: None}, start=4)
    (found,) = decode([first, second], np.zeros(20, np.int64), FREE)
    assert found.cue == (1, 2)
    assert found.source == (0, 1)
    assert found.content == ((2, 20),)


def test_one_source_serves_two_cues() -> None:
    w = one_window((1, 3, 5, 3, 5), [1, 3], {2: 1, 4: 3}, {1: 0, 3: 0})
    found = decode([w], np.zeros(5, np.int64), FREE)
    assert [f.source for f in found] == [(0, 1), (0, 1)]


def test_a_cue_that_points_at_nothing_has_no_source() -> None:
    w = one_window((1, 3, 5), [1], {2: 1}, {1: None})
    found = decode([w], np.zeros(3, np.int64), FREE)
    assert found[0].source is None


def test_a_content_that_points_at_no_cue_is_no_attribution() -> None:
    w = one_window((1, 3, 5), [1], {}, {1: 0})
    found = decode([w], np.zeros(3, np.int64), FREE)
    assert found == []


def test_a_source_in_another_paragraph_is_not_taken() -> None:
    w = one_window((1, 3, 5), [1], {2: 1}, {1: 0})
    found = decode([w], np.array([0, 1, 1]), FREE)
    assert found[0].source is None


def test_an_inside_tag_never_follows_another_role() -> None:
    chosen = viterbi(logs(1, 6, 6, 0, 4), np.zeros(5, np.int64), FREE)
    for before, after in itertools.pairwise([0, *chosen]):
        assert after % 2 == 1 or after == 0 or before in (after, after - 1)


def test_a_span_never_crosses_a_paragraph() -> None:
    found = spans(viterbi(logs(5, 6, 6, 6), np.array([0, 0, 1, 1]), FREE), np.array([0, 0, 1, 1]))
    assert all(end <= 2 or start >= 2 for start, end in found["content"])


def test_a_price_keeps_a_doubtful_span_from_opening() -> None:
    doubtful = logs(5, 6, sure=0.4)
    flat = np.zeros(2, np.int64)
    assert spans(viterbi(doubtful, flat, FREE), flat)["content"]
    assert not spans(viterbi(doubtful, flat, Prices(0, 0, 9, 0, 0)), flat)["content"]


def brute(tags: Floats, prices: Prices) -> float:
    """The best score over all legal sequences, by trying every one."""
    opening = {1: prices.source, 3: prices.cue, 5: prices.content}
    best = -np.inf
    for sequence in itertools.product(range(TAGS), repeat=len(tags)):
        legal = all(
            b % 2 or not b or a in (b, b - 1) for a, b in itertools.pairwise((0, *sequence))
        )
        if legal:
            gain = sum(tags[i, t] - opening.get(t, 0) for i, t in enumerate(sequence))
            best = max(best, float(gain))
    return best


@given(st.lists(st.lists(st.floats(-6, 0), min_size=TAGS, max_size=TAGS), min_size=1, max_size=4))
def test_viterbi_finds_the_best_legal_sequence(rows: list[list[float]]) -> None:
    tags, prices = np.array(rows, np.float32), Prices(0.5, -0.5, 2.0)
    opening = {1: prices.source, 3: prices.cue, 5: prices.content}
    chosen = viterbi(tags, np.zeros(len(tags), np.int64), prices)
    gain = sum(tags[i, t] - opening.get(int(t), 0) for i, t in enumerate(chosen))
    assert gain == pytest.approx(brute(tags, prices), abs=1e-3)


def test_paragraphs_are_searched_each_by_itself() -> None:
    rng = np.random.default_rng(1)
    tags = np.log(rng.dirichlet(np.ones(TAGS), 12)).astype(np.float32)
    paragraph = np.array([0] * 3 + [1] * 5 + [2] + [3] * 3)
    together = viterbi(tags, paragraph, FREE)
    alone = [
        viterbi(part, np.zeros(len(part), np.int64), FREE)
        for part in (tags[paragraph == p] for p in range(4))
    ]
    assert together.tolist() == np.concatenate(alone).tolist()


def test_where_windows_overlap_the_one_farther_from_its_edge_counts_more() -> None:
    left = one_window((5,) * 10, [], {}, {})
    right = one_window((0,) * 10, [], {}, {}, start=6)
    tags, best = merge([left, right], 16)
    assert best[:8].tolist() == [0] * 8
    assert best[8:].tolist() == [1] * 8
    assert tags[6].argmax() == 5
    assert tags[9].argmax() == 0


def test_nothing_to_decode_gives_nothing() -> None:
    assert decode([], np.zeros(0, np.int64), FREE) == []
