"""The verbs that check: quotations against records, and reports against their manifests."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from analysis.cli import console
from analysis.cli.options import PATHS_HELP, Inputs, reads
from analysis.errors import AnalysisError
from analysis.text import plain


@click.command(
    cls=console.Verb,
    epilog=PATHS_HELP,
    short_help="Check quotations against transcripts and other records.",
)
@reads()
@click.option(
    "--against",
    "records",
    multiple=True,
    required=True,
    metavar="RECORD",
    help="A transcript, speech, release or other record, in any format that is read, or subtitles "
    "(.srt, .vtt). May be given several times.",
)
@click.option(
    "--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True
)
@click.option("--off", multiple=True, metavar="NAME", help="Switch off a normalisation: case, ...")
@click.option(
    "--strict",
    is_flag=True,
    help="Exit with 1 where a quotation is not exact, "
    "unless corrections.yaml says that a person found it right.",
)
@click.option("-o", "--out", metavar="FOLDER", help="Make a page of each check, too.")
def check(
    given: Inputs,
    records: tuple[str, ...],
    form: str,
    off: tuple[str, ...],
    strict: bool,
    out: str | None,
) -> None:
    """Check each quotation of an article, word for word, against records.

    Verdicts: exact, changed (with each word that differs), stitched (two places made one without
    a mark), other_speaker, not_found.
    """
    import json

    from analysis import checking
    from analysis.checking import reporting
    from analysis.reporting import making

    read = checking.record.load(records, off)
    pages = reporting.Pages(records, out, {"off": list(off), **given.parameters()}) if out else None
    failures: list[AnalysisError] = []
    wrong = False
    items = console.inputs(given)
    for part, x in console.extractions(items, failures, given, keep=pages is not None):
        found = checking.check(x, read, off)
        wrong = wrong or any(not each.good for each in found)
        if form == "jsonl":
            lines = (checking.to_json(x.article.id, each) for each in found)
            console.out(json.dumps(line, ensure_ascii=True) + "\n" for line in lines)
        else:
            console.out(f"{plain(line)}\n" for line in checking.checks(found))
        if pages is not None:
            folder = pages(making.of_part(part), corrections=given.corrections)
            console.say(str(folder / "report.html"))
    console.finish(failed=bool(failures))
    sys.exit(1 if strict and wrong else 0)


@click.command(cls=console.Verb, short_help="Check that reports are as they were made.")
@click.argument("folders", nargs=-1, required=True, metavar="REPORT...")
@click.option(
    "--rerun",
    "article",
    metavar="ARTICLE",
    help="Make the report again from this file in a temporary folder, and compare the bytes.",
)
def verify(folders: tuple[str, ...], article: str | None) -> None:
    """Compare every file of a report with the hash in its manifest.

    Prints a line for each file that differs; the exit status is then 1. Notes and other files that
    a person added are passed over.
    """
    from analysis.reporting import verifying

    wrong = False
    for folder in folders:
        lines = list(verifying.verify(Path(folder)))
        if article is not None:
            from analysis.reporting import rerunning

            lines += rerunning.rerun(Path(folder), Path(article))
        wrong = wrong or bool(lines)
        console.out(f"{plain(f'{folder}: {line}')}\n" for line in lines)
    sys.exit(1 if wrong else 0)
