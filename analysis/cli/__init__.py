"""The command line: each verb wraps one call of the library.

Exit status: 0 all done; 2 something given can't be used, one line each on stderr; 1 a defect of
ours, or nobody listens to our output any more; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from analysis.cli import archive, checking, console, transfer
from analysis.cli.options import (
    OUTPUT,
    PATHS_HELP,
    Inputs,
    given_parameters,
    parameters,
    reads,
    reports_in,
)
from analysis.errors import AnalysisError

if TYPE_CHECKING:
    from analysis.exchange import Format


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from analysis import __version__

        console.out([f"analysis {__version__}\n"])
        context.exit()


@click.group(
    cls=console.Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with: analysis report ARTICLE.txt, then open the file it names in a browser.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
@click.option(
    "--debug",
    is_flag=True,
    envvar="ANALYSIS_DEBUG",
    help="Show the traceback of an error (also: ANALYSIS_DEBUG=1).",
)
@click.pass_context
def cli(context: click.Context, debug: bool) -> None:
    """Who says so? Finds the quotations of a news article and the sources behind them."""
    context.obj = debug


@cli.command(epilog=PATHS_HELP, short_help="Turn each article into an HTML report.")
@reads()
@reports_in("Where the reports go, a folder each.")
@parameters("listed for checking")
@click.option("--force", is_flag=True, help="Run also where nothing changed.")
def report(given: Inputs, out: str, pairs: tuple[str, ...], force: bool) -> None:
    """Turn each article into an HTML report, with its notebook, its tables and a manifest.

    An archive that analysis corpus made gets one report of all its articles.

    Prints the path of each report, to be opened in a browser. An older report of the same article
    is replaced; notes that you put into its folder stay. Of several articles there is an index
    page, too, and tables of them all.
    """
    from analysis import archived, reporting

    whole = [path for path in given.paths if archived.is_archive(path)]
    for path in whole:
        from analysis.corpus import reporting as archives

        made_of = archives.report(path, out, given_parameters(pairs), force=force)
        console.out([f"{console.shown(made_of / 'report.html')}\n"])
    paths = tuple(path for path in given.paths if path not in whole)
    if whole and not paths:
        return
    console.inputs(replace(given, paths=paths))
    failed, made = False, list[tuple[Path, str]]()
    for outcome in reporting.reports(
        paths,
        out,
        given_parameters(pairs) | given.parameters(),
        progress=sys.stderr.isatty(),
        corrections=given.corrections,
        any_language=given.any_language,
        force=force,
    ):
        if outcome.note:
            console.say(f"{outcome.path}: {outcome.note}")
        if outcome.folder:
            console.out([f"{console.shown(outcome.folder / 'report.html')}\n"])
            made.append((outcome.folder, outcome.text))
        if outcome.error:
            failed = True
            console.say(str(outcome.error))
    if len(made) > 1:
        from analysis.reporting import index

        console.out([f"{console.shown(index.write(Path(out).absolute(), made))}\n"])
    console.finish(failed=failed)


@cli.command(
    epilog=PATHS_HELP, short_help="Lay the same story in several outlets or versions side by side."
)
@reads()
@reports_in("Where the report goes, into a folder of its own.")
@parameters("drawn as unsure")
def compare(given: Inputs, out: str, pairs: tuple[str, ...]) -> None:
    """Lay the same story in several outlets, or versions of one article, side by side.

    Takes two to eight articles; the first is the one that the others are measured against. Prints
    the path of the report: who is heard where, what is shared and what changed in it.
    """
    from analysis.reporting import several

    console.inputs(given)
    made = several.compare(
        given.paths,
        out,
        given_parameters(pairs) | given.parameters(),
        progress=sys.stderr.isatty(),
        corrections=given.corrections,
        any_language=given.any_language,
    )
    console.out([f"{console.shown(made / 'report.html')}\n"])


@cli.command(epilog=PATHS_HELP)
@reads()
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "table"]),
    default="jsonl",
    show_default=True,
    help="JSON Lines (an article a line), CSV (a statement a line), or a table to read.",
)
@OUTPUT
def extract(given: Inputs, form: Format, output: str | None) -> None:
    """Print the statements of each article: who says what.

    With --output only warnings are printed, and FILE is replaced once all is read; an input file
    is never overwritten.
    """
    from analysis import exchange

    items = console.inputs(given)
    failures: list[AnalysisError] = []
    found = console.extractions(items, failures, given)
    pieces = exchange.lines((x for _, x in found), form)
    if output is None:
        console.out(pieces)
    else:
        console.write(Path(output), pieces, failures, console.read_from(items))
    console.finish(failed=bool(failures))


@cli.command(short_help="Score the software against articles annotated by hand.")
@click.argument("gold", nargs=-1, metavar="GOLD...")
@click.option(
    "--corrections",
    "overruled",
    multiple=True,
    metavar="PATH",
    help="Say how often people overruled the software: PATH is a corrections.yaml, its folder, or "
    "an article beside one. May be given several times.",
)
@click.option("--report", "wanted", is_flag=True, help="Make an HTML report of it.")
@reports_in("With --report: where it goes, in a folder of its own.")
def evaluate(gold: tuple[str, ...], overruled: tuple[str, ...], wanted: bool, out: str) -> None:
    """Score the software against articles annotated by hand.

    GOLD is a folder with NAME.txt and NAME.ann (brat standoff) for each article, or such files.
    Figures are in per cent: P of what was found is right, R of what is there was found, F is their
    harmonic mean. With --report they come as a page, with intervals, by form, length, publisher and
    source, how far the confidence can be trusted, and the worst mistakes in their context.
    """
    if not gold and not overruled:
        raise click.UsageError("Missing argument 'GOLD...'.")
    if overruled:
        from analysis import readings

        console.out([f"{readings.overruled(overruled)}\n"])
    if not gold:
        return
    if wanted:
        from analysis.reporting import evaluation

        folder = evaluation.report(gold, out, progress=sys.stderr.isatty())
        console.out([f"{console.shown(folder / 'report.html')}\n"])
        return
    from analysis import evaluate as scoring

    console.out([f"{scoring.table(scoring.evaluate(gold))}\n"])


@cli.command(epilog=PATHS_HELP)
@reads(required=False, corrected=False)
@click.option("--no-browser", is_flag=True, help="Only print the address to open.")
def explore(given: Inputs, no_browser: bool) -> None:
    """Open JupyterLab on a notebook that explores articles.

    Without a PATH it explores an example. The notebook is put into the current folder, named after
    the first article; one that is already there is opened as it is.
    """
    from analysis.reporting import launching, runner

    notebook, fresh = launching.place(
        runner.find("explore"),
        given.paths,
        Path.cwd(),
        given.parameters(),
        any_language=given.any_language,
    )
    console.say(f"{notebook.name}: {'new' if fresh else 'opened as it was'}")
    if launching.root():
        console.say("JupyterLab runs as root: whoever has its address can do what root can")
    sys.exit(launching.launch(notebook, browser=not no_browser))


for _verb in (
    checking.check,
    checking.verify,
    transfer.export,
    transfer.import_,
    archive.corpus,
    archive.find,
    archive.audit,
):
    cli.add_command(_verb)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave the process with its status."""
    # jsonschema imports it where it is installed, and it takes a second to build a grammar of IRIs.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    if arguments is None:
        console.in_unicode()
    console.unicode_output()
    console.stop_on_signals()
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given or bool(os.environ.get("ANALYSIS_DEBUG"))
    try:
        status = cli.main(given, prog_name="analysis", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except Exception as error:
        if debug and not isinstance(error, (click.ClickException, click.Abort, BrokenPipeError)):
            raise
        status = console.status(error)
    except KeyboardInterrupt:
        status = console.interrupted()
    sys.exit(status if isinstance(status, int) else 0)
