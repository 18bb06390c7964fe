from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from analysis import corrections
from analysis.corrections import Correction, Key, Quote, Who, load, parse, save
from analysis.corrections.store import schema
from analysis.errors import AnalysisError, CorrectionError, OutputError

WORDS = st.text(min_size=1, max_size=30).filter(lambda s: s.strip() and max(s) < "\ud800")
MAYBE = st.one_of(st.just(""), WORDS)
QUOTES = st.builds(Quote, WORDS, MAYBE, MAYBE, st.one_of(st.none(), st.integers(0, 10**9)))
SOME = st.one_of(st.none(), st.lists(QUOTES, max_size=2).map(tuple))
WHO = st.builds(Who, WORDS, st.one_of(st.none(), QUOTES))
KIND = st.sampled_from([None, "person", "group"])
NAMING = st.sampled_from([None, "named", "generic"])
CORRECTIONS = st.one_of(
    st.builds(
        Correction,
        st.just("change"),
        statement=st.builds(Key, QUOTES, MAYBE, MAYBE),
        source=SOME,
        cue=SOME,
        form=st.just("direct"),
        speaker=st.one_of(st.none(), st.builds(Who, WORDS, kind=KIND, naming=NAMING)),
        note=MAYBE,
        by=MAYBE,
    ),
    st.builds(Correction, st.just("remove"), statement=st.builds(Key, QUOTES)),
    st.builds(Correction, st.just("add"), content=st.tuples(QUOTES), nobody=st.booleans()),
    st.builds(Correction, st.just("join"), voice=WHO, others=st.tuples(WHO, WHO)),
    st.builds(Correction, st.just("split"), voice=WHO, mentions=st.tuples(QUOTES), name=WORDS),
    st.builds(
        Correction, st.just("set"), voice=WHO, kind=KIND, naming=st.just("named"), role=MAYBE
    ),
    st.builds(
        Correction,
        st.just("person"),
        name=WORDS,
        others=st.tuples(st.builds(Who, WORDS)),
        roles=st.tuples(WORDS),
        kind=KIND,
    ),
    st.builds(Correction, st.just("judge"), quotation=QUOTES, verdict=st.just("wrong"), note=MAYBE),
)
ONE = Correction("remove", Key(Quote("It rains", "said:", "today", 12)), note="No", by="me")
TWO = Correction("set", voice=Who("the mayor"), naming="anonymous")


@settings(max_examples=40)
@given(st.dictionaries(WORDS, st.lists(CORRECTIONS, min_size=1, max_size=3).map(tuple), max_size=2))
def test_what_is_written_is_read_back(sections: dict[str, tuple[Correction, ...]]) -> None:
    assert parse(corrections.text(sections).encode()) == sections


def test_the_file_reads_as_people_would_write_it(tmp_path: Path) -> None:
    save(tmp_path / "c.yaml", "a.txt", [ONE, TWO])
    assert (tmp_path / "c.yaml").read_text().split("\n\n", 1)[1] == (
        "a.txt:\n"
        "  - do: remove\n"
        "    statement:\n"
        "      text: It rains\n"
        "      before: 'said:'\n"
        "      after: today\n"
        "      at: 12\n"
        "    note: 'No'\n"
        "    by: me\n"
        "  - do: set\n"
        "    source: the mayor\n"
        "    naming: anonymous\n"
    )


def test_what_looks_like_a_number_a_truth_or_a_date_is_text() -> None:
    by_hand = "2016.txt:\n- {do: set, source: No, name: 2016-01-01, role: 1e3}\n"
    (own,) = parse(by_hand.encode())["2016.txt"]
    assert (own.voice, own.name, own.role) == (Who("No"), "2016-01-01", "1e3")


def test_other_sections_and_their_comments_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    other = "# mine\nb.txt: # b\n- do: remove # no\n  statement: It pours\n"
    path.write_text(other + "\na.txt:\n- do: remove\n  statement: old\n\n# end\nz.txt: []\n")
    save(path, "a.txt", [ONE])
    assert path.read_text().startswith(other)
    assert path.read_text().endswith("z.txt: []\n")
    assert load(path)["a.txt"] == (ONE,)
    save(path, "a.txt", [])
    assert "a.txt" not in load(path) and "# mine" in path.read_text()
    save(path, "c.txt", [TWO])
    assert list(load(path)) == ["b.txt", "z.txt", "c.txt"]


@pytest.mark.parametrize("old", ["", "# nothing\n", "{}", "{b.txt: [{do: remove, statement: x}]}"])
def test_a_file_that_is_empty_or_in_braces_can_be_added_to(tmp_path: Path, old: str) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(old)
    before = load(path)
    save(path, "a.txt", [ONE])
    assert load(path) == {**before, "a.txt": (ONE,)}


def test_a_file_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert load(tmp_path / "none.yaml") == {}
    assert corrections.of(tmp_path / "a.txt") == ()
    assert corrections.of("-") == ()


BOMB = "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a.txt:\n- do: remove\n  statment: x\n", "line 2: there is no key 'statment' here"),
        ("a.txt:\n- do: remove\n", "line 2: lacks 'statement'"),
        ("a.txt:\n- do: change\n  statement: x\n", "changes nothing"),
        ("a.txt:\n- do: change\n  statement: x\n  note: y\n", "line 2: 'a.txt' changes nothing"),
        ("a.txt:\n- do: set\n  source: x\n  by: y\n", "line 2: 'a.txt' changes nothing"),
        ("a.txt:\n- statement: x\n", "line 2: lacks 'do'"),
        ("a.txt:\n- do: set\n  source: {}\n  role: y\n", "line 3: 'source' is empty"),
        ("a.txt:\n- do: fly\n", "line 2: 'do' is not one of change, remove"),
        ("a.txt:\n- do: set\n  source: x\n  kind: dog\n", "line 4: 'kind' is not one of person"),
        ("a.txt:\n- do: remove\n  statement: ''\n", "line 3: 'statement' is empty"),
        ("a.txt:\n- do: remove\n  statement:\n", "line 3: 'statement' must be text"),
        ("a.txt:\n- do: remove\n  statement: {text: x, at: -1}\n", "'at' must be"),
        ("a.txt:\n- do: remove\n  statement: {before: x}\n", "lacks 'text'"),
        ("a.txt:\n- do: add\n  content: []\n", "line 3: 'content' is empty"),
        ("a.txt:\n- remove\n", "must be keys with values"),
        ("a.txt: remove\n", "'a.txt' must be a list"),
        ("- a.txt\n", "the file must be keys with values"),
        ("a.txt:\n- do: remove\n  do: add\n", "line 3: the key 'do' is there twice"),
        ("a.txt: []\na.txt: []\n", "line 2: the key 'a.txt' is there twice"),
        (BOMB, "line 1: anchors (&) and aliases (*) are not taken"),
        ("a.txt: *b\n", "anchors (&) and aliases (*)"),
        ("a.txt: !!python/object/apply:os.system [x]\n", "tags (!) are not taken"),
        ("a.txt: !!binary aGk=\n", "tags (!) are not taken"),
        ("? [a]\n: []\n", "a key is not text"),
        ("a.txt: [\n", "line 2: is not YAML"),
        ("a: b: c\n", "line 1: is not YAML"),
        ("---\na: []\n---\nb: []\n", "is not YAML"),
        ("a.txt:\n- \x07\n", "line 2: holds a control character"),
        ("[" * 100_000, "is nested too deeply"),
        ("a.txt:\n- do: remove\n  statement: x\n  note: " + "y" * 9000, "'note' is too long"),
        ("x" * 1_000_001, "is larger than 1 MB"),
    ],
)
def test_a_file_that_is_wrong_is_one_clear_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_text(text)
    with pytest.raises(CorrectionError) as caught:
        load(path)
    line = str(caught.value)
    assert says in line and str(path) in line
    assert "\n" not in line and len(line) < 400 + len(str(path))
    with pytest.raises(CorrectionError):
        save(path, "a.txt", [ONE])
    assert path.read_text() == text


def test_of_many_mistakes_the_first_is_told_whatever_the_hash_seed() -> None:
    text = "".join(f"x{n}: y\n" for n in range(200))
    with pytest.raises(CorrectionError, match="line 1: 'x0' must be a list"):
        parse(text.encode())


def test_bytes_that_are_no_text_are_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_bytes(b"a: \xff")
    with pytest.raises(CorrectionError, match="is not UTF-8; save it as UTF-8"):
        load(tmp_path / "c.yaml")
    with pytest.raises(CorrectionError, match="can't be read"):
        load(tmp_path)


@given(st.one_of(st.text(), st.binary().map(lambda b: b.decode("latin-1"))))
def test_whatever_the_file_holds_it_is_read_or_refused_in_our_own_words(text: str) -> None:
    with contextlib.suppress(AnalysisError):
        parse(text.encode("utf-8", "surrogatepass"))


def test_a_folder_that_can_t_be_written_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="can't be written"):
        save(tmp_path / "none" / "c.yaml", "a.txt", [ONE])


def test_the_schema_is_one_and_holds_for_what_plain_yaml_makes_of_a_saved_file(
    tmp_path: Path,
) -> None:
    Draft202012Validator.check_schema(schema())
    save(tmp_path / "c.yaml", "a.txt", [ONE, TWO])
    data = yaml.safe_load((tmp_path / "c.yaml").read_text())
    Draft202012Validator(schema()).validate(data)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_in_place_of_the_file_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "corrections.yaml")
    with pytest.raises(CorrectionError, match="is not a regular file"):
        load(tmp_path / "corrections.yaml")


@pytest.mark.parametrize("old", ["# shared\n", None])
def test_a_file_that_is_a_link_is_saved_where_it_leads(tmp_path: Path, old: str | None) -> None:
    (tmp_path / "c.yaml").symlink_to(tmp_path / "far.yaml")
    if old:
        (tmp_path / "far.yaml").write_text(old)
    save(tmp_path / "c.yaml", "a.txt", [ONE])
    assert (tmp_path / "c.yaml").is_symlink()
    assert load(tmp_path / "far.yaml") == {"a.txt": (ONE,)}


def test_a_file_that_could_never_be_read_again_is_not_written(tmp_path: Path) -> None:
    many = [Correction("remove", Key(Quote(f"{n} {'x' * 100_000}"))) for n in range(10)]
    for name in ("new.yaml", "old.yaml"):
        path = tmp_path / name
        if name == "old.yaml":
            save(path, "b.txt", [ONE])
        before = path.read_bytes() if path.exists() else None
        with pytest.raises(AnalysisError, match="larger than 1 MB"):
            save(path, "a.txt", many)
        assert (path.read_bytes() if path.exists() else None) == before


def test_a_folder_of_articles_reads_the_same_file_once(tmp_path: Path) -> None:
    save(tmp_path / "corrections.yaml", "a.txt", [ONE])
    first = corrections.of(tmp_path / "a.txt")
    assert corrections.of(tmp_path / "a.txt")[0] is first[0]
    save(tmp_path / "corrections.yaml", "a.txt", [TWO])
    assert corrections.of(tmp_path / "a.txt") == (TWO,)


def test_the_pages_words_for_a_naming_are_read_as_the_tables_words() -> None:
    text = "a.txt:\n- do: set\n  source: the mayor\n  naming: {}\n"
    for page, table in (("unnamed", "anonymous"), ("general group", "generic")):
        assert parse(text.format(page).encode()) == parse(text.format(table).encode())
