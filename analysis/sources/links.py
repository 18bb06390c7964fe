"""How sure it is who a source is: how many links of a kind were right, counted on articles.

Each rule gives its link a confidence by hand; what that is worth was counted. 414 articles of the
training part of PolNeAR were read whole, and of each statement found in them it was written down
who says it (``tests/gold/read_whole.jsonl``). The shares are of the links in two thirds of the
articles, a name cut short counted as right. ``scripts/read_whole.py`` prints how far they are off
where the full name has to be right: by 0.039 in those held back (expected calibration error).
"""

from __future__ import annotations

from bisect import bisect_right

# By what the words of the source are: from which confidence of a rule on, and the share right.
SHARES: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "name": ((0.0, 0.65, 0.95), (0.8, 0.93, 0.975)),
    "pronoun": ((0.0, 0.6, 0.7, 0.8, 0.9), (0.56, 0.7, 0.78, 0.84, 0.93)),
    "nominal": ((0.0, 0.65, 0.78), (0.65, 0.72, 0.83)),
}
NO_WORDS = 0.8  # where a statement has no words for its source


def probability(form: str, confidence: float) -> float:
    """Return how probable it is that a link is right.

    Args:
        form: What the words of the source are: "name", "nominal", "pronoun"; "" for none.
        confidence: That the rule gives, in [0, 1].

    Returns:
        A share in [0, 1].
    """
    if form not in SHARES:
        return NO_WORDS
    starts, shares = SHARES[form]
    return shares[max(0, bisect_right(starts, confidence) - 1)]
