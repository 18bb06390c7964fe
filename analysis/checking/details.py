"""Find numbers, dates and names of indirect statements that no record has.

No verdict on sense: a paraphrase may be fair without one of them, and unfair with all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from analysis.checking.findings import Detail
from analysis.checking.record import Record
from analysis.checking.words import words
from analysis.model import Attribution, Extraction

CAPITAL = re.compile(r"(?<=\w )(?<!\n)[A-Z][\w’'-]*\w|(?<=[,(] )[A-Z][\w’'-]*\w")
FIGURE = re.compile(r"\d")


def details(x: Extraction, records: Sequence[Record], off: Collection[str] = ()) -> list[Detail]:
    """Return the indirect and mixed statements of a draft that have a number, a date or a name.

    Args:
        x: The draft, as read.
        records: Where the details may stand.
        off: Names of normalisations that are switched off.
    """
    known = {key for record in records for key in record.index.numbers}
    names = {source.id: source.name for source in x.sources}
    return [
        found
        for a in x.attributions
        if a.form != "direct"
        for found in [_detail(x, a, known, names.get(a.speaker or "", ""), off)]
        if found.looked_for
    ]


def _detail(
    x: Extraction, a: Attribution, known: Collection[str], speaker: str, off: Collection[str]
) -> Detail:
    text = x.article.text
    looked, missing = list[str](), list[str]()
    for span in a.content:
        for word in words(span.of(text), off):
            start = span.start + word.start
            surface = text[start : span.start + word.end]
            telling = FIGURE.search(word.key) or CAPITAL.match(text, start)
            if not telling or surface in looked:
                continue
            looked.append(surface)
            if not all(w.key in known for w in words(surface, off)):
                missing.append(surface)
    said = " ".join(" ".join(span.of(text).split()) for span in a.content)
    first, last = a.content[0].start, a.content[-1].end
    return Detail(said, first, last, speaker, tuple(looked), tuple(missing))
