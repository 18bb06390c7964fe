"""The verbs of archives: read many articles into one, search it, and say how far to trust it."""

from __future__ import annotations

import sys

import click

from analysis.cli import console
from analysis.cli.options import PATHS_HELP, Inputs, reads
from analysis.text import plain

NAMINGS = ["named", "unnamed", "anonymous", "general group", "generic"]


@click.command(
    cls=console.Verb,
    epilog=PATHS_HELP,
    short_help="Read many articles into an archive, only what is new.",
)
@reads(corrected=False)
@click.option("-o", "--out", "archive", required=True, metavar="ARCHIVE", help="The archive.")
@click.option("--processes", type=click.IntRange(1), help="Worker processes; one a processor.")
@click.option("--scheduler", default="", metavar="ADDRESS", help="Of a Dask scheduler to run on.")
@click.option(
    "--shards",
    "part",
    default="1/1",
    show_default=True,
    metavar="I/N",
    help="Read the I-th of N parts only, as one of N jobs of a cluster; a last run without it "
    "builds the dataset.",
)
@click.option("--strict", is_flag=True, help="Stop at the first article that can't be read.")
@click.option("--quiet", is_flag=True, help="Print no progress.")
def corpus(
    given: Inputs,
    archive: str,
    processes: int | None,
    scheduler: str,
    part: str,
    strict: bool,
    quiet: bool,
) -> None:
    """Read many articles into an archive, only what is new.

    The archive is a folder of Parquet tables (articles, attributions, sources, errors) that pandas,
    Polars, DuckDB and Spark read. A run that was stopped goes on where it was. What can't be read
    stands in the table of errors; the exit status is then 1. The time left is an estimate by the
    bytes read; there is none for standard input.
    """
    from analysis import corpus as archives

    def progress(p: archives.Progress) -> None:
        console.say(console.progress(p.articles, p.rate, p.errors, p.seconds_left))

    made = archives.corpus(
        given.paths,
        archive,
        processes=processes,
        scheduler=scheduler,
        part=console.part(part),
        strict=strict,
        columns=given.named(),
        any_language=given.any_language,
        progress=None if quiet else progress,
    )
    read = f"{made.new:,} articles read, {made.errors:,} of them with an error"
    holds = f"{made.articles:,} articles and {made.failures:,} errors"
    console.out([f"{read}; the archive holds {holds}\n"])
    sys.exit(1 if made.failures else 0)


@click.command(cls=console.Verb, short_help="Search the statements of an archive.")
@click.argument("archive", metavar="ARCHIVE")
@click.argument("words", default="", metavar="[WORDS]")
@click.option("--source", default="", metavar="WORDS", help="Words of the source's name.")
@click.option("--naming", type=click.Choice(NAMINGS), default=None)
@click.option("--kind", default="", help="Kind of source: person, group, organisation ...")
@click.option("--stance", default="", help="Stance of the verb that introduces the statement.")
@click.option("--outlet", default="", help="The outlet, whole.")
@click.option("--since", default="", metavar="DATE", help="2026, 2026-11 or 2026-11-27.")
@click.option("--until", default="", metavar="DATE", help="The same, included.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table")
def find(
    archive: str, words: str, naming: str | None, limit: int, form: str, **filters: str
) -> None:
    """Search the statements of an archive for words, phrases ("interest rates") and rate*.

    All words must stand in the statement; filters are combined with AND.
    """
    import json
    from dataclasses import asdict

    from analysis.corpus import find as search

    query = search.Query(words, naming=naming or "", **filters)
    hits = search.find(archive, query, limit)
    if form == "jsonl":
        console.out(json.dumps(asdict(hit), ensure_ascii=True) + "\n" for hit in hits)
        return
    for hit in hits:
        head = " · ".join(p for p in (hit.outlet, hit.date, hit.article, hit.url) if p)
        console.out([plain(f"{head}"), "\n"])
        console.out(["  ", plain(f"{hit.name} ({hit.naming}) {hit.cue}: {hit.content}"), "\n\n"])
    if not hits:
        console.say("none found")


@click.command(
    cls=console.Verb, short_help="Draw a sample of an archive to mark, or say what the marks show."
)
@click.argument("archive", metavar="ARCHIVE")
@click.option("-o", "--out", metavar="FILE.csv", help="Where the sample goes.")
@click.option("--size", type=click.IntRange(1), default=300, show_default=True)
@click.option(
    "--by", default="naming", show_default=True, help="naming, outlet, month, confidence."
)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--marks", multiple=True, metavar="FILE.csv", help="A marked sample, one a person.")
def audit(
    archive: str, out: str | None, size: int, by: str, seed: int, marks: tuple[str, ...]
) -> None:
    """Draw a sample of an archive to mark, or say what the marks show.

    With --out a sample is written, with five columns for a person to fill in. With --marks:
    precision with intervals, the archive's shares corrected for the errors found, and how far two
    people agree.
    """
    from analysis.corpus import audit as auditing

    if bool(out) == bool(marks):
        raise click.UsageError("Give --out to draw a sample, or --marks to read marks.")
    if out:
        count = auditing.draw(archive, out, size, by, seed)
        console.out([f"{out}: {count} statements to mark\n"])
        return
    found = auditing.result(archive, marks)
    console.out(f"{line}\n" for line in auditing.lines(found))
