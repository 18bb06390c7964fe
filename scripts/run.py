"""Sets up what the project needs, once, and runs it: the two commands of the README.

``run.py test [ARGS]`` runs pytest, ``run.py check`` every check, anything else is for ``analysis``.
The environment (``.venv``, or the folder ``ANALYSIS_VENV`` names) is made from the lock with its
hashes. Python 3.6 still parses this file, so that an old one gets a sentence and no traceback.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "run.py: this is Python %d.%d and 3.11 or newer is needed; "  # noqa: UP031 (see above)
        "try 'python3.11' or 'python3.12' instead of 'python3'" % sys.version_info[:2]
    )

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import tomllib
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parents[1]
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
PROGRAMS = "Scripts" if os.name == "nt" else "bin"
Stamp = Mapping[str, str]


def wanted(root: Path, kind: Literal["run", "dev"], python: str = sys.version) -> Stamp:
    """Return what the environment must be: its place, its Python, and the hashes of its locks."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    facts = json.dumps([project["build-system"], project["project"]], sort_keys=True).encode()
    locks = b"".join((root / name).read_bytes() for name in LOCKS.values())
    digest = hashlib.sha256(facts + locks.replace(b"\r\n", b"\n")).hexdigest()
    return {"place": str(root), "python": python, "kind": kind, "lock": digest}


def plan(have: Stamp | None, want: Stamp) -> Literal["nothing", "update", "rebuild"]:
    """Return what to do.

    No stamp means an install that never ended, another place one that was moved.
    """
    if have is None or any(have.get(key) != want[key] for key in ("place", "python")):
        return "rebuild"
    enough = have.get("kind") in ("dev", want["kind"])
    return "nothing" if enough and have.get("lock") == want["lock"] else "update"


def read_stamp(path: Path) -> Stamp | None:
    """Return the stamp of a finished install, None where there is none or it can't be read."""
    try:
        stamp = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stamp if isinstance(stamp, dict) else None


def make(folder: Path) -> None:
    """Make an empty environment, without pip where Debian keeps ensurepip in another package."""
    if importlib.util.find_spec("ensurepip") is None and importlib.util.find_spec("pip") is None:
        sys.exit("run.py: this Python has no pip; install it (Debian: apt install python3-pip)")
    if folder.exists() and not (folder / "pyvenv.cfg").exists() and any(folder.iterdir()):
        sys.exit(f"run.py: {folder} is there and no virtual environment; move it out of the way")
    shutil.rmtree(folder, ignore_errors=True)
    own = importlib.util.find_spec("ensurepip") is not None
    venv.create(folder, with_pip=own, symlinks=os.name != "nt")


def environment(folder: Path) -> dict[str, str]:
    """Return the caller's environment without what would lead pip or Python elsewhere."""
    led = ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV")
    env = {key: value for key, value in os.environ.items() if key not in led}
    path = str(folder / PROGRAMS) + os.pathsep + env.get("PATH", "")
    return env | {"PATH": path, "VIRTUAL_ENV": str(folder), "PIP_USER": "0", "PIP_NO_INPUT": "1"}


def install(folder: Path, kind: str) -> None:
    """Install the lock, each file checked against its hash, then the project itself."""
    python = str(folder / PROGRAMS / "python")
    own = importlib.util.find_spec("ensurepip") is not None
    pip = [python, "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", python]
    pip += ["install", "-qq", "--disable-pip-version-check", "--no-deps"]
    lock = ["--only-binary", ":all:", "--require-hashes", "-r", str(ROOT / LOCKS[kind])]
    for what in (lock, ["--no-build-isolation", "--no-index", "--editable", str(ROOT)]):
        if subprocess.run([*pip, *what], env=environment(folder), check=False).returncode:
            sys.exit("run.py: the install failed for the reason above; run this again after it")


def prepare(folder: Path, kind: Literal["run", "dev"]) -> None:
    """Bring the environment up to date; the stamp is taken away first and written last."""
    stamp, want = folder / "analysis-stamp.json", wanted(ROOT, kind)
    todo = plan(read_stamp(stamp), want)
    if todo == "nothing":
        return
    doing = "Setting up" if todo == "rebuild" else "Bringing up to date"
    print(f"{doing} {folder.name} (a few minutes, this once) ...", file=sys.stderr, flush=True)
    stamp.unlink(missing_ok=True)
    if todo == "rebuild":
        make(folder)
    install(folder, kind)
    stamp.write_text(json.dumps(want), encoding="utf-8")


def command(folder: Path, args: Sequence[str]) -> tuple[list[str], Path]:
    """Return the command line to run and the folder it runs in."""
    python = str(folder / PROGRAMS / "python")
    if args[:1] == ["test"]:
        # All tests at once take all processors; those of a module share what is slow to make, and
        # conftest.py says which modules begin.
        own = ["-n", "auto", "--dist", "loadscope", "--no-loadscope-reorder"]
        spread = own if len(args) == 1 else []
        return [python, "-m", "pytest", *spread, *args[1:]], ROOT
    if args[:1] == ["check"]:
        return [python, str(ROOT / "scripts" / "check.py"), *args[1:]], ROOT
    return [str(folder / PROGRAMS / "analysis"), *args], Path.cwd()


def main(args: Sequence[str]) -> int:
    """Prepare the environment and run the command in it; its exit status is ours."""
    folder = Path(os.environ.get("ANALYSIS_VENV") or ROOT / ".venv").resolve()
    try:
        prepare(folder, "dev" if args[:1] in (["test"], ["check"]) else "run")
        line, place = command(folder, list(args) or ["--help"])
        return subprocess.run(line, cwd=place, env=environment(folder), check=False).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
