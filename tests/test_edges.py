"""Edges of contents, asked anew once the cue is known."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution.edges import BEGIN, INSIDE, OUTSIDE, Floats, settle


def tags(count: int, content: tuple[int, int], sure: float = 0.7) -> Floats:
    out = np.full((count, 7), 1e-3, np.float32)
    out[:, OUTSIDE] = sure
    out[:, INSIDE] = 1 - sure
    out[content[0] : content[1], OUTSIDE] = 1 - sure
    out[content[0] : content[1], INSIDE] = sure
    out[:, BEGIN] = out[:, INSIDE]
    return np.log(out)


def pointing(count: int, at: int) -> Floats:
    out = np.full(count, 0.01, np.float32)
    out[at] = 0.95
    return np.log(out)


def test_pointers_without_weight_move_nothing() -> None:
    t = tags(10, (3, 7))
    assert settle((3, 7), (0, 10), t, pointing(10, 1), pointing(10, 8), 0) == (3, 7)


def test_sure_pointers_win_over_unsure_tags() -> None:
    t = tags(10, (3, 7), sure=0.55)
    assert settle((3, 7), (0, 10), t, pointing(10, 2), pointing(10, 8), 1) == (2, 9)
    assert settle((3, 7), (0, 10), t, pointing(10, 4), pointing(10, 5), 1) == (4, 6)


def test_sure_tags_win_over_unsure_pointers() -> None:
    t = tags(10, (3, 7), sure=0.999)
    assert settle((3, 7), (0, 10), t, pointing(10, 0), pointing(10, 9), 0.2) == (3, 7)


def test_no_edge_leaves_the_room_there_is() -> None:
    t = tags(10, (3, 7), sure=0.51)
    assert settle((3, 7), (2, 8), t, pointing(10, 0), pointing(10, 9), 9) == (3, 7)
    assert settle((3, 7), (2, 8), t, pointing(10, 2), pointing(10, 7), 9) == (2, 8)


@given(st.integers(1, 40), st.data())
def test_what_comes_back_is_a_stretch_within_the_room(count: int, data: st.DataObject) -> None:
    low, start, end, high = sorted(data.draw(st.integers(0, count)) for _ in range(4))
    if start == end:
        return
    seed = data.draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    t, first, last = (
        np.log(random.random(shape).astype(np.float32) + 1e-3)
        for shape in ((count, 7), (count,), (count,))
    )
    a, b = settle((start, end), (low, high), t, first, last, random.random() * 3)
    assert low <= a < b <= high
