"""Articles and reports as the tests of reports make and read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.reporting import runner

if TYPE_CHECKING:
    import pytest

NOTEBOOKS = Path(__file__).parent / "notebooks"
TEXT = '"We will stay," Ana Ruiz said on Monday.\n'


def use(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "find", lambda _: NOTEBOOKS / f"{name}.ipynb")


def main_with(name: str) -> str:
    """The code of a process whose reports are made by another notebook."""
    return (
        "import pathlib, sys\n"
        "sys.modules['rfc3987_syntax'] = None  # as main does, which begins later\n"
        "from analysis.cli import main\nfrom analysis.reporting import runner\n"
        f"runner.find = lambda _: pathlib.Path({str(NOTEBOOKS / f'{name}.ipynb')!r})\n"
        "main()"
    )


def article(folder: Path, name: str = "one.txt", text: str = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def described(folder: Path) -> dict[str, Any]:
    found = json.loads((folder / "manifest.json").read_bytes())
    assert isinstance(found, dict)
    return found


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a report; of the manifest all but the run's own section."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    rest = {key: value for key, value in described(folder).items() if key != "run"}
    return {**found, "manifest.json": json.dumps(rest).encode()}
