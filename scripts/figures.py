"""Writes the README's table of figures from tests/gate.json: ``python scripts/figures.py``.

The gate holds what was measured and what every later run must reach, so the README says "at
least". Run ``python scripts/gate.py --update`` first; a test compares the two.
"""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"(<!-- figures: [^\n]* -->\n).*?(<!-- /figures -->)", re.DOTALL)
CORPORA = {
    "seed": "the article in `seeds/`",
    "polnear-dev": "PolNeAR's dev articles (US politics, 2016)",
    "domains": "60 passages of ours (business, courts, sport, science ...)",
}
MEASURES = {
    "full.F": "statements found with the right source (F1, spans overlap)",
    "exact.F": "the same, every word of the content right (F1)",
    "token_content.F": "words that are said, as such (F1)",
    "token_source.F": "words that name a source, as such (F1)",
    "type_direct.full_recall": "direct statements found with the right source (recall)",
    "type_indirect.full_recall": "indirect statements found with the right source (recall)",
}


def table(gate: Path) -> str:
    """The Markdown table of every floor, in per cent."""
    rows = ["| on | what | at least |", "| --- | --- | ---: |"]
    for name, corpus in json.loads(gate.read_text(encoding="utf-8"))["corpora"].items():
        for measure, what in MEASURES.items():
            if measure in corpus["floors"]:
                floor = corpus["floors"][measure]
                rows.append(f"| {CORPORA.get(name, name)} | {what} | {floor:.1f} |")
    return "\n".join(rows) + "\n"


def filled(readme: str, rows: str) -> str:
    """The README with the rows in its marked block."""
    return BLOCK.sub(lambda found: found[1] + rows + found[2], readme)


if __name__ == "__main__":
    path = ROOT / "README.md"
    text = filled(path.read_text(encoding="utf-8"), table(ROOT / "tests" / "gate.json"))
    path.write_text(text, encoding="utf-8", newline="\n")
