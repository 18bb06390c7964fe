"""Who says what: runs the trained reader over an article and gives back its attributions.

The reader is a small BERT encoder with five heads (see ``data/reader.md``), run by onnxruntime.
The method follows Pareti (2015) in its units and Dozat and Manning (2017) in its links.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from analysis.attribution import blockquotes
from analysis.attribution.boundaries import Boundaries
from analysis.attribution.encoding import (
    END,
    PAD,
    START,
    Ints,
    Vocabulary,
    Words,
    arrays,
    excerpt,
    pieces,
    windows,
    words,
)
from analysis.attribution.linking import Found, Prices, Window, decode
from analysis.attribution.signatures import signatures
from analysis.attribution.tidying import talks, tidied
from analysis.attribution.turns import NO_VERB, Turn, answers, turns
from analysis.attribution.unclaimed import Marks, names, surer, unclaimed
from analysis.errors import RunError
from analysis.ingest.prose import OPENING_TIME
from analysis.model import READ, Article, Attribution, Quotation, Span
from analysis.parallel import go_on, helpers, processors, shared
from analysis.quotes import inside
from analysis.shipped import DATA
from analysis.text import form_of

SIZE, OVERLAP = 512, 1 / 10  # pieces a window, share it has in common with the next
SLOWER = ["SkipLayerNormFusion"]  # of onnxruntime: on CPUs one kernel that is slower than the two
SHORTEST = 5  # words a content needs to hold a statement of its own


@dataclass(frozen=True, slots=True)
class Reader:
    """A network with all it needs to be run and read."""

    version: str
    session: Any
    vocabulary: Vocabulary
    prices: Prices
    weights: tuple[float, ...]
    cues: frozenset[tuple[int, ...]] = frozenset()
    workers: int = 1

    @classmethod
    def load(cls, folder: Path = DATA, threads: int = 0) -> Reader:
        """Open ``reader.onnx``, ``reader.json``, ``pieces.txt`` and ``cues.txt`` of a folder.

        Args:
            folder: Where the files are.
            threads: Windows read at the same time; 0 for as many as this process has processors.

        Raises:
            RunError: If the network's hash is not the one that ``reader.json`` names.
        """
        import onnxruntime  # noqa: PLC0415 - half of the package's import time

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # whole windows side by side: no thread waits for another
        options.enable_mem_pattern = False  # plans memory anew for every length of a window
        options.log_severity_level = 3
        card = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        model = (folder / "reader.onnx").read_bytes()
        if "model_sha256" in card and hashlib.sha256(model).hexdigest() != card["model_sha256"]:
            todo = "install the package again"
            raise RunError("is not the model that its card names", "reader.onnx", todo)
        session = onnxruntime.InferenceSession(
            model,
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=SLOWER,
        )
        vocabulary = Vocabulary(pieces(folder / "pieces.txt"))
        prices = Prices(**card["prices"])
        lines = (folder / "cues.txt").read_text(encoding="utf-8").splitlines()
        cues = frozenset(vocabulary(line) for line in lines if not line.startswith("#"))
        weights, workers = tuple(card["confidence"]), threads or processors()
        return cls(card["version"], session, vocabulary, prices, weights, cues, workers)

    def score(self, found: Words, overlap: float = OVERLAP) -> list[Window]:
        """Run the network over all windows of a text.

        Each window is a run of its own: the scales of int8 activations hang on all that is in a
        run, so a window read together with others would depend on them.
        """
        ids = self.vocabulary.ids
        special = (ids[PAD], ids[START], ids[END])

        def scored(cut: tuple[int, int]) -> Window:
            go_on()
            tags, cues, *links = self.session.run(None, arrays(found, cut, special))
            return Window(*cut, tags, cues + cut[0], *links)

        cuts, done = list(windows(found, SIZE, overlap)), list[Window]()
        while len(done) < len(cuts):
            left = cuts[len(done) :]
            if self.workers == 1 or len(left) == 1 or shared():
                done.append(scored(left[0]))
            else:  # no other article is in work: this one gets all threads
                with helpers(self.workers) as pool:
                    done += pool.map(scored, left)
        return done

    def confidence(self, evidence: Sequence[float]) -> float:
        """Return the chance that content and source are right.

        It is a logistic regression, after Platt (1999).
        """
        z = self.weights[0] + sum(w * e for w, e in zip(self.weights[1:], evidence, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


@cache
def reader() -> Reader:
    """Return the network that ships with the package, opened once."""
    return Reader.load()


def attribute(
    article: Article, quotations: Sequence[Quotation], using: Reader | None = None
) -> tuple[Attribution, ...]:
    """Find all attributions of an article.

    Args:
        article: With paragraphs; with tokens, so that no span ends inside a word.
        quotations: As :func:`analysis.pipeline.quoted` found them.
        using: Another reader than the one that ships.

    Returns:
        Attributions by place, without speakers: those come from :mod:`analysis.sources`.
    """
    using = using or reader()
    paragraphs = [p for p in article.paragraphs if p.kind in READ]
    found = words(article.text, [p.span for p in paragraphs], quotations, using.vocabulary)
    if not len(found):
        return ()
    headings = [p.kind == "heading" for p in paragraphs]
    tidy = partial(
        tidied,
        found=found,
        text=article.text,
        headings=headings,
        ends=[s.span.end for s in article.sentences],
    )
    outer = decode(using.score(found), found.paragraph, using.prices)
    told = [(statement, using.confidence(statement.evidence)) for statement in tidy(outer)]
    least, sourceless = using.prices.least, using.prices.sourceless
    told = [(s, chance) for s, chance in told if chance >= (least if s.source else sourceless)]
    labelled = turns(article.text, paragraphs)
    signed = list(signatures(article.text, paragraphs, quotations))
    opened = {q.span.start for q in quotations}
    replies = [] if labelled else answers(article.text, paragraphs, opened)
    spoken = [*labelled, *signed, *replies]
    labels = _marked((_indices(_label(turn), found) for turn in (*labelled, *signed)), found)
    owned = _marked((_indices(span, found) for t in spoken for span in t.content), found)
    told = [(s, chance) for s, chance in told if not _touches(s, labels)]
    talk = [bool(owned[s.cue[0]]) and talks(s, found, article.text) for s, _ in told]
    told = [statement for statement, own in zip(told, talk, strict=True) if not own]
    told = [(left, chance) for s, chance in told if (left := _without(s, owned)).content]
    told = blockquotes.whole(told, found, article.text, headings)
    around = {part: chance for s, chance in told for part in s.content}
    around |= {_indices(span, found): t.confidence for t in spoken for span in t.content}
    cues = {word for s, _ in told for word in range(*s.cue)}
    inner = [
        (s, chance) for nested, chance in _nested(around, found, using) for s in tidy([nested])
    ]
    inner = [(s, chance) for s, chance in inner if s.source and s.cue[0] not in cues]
    inner = [(s, chance) for s, chance in inner if not talks(s, found, article.text)]
    boundaries = Boundaries.of(article.text, article.tokens, quotations)
    mask = inside(article.text, quotations)
    records = [_record(s, found, boundaries, mask, chance) for s, chance in (*told, *inner)]
    marks = Marks(quotations)
    records = [surer(r, article.text, marks) for r in records if r.content]
    records = [r for r in records if not names(article.text, r, marks)]
    taken = [s for r in records for s in (*r.source, *r.cue, *r.content)]
    taken += [s for t in spoken for s in (t.source, t.cue, *t.content) if s is not None]
    for turn in (*spoken, *unclaimed(article.text, paragraphs, marks, taken)):
        form = form_of(article.text, mask, turn.content)
        source = (turn.source,) if turn.source else ()
        cue = (turn.cue,) if turn.cue else ()
        doubts = () if source else (NO_VERB,)
        said = Attribution("", source, cue, turn.content, form, turn.confidence, doubts=doubts)
        records.append(said)
    return _with_parents(_numbered(records))


def _indices(span: Span, found: Words) -> tuple[int, int]:
    """Return the indices of a span's words, the end exclusive."""
    first, last = found.ends.searchsorted(span.start, "right"), found.starts.searchsorted(span.end)
    return int(first), int(last)


def _marked(parts: Iterable[tuple[int, int]], found: Words) -> Ints:
    """Return for each word the number, from 1, of the part that it is in; 0 for none."""
    marks = np.zeros(len(found), np.int64)
    for number, (a, b) in enumerate(parts, 1):
        marks[a:b] = number
    return marks


def _touches(statement: Found, labels: Ints) -> bool:
    """Tell whether a statement shares a word with the label of a turn."""
    spans = [statement.cue, *statement.content, *([statement.source] if statement.source else [])]
    return any(labels[a:b].any() for a, b in spans)


def _label(turn: Turn) -> Span:
    spans = [span for span in (turn.source, turn.cue) if span is not None]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _without(statement: Found, owned: Ints) -> Found:
    """Return a statement without those parts of its content that others say.

    Its cue tells whose words are its own.
    """
    own = {0, int(owned[statement.cue[0]])}
    left = (p for p in statement.content if own.issuperset(owned[p[0] : p[1]].tolist()))
    return replace(statement, content=tuple(left))


def _nested(
    around: Mapping[tuple[int, int], float], found: Words, using: Reader
) -> Iterator[tuple[Found, float]]:
    """Yield statements inside statements: contents are read again by themselves.

    The network gives each word one role; read as paragraphs of their own, contents show theirs.
    Words inside quotation marks are left alone: what a speaker says of his own saying is no news.
    So are contents in which no word stands that has ever been a good part of a cue. One inside
    another is right only if both are, so the chances are multiplied.

    Args:
        around: Contents, as word indices, with the confidence of their statements.
        found: The words of the text.
        using: The reader.
    """
    parts = [(a, b) for a, b in sorted(around) if b - a >= SHORTEST]
    open_cue = np.array([p in using.cues for p in found.pieces]) & (found.quoted == 0)
    parts = [(a, b) for a, b in parts if open_cue[a:b].any()]
    if not parts:
        return
    again, index = excerpt(found, parts)
    # No overlap: a window begins where a content does.
    inner = decode(using.score(again, overlap=0), again.paragraph, using.prices)
    for statement in inner:
        own = int(again.paragraph[statement.cue[0]])
        content = tuple(p for p in statement.content if again.paragraph[p[0]] == own)
        chance = using.confidence(statement.evidence)
        outside = found.quoted[index[statement.cue[0]]] == 0
        if chance >= using.prices.nested and outside and statement.source and content:
            moved = Found(
                _moved(statement.source, index),
                _moved(statement.cue, index),
                tuple(_moved(part, index) for part in content),
                statement.evidence,
            )
            yield moved, chance * around[parts[own]]


def _moved(span: tuple[int, int], index: Ints) -> tuple[int, int]:
    return int(index[span[0]]), int(index[span[1] - 1]) + 1


def _record(
    statement: Found, found: Words, boundaries: Boundaries, mask: bytearray, confidence: float
) -> Attribution:
    def span(role: tuple[int, int]) -> Span:
        return Span(int(found.starts[role[0]]), int(found.ends[role[1] - 1]))

    def whole(role: Span, others: Sequence[Span]) -> Span:
        return boundaries.mend(role, others) or role  # a colon may be all of a cue

    cue = span(statement.cue)
    source = [span(statement.source)] if statement.source else []
    contents = [span(part) for part in statement.content]
    others = [cue, *source]
    mended = [boundaries.mend(c, [*others, *(o for o in contents if o != c)]) for c in contents]
    joined = (untimed(c, boundaries.text) for c in _joined(mended, boundaries.text))
    content = tuple(c for c in joined if len(c))
    return Attribution(
        "",
        tuple(untimed(boundaries.bare(whole(s, [cue, *content])), boundaries.text) for s in source),
        (whole(cue, [*source, *content]),),
        content,
        form_of(boundaries.text, mask, content),
        round(confidence, 4),
    )


def untimed(span: Span, text: str) -> Span:
    """Return a span without a time that opens its line, as in "14:12 The mayor says"."""
    opens = span.start == 0 or text[span.start - 1] == "\n"
    clock = OPENING_TIME.match(text, span.start, span.end) if opens else None
    return Span(clock.end(), span.end) if clock else span


def _joined(spans: Sequence[Span], text: str) -> list[Span]:
    """Return spans in order; those on one line with no word between them become one."""
    out: list[Span] = []
    for span in sorted(spans):
        gap = text[out[-1].end : span.start] if out else ""
        if out and "\n" not in gap and not any(c.isalnum() for c in gap):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _numbered(records: Iterable[Attribution]) -> list[Attribution]:
    """Return records by place, outer before inner, with ids."""
    ordered = sorted(records, key=lambda r: (r.content[0].start, -r.content[-1].end, r.cue))
    return [replace(record, id=f"a{number}") for number, record in enumerate(ordered, 1)]


def _with_parents(records: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Give each record the id of the smallest one whose content covers its cue (or its content)."""
    out: list[Attribution] = []
    around: list[tuple[Span, str]] = []
    for record in records:
        cue = record.cue[0] if record.cue else record.content[0]
        first = min(record.content[0].start, cue.start)
        around = [(span, key) for span, key in around if span.end > first]
        holders = [key for span, key in around if span.covers(cue)]
        out.append(replace(record, parent=holders[-1]) if holders else record)
        around += [(span, record.id) for span in record.content]
    return tuple(out)
