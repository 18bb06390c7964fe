"""What was found in an article as JSON Lines, CSV or a table to read; JSON also back again.

The JSON object of an article (offsets are code points into its text, the end exclusive):

``id``, ``title``, ``encoding``, ``sha256``, ``length`` (of the text), ``reader`` (its version),
``repairs`` (list of str), ``authors`` (list of str), ``date``, ``outlet``, ``url``, ``section``,
``language``; ``paragraphs`` (start, end, kind, because, credit: [start, end] or null);
``quotations`` (start, end, inner: [start, end], paragraph, depth, closed, run);
``attributions`` (id; source, cue, content: lists of [start, end]; form, confidence, speaker: id of
a source or null, implicit, parent: id of an attribution or null, doubts, corrected: what a person
set by hand, candidates: ids of the sources it may be of where that is unclear, excluded: why
figures leave it out, "" where they do not; speaker_confidence: the factor of confidence that is
about who the source is, 1 where it is nobody or set by hand; source_text, cue_text, content_text:
what the spans cover, for people, not read back);
``sources`` and ``unheard`` (id, name, kind, naming, role, affiliation, reason, mentions: start,
end, form; confidence, because, corrected);
``unplaced`` and ``moved`` (lists of str): corrections by hand that were not applied, and those that
were applied to words that have changed; ``replies`` (source: id, outcome, start, end): who was
asked for comment and gave none, and who is accused and not heard; ``judged`` (start, end,
verdict, note, by): quotations that a person found right or wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from analysis.exchange.codec import from_json, plain
from analysis.model import Attribution, Extraction
from analysis.spans.text import joined

__all__ = ["Format", "dumps", "from_json", "lines", "to_json"]

Format = Literal["jsonl", "csv", "table"]
Json = dict[str, Any]
ROLES = ("source", "cue", "content")
ABOUT = ("date", "outlet", "url", "section", "language")
# Not allowed raw in a line: what some tools take for a line break, and halves of surrogate pairs.
ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def to_json(extraction: Extraction) -> Json:
    """Return the extraction as plain lists, dicts, numbers and text; keys in fixed order.

    Sentences and tokens are left out: tokenising the article again gives the same ones.
    """
    article = extraction.article
    return {
        "id": article.id,
        "title": article.title,
        "encoding": article.encoding,
        "sha256": article.sha256,
        "length": len(article.text),
        "reader": extraction.reader,
        "repairs": list(article.repairs),
        "authors": list(article.authors),
        **{name: getattr(article, name) for name in ABOUT},
        "paragraphs": [plain(paragraph) for paragraph in article.paragraphs],
        "quotations": [plain(quotation) for quotation in extraction.quotations],
        "attributions": [_attribution(a, article.text) for a in extraction.attributions],
        "sources": [plain(source) for source in extraction.sources],
        "unheard": [plain(source) for source in extraction.unheard],
        "unplaced": list(extraction.unplaced),
        "moved": list(extraction.moved),
        "replies": [plain(reply) for reply in extraction.replies],
        "judged": [plain(judgement) for judgement in extraction.judged],
    }


def dumps(extraction: Extraction) -> str:
    """Return the extraction as one line of JSON, without the line break at its end.

    Letters of every script are written as they are; what could be taken for a line break, and
    half a surrogate pair, is escaped, so that the line is one line and valid UTF-8 everywhere.
    """
    line = json.dumps(to_json(extraction), ensure_ascii=False, allow_nan=False)
    return ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def lines(extractions: Iterable[Extraction], form: Format = "jsonl") -> Iterator[str]:
    """Yield the extractions as pieces of text, an article a piece, each ending in a line feed.

    Args:
        extractions: Read one at a time, so that what is done is there when a later one fails.
        form: ``jsonl``: one object a line (:func:`to_json`). ``csv``: one statement a row, the
            columns of the table of attributions, guarded against spreadsheets. ``table``: a short
            table to read in a terminal.
    """
    if form == "csv":
        from analysis import frames  # noqa: PLC0415 - pandas takes long to import

        for number, extraction in enumerate(extractions):
            yield frames.csv_text(frames.attributions(extraction), header=number == 0)
    elif form == "table":
        from analysis.page.terminal import table  # noqa: PLC0415 - as above

        for extraction in extractions:
            yield table(extraction)
    else:
        for extraction in extractions:
            yield dumps(extraction) + "\n"


def _attribution(attribution: Attribution, text: str) -> Json:
    covered = {f"{role}_text": joined(text, getattr(attribution, role)) for role in ROLES}
    return plain(attribution) | covered
