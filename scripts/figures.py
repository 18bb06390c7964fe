"""Write the table of floors in docs/accuracy.md: ``python scripts/figures.py``.

tests/gate.json holds what was measured and what every later run must reach, so the page says "at
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
    "passages": "90 later ones (live blogs, obituaries, letters, council, wires ...)",
}
MEASURES = {
    "full.F": "statements found with the right source (F1, spans overlap)",
    "exact.F": "the same, every word of the content right (F1)",
    "token_content.F": "words that are said, as such (F1)",
    "token_source.F": "words that name a source, as such (F1)",
    "type_direct.full_recall": "direct statements found with the right source (recall)",
    "type_indirect.full_recall": "indirect statements found with the right source (recall)",
}
WHO = {
    "wikinews": "11 articles of Wikinews, statements given",
    "seed": "the article in `seeds/`, statements given",
    "entities-dev": "16 of PolNeAR's dev articles, statements given",
    "naming-dev": "150 unnamed sources of PolNeAR's dev articles",
    "entities-dev kept": "8 of these 16, on which no rule was written",
    "texts kept": "76 short articles of ours, on which no rule was written",
    "cases": "179 small texts that were once wrong",
}
IDENTITY = {
    "b3": "statements joined to the same voice (B-cubed F1)",
    "name": "named sources with their full name",
    "kind": "kind of source right",
    "naming": "named, unnamed or general group right",
    "anonymous": "unnamed sources told as such (F1)",
    "right": "right in all that was asked",
}


def table(gate: Path) -> str:
    """Return the Markdown table of every floor, in per cent."""
    rows = ["| on | what | at least |", "| --- | --- | ---: |"]
    known = json.loads(gate.read_text(encoding="utf-8"))
    for name, corpus in known["corpora"].items():
        for measure, what in MEASURES.items():
            if measure in corpus["floors"]:
                floor = corpus["floors"][measure]
                rows.append(f"| {CORPORA.get(name, name)} | {what} | {floor:.1f} |")
    for name, measures in known["identity"].items():
        rows += [
            f"| {WHO[name]} | {IDENTITY[measure]} | {floor:.1f} |"
            for measure, floor in measures.items()
        ]
    return "\n".join(rows) + "\n"


def filled(page: str, rows: str) -> str:
    """Return the page with the rows in its marked block."""
    return BLOCK.sub(lambda found: found[1] + rows + found[2], page)


if __name__ == "__main__":
    path = ROOT / "docs" / "accuracy.md"
    text = filled(path.read_text(encoding="utf-8"), table(ROOT / "tests" / "gate.json"))
    path.write_text(text, encoding="utf-8", newline="\n")
