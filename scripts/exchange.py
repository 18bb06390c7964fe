"""Write docs/exchange.md from the formats: python scripts/exchange.py [--check]."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from analysis.errors import AnalysisError
from analysis.exchange.page import page

PAGE = Path(__file__).resolve().parents[1] / "docs" / "exchange.md"


def main(arguments: list[str] | None = None) -> int:
    """Write the page, or say whether the one that is there is current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if not current")
    check = parser.parse_args(arguments).check
    try:
        made = page().encode()
    except AnalysisError as error:
        print(error, file=sys.stderr)
        return 2
    if not check:
        PAGE.write_bytes(made)
    elif not PAGE.is_file() or PAGE.read_bytes() != made:
        print("docs/exchange.md is not current: run python scripts/exchange.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
