"""A proper name of the text, with all that its surroundings say about its bearer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analysis.model import Article, Attribution, Span
from analysis.sources import lexicon
from analysis.sources.name_forms import described_kind, listed_kind, settled_kind
from analysis.sources.roles import apposition, is_given
from analysis.sources.wordstream import GENITIVE, Word


class Name(NamedTuple):
    """A proper name in the text.

    ``words`` is the name without title and role; ``title`` the word before it ("Mr"); ``role`` the
    words before it that describe its bearer ("US envoy"); ``after`` an apposition behind it.
    ``subject`` says that it opens a clause; ``home`` is the body that a person belongs to;
    ``party`` is as in "Utah Republican" of "(R-Utah)"; ``outer`` are the statements in whose
    content it stands; ``main`` says that it is in the source of a statement that no other holds.
    """

    span: Span
    words: tuple[str, ...]
    title: str
    role: str
    after: str
    kind: str
    sentence: int
    paragraph: int
    quoted: bool
    possessive: bool
    subject: bool
    oblique: bool
    article: bool
    heading: bool
    says: bool = False
    home: str = ""
    party: str = ""
    outer: tuple[Attribution, ...] = ()
    main: bool = False

    @property
    def text(self) -> str:
        """The name in one line."""
        return " ".join(self.words)


@cache
def says() -> re.Pattern[str]:
    """Return the pattern of what stands between a name that speaks and its verb, and the verb."""
    verbs = "|".join(sorted(lexicon.words("grammar", "says")))
    adverbs = "also|has|had|later|then|once|recently|further"
    aside = r"(?:\s*\([^()\n]{1,40}\))?(?:,[^,.;\n\"“”]{2,150},)?"
    return re.compile(rf"{aside}(?:\s+(?:{adverbs}))*\s+(?:{verbs})\b")


def name_at(
    article: Article,
    stream: Sequence[Word],
    at: int,
    run: Sequence[Word],
    mask: bytearray,
    role: str,
    *,
    modifier: bool,
) -> Name:
    """Make the name that a run of words is; ``modifier`` if it only describes what follows it."""
    first, last = run[0], run[-1]
    kept = list(run)
    title = ""
    style = len(kept) > 2 and kept[1].text in ("of", "for")  # "the Bishop of Selby"
    bodies = lexicon.words("organisation_names", "endings")
    style = style or (is_given(first.text) and lexicon.fold(last.text) in bodies)  # "Duke Energy"
    style = style or any(word.text.endswith(GENITIVE) for word in kept[:-1])
    style = style or listed_kind(" ".join(word.text for word in kept)) != ""  # "General Motors"
    while (
        not style
        and len(kept) > 1
        and (gender := lexicon.title_gender(kept[0].text)) is not None
        and gender
        and not (role and is_given(kept[0].text))
        and not (kept[0].text == "M." and len(kept) > 2)  # "M. Dane Waters"
    ):
        title = kept.pop(0).text
    if not title and role:
        title = (
            role.rsplit(maxsplit=1)[-1] if lexicon.title_gender(role.rsplit(maxsplit=1)[-1]) else ""
        )
    while len(kept) > 1 and lexicon.fold(kept[0].text) == "the":
        kept.pop(0)
    while len(kept) > 1 and lexicon.fold(kept[-1].text) in lexicon.words("titles", "behind"):
        kept.pop()
    parts = tuple(w.text for w in kept)
    behind = article.text[last.end : last.end + 2]
    before = stream[at - 1] if at and stream[at - 1].paragraph == first.paragraph else None
    key = lexicon.fold(before.text) if before and before.sentence == first.sentence else ""
    span = Span(kept[0].start, last.end)
    label = behind[:1] == ":" and first.first and all(p.isupper() and len(p) > 3 for p in parts)
    plain = [p.capitalize() for p in parts] if label else parts  # "PENCE: ..." is no acronym
    after = apposition(article, last.end, first.paragraph) if not modifier else ""
    return Name(
        span,
        parts,
        title,
        role,
        after,
        settled_kind(plain, title, role)
        or described_kind(
            plain,
            article.text[max(0, first.start - 40) : first.start],
            after,
            article.text[last.end : last.end + 40],
        )
        or ("organisation" if last.text.endswith(GENITIVE) else ""),
        first.sentence,
        first.paragraph,
        bool(mask[span.start]),
        behind in GENITIVE
        or (behind[:1] in {"'", "’"} and parts[-1].endswith("s") and not mask[span.start]),
        not modifier
        and (
            first.first
            or (bool(role) and key not in lexicon.words("grammar", "oblique"))
            or not key
            or key in lexicon.words("grammar", "stoppers")
            or (
                key == "the"
                and not (
                    at > 1
                    and lexicon.fold(stream[at - 2].text) in lexicon.words("grammar", "oblique")
                )
            )
        ),
        key in lexicon.words("grammar", "oblique") or modifier,
        key == "the",
        article.paragraphs[first.paragraph].kind != "body",
        not modifier and bool(says().match(article.text, last.end, last.end + 200)),
        party=_party(article.text, last.end),
    )


DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+)*(?:,[^–—\n.]{0,40})?(?: \([^)\n]{1,40}\))? ?(?:[–—]|--?) "
)


def in_dateline(article: Article, name: Name) -> bool:
    """Tell whether a name is in a dateline, where it says nothing.

    As in "HOLLOWAY, Ohio, June 4 – ...".
    """
    start = article.paragraphs[name.paragraph].span.start
    if not start <= name.span.start < start + DATED:
        return False
    dateline = DATELINE.match(article.text, start)
    return dateline is not None and name.span.end <= dateline.end()


DATED = 80  # characters of a paragraph in which a dateline stands
OF_LETTER = {"D": "Democrat", "R": "Republican", "I": "independent"}
OF_STATE = re.compile(r"(?: \(|, )(?:([DRI])-)?([A-Z][\w.]*(?: [A-Z][\w.]*)?)[),]")


def _party(text: str, end: int) -> str:
    """Return the party behind a name: "Utah Republican" for "(R-Utah)"; "" if there is none."""
    match = OF_STATE.match(text, end, end + 30)
    if match is None:
        return ""
    if match[1] is None:
        short = text[end + 1] == "(" and lexicon.fold(match[2]).removesuffix(".")
        return lexicon.phrases("states", "short").get(short, "") if short else ""
    states = lexicon.phrases("states", "short")
    state = states.get(lexicon.fold(match[2]).removesuffix("."), match[2])
    return f"{state} {OF_LETTER[match[1]]}"
