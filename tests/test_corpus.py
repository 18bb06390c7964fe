"""What training learns from: gold articles as labelled words, windows, swapped names."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from analysis.attribution.encoding import Vocabulary
from analysis.training import corpus, cues
from analysis.training.corpus import IGNORE, Example

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "dam", "broke", "said", "ruiz", "berg"]
VOCABULARY = Vocabulary([*PIECES, ".", ",", "it", "rained", "was", "old", "told"])
SPECIAL = (0, 2, 3)
TEXT = "The dam broke, Ruiz said.\nIt rained. The dam was old, it was said."
GOLD = [
    ("Content", "The dam broke"),
    ("Source", "Ruiz"),
    ("Cue", "said"),
    ("Content", "The dam was old"),
    ("Cue", "was said"),
]
EVENTS = ["Source:T2 Cue:T3 Content:T1", "Cue:T5 Content:T4"]


def written(folder: Path, text: str = TEXT) -> Path:
    """An article and its gold in brat standoff."""
    folder.mkdir(exist_ok=True)
    file = folder / "article.txt"
    file.write_text(text, encoding="utf-8")
    lines, place = [], 0
    for number, (role, words) in enumerate(GOLD, 1):
        start = TEXT.index(words, 0 if role == "Source" else place)
        place = place if role == "Source" else start
        lines.append(f"T{number}\t{role} {start} {start + len(words)}\t{words}")
    lines += [f"E{number}\tAttribution {event}" for number, event in enumerate(EVENTS, 1)]
    file.with_suffix(".ann").write_text("\n".join(lines), encoding="utf-8")
    return file


@pytest.fixture
def item(tmp_path: Path) -> Example:
    return corpus.example(written(tmp_path), VOCABULARY)


def chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - for testing


def surfaces(item: Example) -> list[str]:
    return [item.text[a:b] for a, b in zip(item.found.starts, item.found.ends, strict=True)]


def test_each_word_has_the_tag_of_its_role(item: Example) -> None:
    named = dict(enumerate(["", "source", "source", "cue", "cue", "content", "content"]))
    tagged = [(w, named[int(t)]) for w, t in zip(surfaces(item), item.tags, strict=True) if t]
    assert tagged == [
        ("The", "content"),
        ("dam", "content"),
        ("broke", "content"),
        ("Ruiz", "source"),
        ("said", "cue"),
        ("The", "content"),
        ("dam", "content"),
        ("was", "content"),
        ("old", "content"),
        ("was", "cue"),
        ("said", "cue"),
    ]
    begins = [surfaces(item)[i] for i in np.flatnonzero(item.tags % 2 == 1)]
    assert begins == ["The", "Ruiz", "said", "The", "was"]


def test_a_word_of_two_roles_keeps_the_rarer(tmp_path: Path) -> None:
    file = tmp_path / "nested.txt"
    file.write_text("Ruiz said the dam broke", encoding="utf-8")
    gold = "T1\tContent 0 23\t\nT2\tSource 0 9\t\nT3\tCue 5 9\t\nE1\tA Source:T2 Cue:T3 Content:T1"
    file.with_suffix(".ann").write_text(gold, encoding="utf-8")
    assert corpus.example(file, VOCABULARY).tags.tolist() == [1, 3, 6, 6, 6]


def test_contents_point_at_cues_and_cues_at_sources_or_at_none(item: Example) -> None:
    said = surfaces(item)
    pointing = {(said[w], int(c)) for w, c in enumerate(item.to_cue) if c != IGNORE}
    first, second = said.index("said"), len(said) - 3
    assert pointing == {
        ("The", first), ("dam", first), ("broke", first),
        ("The", second), ("dam", second), ("was", second), ("old", second),
    }  # fmt: skip
    assert item.to_source[first] == said.index("Ruiz")
    assert item.to_source[second] == -1
    assert np.count_nonzero(item.to_source != IGNORE) == 2
    assert item.contents == ((first, 0, 2), (second, said.index("The", 1), said.index("old")))


def test_only_articles_with_gold_are_examples(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "other.txt").write_text("It rained.", encoding="utf-8")
    assert [e.name for e in corpus.examples(tmp_path, VOCABULARY)] == ["article"]


def test_articles_without_gold_have_no_labels(tmp_path: Path) -> None:
    written(tmp_path)
    (found,) = corpus.unlabelled(tmp_path, VOCABULARY)
    assert set(found.tags) == set(found.to_cue) == set(found.to_source) == {IGNORE}


def test_a_link_that_leaves_its_window_is_not_learned(item: Example) -> None:
    end = surfaces(item).index("said")
    made = corpus.labelled([(item, (0, end))], SPECIAL)
    assert (made["gold_to_cue"] == IGNORE).all()
    whole = corpus.labelled([(item, (0, len(item.found)))], SPECIAL)
    assert whole["gold_to_cue"][0, 1] == end + 1  # [CLS] comes first
    assert whole["gold_to_source"][0, len(item.found) - 2] == 0  # no source: [CLS]
    assert len(whole["gold_to_first"]) == len(whole["gold_to_last"]) == 2


def test_shorter_windows_of_a_batch_are_filled_up_with_what_is_not_learned(item: Example) -> None:
    made = corpus.labelled([(item, (0, 3)), (item, (0, len(item.found)))], SPECIAL)
    assert made["ids"].shape == made["shape"].shape
    assert (made["gold_tags"][0, 4:] == IGNORE).all()
    assert made["near"].shape == (2, 1, *2 * made["ids"].shape[1:])
    beyond = made["near"][0, 0, 5:]
    assert beyond[:, 0].all() and not beyond[:, 1:].any()


def test_pieces_see_their_block_what_is_near_it_and_the_first() -> None:
    near = np.array([[0, 1, 2, 3], [0, 2, 3, 4]])
    seen = corpus.seen(near, 6, 6)[0]
    assert [np.flatnonzero(row).tolist() for row in seen] == [[0, 1, 2, 3]] * 3 + [[0, 2, 3, 4]] * 3


def test_windows_of_an_epoch_cover_all_words_and_begin_at_paragraphs(tmp_path: Path) -> None:
    text = "\n".join([*TEXT.split("\n"), *["It rained , the dam broke ."] * 60])
    item = corpus.example(written(tmp_path, text), VOCABULARY)
    first = list(corpus.cuts(item, 64, chance(1)))
    covered = np.zeros(len(item.found), bool)
    for start, end in first:
        covered[start:end] = True
        assert item.found.place[start] == 1
        assert sum(map(len, item.found.pieces[start:end])) <= 62
    assert covered.all()
    assert first != list(corpus.cuts(item, 64, chance(2)))


def test_names_are_swapped_alike_in_all_of_an_article(tmp_path: Path) -> None:
    text = TEXT + "\n" + " ".join(["Ruiz told Berg it rained ."] * 5)
    item = corpus.example(written(tmp_path, text), VOCABULARY)
    renamer = corpus.Renamer([item], VOCABULARY)
    assert renamer.names == ["berg", "ruiz"]
    for seed in range(20):
        swapped = renamer(item, chance(seed))
        pairs = set(zip(surfaces(item), swapped.found.pieces, strict=True))
        changed = {(w, p) for w, p in pairs if p != VOCABULARY(w)}
        assert {w for w, _ in changed} <= {"Ruiz", "Berg"}
        assert len({p for w, p in pairs if w == "Ruiz"}) == 1
        if changed:
            return
    pytest.fail("no name was swapped for another")


def test_words_of_cues_stand_in_them_often_enough(item: Example) -> None:
    assert cues.cue_words([item]) == ["said"]  # "was" once: too seldom
    assert cues.cue_words([item, item]) == ["said", "was"]


def test_a_word_that_is_seldom_of_a_cue_is_none(tmp_path: Path) -> None:
    text = TEXT + "\n" + "It was the dam . " * 8
    item = corpus.example(written(tmp_path, text), VOCABULARY)
    assert cues.cue_words([item, item]) == ["said"]
