"""The words of cues: which contents are worth reading a second time.

A statement inside a statement has a cue of its own. Most contents hold no word that is a good part
of any cue, and need no second reading: that is a third of the reader's time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from analysis.attribution.linking import ROLES
from analysis.training.corpus import Example

SHARE, TIMES = 0.15, 2  # of a word's uses in cues, at least; how many those are, at least
HEAD = f"""\
# Words of PolNeAR's training articles (Newell, Margolin and Ruths, LREC 2018) that stand in the
# cue of an attribution {TIMES} times or more, and in {SHARE:.0%} of their uses.
# Made by analysis.training.
"""


def cue_words(examples: Sequence[Example]) -> list[str]:
    """Return the words, in lower case and sorted."""
    begin = 2 * ROLES.index("cue") + 1
    within, all_uses = Counter[str](), Counter[str]()
    for item in examples:
        for start, end, tag in zip(item.found.starts, item.found.ends, item.tags, strict=True):
            word = item.text[start:end].lower()
            if word[0].isalpha():
                all_uses[word] += 1
                within[word] += tag in (begin, begin + 1)
    found = (w for w, n in within.items() if n >= TIMES and n >= SHARE * all_uses[w])
    return sorted(found)


def write(examples: Sequence[Example], out: Path) -> None:
    """Write ``cues.txt`` into the folder of a reader."""
    lines = HEAD + "\n".join(cue_words(examples)) + "\n"
    (out / "cues.txt").write_text(lines, encoding="utf-8")
