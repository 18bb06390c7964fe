"""An archive of many articles: only what is new, whatever happens, the same bytes in the end."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

pytest.importorskip("datasketch")
pd = pytest.importorskip("pandas")
pytest.importorskip("pyarrow")

from archives import digest, texts  # noqa: E402

from analysis.corpus import audit, corpus, dataset, duplicates, manifest  # noqa: E402
from analysis.corpus.find import Query, find  # noqa: E402
from analysis.errors import InputError, OutputError, ParameterError, RunError  # noqa: E402

pytestmark = pytest.mark.usefixtures("shards_of_three")


def test_an_archive_holds_every_article_and_is_read_as_it_is(built: Path) -> None:
    articles = pd.read_parquet(built / "dataset" / "articles")
    assert sorted(articles["article"]) == [f"r{n}" for n in range(8)]
    assert set(articles["outlet"].astype(str)) == {"The Daily", "The Weekly/..\\x"}
    said = pd.read_parquet(built / "dataset" / "attributions")
    assert set(said["key"]) == set(articles["key"])
    for row in said.merge(articles[["key", "text"]], on="key").itertuples():
        assert row.text[row.start : row.end].startswith(row.content.split(" … ")[0])
    assert not list(built.rglob("*..*\\x*/../*")) and (built / "dataset").is_dir()


def test_a_partition_is_one_file_a_chunk_however_few_may_be_open(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = sorted(written.key for written in manifest.entries(built))
    monkeypatch.setattr(dataset, "FILES", 1)
    (tmp_path / "whole").mkdir()
    dataset.fill(tmp_path / "whole", built, keys)
    one = sorted((built / "dataset" / "articles").rglob("*.parquet"))
    assert len(one) == 6  # two outlets, three months, in shards of three articles
    assert len(list((tmp_path / "whole" / "articles").rglob("*.parquet"))) == 6
    monkeypatch.setattr(dataset, "CHUNK", 1)
    (tmp_path / "chunks").mkdir()
    dataset.fill(tmp_path / "chunks", built, keys)
    assert len(list((tmp_path / "chunks" / "articles").rglob("*.parquet"))) > 6
    for table in ("articles", "attributions", "sources"):
        frames = [
            pd.read_parquet(place / table) for place in (built / "dataset", *tmp_path.iterdir())
        ]
        rows_of = [sorted(map(str, frame.to_dict("records"))) for frame in frames]
        assert rows_of[0] == rows_of[1] == rows_of[2]


def test_polars_and_duckdb_read_it_too(built: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    where = f"read_parquet('{built}/dataset/articles/**/*.parquet', hive_partitioning=true)"
    sql = f"SELECT count(*) FROM {where} WHERE month = '2026-01'"  # noqa: S608 - our own folder
    assert duckdb.sql(sql).fetchall() == [(3,)]


def test_a_second_run_reads_nothing_and_changes_nothing(rows: Path, built: Path) -> None:
    before = digest(built)
    made = corpus([rows], built, processes=1)
    assert (made.new, made.articles, made.built) == (0, 8, False)
    assert digest(built) == before


def test_only_what_is_new_is_read(rows: Path, tmp_path: Path) -> None:
    lines = rows.read_text(encoding="utf-8").splitlines(keepends=True)
    part = tmp_path / "part.jsonl"
    part.write_text("".join(lines[:4]), encoding="utf-8")
    assert corpus([part], tmp_path / "a", processes=1).new == 4
    made = corpus([rows], tmp_path / "a", processes=1)
    assert (made.new, made.articles) == (4, 8)


def test_what_cannot_be_read_stays_with_its_article(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(next(texts(1)), encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_bytes(b"\0\0\0\1")
    made = corpus([tmp_path / "in"], tmp_path / "a", processes=1)
    assert (made.articles, made.failures) == (1, 1)
    errors = pd.read_parquet(tmp_path / "a" / "dataset" / "errors")
    assert errors["article"].tolist() == ["b"] and "binary" in errors["message"][0]
    with pytest.raises(RunError):
        corpus([tmp_path / "in"], tmp_path / "b", processes=1, strict=True)


def test_a_worker_that_dies_costs_one_article(
    rows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deadly = tmp_path / "sitecustomize.py"
    deadly.write_text(
        "import os\nfrom analysis import pipeline\nreal = pipeline.extract\n"
        "def extract(article):\n    if article.id == 'r4':\n        os._exit(9)\n"
        "    return real(article)\npipeline.extract = extract\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))
    made = corpus([rows], tmp_path / "a", processes=1)
    assert (made.articles, made.failures) == (7, 1)
    errors = pd.read_parquet(tmp_path / "a" / "dataset" / "errors")
    assert errors["article"].tolist() == ["r4"] and errors["error"].tolist() == ["WorkerDied"]


def test_parts_of_a_job_make_the_whole(rows: Path, built: Path, tmp_path: Path) -> None:
    read = [corpus([rows], tmp_path / "a", processes=1, part=(n, 3)).new for n in (1, 2, 3)]
    assert sum(read) == 8 and max(read) < 8
    made = corpus([rows], tmp_path / "a", processes=1)
    assert (made.new, made.articles, made.built) == (0, 8, True)
    left, right = (
        pd.read_parquet(a / "dataset" / "attributions").sort_values(["key", "id"])
        for a in (built, tmp_path / "a")
    )
    assert left["content"].tolist() == right["content"].tolist()


def test_a_folder_with_something_else_is_refused(tmp_path: Path, rows: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="not an archive"):
        corpus([rows], tmp_path, processes=1)
    with pytest.raises(ParameterError):
        corpus([rows], tmp_path / "a", part=(3, 2))


def test_a_damaged_entry_is_one_line(rows: Path, tmp_path: Path) -> None:
    corpus([rows], tmp_path / "a", processes=1)
    entry = next((tmp_path / "a" / manifest.FOLDER).glob("*.json"))
    entry.write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="is damaged"):
        corpus([rows], tmp_path / "a", processes=1)


def test_agency_copy_in_two_papers_is_marked_and_not_dropped() -> None:
    one = " ".join(next(texts(1)).split() * 3)
    long = f"{one} " + " ".join(f"word{n} follows word{n + 1}" for n in range(60))
    changed = long.replace("word30", "another")
    found = duplicates.find(
        duplicates.Fingerprint(key, (date, ""), text.encode(), duplicates.signature(text))
        for key, date, text in (
            ("c", "2026-03-01", "Something else altogether was printed on that day in the paper."),
            ("b", "2026-02-01", changed),
            ("d", "2026-04-01", long),
            ("a", "2026-01-01", long),
        )
    )
    assert {key: (d.of, d.kind) for key, d in found.items()} == {
        "b": ("a", "near"),
        "d": ("a", "exact"),
    }


def test_statements_are_found_by_words_phrases_beginnings_and_filters(built: Path) -> None:
    assert len(find(built, Query('"interest rates"'))) == 8
    assert find(built, Query('"rates interest"')) == []
    assert len(find(built, Query("beam*", naming="anonymous"))) == 8
    hit = find(built, Query("interest", source="ruiz ana"))[0]
    assert hit.name == "Ana Ruiz" and "interest rates" in hit.content
    january = find(built, Query("interest", since="2026-01", until="2026-01"))
    assert {h.date for h in january} == {"2026-01-05"}
    assert find(built, Query('") OR (1=1')) == []
    with pytest.raises(ParameterError, match="nothing to search for"):
        find(built, Query())
    with pytest.raises(InputError, match="not an archive"):
        find(built / "dataset", Query("x"))


def test_a_sample_is_drawn_marked_and_read_back(built: Path, tmp_path: Path) -> None:
    count = audit.draw(built, tmp_path / "s.csv", size=10, by="naming")
    frame = pd.read_csv(tmp_path / "s.csv", dtype=str, keep_default_na=False)
    assert len(frame) == count and set(frame["naming"]) == {"named", "anonymous"}
    with pytest.raises(InputError, match="has no marks"):
        audit.result(built, [tmp_path / "s.csv"])
    for mark in ("is_statement", "content_right", "source_right", "identity_right"):
        frame[mark] = "yes"
    frame["true_naming"] = frame["naming"]
    frame.loc[0, "identity_right"] = "no"
    frame.to_csv(tmp_path / "one.csv", index=False)
    frame.loc[1, "true_naming"] = "generic"
    frame.to_csv(tmp_path / "two.csv", index=False)
    found = audit.result(built, [tmp_path / "one.csv", tmp_path / "two.csv"])
    told = {p.mark: (p.right, p.of) for p in found.precision}
    assert told["identity_right"] == (count - 1, count)
    for share in found.shares:
        assert share.corrected == pytest.approx(share.raw, abs=1e-9)
    assert dict(found.agreement)["true_naming"] < 1
    frame.loc[0, "true_naming"] = "maybe"
    frame.to_csv(tmp_path / "bad.csv", index=False)
    with pytest.raises(InputError, match="true_naming is maybe"):
        audit.result(built, [tmp_path / "bad.csv"])


def test_the_dataset_says_what_its_columns_are() -> None:
    for table in ("articles", "attributions", "sources", "errors"):
        assert all(c.meaning for c in dataset.columns(table))
