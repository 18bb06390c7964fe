"""What identity costs: as a share of the reader's processor time, and as the article grows.

``python benchmarks/sources_cost.py`` reads the seed with the reader and identifies its sources in
one run, prints the ratio (bar: a sixth), then identifies ever longer made-up articles of up to
200,000 words with a statement in every second sentence and prints seconds per 10,000 words.
"""

from __future__ import annotations

import time
from pathlib import Path

from analysis import attribution, ingest, quotes, sources, tokens
from analysis.model import Article, Attribution, Paragraph, Span

SEED = Path(__file__).resolve().parents[1] / "seeds" / "000_2efcd0cf48806b2a.txt"
FIRST = "Ada Bruno Chen Dalia Emeka Fatima Goran Hana Ivo Jamila Kofi Lena Marek Nadia Omar".split()
LAST = "Abara Brandt Cole Duarte Eriksen Farouk Gupta Haas Ito Jansen Kaya Lund Mori Novak".split()


def share_of_reader(rounds: int = 5) -> tuple[float, float]:
    """Return the processor seconds of network and sources on the seed: the best of some rounds."""
    article = tokens.tokenise(ingest.load(SEED))
    quotations = quotes.pair(article.text, [p.span for p in article.paragraphs])
    found = attribution.attribute(article, quotations)
    sources.identify(article, quotations, found)  # word lists are read once
    reading = min(_timed(lambda: attribution.attribute(article, quotations)) for _ in range(rounds))
    joining = min(
        _timed(lambda: sources.identify(article, quotations, found)) for _ in range(rounds)
    )
    return reading, joining


def made_up(words: int) -> tuple[Article, tuple[Attribution, ...]]:
    """Make an article of about so many words, every second sentence a statement."""
    parts: list[str] = []
    paragraphs: list[Paragraph] = []
    attributions: list[Attribution] = []
    at = 0
    for number in range(words // 24):
        name = f"{FIRST[number % 15]} {LAST[number * 7 % 14]}{'son' if number % 3 else ''}"
        who = (name, "The minister", "She", "A source", "the source", "Officials")[number % 6]
        lead = f"The talks with {name}, an envoy from Oman, went on in Lisbon all night. "
        text = f"{lead}{who} said the road to the harbour would stay open."
        start = at + len(lead)
        source = Span(start, start + len(who))
        cue = Span(source.end + 1, source.end + 5)
        content = Span(cue.end + 1, at + len(text) - 1)
        attributions.append(
            Attribution(f"a{number}", (source,), (cue,), (content,), "indirect", 1.0)
        )
        paragraphs.append(Paragraph(Span(at, at + len(text))))
        parts.append(text)
        at += len(text) + 2
    return Article("made-up", "\n\n".join(parts), tuple(paragraphs)), tuple(attributions)


def _timed(work: object) -> float:
    start = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - start


def main() -> None:
    """Print both tables."""
    reading, joining = share_of_reader()
    print(f"seed: reader {reading:.3f} s, identity {joining:.3f} s, {joining / reading:.1%}")
    for words in (10_000, 50_000, 100_000, 200_000):
        article, attributions = made_up(words)
        seconds = _timed(lambda a=article, b=attributions: sources.identify(a, (), b))
        print(f"{words:>7} words: {seconds:6.2f} s, {seconds / words * 10_000:.2f} s per 10,000")


if __name__ == "__main__":
    main()
