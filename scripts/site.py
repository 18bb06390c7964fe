"""Build the documentation as a site in build/site: python scripts/site.py [mkdocs options].

Needs the extra ``site``. A link or an anchor that leads nowhere stops it.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: list[str]) -> int:
    """Build the site; 0 where every page and link is right."""
    if importlib.util.find_spec("mkdocs") is None:
        print("site.py: mkdocs is missing; run pip install '.[site]'", file=sys.stderr)
        return 2
    line = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "--quiet", *arguments]
    return subprocess.run(line, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
