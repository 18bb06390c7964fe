"""The file ``corrections.yaml``: read, checked against its schema, written.

One file a folder, beside the articles; a section an article, called as the article's file, and a
section ``people`` of those that are known in all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import shipped, writing
from analysis.corrections import plain
from analysis.corrections.people import folded, names_of
from analysis.corrections.records import Correction, described
from analysis.corrections.yamltext import LARGEST, TODO, Document, dump
from analysis.errors import CorrectionError, OutputError, ParameterError, reason
from analysis.text import legible

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

FILE = "corrections.yaml"
PEOPLE = "people"  # the section that all articles of the folder share
HEAD = """\
# Corrections by hand: every run over an article of this folder applies its section.
# A quote is looked up by its words; what can't be placed surely is listed under "What to check".
"""


def beside(article: str | Path) -> Path:
    """Return where the corrections of an article lie: in its folder."""
    return Path(article).parent / FILE


def load(path: str | Path) -> dict[str, tuple[Correction, ...]]:
    """Read the sections of articles of a file of corrections.

    Args:
        path: The file; one that is not there holds none.

    Returns:
        The corrections by the name of the article's file, in the order of the file.

    Raises:
        CorrectionError: If it is no such file; the error says where and what to do.
    """
    return {name: own for name, own in _all(path).items() if name != PEOPLE}


def _all(path: str | Path) -> dict[str, tuple[Correction, ...]]:
    data = _bytes(Path(path))
    return parse(data, str(path)) if data is not None else {}


def of(article: str | Path) -> tuple[Correction, ...]:
    """Return the corrections of one article, from the file in its folder: its people come first.

    None for standard input.
    """
    if str(article) == "-":
        return ()
    found = _all(beside(article))
    return (*found.get(PEOPLE, ()), *found.get(legible(Path(article).name), ()))


def parse(data: bytes, where: str = FILE) -> dict[str, tuple[Correction, ...]]:
    """Return the corrections in the bytes of a file: see :func:`load`."""
    return dict(_parsed(data, where))


@lru_cache(maxsize=2)  # every article of a folder asks for the same file, and YAML is slow
def _parsed(data: bytes, where: str) -> dict[str, tuple[Correction, ...]]:
    return _checked(Document(data, where))


def text(sections: Mapping[str, Sequence[Correction]]) -> str:
    """Return the corrections as the text of a file."""
    parts = [_section(name, own) for name, own in sections.items() if own]
    return HEAD + "".join(f"\n{part}" for part in parts)


def save(path: str | Path, name: str, corrections: Sequence[Correction]) -> Path:
    """Write the section of one article; other sections and their comments stay as they are.

    Args:
        path: The file; made where missing, replaced whole or not at all.
        name: The name of the article's file.
        corrections: All of them; none takes the section away.

    Raises:
        CorrectionError: If the file that is there is none of corrections; it stays.
        OutputError: If the file can't be written.
    """
    target = Path(path)
    data, name = _bytes(target), legible(name)
    if data is None:
        made = text({name: corrections})
    else:
        made = _replaced(Document(data, str(target)), name, corrections)
    sound = made.encode()
    if len(sound) > LARGEST:
        what = f"would be larger than {LARGEST // 1_000_000} MB, and so never be read again"
        raise OutputError(what, str(target), "move some articles to a folder of their own")
    writing.write({target: sound})
    return target


def keep(
    path: str | Path | None,
    article: Path | None,
    name: str,
    corrections: Sequence[Correction],
    *,
    overwrite: bool = False,
) -> Path:
    """Save the corrections of a reading: see :meth:`analysis.reading.Reading.save_corrections`.

    Args:
        path: The file or its folder; None for the article's own.
        article: The article's file, if it has one.
        name: What its section is called.
        corrections: All that the reading has.
        overwrite: Whether others of the section may go.
    """
    if path is None and article is None:
        raise ParameterError("this article has no file", "path", "give a path to save to")
    given = Path(path) if path is not None else beside(article or "")
    target = given / FILE if given.is_dir() else given
    shared = _all(target).get(PEOPLE, ())
    corrections = [c for c in corrections if c not in shared]
    others = [c for c in load(target).get(legible(name), ()) if c not in corrections]
    if others and not overwrite:
        what = f"holds corrections of {legible(name)} that this reading does not"
        raise OutputError(what, str(target), "read the article again, or say overwrite=True")
    return save(target, name, corrections)


def check(correction: Correction) -> None:
    """Refuse a correction that the file would be refused for, before anybody relies on it.

    Raises:
        ParameterError: A part of it is too long or no text; the error says which.
    """
    data = {"article": [plain.to_plain(correction)]}
    errors = sorted(_validator().iter_errors(data), key=lambda e: str(_path(e)))
    if errors:
        todo = "give less of it" if str(errors[0].validator).startswith("max") else "give words"
        raise ParameterError(_said(errors[0]), described(correction), todo)


def _replaced(document: Document, name: str, corrections: Sequence[Correction]) -> str:
    sections = _checked(document)
    place = document.section(name)
    section = _section(name, corrections) if corrections else ""
    if place is None and (name in sections or not sections or document.text.lstrip()[:1] == "{"):
        return text({**sections, name: tuple(corrections)})  # written in braces, or empty
    old = document.text
    if place is None:
        made = f"{old.rstrip()}\n\n{section}" if section else old
    else:
        rest = old[place[1] :]
        made = old[: place[0]] + section + (f"\n{rest}" if section and rest else rest)
    if parse(made.encode(), document.where) != _with(sections, name, corrections):
        return text(_with(sections, name, corrections))
    return made


def _with(
    sections: Mapping[str, tuple[Correction, ...]], name: str, corrections: Sequence[Correction]
) -> dict[str, tuple[Correction, ...]]:
    found = {**sections, name: tuple(corrections)}
    return {key: own for key, own in found.items() if own or key != name}


def _section(name: str, corrections: Sequence[Correction]) -> str:
    return dump({name: [plain.to_plain(c) for c in corrections]})


def _bytes(path: Path) -> bytes | None:
    """Return what the file holds, a byte over the most at most; None if there is none."""
    try:
        if not (path.is_file() or path.is_dir()) and path.exists():  # a pipe would hang
            raise CorrectionError("is not a regular file", str(path), TODO)
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise CorrectionError(f"can't be read: {reason(error)}", str(path), TODO) from error


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of the file, as shipped."""
    found: dict[str, Any] = json.loads(shipped.text("corrections.schema.json"))
    return found


@cache
def _validator() -> Validator:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - takes long to import

    return Draft202012Validator(schema())


def _checked(document: Document) -> dict[str, tuple[Correction, ...]]:
    data = document.data if document.data is not None else {}
    # A section at a time: the validator meets keys in an order that chance decides.
    parts = [{name: own} for name, own in data.items()] if isinstance(data, dict) else [data]
    for part in parts:
        errors = sorted(_validator().iter_errors(part), key=lambda e: _rank(document, e))
        if errors:
            where = f"{document.where}, line {document.line(_path(errors[0]))}"
            raise CorrectionError(_said(errors[0]), where, TODO)
    made = {
        name: tuple(plain.from_plain({"do": "person", **entry}) for entry in own)
        for name, own in data.items()
    }
    _apart(made.get(PEOPLE, ()), document.where)
    return made


def _apart(people: Iterable[Correction], where: str) -> None:
    """Refuse a name or a role that two people share: nobody could say whose it is."""
    whose: dict[str, str] = {}
    for person in people:
        for called in {folded(n) for n in (person.name or "", *names_of(person), *person.roles)}:
            if called in whose:
                what = f"{person.name!r} and {whose[called]!r} are both called {called[:60]!r}"
                raise CorrectionError(what, f"{where}, section {PEOPLE}", "leave it to one of them")
            whose[called] = person.name or ""


def _path(error: ValidationError) -> tuple[str | int, ...]:
    return tuple(error.absolute_path)


def _rank(document: Document, error: ValidationError) -> tuple[int, bool, bool, str]:
    """Return a key to sort errors by: the first line first.

    A misspelt key comes before the one that it leaves missing, but for ``do``.

    What other keys there may be depends on that one.
    """
    path = _path(error)
    return (
        document.line(path),
        not (error.validator == "required" and error.validator_value == ["do"]),
        error.validator != "additionalProperties",
        f"{error.validator}{path}",
    )


def _said(error: ValidationError) -> str:
    """Say what is wrong, in a line; with never more of the file than a few words."""
    key = next((step for step in reversed(error.absolute_path) if isinstance(step, str)), "")
    name = f"{key[:60]!r} " if error.absolute_path else "the file "
    value: Any = error.validator_value
    kind = error.validator
    if kind == "additionalProperties" and isinstance(error.instance, dict):
        known = (error.schema if isinstance(error.schema, dict) else {}).get("properties", {})
        strange = next(k for k in error.instance if k not in known)
        return f"there is no key {str(strange)[:60]!r} here; the keys are {', '.join(known)}"
    if kind == "required" and isinstance(error.instance, dict):
        return f"lacks {next(k for k in value if k not in error.instance)!r}"
    if kind == "enum":
        return f"{name}is not one of {', '.join(value)}"
    if kind == "type":
        named = {"string": "text", "object": "keys with values", "array": "a list (- ...)"}
        kinds = [value] if isinstance(value, str) else value
        return f"{name}must be {' or '.join(named.get(k, str(k)) for k in kinds)}"
    said = {"pattern": "is empty", "minItems": "is empty", "maxItems": "holds too many"}
    said |= {"minProperties": "is empty", "anyOf": "changes nothing", "maxLength": "is too long"}
    return f"{name}{said.get(str(kind), 'has an unusable value')}"
