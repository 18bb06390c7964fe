"""Writes the lock files anew from pyproject.toml: ``python scripts/lock.py`` (needs ``uv``).

One lock serves Linux, macOS and Windows and every supported Python; each entry carries the hashes
of all its files, and no address of a package index is written.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMPILE = (
    *("uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate", "--quiet"),
)


def main(args: list[str]) -> int:
    """Compile both locks; extra arguments (``--upgrade``) go to uv."""
    run = (*COMPILE, "--group", "build", "-o", "requirements.lock", *args)
    same = ("-c", "requirements.lock", "-o", "requirements-dev.lock")
    dev = (*COMPILE, "--group", "dev", *same, *args)
    return max(subprocess.run(line, cwd=ROOT, check=False).returncode for line in (run, dev))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
