"""Arguments and options that several verbs share; :func:`reads` has those of reading articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from analysis.errors import ParameterError

PATHS_HELP = (
    "PATH is a file, a folder, a glob, or - for standard input. Text, Markdown, HTML, documents "
    "(Word, PDF ...), mail, news XML and feeds, database exports, tables and archives are read."
)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The articles that a verb is to read, and how: what :func:`reads` takes."""

    paths: tuple[str, ...]
    columns: tuple[str, ...] = ()
    any_language: bool = False
    corrections: bool = True

    def named(self) -> dict[str, str]:
        """Return the columns of tables by field.

        Raises:
            ParameterError: One is not FIELD=COLUMN.
        """
        from analysis import ingest

        return ingest.columns_named(self.columns)

    def parameters(self) -> dict[str, object]:
        """Return the columns as a parameter of a notebook; nothing where none is given."""
        self.named()
        return {"columns": ",".join(self.columns)} if self.columns else {}


def reads(*, required: bool = True, corrected: bool = True) -> Callable[[Any], Any]:
    """Give a verb the arguments by which articles are read, as one value ``given``.

    Args:
        required: Whether there must be a PATH.
        corrected: Whether the verb applies corrections.yaml, and so can be told not to.
    """
    taken = [
        click.argument(
            "paths", nargs=-1, required=required, metavar="PATH..." if required else "[PATH...]"
        ),
        click.option(
            "--columns",
            multiple=True,
            metavar="FIELD=COLUMN",
            help="For tables: the column that holds a field, such as text=Volltext. Fields: text, "
            "id, title, date, authors, outlet, url, section, language.",
        ),
        click.option(
            "--any-language",
            is_flag=True,
            help="Read articles in other languages than English, too.",
        ),
    ]
    if corrected:
        taken.append(
            click.option(
                "--no-corrections",
                "uncorrected",
                is_flag=True,
                help="Leave corrections.yaml beside the article alone.",
            )
        )

    def given(verb: Callable[..., None]) -> Callable[..., None]:
        @wraps(verb)
        def called(
            *,
            paths: tuple[str, ...],
            columns: tuple[str, ...],
            any_language: bool,
            uncorrected: bool = False,
            **others: Any,
        ) -> None:
            own = Inputs(paths, columns, any_language, corrections=not uncorrected)
            verb(given=own, **others)

        for option in reversed(taken):
            called = option(called)
        return called

    return given


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


def given_parameters(pairs: Iterable[str]) -> dict[str, object]:
    """Return the parameters of a notebook that were given.

    Raises:
        ParameterError: If one is not NAME=VALUE.
    """
    found: dict[str, object] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise ParameterError("is not a parameter", pair, "write -p NAME=VALUE")
        found[name] = value
    return found
