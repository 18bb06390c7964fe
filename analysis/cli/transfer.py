"""The verbs that write articles for other tools and read back what was annotated there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from analysis.cli import console
from analysis.cli.options import OUTPUT, PATHS_HELP, Inputs, reads, standard_output
from analysis.errors import AnalysisError, ParameterError
from analysis.exchange import tools


class Formats(click.Choice):  # type: ignore[type-arg] # not generic in older ones
    """The names of the formats, looked up when they are asked for."""

    def __init__(self) -> None:
        self.case_sensitive = True

    @property
    def choices(self) -> tuple[str, ...]:  # type: ignore[override] # of click a plain attribute
        """The names, those of other distributions last."""
        return tuple(tools.names())


@click.command(cls=console.Verb, epilog=PATHS_HELP, short_help="Write articles for another tool.")
@reads()
@click.option(
    "--format",
    "form",
    type=Formats(),
    help="The tool's format; OUT tells it where it ends in .xlsx or .qdpx.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    callback=standard_output,
    help="The file, or the folder for formats of several files. Formats of one text file go to "
    "standard output without it.",
)
@click.option("--overwrite", is_flag=True, help="Replace files that are there and differ.")
def export(given: Inputs, form: str | None, output: str | None, overwrite: bool) -> None:
    """Write what was found in articles for another tool, to look at or to correct there.

    What is lost is listed. Files that were read are never written over. An archive that analysis
    corpus made is written as one Excel workbook (FILE.xlsx) or REFI-QDA project (FILE.qdpx).
    """
    from analysis import archived
    from analysis.exchange import formats, transfer

    form = form or formats.of_output(output or "")
    chosen = formats.named(form)
    if any(map(archived.is_archive, given.paths)):
        _export_archive(given.paths, form, output, overwrite=overwrite)
        return
    if output is None:
        transfer.check_text(chosen)
    items = console.inputs(given)
    failures: list[AnalysisError] = []
    found = [x for _, x in console.extractions(items, failures, given)]
    if found and output is None:
        console.out([transfer.text(found, form)])
    elif found and output is not None:
        inputs = console.read_from(items)
        transfer.export(found, form, output, inputs=inputs, overwrite=overwrite)
    if found:
        console.say(f"{form} does not keep: {'; '.join(chosen.lost)}")
    console.finish(failed=bool(failures))


def _export_archive(
    paths: Sequence[str], form: str, output: str | None, *, overwrite: bool
) -> None:
    from analysis.corpus import exporting

    if len(paths) > 1:
        raise ParameterError("an archive is exported alone", paths[1], "export the others apart")
    if output is None:
        raise ParameterError("an archive can't go to standard output", form, "name a file with -o")
    made = exporting.export(paths[0], form, output, overwrite=overwrite)
    console.out([f"{console.shown(made.absolute())}\n"])
    console.say(f"{form} does not keep: {'; '.join(exporting.LOST[form])}")


@click.command(
    cls=console.Verb, name="import", short_help="Read back what was annotated in another tool."
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=Formats(), help="The tool's format, if not plain.")
@click.option(
    "--article", metavar="PATH", help="The article, for formats that do not hold the text."
)
@OUTPUT
def import_(
    files: tuple[str, ...], form: str | None, article: str | None, output: str | None
) -> None:
    """Read back what was annotated in another tool, as JSON Lines (see extract).

    FILE is a file of the tool; for brat, CSV and Parquet it may be the folder. What a person
    changed is kept; the model is then given as "imported from" the tool.
    """
    from analysis import exchange
    from analysis.exchange import transfer

    failures: list[AnalysisError] = []
    pieces = exchange.lines(console.imported(files, form, article, failures))
    if output is None:
        console.out(pieces)
    else:
        inputs = transfer.read_from(files, form, article)
        console.write(Path(output), pieces, failures, inputs)
    console.finish(failed=bool(failures))
