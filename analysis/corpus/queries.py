"""What an archive says, as frames: who is heard, how much is unnamed, who was asked.

DuckDB reads the dataset as it is. Figures count as reports do: statements that are ``counted``, of
articles that repeat no earlier one. Shares have 95% intervals over articles, by the linearised
variance of a ratio (Cochran, Sampling Techniques, 3rd ed., 1977, ch. 2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import archived, ingest
from analysis.archived import FOLDER
from analysis.corpus import dataset
from analysis.installing import require
from analysis.writing import temporary

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

Z = 1.959963984540054  # of a 95% interval

HEARD = """
select coalesce(p.person, s.name) as name, any_value(s.kind) as kind,
       count(distinct s.key) as articles,
       count(distinct s.outlet) filter (s.outlet <> 'unknown') as outlets,
       sum(s.statements)::bigint as statements, sum(s.words)::bigint as words,
       coalesce(list_sort(list_distinct(list(s.role) filter (s.role <> ''))), []) as roles,
       bool_or(p.person is not null) as checked
from sources s left join people p on lower(p.name) = lower(s.name)
where s.naming = 'named' and s.heard and s.statements > 0 and s.name <> 'the author'
group by lower(coalesce(p.person, s.name)), coalesce(p.person, s.name)
order by articles desc, words desc, name
"""

UNNAMED = """
with g as (
  select {by} as place, sum(unnamed)::double as u, sum(attributed)::double as a,
         count(*) as articles
  from articles where attributed > 0 group by {by}
), e as (
  select g.place, sum(power(x.unnamed - g.u / g.a * x.attributed, 2)) as squares
  from articles x join g on x.{by} = g.place where x.attributed > 0 group by g.place
)
select g.place, g.articles, g.a::bigint as attributed, g.u / g.a as share,
       case when g.articles > 1
            then sqrt(e.squares * g.articles / (g.articles - 1)) / g.a end as error
from g join e using (place) order by g.place
"""

FORMULAS = """
select reason, count(*) as times, count(distinct key) as articles, any_value(name) as example
from sources where reason <> '' group by reason order by times desc, reason
"""

ASKED = """
select name, reply, count(distinct key) as articles, bool_or(heard) as heard_elsewhere
from sources where reply <> '' group by name, reply order by articles desc, name, reply
"""

CUES = """
select name, lemma, stance, count(*) as times from attributions
where naming = 'named' and lemma <> '' and stance <> '' and stance <> 'neutral'
group by name, lemma, stance order by times desc, name, lemma
"""

LOOK = """
select article, outlet, month, title, words, statements,
       case when attributed > 0 then unnamed::double / attributed else 0 end as share
from articles where statements > 0 and attributed > 0 order by share desc, unnamed desc, article
"""


def opened(paths: Sequence[str | Path], people: Mapping[str, str] | None = None) -> Archive:
    """Open an archive, or make one of articles for as long as this process lives.

    Args:
        paths: The folder of an archive, also of one in a folder above, or files of articles.
        people: Whose a name is; see :class:`Archive`.

    Raises:
        InputError: A path leads nowhere.
    """
    from analysis.corpus.build import corpus  # noqa: PLC0415 - only where one is made

    if len(paths) == 1 and (archived.near(paths[0]) / FOLDER).is_dir():
        return Archive(archived.near(paths[0]), people)
    require("corpus", ("duckdb", "pyarrow", "datasketch"), "an archive")
    given = list(ingest.sound(ingest.expand(paths)))
    folder = temporary()
    made = Path(folder.name) / "archive"
    corpus(given, made, processes=0)
    found = Archive(made, people)
    found.kept = folder
    return found


class Archive:
    """An archive, open for questions; every answer is a frame."""

    def __init__(self, folder: str | Path, people: Mapping[str, str] | None = None) -> None:
        """Open an archive.

        Args:
            folder: The archive's folder.
            people: Whose a name is, as the analyst knows: from each name to one name for all.

        Raises:
            InputError: The folder is not an archive with a dataset.
        """
        require("corpus", ("duckdb", "pyarrow"), "an archive")
        self.folder = Path(folder)
        self.kept: object = None  # a temporary folder that lives as long as this
        self.stamp = dataset.stamp(self.folder)
        self._open = _connected(self.folder, people or {})

    def totals(self) -> dict[str, int]:
        """Count articles, repeats of others, outlets, statements, words inside statements."""
        row = self._frame(
            "select count(*) as articles, "
            "count(distinct outlet) filter (outlet <> 'unknown') as outlets, "
            "sum(statements)::bigint as statements, sum(attributed)::bigint as attributed, "
            "sum(unnamed)::bigint as unnamed, (select count(*) from repeats) as repeats, "
            "(select count(*) from errors) as errors from articles"
        ).fillna(0)
        return {name: int(row[name].iloc[0]) for name in row.columns}

    def heard(self) -> pd.DataFrame:
        """Return named sources over all articles: in how many, in how many outlets, roles, words.

        The same name is not the same person: ``roles`` is what speaks for or against it, and
        ``checked`` says that the analyst's table of people has the name.
        """
        return self._frame(HEARD)

    def lone(self) -> pd.DataFrame:
        """Return named sources heard several times, and in one known outlet only."""
        heard = self.heard()
        return heard[(heard["outlets"] == 1) & (heard["articles"] > 1)].reset_index(drop=True)

    def unnamed(self, by: str) -> pd.DataFrame:
        """Return the share of words from unnamed sources, by outlet or month, with intervals.

        Args:
            by: ``outlet`` or ``month``.

        Returns:
            place, articles, attributed (words), share, low, high: shares in [0, 1], the last two
            empty for one article.
        """
        found = self._frame(UNNAMED.format(by={"outlet": "outlet", "month": "month"}[by]))
        found["low"] = (found["share"] - Z * found["error"]).clip(0, 1)
        found["high"] = (found["share"] + Z * found["error"]).clip(0, 1)
        return found.drop(columns="error")

    def formulas(self) -> pd.DataFrame:
        """Return words by which articles explain that a source is not named, and how often."""
        return self._frame(FORMULAS)

    def asked(self) -> pd.DataFrame:
        """Return who was asked and did not answer, and whether the archive has them elsewhere."""
        return self._frame(ASKED)

    def cues(self) -> pd.DataFrame:
        """Return verbs that say more than that something was said, by source."""
        return self._frame(CUES)

    def look(self) -> pd.DataFrame:
        """Return articles by the share of their attributed words that rest on unnamed sources."""
        return self._frame(LOOK)

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return all frames by the names of their files, with lists joined by "; "."""
        import pandas as pd  # noqa: PLC0415 - takes long to import

        heard = self.heard()
        heard["roles"] = ["; ".join(roles) for roles in heard["roles"]]
        shares = [self.unnamed(by).assign(by=by) for by in ("outlet", "month")]
        return {
            "heard": heard,
            "unnamed": pd.concat(shares, ignore_index=True),
            "asked": self.asked(),
            "formulas": self.formulas(),
            "cues": self.cues(),
            "articles": self.look(),
        }

    def _frame(self, query: str) -> pd.DataFrame:
        from analysis.frames.columns import Frame  # noqa: PLC0415 - pandas takes long to import

        return Frame(self._open.execute(query).df())


def _connected(folder: Path, people: Mapping[str, str]) -> duckdb.DuckDBPyConnection:
    import duckdb  # noqa: PLC0415 - an extra

    opened = duckdb.connect(":memory:", config={"enable_external_access": True, "threads": 1})
    for table in ("articles", "attributions", "sources", "errors"):
        place = folder / FOLDER / table
        files = sorted(str(path) for path in place.rglob("*.parquet"))
        names = [column.name for column in dataset.columns(table)]
        if files:
            found = opened.read_parquet(files, hive_partitioning=table != "errors")
            found.project(", ".join(f'"{name}"' for name in names)).create(f"all_{table}")
        else:
            listed = ", ".join(f'null as "{name}"' for name in names)
            opened.execute(f"create table all_{table} as select {listed} where false")
    opened.execute("create table people (name varchar, person varchar)")
    if people:
        opened.executemany("insert into people values (?, ?)", [list(p) for p in people.items()])
    opened.execute("create view errors as from all_errors")
    opened.execute("create view articles as from all_articles where duplicate_of = ''")
    opened.execute("create view repeats as from all_articles where duplicate_of <> ''")
    own = "where key in (select key from articles)"
    opened.execute(f"create view sources as from all_sources {own}")
    opened.execute(f"create view attributions as from all_attributions {own} and counted")
    opened.execute("set enable_external_access = false")
    return opened
