"""The parameters of a notebook: whether there is such a one, and whether its value fits.

``analysis report -p NAME=VALUE`` asks before it runs anything; the notebooks ask themselves, for
whoever runs them by ``papermill -p NAME VALUE``, which sets any name whatever.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterable, Mapping

from analysis.errors import ParameterError
from analysis.suggesting import closest

INJECTED = "# Parameters"  # the first line of the cell that Papermill puts in
WANTED = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text",
    list: "a list (papermill -y 'NAME: [ONE, TWO]')",
    dict: "a mapping (papermill -y 'NAME: {KEY: VALUE}')",
}
TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def check() -> None:
    """Refuse parameters that a notebook does not have; called by the notebook itself.

    Values are given the types of their defaults. Outside of IPython nothing is checked.

    Raises:
        ParameterError: A name is unknown, or a value does not fit.
    """
    from IPython import get_ipython  # noqa: PLC0415 - only notebooks have it

    shell = get_ipython()
    if shell is not None:
        shell.user_ns.update(given(shell.user_ns.get("In", ())))


def given(cells: Iterable[str]) -> dict[str, object]:
    """Return the parameters that Papermill put into a notebook, each with the type of its default.

    Args:
        cells: The cells that ran, in order: that of the defaults, which have types, and, where
            parameters were given, that of Papermill.

    Raises:
        ParameterError: A name is unknown, or a value does not fit.
    """
    known: dict[str, object] = {}
    found: dict[str, object] = {}
    for source in cells:
        if source.startswith(INJECTED):
            found |= _assigned(source, ast.Assign)
        elif not known:
            known = _assigned(source, ast.AnnAssign)
    return fit(found, known) if known else {}


def fit(
    given: Mapping[str, object], known: Mapping[str, object], own: frozenset[str] = frozenset()
) -> dict[str, object]:
    """Return the parameters a person gave, each with the type of its default.

    Args:
        given: Values by name; strings, as a command line gives them, are converted.
        known: The notebook's parameters and their defaults.
        own: Names the run itself sets.

    Raises:
        ParameterError: A name is unknown, or a value does not fit.
    """
    free = [name for name in known if name not in own]
    for name in given:
        if name not in free:
            names = ", ".join(free) or "none"
            meant = closest(name, free)
            takes = f"did you mean {meant!r}? The notebook takes" if meant else "the notebook takes"
            raise ParameterError("no such parameter", name, f"{takes}: {names}")
    values = {name: _convert(name, value, known[name]) for name, value in given.items()}
    threshold = values.get("threshold")
    # Confidences are shares: someone who writes 60 means 0.6, and must be told.
    if isinstance(threshold, float) and not 0 <= threshold <= 1:
        what = f"{threshold:g} is not between 0 and 1"
        raise ParameterError(what, "threshold", "give a share such as 0.6")
    return values


def filled(source: str, values: Mapping[str, object]) -> str:
    """Return the cell of a notebook's parameters with other values; types and comments stay.

    Args:
        source: The cell, with an assignment a parameter.
        values: The values of some of them by name.
    """
    lines = source.encode().splitlines(keepends=True)  # columns of the syntax tree are bytes
    for node in reversed(ast.parse(source).body):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            name, old = _target(node), node.value
            if name in values and old.end_lineno is not None:
                first, last = old.lineno - 1, old.end_lineno - 1
                new = repr(values[name]).encode()
                after = lines[last][old.end_col_offset :]
                lines[first : last + 1] = [lines[first][: old.col_offset] + new + after]
    return b"".join(lines).decode()


def _target(node: ast.Assign | ast.AnnAssign) -> str:
    return ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)


def _assigned(source: str, kind: type[ast.Assign | ast.AnnAssign]) -> dict[str, object]:
    """Return the names that a cell gives literals to, by plain or by typed assignments."""
    try:
        body = ast.parse(source).body
    except SyntaxError:  # a cell of IPython's own syntax
        return {}
    found: dict[str, object] = {}
    for node in body:
        if isinstance(node, kind) and node.value is not None:
            try:
                found[_target(node)] = ast.literal_eval(node.value)
            except ValueError:  # no literal, such as float("nan")
                found[_target(node)] = None
    return found


def _convert(name: str, value: object, default: object) -> object:
    kind = type(default)
    if type(value) is kind:
        return value
    if kind is float and type(value) is int:
        return float(value)
    if isinstance(value, str):
        try:
            if kind is bool:
                return TRUTH[value.strip().lower()]
            if kind is int:
                return int(value)
            if kind is float and math.isfinite(number := float(value)):
                return number
        except (KeyError, ValueError):
            pass
    todo = f"give {WANTED.get(kind, kind.__name__)}"
    raise ParameterError(f"{value!r} does not fit", name, todo)
