"""Words of an article: where they stand, which are typical for whom, and which introduce whom."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd

from analysis.cues import FUNCTION
from analysis.errors import ParameterError
from analysis.frames.columns import Frame
from analysis.frames.stance import COLUMNS, CUES, OTHER, introduced
from analysis.frames.stance import stances as counted
from analysis.lookup import Lookup
from analysis.matching import places
from analysis.model import Extraction, Span
from analysis.reading import Reading
from analysis.spans.counting import WORD
from analysis.spans.sets import merge
from analysis.suggesting import named_options
from analysis.text import fold

PRIOR = 10.0  # words that the prior counts for, see log_odds
FOUND = ("left", "word", "right", "paragraph", "name", "statement", "start")
KEY = ("word", "count", "rest", "per_1000", "rest_per_1000", "g2", "z")


@named_options
def concordance(
    reading: Reading,
    word: str,
    *,
    width: int = 90,
    within: Literal["article", "statements"] = "article",
) -> pd.DataFrame:
    """Find every place of a word or phrase, with what is around it, by NLTK's ``Text``.

    Args:
        reading: A reading, or a choice of one.
        word: The word or phrase, in upper or lower case.
        width: How many characters a line shows, the word included.
        within: All of the article, or only inside the (chosen) statements.

    Returns:
        One row a place: left, word, right, paragraph (its id), name (who says it, if anybody, the
        innermost statement's source), statement (its id), start (code points).
    """
    x = reading.extraction
    if within not in ("article", "statements"):
        raise ParameterError("no such place", str(within), 'there are: "article", "statements"')
    held = _holder(x)
    paragraphs = [p.span.start for p in x.article.paragraphs]
    rows = []
    for start, end in ((found.start, found.end) for found in places(x.article.text, word)):
        statement, name = held(start, end)
        if statement or within == "article":
            left, right = _around(x.article.text, start, end, width)
            place = max(0, bisect_right(paragraphs, start) - 1)
            said = Span(start, end).of(x.article.text)
            rows.append((left, " ".join(said.split()), right, place, name, statement, start))
    return Frame(rows, columns=list(FOUND))


@named_options
def keyness(
    reading: Reading,
    source: str | None = None,
    *,
    against: Literal["statements", "article"] = "statements",
    least: int = 2,
    function_words: bool = False,
) -> pd.DataFrame:
    """Find words that a source uses more than the rest.

    ``g2`` is the log-likelihood ratio of the two counts (Dunning 1993, "Accurate methods for the
    statistics of surprise and coincidence"; for keywords Rayson and Garside 2000); beyond 3.84 a
    difference would be chance once in twenty times if words fell independently. ``z`` is the
    log-odds ratio with an informative Dirichlet prior in standard deviations (Monroe, Colaresi and
    Quinn 2008, "Fightin' Words"), which is calmer where counts are small. An article is short:
    take both as hints where to read, not as findings.

    Args:
        reading: A choice (``reading.where(naming="unnamed")``), or a whole reading with
            ``source``.
        source: Whose statements; as in ``Reading.where``.
        against: The other statements of the article, or all other words of its body.
        least: Words used less often are left out.
        function_words: Whether to keep "the", "of", "their" and their like, which are typical of
            how somebody speaks and not of what about.

    Returns:
        One row a word in lower case that is more frequent here than in the rest, the most typical
        first: word, count, rest, per_1000, rest_per_1000, g2, z.

    Raises:
        ParameterError: There is no such source, or nothing to compare with.
    """
    chosen = reading if source is None else reading.where(source=source)
    whole = reading.whole.extraction
    own, rest = _counts(chosen.extraction, whole, against)
    if not rest:
        todo = 'choose fewer statements, or give against="article"'
        raise ParameterError("no words are left to compare with", against, todo)
    found = _ranked(own, rest, least)
    if function_words:
        return found
    return found[~found["word"].isin(list(FUNCTION))].reset_index(drop=True)


def cues(reading: Reading) -> pd.DataFrame:
    """Return what introduces each statement, and the stance of its verb.

    Args:
        reading: A reading, or a choice of one.

    Returns:
        One row a statement that has words to introduce it: id, speaker, name, naming, cue (as
        printed), lemma, negated, stance (*neutral*, *doubting*, *endorsing*, *marked*, *inner*;
        *not listed* for a verb that the lexicon lacks or that is negated), paragraph.
    """
    rows = [row for row in introduced(reading.extraction) if row[-2] != OTHER[1]]
    frame = Frame(rows, columns=list(CUES))
    frame["stance"] = pd.Categorical(frame["stance"], categories=list(COLUMNS[:-1]))
    return frame


def stances(reading: Reading) -> pd.DataFrame:
    """Return how many statements of each source are introduced in which stance.

    Args:
        reading: A reading, or a choice of one.

    Returns:
        One row a source, most statements first; columns *neutral*, *doubting*, *endorsing*,
        *marked*, *inner*, *not listed* (see :func:`cues`), *no cue* and *statements*.
    """
    return counted(reading.extraction)


def log_likelihood(count: int, rest: int, total: int, rest_total: int) -> float:
    """Return G2 of a word's counts in two texts of these lengths (Dunning 1993)."""
    share = (count + rest) / (total + rest_total)
    pairs = ((count, total * share), (rest, rest_total * share))
    return 2 * sum(seen * math.log(seen / expected) for seen, expected in pairs if seen)


def log_odds(
    count: int, rest: int, total: int, rest_total: int, prior: float, prior_total: float
) -> float:
    """Return the z-score of the log-odds ratio with an informative Dirichlet prior.

    It is that of Monroe et al. (2008).

    Args:
        count: How often the word stands in the first text.
        rest: How often in the second.
        total: Words of the first text.
        rest_total: Words of the second.
        prior: What the prior counts for this word.
        prior_total: What it counts for all words together.
    """
    first = (count + prior) / (total + prior_total - count - prior)
    second = (rest + prior) / (rest_total + prior_total - rest - prior)
    deviation = math.sqrt(1 / (count + prior) + 1 / (rest + prior))
    return (math.log(first) - math.log(second)) / deviation


def _ranked(own: Mapping[str, int], rest: Mapping[str, int], least: int) -> pd.DataFrame:
    total, rest_total = sum(own.values()), sum(rest.values())
    rows = []
    for word, count in own.items():
        other = rest.get(word, 0)
        if count >= least and count * rest_total > other * total:
            prior = PRIOR * (count + other) / (total + rest_total)
            rows.append(
                (
                    word,
                    count,
                    other,
                    1000 * count / total,
                    1000 * other / rest_total,
                    log_likelihood(count, other, total, rest_total),
                    # A text of one word only has no odds.
                    log_odds(count, other, total, rest_total, prior, PRIOR)
                    if len({*own, *rest}) > 1
                    else 0.0,
                )
            )
    rows.sort(key=lambda row: (-row[5], row[0]))
    return Frame(rows, columns=list(KEY)).round(
        {"per_1000": 1, "rest_per_1000": 1, "g2": 2, "z": 2}
    )


def _counts(
    chosen: Extraction, whole: Extraction, against: str
) -> tuple[Counter[str], Counter[str]]:
    """Return the words of the choice, and those of the rest that are not in it."""
    own = Lookup(span for a in chosen.attributions for span in a.content)
    if against == "statements":
        other = Lookup(span for a in whole.attributions for span in a.content)
    elif against == "article":
        other = Lookup(p.span for p in whole.article.paragraphs if p.kind == "body")
    else:
        raise ParameterError("no such rest", str(against), 'there are: "statements", "article"')
    mine: Counter[str] = Counter()
    rest: Counter[str] = Counter()
    for match in WORD.finditer(whole.article.text):
        word = fold(match.group())
        if own.hold(match.start()):
            mine[word] += 1
        elif other.hold(match.start()):
            rest[word] += 1
    return mine, rest


def _around(text: str, start: int, end: int, width: int) -> tuple[str, str]:
    """Return what stands before and after a word, in one line, with its punctuation."""
    side = max(0, width - (end - start)) // 2
    left = " ".join(text[max(0, start - 2 * side) : start].split())
    right = " ".join(text[end : end + 2 * side].split())
    spaced = " " if text[start - 1 : start].isspace() else ""
    after = " " if text[end : end + 1].isspace() else ""
    return (left + spaced)[-side:] if side else "", (after + right)[:side]


def _holder(x: Extraction) -> Any:
    """Return a function: what innermost statement holds a place, and who makes it."""
    names = {source.id: source.name for source in x.sources}
    pieces = sorted(
        (span.start, span.end, a.id, names.get(a.speaker or "", ""))
        for a in x.attributions
        for span in merge(a.content)
    )

    def held(begin: int, close: int) -> tuple[str, str]:
        over = [
            (end - start, key, name)
            for start, end, key, name in pieces
            if start <= begin and close <= end
        ]
        _, key, name = min(over, default=(0, "", ""))
        return key, name

    return held
