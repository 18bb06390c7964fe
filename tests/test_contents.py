"""What the reader learns of statements inside statements from."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.attribution.encoding import PLACES, Vocabulary
from analysis.brat import Statement, standoff
from analysis.model import Span
from analysis.training.contents import excerpts, files

VOCABULARY = Vocabulary(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])
TEXT = (
    "Ana Ruiz said the union believes the mayor had promised in March that the pool stays open.\n"
    "“The pool is old and the roof leaks,” she added.\n"
)


def at(words: str) -> tuple[Span, ...]:
    """The place of words in the text."""
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


INNERMOST = Statement(at("the mayor"), at("had promised"), at("that the pool stays open"))
BELIEVED = "the mayor had promised in March that the pool stays open"
INNER = Statement(at("the union"), at("believes"), at(BELIEVED))
OUTER = Statement(at("Ana Ruiz"), at("said"), at(f"the union believes {BELIEVED}"))
NEXT = Statement(at("she"), at("added"), at("“The pool is old and the roof leaks,”"))


def written(folder: Path, *gold: Statement) -> Path:
    (folder / "a.txt").write_bytes(TEXT.encode())
    (folder / "a.ann").write_bytes(standoff(TEXT, gold).encode())
    return folder


def test_contents_become_examples_by_depth(tmp_path: Path) -> None:
    first, second = excerpts(files(written(tmp_path, OUTER, INNER, INNERMOST, NEXT)), VOCABULARY)
    words = [TEXT[a:b] for a, b in zip(first.found.starts, first.found.ends, strict=True)]
    whole = f"the union believes {BELIEVED}".split()
    assert words == [*whole, *"The pool is old and the roof leaks ,".split()]
    roles = [1, 2, 3, 5, *[6] * 10, *[0] * 9]  # source, cue, content, and nothing in the second
    assert first.tags.tolist() == roles
    assert first.to_source[2] == 0
    assert first.contents == ((2, 3, 13),)
    assert {PLACES[n] for n in first.found.place} == {"told first", "told within", "told last"}
    assert second.name == "a-1"
    cue = [TEXT[a:b] for a, b in zip(second.found.starts, second.found.ends, strict=True)]
    assert [w for w, tag in zip(cue, second.tags, strict=True) if tag in (3, 4)] == [
        "had",
        "promised",
    ]
    assert second.tags.tolist()[4:6] == [0, 0]  # "in March" is nobody's


def test_without_a_statement_inside_the_outermost_contents_alone_are_examples(
    tmp_path: Path,
) -> None:
    (only,) = excerpts(files(written(tmp_path, NEXT)), VOCABULARY)
    assert not only.tags.any()
    assert only.contents == ()


def test_a_short_content_teaches_nothing(tmp_path: Path) -> None:
    short = Statement(at("she"), at("added"), at("The pool is"))
    assert excerpts(files(written(tmp_path, short)), VOCABULARY) == []


def test_a_statement_without_a_cue_stands_in_no_other(tmp_path: Path) -> None:
    folder = written(tmp_path, OUTER)
    (span,) = at(BELIEVED)
    with (folder / "a.ann").open("a", encoding="utf-8") as gold:
        gold.write(
            f"T90\tContent {span.start} {span.end}\t{BELIEVED}\nE90\tAttribution Content:T90\n"
        )
    first, *more = excerpts(files(folder), VOCABULARY)
    assert not first.tags[: len(f"the union believes {BELIEVED}".split())].any()
    assert more == []


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="holds no article with gold"):
        files(tmp_path)
