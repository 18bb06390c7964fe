"""Arguments and options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from analysis.errors import ParameterError

PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
NO_CORRECTIONS = click.option(
    "--no-corrections",
    "uncorrected",
    is_flag=True,
    help="Leave corrections.yaml beside the article alone.",
)
COLUMNS = click.option(
    "--columns",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="For tables: the column that holds a field, such as text=Volltext. Fields: text, id, "
    "title, date, authors, outlet, url, section, language.",
)
ANY_LANGUAGE = click.option(
    "--any-language",
    is_flag=True,
    help="Read articles in other languages than English, too.",
)
PATHS_HELP = (
    "PATH is a file, a folder, a glob, or - for standard input. Text, Markdown, HTML, documents "
    "(Word, PDF ...), mail, news XML and feeds, database exports, tables and archives are read."
)


def standard_output(_: click.Context, __: click.Parameter, given: str | None) -> str | None:
    """Return no file where standard output is given by its name as one."""
    return None if given == "/dev/stdout" else given


OUTPUT = click.option(
    "-o",
    "--output",
    metavar="FILE",
    callback=standard_output,
    help="Write to FILE instead of standard output.",
)


def reports_in(help_: str) -> Callable[[Any], Any]:
    """Return the option for the folder of reports."""
    return click.option(
        "-o", "--out", default="reports", show_default=True, metavar="FOLDER", help=help_
    )


def parameters(what: str) -> Callable[[Any], Any]:
    """Return the option for parameters of a notebook; ``what`` becomes of unsure statements."""
    return click.option(
        "-p",
        "--parameter",
        "pairs",
        multiple=True,
        metavar="NAME=VALUE",
        help="Set a parameter of the report, such as threshold=0.6: statements below it are "
        f"{what} (0 to 1, default 0.5).",
    )


def given_parameters(pairs: Iterable[str], columns: Sequence[str] = ()) -> dict[str, object]:
    """Return the parameters of a notebook that were given, with the columns of tables.

    Raises:
        ParameterError: If one is not NAME=VALUE, or a column is of no field.
    """
    found: dict[str, object] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise ParameterError("is not a parameter", pair, "write -p NAME=VALUE")
        found[name] = value
    if columns:
        from analysis import ingest

        ingest.columns_named(columns)
        found["columns"] = ",".join(columns)
    return found
