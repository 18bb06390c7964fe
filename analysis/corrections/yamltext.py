"""YAML as people write it by hand, read without surprises and without trust.

Every value is text, but for ``at: 12`` and ``null``: a name may be No, a quote may be 2016. Anchors
and aliases, tags and doubled keys are refused, whatever they would stand for.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from analysis.errors import CorrectionError

LARGEST = 1_000_000  # bytes
DEEPEST = 12
ODD = re.compile(r"[^\S ]|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
TODO = "put it right, or move the file away"


class _RefusedError(Exception):
    """YAML that is none of ours: what it is, and where."""

    def __init__(self, what: str, event: yaml.Event) -> None:
        super().__init__(what)
        self.line = event.start_mark.line + 1 if event.start_mark else 1


class _Loader(yaml.SafeLoader):
    """The safe loader, for which every plain word is text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own way
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Refuse what stands for something else before anything is made of it."""
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "anchor", None) is not None:
            raise _RefusedError("anchors (&) and aliases (*) are not taken", event)
        if getattr(event, "tag", None) is not None:
            raise _RefusedError("tags (!) are not taken", event)
        if self.depth > DEEPEST:
            raise _RefusedError("is nested too deeply", event)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _Dumper(yaml.SafeDumper):
    """The safe dumper, which writes a text twice rather than an alias."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's own signature
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT002 - as above
        super().increase_indent(flow, indentless=False)


def _represented(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    """Put in double quotation marks what else would be taken for a line break, or lost."""
    style = '"' if ODD.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represented)


class Document:
    """A file of YAML: its data, and the line of each part of it.

    Args:
        data: The file's bytes.
        where: What errors call it.

    Raises:
        CorrectionError: If it is no plain YAML in UTF-8.
    """

    def __init__(self, data: bytes, where: str) -> None:
        self.where = where
        self.text = _text(data, where)
        self.root = _composed(self.text, where)
        self.data = _value(self.root, where) if self.root is not None else {}

    def line(self, path: tuple[str | int, ...]) -> int:
        """Return the line, from 1, on which the part of the data at ``path`` begins."""
        node = self.root
        found = node.start_mark.line if node else 0
        for step in path:
            node = _part(node, step)
            if node is None:
                break
            found = node.start_mark.line
        return int(found) + 1

    def section(self, name: str) -> tuple[int, int] | None:
        """Return where in the text a top-level key with its value stands, in code points."""
        if not isinstance(self.root, yaml.MappingNode) or self.root.flow_style:
            return None
        marks = [(key.value, key.start_mark.index) for key, _ in self.root.value]
        ends = [*(start for _, start in marks[1:]), len(self.text)]
        shift = 1 if self.text.startswith("\ufeff") else 0
        for (key, start), end in zip(marks, ends, strict=True):
            if key == name:
                return start + shift, end + shift if end < len(self.text) else end
        return None


def dump(data: object) -> str:
    """Return data as YAML: keys in their order, letters of every script as they are."""
    return yaml.dump(
        data,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=96,
        default_flow_style=False,
    )


def _text(data: bytes, where: str) -> str:
    if len(data) > LARGEST:
        raise CorrectionError(f"is larger than {LARGEST // 1_000_000} MB", where, TODO)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CorrectionError("is not UTF-8", where, "save it as UTF-8") from error


def _composed(text: str, where: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        what = "holds a control character"
        raise CorrectionError(what, f"{where}, line {line}", TODO) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{where}, line {mark.line + 1}" if mark else where
        raise CorrectionError(
            f"is not YAML ({error.problem or error.context})", place, TODO
        ) from error
    except _RefusedError as error:
        raise CorrectionError(str(error), f"{where}, line {error.line}", TODO) from error


def _value(node: yaml.Node, where: str, key: str = "") -> Any:
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for name, value in node.value:
            place = f"{where}, line {name.start_mark.line + 1}"
            if not isinstance(name, yaml.ScalarNode):
                raise CorrectionError("a key is not text", place, TODO)
            if name.value in found:
                raise CorrectionError(f"the key {name.value[:80]!r} is there twice", place, TODO)
            found[name.value] = _value(value, where, name.value)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, where) for item in node.value]
    plain = isinstance(node, yaml.ScalarNode) and node.style is None
    if plain and node.value in ("", "~", "null"):
        return None
    digits = plain and key == "at" and node.value.isascii() and node.value.isdigit()
    return int(node.value) if digits and len(node.value) < 12 else node.value


def _part(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    """Return the value at a key or a place of a node."""
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        found: yaml.Node = node.value[step]
        return found
    return None
