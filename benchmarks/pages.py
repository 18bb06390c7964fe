"""Processor time of reading web pages, against trafilatura's own on the same pages in one run.

``python benchmarks/pages.py`` makes pages as news sites have them (navigation, scripts, styles,
pictures with captions, cards of other stories) and prints seconds: of trafilatura without and with
metadata, of this software, and how many times as long it takes as each.

    python benchmarks/pages.py 40 --furniture 8    more pages, with more around the article
    python benchmarks/pages.py 40 --folder PAGES   take pages that are there
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import random
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from analysis import ingest
from analysis.errors import InputError

WORDS = (
    "the harbour board said on tuesday that a ferry would stay shut until divers found what had "
    "made the hole in its hull and the mayor added that nobody was told of it in time"
).split()
RUNS = 3


def made(number: int, furniture: int) -> bytes:
    """Return a page, the same for a number on every run; ``furniture`` times as much around it."""
    chance = random.Random(number)  # noqa: S311 - pages must repeat

    def sentence(length: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(length)).capitalize() + "."

    nav = "".join(
        f"<li class='item'><a href='/s/{n}'>Section {n}</a></li>" for n in range(60 * furniture)
    )
    cards = "".join(
        f"<div class='card'><a href='/a/{n}'><img src='{n}.jpg'><h3>{sentence(8)}</h3></a></div>"
        for n in range(30 * furniture)
    )
    body = "".join(
        f"<p>{sentence(45)} <a href='/x'>{sentence(3)}</a> “{sentence(12)}” said Ann Lee.</p>"
        for _ in range(20 + number % 10)
    )
    pictures = "".join(
        f"<figure><img src='{n}.jpg'><figcaption>{sentence(10)}</figcaption></figure>"
        for n in range(3)
    )
    script = "<script>" + "function f(){return 1};" * 700 * furniture + "</script>"
    style = "<style>" + ".a{color:red;margin:0}" * 600 + "</style>"
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{sentence(7)}</title>{style}{script}"
        "<meta name=author content='Ann Lee'><meta property='article:published_time' "
        f"content='2025-03-04'></head><body><header><nav><ul>{nav}</ul></nav></header><main>"
        f"<article><h1>{sentence(8)}</h1>{pictures}{body}</article><aside>{cards}</aside></main>"
        f"<footer><ul>{nav}</ul></footer></body></html>"
    ).encode()


def seconds(read: Callable[[bytes], object], pages: list[bytes]) -> float:
    """Return the least processor time of several runs over all pages."""
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        for page in pages:
            with contextlib.suppress(InputError):
                read(page)
        times.append(time.process_time() - began)
    return min(times)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int, nargs="?", default=20)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--furniture", type=int, default=1)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    folder = options.folder
    files = sorted(folder.rglob("*.htm*"))[: options.count] if folder else []
    pages = [file.read_bytes() for file in files] or [
        made(n, options.furniture) for n in range(options.count)
    ]
    ways: dict[str, Callable[[bytes], object]] = {
        "trafilatura": trafilatura.extract,
        "with metadata": lambda page: trafilatura.bare_extraction(page, with_metadata=True),
        "analysis": lambda page: ingest.from_bytes(page, "page", ".html"),
    }
    for read in ways.values():
        seconds(read, pages[:1])
    found = {name: seconds(read, pages) for name, read in ways.items()}
    for name, taken in found.items():
        ratio = found["analysis"] / taken
        print(f"{name:14} {taken:7.3f} s for {len(pages)} pages; analysis takes {ratio:.2f} times")


if __name__ == "__main__":
    main()
