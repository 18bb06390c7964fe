"""Scores statements against gold in brat standoff.

Gold is a folder with NAME.txt and NAME.ann. Units are runs of word characters, so that quotation
marks and trailing commas never decide a score. All figures are in percent:

- *token*, for each role: is each word labelled as the gold labels it?
- *span*, for each role: the same stretches, word for word (the measure of CofeNet, Wang et al.,
  COLING 2022).
- *content*: gold and found statements are paired one to one, best overlap first; a pair counts
  from a Dice coefficient of the content words of 0.5.
- *full*: as content, and the sources agree too (Dice from 0.5, or none in both).
- *exact*: as full, with the same content word for word.
- *type*: for gold statements that are direct, mixed and indirect, the share found.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol, TextIO, get_args

from analysis.brat import Statement, read_brat
from analysis.errors import GoldError
from analysis.model import Form, Span

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = get_args(Role)
FORMS: tuple[Form, ...] = get_args(Form)
WORD = re.compile(r"\w+")
AGREE = 0.5  # Dice from which two sets of words count as the same
DIRECT = 0.95  # share of words between marks from which a gold content counts as direct
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
OPENING, MARKS = frozenset('“"«'), frozenset('“”"«»')


class Spoken(Protocol):
    """What is scored: an :class:`~analysis.model.Attribution` will do."""

    @property
    def source(self) -> tuple[Span, ...]:
        """Where the source stands."""

    @property
    def cue(self) -> tuple[Span, ...]:
        """Where the cue stands."""

    @property
    def content(self) -> tuple[Span, ...]:
        """Where the content stands."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One article of a gold folder."""

    text: str
    statements: tuple[Statement, ...]


@dataclass(slots=True)
class Hits:
    """Right, found and wanted: what precision, recall and F1 are made of."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, found: set[Any], wanted: set[Any]) -> None:
        """Count two sets against each other."""
        self.right += len(found & wanted)
        self.found += len(found)
        self.wanted += len(wanted)

    def percent(self) -> dict[str, float]:
        """P, R and F, in percent; 0 where nothing was found or wanted."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.wanted if self.wanted else 0.0
        both = precision + recall
        mean = 2 * precision * recall / both if both else 0.0
        return {"P": 100 * precision, "R": 100 * recall, "F": 100 * mean}


@dataclass(slots=True)
class Recall:
    """For the gold statements of one form: how many, found, and found with their source."""

    gold: int = 0
    found: int = 0
    sourced: int = 0

    def percent(self) -> dict[str, float]:
        """The count, and the shares in percent."""
        some, hit = max(1, self.gold), max(1, self.found)
        return {
            "gold": self.gold,
            "recall": 100 * self.found / some,
            "full_recall": 100 * self.sourced / some,
            "source_acc": 100 * self.sourced / hit,
        }


@dataclass(slots=True)
class Scores:
    """The counts over all articles of a gold folder."""

    articles: int = 0
    token: dict[Role, Hits] = field(default_factory=lambda: {role: Hits() for role in ROLES})
    span: dict[Role, Hits] = field(default_factory=lambda: {role: Hits() for role in ROLES})
    content: Hits = field(default_factory=Hits)
    full: Hits = field(default_factory=Hits)
    exact: Hits = field(default_factory=Hits)
    forms: dict[Form, Recall] = field(default_factory=lambda: {form: Recall() for form in FORMS})

    def measures(self) -> dict[str, dict[str, float]]:
        """Every measure by name, in the order they are shown."""
        groups: dict[str, Hits | Recall] = {f"token_{r}": hits for r, hits in self.token.items()}
        groups |= {f"span_{role}": hits for role, hits in self.span.items()}
        groups |= {"content": self.content, "full": self.full, "exact": self.exact}
        groups |= {f"type_{form}": recall for form, recall in self.forms.items()}
        return {name: group.percent() for name, group in groups.items()}


def evaluate(
    gold: str | Path,
    predictions: str | Path | Mapping[str, Iterable[Spoken]] | None = None,
) -> Scores:
    """Score statements against a gold folder.

    Args:
        gold: A folder with NAME.txt (UTF-8) and NAME.ann for each article.
        predictions: By article name, or a file of JSON Lines as ``analysis extract`` writes it;
            an article that is missing there counts as one without statements. None runs the
            reader over the texts of the folder.

    Returns:
        The counts; ``.measures()`` gives the figures.

    Raises:
        GoldError: If the folder, an article in it or the predictions can't be read.
    """
    articles = load_gold(gold)
    if isinstance(predictions, str | Path):
        predictions = load_predictions(predictions)
    scores = Scores()
    for name, article in articles.items():
        found = _run(article.text, name) if predictions is None else predictions.get(name, ())
        _add(scores, article, found)
    return scores


def table(scores: Scores) -> str:
    """The measures as lines of text, one measure a line, without a line break at the end."""
    return "\n".join(
        f"{name:15s} " + "  ".join(f"{key} {value:6.1f}" for key, value in values.items())
        for name, values in scores.measures().items()
    )


def show(scores: Scores, file: TextIO | None = None) -> None:
    """Print the measures, to standard output if no file is given."""
    (file or sys.stdout).write(table(scores) + "\n")


def load_gold(folder: str | Path) -> dict[str, Gold]:
    """The articles of a gold folder by name, sorted.

    Lines of an annotation file that are no whole span or event are passed over; a text without
    annotations is no gold and is left out.

    Raises:
        GoldError: If there is no such folder, no NAME.ann beside a NAME.txt, or a file of it
            can't be read as UTF-8.
    """
    root = Path(folder)
    wanted = "give a folder with NAME.txt and NAME.ann for each article"
    if not root.is_dir():
        reason = "is no folder" if root.exists() else "there is no such folder"
        raise GoldError(reason, str(folder), wanted)
    pairs = [(path, path.with_suffix(".ann")) for path in sorted(root.glob("*.txt"))]
    pairs = [(text, annotations) for text, annotations in pairs if annotations.exists()]
    if not pairs:
        raise GoldError("holds no NAME.ann beside a NAME.txt", str(folder), wanted)
    return {
        text.stem: Gold(_content(text), read_brat(_content(annotations)))
        for text, annotations in pairs
    }


def load_predictions(path: str | Path) -> dict[str, tuple[Statement, ...]]:
    """Statements by article from JSON Lines: what :func:`analysis.exchange.dumps` writes, or less.

    Only ``id`` and, of each of the ``attributions``, ``source``, ``cue`` and ``content`` are read;
    a role that is missing or null is empty.

    Raises:
        GoldError: If the file can't be read, or a line of it is no such object.
    """
    found: dict[str, tuple[Statement, ...]] = {}
    for number, line in enumerate(_content(Path(path)).split("\n"), 1):
        if line.strip():
            try:
                entry = json.loads(line)
                found[entry["id"]] = tuple(_statement(a) for a in entry["attributions"])
            except UNREADABLE as error:
                where = f"{path}, line {number}"
                todo = "give JSON Lines as `analysis extract` writes them"
                raise GoldError("is no article with attributions", where, todo) from error
    return found


def _content(path: Path) -> str:
    """A file's text as it is, line breaks untouched: offsets point into it."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise GoldError("is not UTF-8", str(path), "convert the file to UTF-8") from error
    except OSError as error:
        reason = error.strerror or "can't be read"
        raise GoldError(reason, str(path), "check the path and its permissions") from error


def _statement(entry: Mapping[str, Any]) -> Statement:
    roles = (tuple(Span(int(s), int(e)) for s, e in entry.get(role) or ()) for role in ROLES)
    source, cue, content = roles
    return Statement(source, cue, content)


def _run(text: str, name: str) -> Sequence[Spoken]:
    """What the reader finds in a text that is taken as it is."""
    from analysis import ingest, reading  # noqa: PLC0415 - scoring a file needs no reader

    return reading.extract(ingest.from_text(text, name)).attributions


@dataclass(frozen=True, slots=True)
class _Bag:
    """The words of one statement's roles, each by its place."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]

    @classmethod
    def of(cls, text: str, said: Spoken) -> _Bag:
        return cls(*(frozenset(_words(text, getattr(said, role))) for role in ROLES))


def _words(text: str, spans: Iterable[Span]) -> Iterator[int]:
    """Where the words of the spans begin; a word cut by a span begins where the cut is."""
    size = len(text)  # offsets may point anywhere, also beyond what a regular expression takes
    stretches = ((max(0, min(s.start, size)), max(0, min(s.end, size))) for s in spans)
    return (m.start() for start, end in stretches for m in WORD.finditer(text, start, end))


def _add(scores: Scores, article: Gold, found: Iterable[Spoken]) -> None:
    text = article.text
    claimed = [said for said in found if said.content]
    gold = [_Bag.of(text, said) for said in article.statements]
    bags = [_Bag.of(text, said) for said in claimed]
    for role in ROLES:
        scores.token[role].add(_all(bags, role), _all(gold, role))
        scores.span[role].add(_spans(text, claimed, role), _spans(text, article.statements, role))
    _add_pairs(scores, gold, bags, _forms(text, gold))
    scores.articles += 1


def _add_pairs(
    scores: Scores, gold: Sequence[_Bag], found: Sequence[_Bag], forms: Sequence[Form]
) -> None:
    partner = _pairs(gold, found)
    for hits in (scores.content, scores.full, scores.exact):
        hits.found += len(found)
        hits.wanted += len(gold)
    for number, (bag, form) in enumerate(zip(gold, forms, strict=True)):
        recall = scores.forms[form]
        recall.gold += 1
        if number not in partner:
            continue
        other = found[partner[number]]
        sourced = _dice(bag.source, other.source) >= AGREE
        recall.found += 1
        recall.sourced += sourced
        scores.content.right += 1
        scores.full.right += sourced
        scores.exact.right += sourced and bag.content == other.content


def _pairs(gold: Sequence[_Bag], found: Sequence[_Bag]) -> dict[int, int]:
    """Pairs one to one by content, best first; of equals, the ones later in the lists first."""
    overlaps = sorted(
        (
            (_dice(one.content, other.content), i, j)
            for i, one in enumerate(gold)
            for j, other in enumerate(found)
        ),
        reverse=True,
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for overlap, i, j in overlaps:
        if overlap < AGREE:
            break
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return partner


def _dice(one: frozenset[int], other: frozenset[int]) -> float:
    """Dice (1945): shared items against the mean size; 1 if both are empty."""
    if not one and not other:
        return 1.0
    return 2 * len(one & other) / (len(one) + len(other))


def _all(bags: Sequence[_Bag], role: Role) -> set[int]:
    return set().union(*(getattr(bag, role) for bag in bags))


def _spans(text: str, statements: Iterable[Spoken], role: Role) -> set[tuple[int, ...]]:
    """Each stretch of a role as the words it holds; stretches without a word are left out."""
    stretches = {tuple(_words(text, [span])) for said in statements for span in getattr(said, role)}
    return stretches - {()}


def _forms(text: str, gold: Sequence[_Bag]) -> list[Form]:
    mask = _between_marks(text)
    return [_form(mask, bag.content) for bag in gold]


def _form(mask: bytearray, content: frozenset[int]) -> Form:
    if not content:
        return "indirect"
    share = sum(mask[place] for place in content) / len(content)
    return "direct" if share >= DIRECT else "mixed" if share > 0 else "indirect"


def _between_marks(text: str) -> bytearray:
    """1 for each code point between double quotation marks, the marks included.

    This is the measure's own plain pairing, line by line, and not that of :mod:`analysis.quotes`:
    what counts as direct must not change when the reader does. A curly mark left open runs to the
    end of its line; any other one left open counts for nothing.
    """
    mask = bytearray(len(text))
    for line in re.finditer(r"[^\n]+", text):
        start: int | None = None
        for place in (i for i in range(*line.span()) if text[i] in MARKS):
            if start is None:
                start = place if text[place] in OPENING else None
            elif text[place] != "«":
                mask[start : place + 1] = b"\x01" * (place + 1 - start)
                start = None
        if start is not None and text[start] == "“":
            mask[start : line.end()] = b"\x01" * (line.end() - start)
    return mask
