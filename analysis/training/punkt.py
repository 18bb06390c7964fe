"""Trains the sentence splitter: ``python -m analysis.training.punkt TEXT_DIR OUT.json``.

Method: Punkt (Kiss and Strunk 2006), NLTK's ``PunktTrainer``, on plain text without any
annotation. What it learns are word statistics: which types are abbreviations, which words
begin sentences, and how each frequent word is written (learned word pairs are left out). To
that a hand-written list of abbreviations is added (``data/punkt_abbreviations.json``, origin
there). The result is JSON, no pickle, and the same for the same texts on every machine.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

LIST = Path(__file__).resolve().parents[1] / "data" / "punkt_abbreviations.json"
COMMON = 5  # words rarer than this say too little about how they are written
ABBREVIATION = re.compile(r"[a-z]{2,4}|(?:[a-z]{1,3}\.)+[a-z]{1,3}")  # longer ones are names


def train(texts: list[str], reviewed: dict[str, Any]) -> dict[str, Any]:
    """Learn the parameters of a sentence splitter.

    Args:
        texts: Plain texts, a paragraph a line.
        reviewed: The hand-written list, as in ``punkt_abbreviations.json``.

    Returns:
        What ``analysis/data/punkt.json`` holds: sorted lists and a table of contexts.
    """
    from nltk.tokenize.punkt import PunktTrainer  # noqa: PLC0415  # slow: only where it is used

    trainer = PunktTrainer()
    for text in texts:
        trainer.train(text, finalize=False)
    trainer.finalize_training()
    learned = trainer.get_params()
    lists = ("titles", "never_final", "others", "dates", "places")
    known = {word for name in lists for word in reviewed[name]}
    counts = trainer._type_fdist  # noqa: SLF001  # the one place that holds the frequencies
    common = {word for word, count in counts.items() if count >= COMMON}
    found = {word for word in learned.abbrev_types if _plausible(word)}
    return {
        "method": "PunktTrainer (nltk) on plain text, and a reviewed list",
        "texts": len(texts),
        "sha256": hashlib.sha256("\0".join(texts).encode()).hexdigest(),
        "abbreviations": sorted(found | known),
        "titles": sorted(reviewed["titles"]),
        "never_final": sorted(reviewed["never_final"]),
        "words": sorted(reviewed["words"]),
        "speech": sorted(reviewed["speech"]),
        "starters": sorted(_no_names(learned.sent_starters, texts) | set(reviewed["starters"])),
        "context": {
            word: flags
            for word, flags in sorted(learned.ortho_context.items())
            if word in common and word.isalpha() and flags
        },
    }


def _plausible(word: str) -> bool:
    """Tell whether a learned type may ship.

    It may if it is an abbreviation, not somebody's name at a line's end.
    """
    return ABBREVIATION.fullmatch(word) is not None


def _no_names(words: Iterable[str], texts: list[str]) -> set[str]:
    """Return the words mostly written small.

    The news of one year must not decide which names begin sentences.
    """
    every = Counter(found for text in texts for found in re.findall(r"[^\W\d_]+", text))
    return {word for word in words if every[word] > every[word.capitalize()]}


def main(arguments: list[str]) -> int:
    """Read ``TEXT_DIR/*.txt`` in order of name, write ``OUT.json``; returns the exit status."""
    if len(arguments) != 2:
        print("use: python -m analysis.training.punkt TEXT_DIR OUT.json", file=sys.stderr)
        return 2
    folder, out = Path(arguments[0]), Path(arguments[1])
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        print(f"{folder}: no .txt files there; give a folder of plain texts", file=sys.stderr)
        return 2
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    reviewed = json.loads(LIST.read_text(encoding="utf-8"))
    result = train(texts, reviewed)
    out.write_text(json.dumps(result, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(
        f"{out}: {len(result['abbreviations'])} abbreviations, {len(result['starters'])} starters, "
        f"{len(result['context'])} words"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
