"""Write docs/reference.md from the docstrings of what is public: python scripts/reference.py."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import analysis
from analysis.plots import Plots

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference.md"
HEAD = """\
# Reference

This page is written by `python scripts/reference.py` from the docstrings: edit it there. What is
listed here is public; the columns of the tables are on a page of their own,
[the tables](tables.md), and `analysis --help` says what the command line takes.
"""
FUNCTIONS = ("read", "read_text", "report", "compare", "check")
CLASSES = ("Reading", "Readings", "Comparison", "Checking")
PARTS = {"Args": "Parameters"} | {n: n for n in ("Returns", "Raises", "Yields", "Attributes")}
WIDE = 88  # letters of a signature in one line
ROLE = re.compile(r":\w+:`~?([^`]+)`")
ITEM = re.compile(r"(\*{0,2}\w+): (.*)")


def page() -> str:
    """Return the whole page."""
    parts = [HEAD, "## Functions\n"]
    parts += [_function(f"analysis.{name}", getattr(analysis, name), 3) for name in FUNCTIONS]
    for name in CLASSES:
        parts += [f"## {name}\n", _told(getattr(analysis, name))]
        parts += _members(getattr(analysis, name))
    parts += ["## Plots\n", "`reading.plot` draws with matplotlib.\n", *_members(Plots)]
    parts += ["## AnalysisError\n", _told(analysis.AnalysisError)]
    return "\n".join(parts)


def _members(kind: type) -> Iterator[str]:
    """Yield the methods and tables of a class that are ours, in the order they are written."""
    shown: set[str] = set()
    # Of several articles there are the same tables as of one.
    kinds = [kind] if kind is analysis.Readings else kind.__mro__
    for owner in (k for k in kinds if k.__module__.startswith("analysis")):
        for name, member in vars(owner).items():
            if name.startswith("_") or name in shown:
                continue
            if isinstance(member, property | cached_property):
                shown.add(name)
                yield f"### {kind.__name__}.{name}\n\n{_told(member)}"
            elif inspect.isfunction(member):
                shown.add(name)
                yield _function(f"{kind.__name__}.{name}", member, 3)


def _function(name: str, made: object, level: int) -> str:
    """Return a heading, how it is called, and what it says of itself."""
    signature = inspect.signature(made)  # type: ignore[arg-type]
    taken = [_parameter(p) for p in signature.parameters.values() if p.name != "self"]
    kinds = [p.kind for p in signature.parameters.values() if p.name != "self"]
    only = inspect.Parameter.KEYWORD_ONLY
    if only in kinds and inspect.Parameter.VAR_POSITIONAL not in kinds:
        taken.insert(kinds.index(only), "*")
    back = str(signature.return_annotation).replace("'", "")
    call = f"{name}({', '.join(taken)}) -> {back}"
    if len(call) > WIDE:
        lines = "".join(f"    {part},\n" for part in taken)
        call = f"{name}(\n{lines}) -> {back}"
    return f"{'#' * level} {name}\n\n```text\n{call}\n```\n\n{_told(made)}"


def _parameter(one: inspect.Parameter) -> str:
    """Return a parameter as it is written in the code."""
    stars = "*" * ((one.kind is one.VAR_POSITIONAL) + 2 * (one.kind is one.VAR_KEYWORD))
    default = str(one).partition(" = ")[2].replace("'", '"')
    return f"{stars}{one.name}: {one.annotation}" + (f" = {default}" if default else "")


def _told(made: object) -> str:
    """Return a docstring as Markdown."""
    found, part, code = list[str](), "", False
    for line in (inspect.getdoc(made) or "").splitlines():
        text = ROLE.sub(r"`\1`", line).replace("``", "`")
        example = text.startswith(">>>") or (code and text.startswith("..."))
        if example != code:
            found.append("```pycon" if example else "```\n")
            code = example
        item = ITEM.fullmatch(text.strip())
        if text.removesuffix(":") in PARTS and text.endswith(":"):
            part = text.removesuffix(":")
            found += [f"**{PARTS[part]}**", ""]
        elif part and text.startswith("    ") and not text.startswith("     ") and item:
            found.append(f"- `{item[1]}`: {item[2]}")
        elif part and text.startswith("    "):
            indent = "  " if text.startswith("     ") else ""
            found.append(f"{indent}{text.strip()}")
        else:
            found.append(text.replace("  # doctest: +SKIP", ""))
    if code:
        found.append("```")
    return "\n".join(found).replace("\n\n\n", "\n\n").strip() + "\n"


def main() -> None:
    """Write the page."""
    PAGE.write_bytes(page().encode())


if __name__ == "__main__":
    main()
