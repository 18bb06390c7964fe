"""Fuzzes the package with mutated texts: ``python scripts/fuzz.py [--cases N] [--seed S]``.

Each case takes a text or a file, mutates it (characters changed, cut, doubled, swapped; marks,
controls and markup put in) and runs one target on it. A target fails if it raises what is not an
``AnalysisError``, or if one of its invariants does not hold:

- ``quotes``, ``tokens``: spans lie in the text, in order.
- ``extract``: spans lie in the text, no word, name or letter with marks is cut, ids are unique,
  parents and speakers exist.
- ``ingest``: what is read is an article, or the error is one line.
- ``imports``, ``corrections``: what is read is a record, or the error is one line.
- ``records``: who speaks is text of the record.

Finds are kept in ``tests/fuzz`` (``TARGET-HASH``); ``--replay`` runs those again, as a test does.
The same seed gives the same cases.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
import time
import traceback
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analysis import ingest, pipeline, tokens
from analysis.checking import record
from analysis.corrections.store import parse
from analysis.errors import AnalysisError
from analysis.exchange import transfer
from analysis.model import Extraction, Span
from analysis.page import markup
from analysis.quotes import pair

FINDS = ROOT / "tests" / "fuzz"
PIECES = (
    *(
        "“",
        "”",
        "‘",
        "’",
        '"',
        "'",
        "''",
        "«",
        "»",
        "—",
        "…",
        "...",
        "[",
        "]",
        "(",
        ")",
        "<b>",
        "&amp;",
    ),
    *(
        "\u00ad",
        "\u200b",
        "\u200d",
        "\u0301",
        "\u0323\u0301",
        "\u202e",
        "\ufeff",
        "\U0001f600",
        "\x00",
        "\x1b[2J",
    ),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        " ",
        "Q: ",
        "A: ",
        "LEE: ",
        " said ",
        " told ",
        "“Why?” asked ",
        "</p>",
    ),
    *(
        "=1+1",
        "{0}",
        "%s",
        "../",
        "a1",
        "s1",
        "- do: remove\n",
        "{",
        "}",
        "null",
        "1e999",
        "\u2028",
    ),
)


def mutated(text: str, rng: random.Random) -> str:
    """Change a text in one to six places."""
    for _ in range(rng.randint(1, 6)):
        at, size = rng.randint(0, len(text)), rng.choice((1, 1, 2, 5, 20, 80))
        match rng.randrange(6):
            case 0:
                text = text[:at] + rng.choice(PIECES) + text[at:]
            case 1:
                text = text[:at] + text[at + size :]
            case 2:
                text = text[:at] + text[at : at + size] * 2 + text[at + size :]
            case 3:
                other = rng.randint(0, len(text))
                text = text[:at] + text[other : other + size] + text[at + size :]
            case 4:
                text = text[:at] + text[at : at + size].swapcase() + text[at + size :]
            case _:
                text = text[:at] + chr(
                    rng.choice((rng.randrange(32, 127), rng.randrange(1, 0xD7FF)))
                )
    return text[:4000]


def fuzz_quotes(text: str) -> None:
    """Check that quotations lie in the text, the inner in the outer."""
    for q in pair(text, [Span(0, len(text))]):
        assert 0 <= q.span.start <= q.inner.start <= q.inner.end <= q.span.end <= len(text)


def fuzz_tokens(text: str) -> None:
    """Check that tokens and sentences lie in the text, in order, and do not overlap."""
    article = tokens.tokenise(ingest.from_text(text))
    for spans in ([t.span for t in article.tokens], [s.span for s in article.sentences]):
        ends = [0, *(s.end for s in spans)]
        assert all(end <= s.start <= s.end for end, s in zip(ends, spans, strict=False))
        assert ends[-1] <= len(article.text)


def fuzz_extract(text: str) -> None:
    """Check that whatever is found holds together."""
    x = pipeline.extract(ingest.from_text(text))
    _whole(x)
    markup.article(x)


def _whole(x: Extraction) -> None:
    text = x.article.text
    sources = {s.id for s in (*x.sources, *x.unheard)}
    statements = {a.id for a in x.attributions}
    assert len(statements) == len(x.attributions)
    assert len(sources) == len(x.sources) + len(x.unheard)
    for a in x.attributions:
        assert a.content
        assert a.parent is None or a.parent in statements
        assert a.speaker is None or a.speaker in sources
        assert 0 <= a.confidence <= 1
        for span in (*a.content, *a.source, *a.cue):
            assert 0 <= span.start < span.end <= len(text)
            assert not _cuts(x, span), span.of(text)
    for source in (*x.sources, *x.unheard):
        for mention in source.mentions:
            assert 0 <= mention.span.start < mention.span.end <= len(text)
            assert not _cuts(x, mention.span), mention.span.of(text)


def _cuts(x: Extraction, span: Span) -> bool:
    """Tell whether a span begins or ends inside a word, or between a letter and its mark."""
    text = x.article.text
    for place in (span.start, span.end):
        if not 0 < place < len(text) or not text[place - 1].isalpha():
            continue
        marked = unicodedata.category(text[place])[0] == "M"
        inside = text[place].isalpha() and any(
            t.span.start < place < t.span.end for t in x.article.tokens
        )
        if marked or inside:
            return True
    return False


def fuzz_records(text: str) -> None:
    """Check that turns lie in the record."""
    found = record.record(text, "fuzz")
    assert all(0 <= turn.start <= turn.end <= len(found.text) for turn in found.turns)
    assert len(found.owner) == len(found.words)


def fuzz_ingest(text: str, name: str) -> None:
    """Check that a file is read as articles, or refused in one line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        for _, found in ingest.read_all([path]):
            if isinstance(found, AnalysisError):
                assert "\n" not in str(found)
            else:
                assert all(p.span.end <= len(found.text) for p in found.paragraphs)


def fuzz_imports(text: str, name: str) -> None:
    """Check that a file of another tool is read as records, or refused in one line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        for found in transfer.load(path):
            _spans(found.extraction)


def _spans(x: Extraction) -> None:
    ends = [span.end for a in x.attributions for span in (*a.content, *a.source, *a.cue)]
    assert max(ends, default=0) <= len(x.article.text)


def fuzz_corrections(text: str) -> None:
    """Check that a file of corrections is read, or refused in one line."""
    parse(text.encode("utf-8", "surrogatepass"), "corrections.yaml")


TEXTS: dict[str, Callable[[str], None]] = {
    "quotes": fuzz_quotes,
    "tokens": fuzz_tokens,
    "extract": fuzz_extract,
    "records": fuzz_records,
    "corrections": fuzz_corrections,
}
FILES: dict[str, Callable[[str, str], None]] = {"ingest": fuzz_ingest, "imports": fuzz_imports}
SHARES = {
    "quotes": 8,
    "tokens": 4,
    "extract": 2,
    "records": 2,
    "corrections": 2,
    "ingest": 4,
    "imports": 2,
}


def seeds() -> dict[str, list[tuple[str, str]]]:
    """Return what each target begins with: names and texts."""
    texts = [
        (path.name, path.read_text(encoding="utf-8", errors="surrogateescape"))
        for folder in ("seeds", "tests/house_styles", "tests/gold/wikinews")
        for path in sorted((ROOT / folder).glob("*.txt"))
    ]
    inputs = [
        (path.name, path.read_bytes().decode("utf-8", "surrogateescape"))
        for path in sorted((ROOT / "tests" / "inputs").iterdir())
        if path.is_file() and path.stat().st_size < 50_000
    ]
    yaml = (
        "a.txt:\n  - do: change\n    statement: it would rain\n    cue: [said]\n    note: x\n"
        "  - do: remove\n    statement: a1\n"
    )
    found: dict[str, list[tuple[str, str]]] = dict.fromkeys(TEXTS, texts)
    said = "“It will rain,” said Ana Ruiz. Omar Vass denied it."
    small = pipeline.extract(ingest.from_text(said))
    exported = [
        (f"a.{suffix}", transfer.text([small], form))
        for form, suffix in (("webannotation", "jsonld"), ("uima", "json"), ("labelstudio", "json"),
                             ("prodigy", "jsonl"), ("jsonl", "jsonl"))
        if _exports(small, form)
    ]  # fmt: skip
    return {**found, "corrections": [("c.yaml", yaml)], "ingest": inputs, "imports": exported}


def _exports(x: Extraction, form: str) -> bool:
    try:
        transfer.text([x], form)
    except AnalysisError:
        return False
    return True


def run(target: str, text: str, name: str) -> str:
    """Run a target once; return what went wrong, or nothing."""
    try:
        if target in TEXTS:
            TEXTS[target](text)
        else:
            FILES[target](text, name)
    except AnalysisError as error:
        return "" if "\n" not in str(error) else "an error of more than one line"
    except Exception:  # noqa: BLE001 - that is what is looked for
        return traceback.format_exc(limit=-4)
    return ""


def keep(target: str, name: str, text: str) -> Path:
    """Write a find into the corpus."""
    FINDS.mkdir(exist_ok=True)
    data = text.encode("utf-8", "surrogateescape" if target in FILES else "surrogatepass")
    digest = hashlib.sha256(data).hexdigest()[:12]
    path = FINDS / f"{target}-{digest}-{name}"
    path.write_bytes(data)
    return path


def replay() -> list[str]:
    """Run all finds again; return what goes wrong."""
    wrong = []
    for path in sorted(FINDS.glob("*-*-*")) if FINDS.is_dir() else ():
        target, _, name = path.name.split("-", 2)
        how = "surrogateescape" if target in FILES else "surrogatepass"
        said = run(target, path.read_bytes().decode("utf-8", how), name)
        wrong += [f"{path.name}: {said}"] if said else []
    return wrong


def main(arguments: list[str] | None = None) -> int:
    """Run the cases; the exit status is 1 where one failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--replay", action="store_true")
    chosen = parser.parse_args(arguments)
    if chosen.replay:
        wrong = replay()
        print(*wrong, sep="\n")
        return 1 if wrong else 0
    rng, known = random.Random(chosen.seed), seeds()
    names, weights = list(SHARES), list(SHARES.values())
    counts, failed, started = Counter[str](), set[tuple[str, str]](), time.perf_counter()
    for _ in range(chosen.cases):
        (target,) = rng.choices(names, weights)
        name, text = rng.choice(known[target])
        at = rng.randrange(max(1, len(text) - 2000)) if target in TEXTS else 0
        case = mutated(text[at : at + 2500] if target in TEXTS else text, rng)
        said = run(target, case, name)
        counts[target] += 1
        last = said.strip().rpartition("\n")[2]
        if said and (target, last) not in failed:
            failed.add((target, last))
            print(f"{keep(target, name, case).name}\n{said}", flush=True)
    each = ", ".join(f"{name} {counts[name]:,}" for name in names)
    took = f"{chosen.cases:,} cases in {time.perf_counter() - started:.0f} s"
    print(f"{took} ({each}); {len(failed)} finds")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
