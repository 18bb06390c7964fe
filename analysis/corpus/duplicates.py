"""Find articles that are the same or nearly so, such as agency copy in ten papers.

The sequences of five words of two articles are compared by MinHash signatures (Broder 1997), and
candidates found by locality-sensitive hashing (Leskovec, Rajaraman and Ullman 2014, chapter 3), as
the library datasketch has both. Duplicates are marked; none is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from analysis.text import RUN

SHINGLE = 5  # words
PERMUTATIONS, SEED, SCHEME = 64, 1, "affine32"
NEAR = 0.7  # estimated share of word sequences in common (Jaccard)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is compared of an article; ``order`` decides which of several alike is the first."""

    key: str
    order: tuple[str, str]
    digest: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An article that repeats an earlier one, ``of``; ``similarity`` is 1 for an exact one."""

    of: str
    kind: Literal["exact", "near"]
    similarity: float


def signature(text: str) -> bytes:
    """Return the MinHash signature of a text: 64 numbers of 32 bits, little-endian."""
    from datasketch import MinHash  # noqa: PLC0415 - an extra

    words = [match.group().casefold() for match in RUN.finditer(text)]
    shingles = {
        " ".join(words[at : at + SHINGLE]).encode("utf-8", "surrogatepass")
        for at in range(max(1, len(words) - SHINGLE + 1))
    }
    made = MinHash(num_perm=PERMUTATIONS, seed=SEED, scheme=SCHEME)
    made.update_batch(sorted(shingles))
    return bytes(made.hashvalues.astype("<u4").tobytes())


def find(fingerprints: Iterable[Fingerprint]) -> Mapping[str, Duplicate]:
    """Find the articles that repeat an earlier one.

    Args:
        fingerprints: Of all articles. They are compared in their ``order``, so the result does not
            depend on the order in which they are given.

    Returns:
        For the key of each article that repeats one: which, and how alike the two are. Chains do
        not grow: what is named is never a duplicate itself.
    """
    from datasketch import MinHashLSH  # noqa: PLC0415 - an extra

    index = MinHashLSH(threshold=NEAR, num_perm=PERMUTATIONS)
    first: dict[bytes, str] = {}
    signatures: dict[str, Any] = {}
    found: dict[str, Duplicate] = {}
    for each in sorted(fingerprints, key=lambda f: (f.order, f.key)):
        if each.digest in first:
            found[each.key] = Duplicate(first[each.digest], "exact", 1.0)
            continue
        own = _minhash(each.signature)
        alike = [(round(own.jaccard(signatures[key]), 3), key) for key in index.query(own)]
        best = max((pair for pair in alike if pair[0] >= NEAR), default=None)
        if best is not None:
            found[each.key] = Duplicate(best[1], "near", best[0])
            first[each.digest] = best[1]
            continue
        first[each.digest] = each.key
        signatures[each.key] = own
        index.insert(each.key, own)
    return found


def _minhash(data: bytes) -> Any:
    from datasketch import LeanMinHash  # noqa: PLC0415 - an extra

    values = np.frombuffer(data, "<u4")
    return LeanMinHash(seed=SEED, hashvalues=values, scheme=SCHEME)
