"""Write docs/tables.md from the schema of the tables: python scripts/tables.py [--check]."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from analysis.frames import schema

PAGE = Path(__file__).resolve().parents[1] / "docs" / "tables.md"


def main(arguments: list[str] | None = None) -> int:
    """Write the page, or say whether the one that is there is current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if not current")
    if not parser.parse_args(arguments).check:
        PAGE.write_bytes(schema.page().encode())
    elif not PAGE.is_file() or PAGE.read_bytes() != schema.page().encode():
        print("docs/tables.md is not current: run python scripts/tables.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
