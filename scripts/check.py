"""Checks everything that CI checks: ``python scripts/check.py`` in the environment of the lock.

``--no-tests`` leaves the tests out (CI runs the README's own command for them). Every check runs,
also after one that failed; the exit status says whether all passed.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHECKS = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("mypy",),
    ("importlinter",),
    ("nbstripout", "--verify", "--keep-id"),
    ("pytest",),
)


def command(check: tuple[str, ...]) -> list[str]:
    """Return the command line of one check."""
    name, *args = check
    if name == "importlinter":
        return [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    if name == "nbstripout":
        args += [str(path) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
    return [sys.executable, "-m", name, *args]


def main(args: list[str]) -> int:
    """Run the checks; 0 when all pass."""
    failed = []
    for check in CHECKS[: -1 if "--no-tests" in args else None]:
        print("==>", *check, flush=True)
        if subprocess.run(command(check), cwd=ROOT, check=False).returncode:
            failed.append(" ".join(check))
    if failed:
        print("failed:", ", ".join(failed), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
