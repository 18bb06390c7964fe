"""The page docs/exchange.md, made from the modules of the formats."""

from __future__ import annotations

from analysis.exchange import readable, relational, tools
from analysis.exchange.format import Format
from analysis.exchange.formats import get
from analysis.installing import hint

HEAD = """\
# Exchange with other tools

This page is written by `python scripts/exchange.py` from `analysis/exchange/`: edit it there.

```sh
analysis export seeds/000_2efcd0cf48806b2a.txt --format brat -o brat-export
```

and, once somebody has annotated: `analysis import brat-export -o annotated.jsonl`.

`analysis export PATH... --format FORMAT -o OUT` writes what was found in articles for another tool,
`analysis import FILE...` reads back what was annotated there, as JSON Lines. Nothing is lost on the
way but what is listed here for each format; `export` says it too. What a person changed in the tool
is kept as it is, and the reader of such an article is called "imported from" the tool; an article
that comes back unchanged keeps its reader.

A statement is its first Content; links lead from it to its Source, its Cue and further Contents. To
add a statement, mark a Content and link it; its form is found from the quotation marks unless the
tool says it. If another source is linked, the speaker is the voice that is mentioned there; where
there is none, the speaker is left open. Files that were made elsewhere are read too, with the
labels Source, Cue, Content and Mention; they have no voices but the marked mentions.

Files that are there and differ are replaced only with `--overwrite`: a person's work may be in
them. Files that were read are never written over.

`analysis export ARCHIVE -o FILE.xlsx` or `FILE.qdpx` writes a whole [archive](archive.md).

A format that is missing here can be [added](how-to.md#add-a-format-of-your-own), in a distribution
of its own, too.
"""

TABLES = """\
## The tables of CSV, Parquet and Excel

Names, words and counts are those of the report's tables ([the tables](tables.md)); they follow from
the other columns, so that a change to them is not read back. The first column of every table but
`articles` is `article`, the id of the article. A list is a cell of JSON.
"""


def page() -> str:
    """Return the whole page."""
    parts = [HEAD, *(_section(get(name)) for name in tools.names()), TABLES]
    parts += [readable.described(name, kept) for name, kept in relational.schema().items()]
    return "\n".join(parts)


def _section(form: Format) -> str:
    lines = [f"## {form.title}", "", f"`--format {form.name}`: {_files(form)}{_needs(form)}", ""]
    body = (form.about or "").strip().partition("\n\n")[2].replace("``", "`")
    lines += [body, ""] if body else []
    lines += form.more
    return "\n".join([*lines, "Not kept:", "", *(f"- {what}" for what in form.lost), ""])


def _files(form: Format) -> str:
    if form.file:
        return f"one file, `{form.file}` if OUT is a folder."
    return "several files in the folder OUT."


def _needs(form: Format) -> str:
    return f" Needs `{hint(form.extra)}`." if form.needs else ""
