"""Finds the proper names of an article: where they stand, what they seem to be, what stands by.

A name is a run of capitalised words, with particles (van, bin, al) and, for bodies, with "of" and
"for" inside. Capitals at the start of a sentence count only if the word is none of the ordinary
ones. Roles that stand before a name ("US envoy") or after it ("the US envoy") are kept as worded.
Everything is one pass over the words: the cost grows with the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from analysis.model import Article, Quotation, Span
from analysis.quotes import inside
from analysis.sources import lexicon
from analysis.sources.name_kinds import with_kinds
from analysis.sources.proper import Name, name_at
from analysis.sources.roles import is_bare, role_end, role_text, surnames, without_role
from analysis.sources.titlecase import in_titles, titles
from analysis.sources.wordstream import (
    COMPOUND,
    Word,
    capital,
    joined,
    straight,
    with_genitives,
    with_owners,
    words,
)


def names(
    article: Article, quotations: Sequence[Quotation], sources: Iterable[Span] = ()
) -> list[Name]:
    """All proper names of an article with their kinds, in reading order.

    Args:
        article: With paragraphs; sentences are used where the article has them.
        quotations: Its quoted stretches: names inside them are marked.
        sources: Of its statements: a capital that one of a single word has makes that a name.

    Returns:
        Names sorted by start, not overlapping.
    """
    spans = list(sources)
    mask = inside(article.text, quotations)
    found, capitals = _find(article, mask, spans)
    found = list(_bearers(with_kinds(article.text, found, {s.start for s in spans})))
    found = list(_homes(article.text, sorted(found, key=lambda n: n.span)))
    found += in_titles(article, capitals, found, mask)
    return sorted(found, key=lambda n: n.span)


def find(article: Article, quotations: Sequence[Quotation]) -> list[Name]:
    """The proper names outside titles, each with the kind that its form settles, if any."""
    return sorted(_find(article, inside(article.text, quotations), [])[0], key=lambda n: n.span)


def _find(
    article: Article, mask: bytearray, spans: Sequence[Span]
) -> tuple[list[Name], list[Word]]:
    """The names outside titles, and the words of titles."""
    stream = with_genitives(article.text, with_owners(words(article)))
    capitals = titles(article, stream)
    seen = {
        straight(w.text)
        for w in stream
        if w.text[0].isupper() and not w.first and w.paragraph not in capitals
    }
    alone = _alone(article, stream, spans)
    seen |= {straight(w.text) for w in alone if _no_noun(w.text) and not MANY.search(w.text)}
    behind = surnames([w for w in stream if w.paragraph not in capitals])
    speaking = {w.start for w in alone if straight(w.text) in behind}
    found: list[Name] = []
    done = 0
    for at, word in enumerate(stream):
        if at < done or not (word.text[0].isupper() or word.text in PARTICLES):
            continue
        done = at if word.paragraph in capitals else _run(stream, at, seen, speaking)
        if done > at:
            found += _split(article, stream, at, done, mask, behind)
    return found, [w for w in stream if w.paragraph in capitals]


def _bearers(found: Sequence[Name]) -> Iterator[Name]:
    """The names; "Jordan", where it says something, is a person beside "Jim Jordan"."""
    people = [n for n in found if n.kind == "person" and len(n.words) > 1 and not n.heading]
    whole = {straight(n.words[-1]) for n in people}
    for n in found:
        alone = len(n.words) == 1 and n.says and not n.article
        yield n._replace(kind="person") if alone and straight(n.words[0]) in whole else n


def _homes(text: str, found: Sequence[Name]) -> Iterator[Name]:
    """The names, a person's with the body that its role, apposition or "of" holds."""
    for at, name in enumerate(found):
        near = (
            [*found[max(0, at - 2) : at], *found[at + 1 : at + 3]] if name.kind == "person" else []
        )
        bodies = (n for n in near if n.kind in ("organisation", "media") and _whole(n))
        home = next((n.text for n in bodies if _belongs(text, name, n)), "")
        yield name._replace(home=home) if home else name


def _whole(name: Name) -> bool:
    """Whether a name can stand for a body by itself: not the "County" of "County Commissioner"."""
    return len(name.words) > 1 or name.possessive or name.text.isupper()


def _belongs(text: str, name: Name, body: Name) -> bool:
    """Whether a body stands in the role or the apposition of a person, or behind "of"."""
    if body.span.end <= name.span.start:
        start = name.span.start - len(name.role) - 2
        if OWNED.fullmatch(text, body.span.end, name.span.start):
            return True
        office = name.role.rpartition(" ")[2].casefold() in lexicon.words("beside_names", "offices")
        inside = not office and body.span.end > start and body.text.split()[-1] in name.role
        return bool(name.role) and (inside or (body.possessive and start - body.span.end <= 3))
    between = text[name.span.end : body.span.start]
    described = WITHIN.fullmatch(between) and any(
        lexicon.is_person_noun(word) for word in between.casefold().split()
    )
    return bool(OF.fullmatch(between) or described or (between == ", " and body.possessive))


WITHIN = re.compile(r",\s(?:[A-Za-z-]+\s){1,8}?(?:of|at|for|with|from)\s(?:the\s)?")
OWNED = re.compile(r"['’]s?\s[a-z][a-z\s-]{2,50},\s")  # as in "Orvo's head of research, Ann Roe"
OF = re.compile(r",?\s(?:of|from|at|with)\s(?:the\s)?|,\s(?:of|from)\s(?:the\s)?")


def _alone(article: Article, stream: Sequence[Word], sources: Iterable[Span]) -> list[Word]:
    """Capitalised words that are a source by themselves, an apposition behind them or not."""
    spans = {s.start: s for s in sources}
    heads = ((w, spans[w.start]) for w in stream if w.start in spans and capital(w))
    return [w for w, s in heads if NO_MORE.match(article.text, w.end, max(w.end, s.end))]


def _no_noun(word: str) -> bool:
    key = lexicon.fold(word)
    return lexicon.noun_kind(key) is None or lexicon.looks_like_person(key)


def _run(stream: Sequence[Word], at: int, seen: set[str], speaking: Collection[int]) -> int:
    """The end of the run of name words that starts at ``at``; ``at`` itself if none does."""
    word = stream[at]
    if not _starts(stream, at, seen, speaking):
        return at
    end = at + 1
    openings = lexicon.words("organisation_names", "openings") | lexicon.words("styles", "words")
    opening = lexicon.fold(word.text) in openings
    while end < len(stream) and stream[end].sentence == word.sentence and end - at < 14:
        if not joined(stream, end):
            break
        text = stream[end].text
        key = lexicon.fold(text)
        if capital(stream[end]) or (text.isdigit() and len(text) < 3 and opening):
            opening = opening or key in lexicon.words("organisation_names", "openings")
            end += 1
            continue
        step = _link(stream, end, key, opening)
        if not step:
            break
        end += step
    return end


def _link(stream: Sequence[Word], end: int, key: str, opening: bool) -> int:
    """How many words a particle or an "of the" inside a name takes; 0 if the name ends here."""
    ahead = [w.text for w in stream[end + 1 : end + 3]]
    if (
        key in lexicon.PARTICLES
        and ahead
        and (ahead[0][0].isupper() or lexicon.fold(ahead[0]) in lexicon.PARTICLES)
    ):
        return 1
    if key == "&" and ahead and ahead[0][0].isupper():
        return 2
    if key == "and" and ahead and ahead[0][0].isupper():
        return _and(stream, end, opening)
    if not opening or not ahead:
        return 0
    if key == "on" and lexicon.fold(ahead[0]) in lexicon.words("stop", "words"):
        return 0
    if (
        key in {"of", "for", "on"}
        and ahead[0][0].isupper()
        and lexicon.fold(ahead[0]) not in {"mr", "mrs", "i"}
    ):
        return 2
    if (
        key in {"of", "for", "on"}
        and ahead[0] in {"the", "a"}
        and len(ahead) > 1
        and ahead[1][0].isupper()
    ):
        return 3
    return 0


NO_MORE = re.compile(r"(?:['’]s?\Z|['’]s,\s(?:the|an?|which)\s.*|(?:\s*[,(–—].*)?\Z)", re.DOTALL)
MANY = re.compile(r"(?:[ae]nt|ist|ian|[eo]r|ie)s\Z")  # as in "Proponents said"
FIRM = frozenset("sons daughters co co. partners brothers company associates".split())


def _and(stream: Sequence[Word], end: int, opening: bool) -> int:
    """2 if an "and" lies inside the name of a body: "Securities and Exchange Commission"."""
    endings = lexicon.words("organisation_names", "endings") | lexicon.words(
        "government_names", "endings"
    )
    before = lexicon.fold(stream[end - 1].text)
    if before in endings or (
        capital(stream[end - 2]) and lexicon.given_gender(stream[end - 2].text)
    ):
        return 0
    last, size = end + 1, 0
    while last < len(stream) and size < 5 and capital(stream[last]) and joined(stream, last):
        size, last = size + 1, last + 1
    if size and _spelt_out(stream, end, last):
        return 2
    if size == 1 and lexicon.fold(stream[last - 1].text) in FIRM and not opening:
        return 2  # "Marlow and Sons"
    alone = end >= 1 and not (end >= 2 and capital(stream[end - 2]) and not opening)
    whole = lexicon.fold(stream[last - 1].text) in endings and size >= 2
    return (
        2
        if (whole and alone and not _known(stream[end - 1].text)) or (opening and size and whole)
        else 0
    )


def _spelt_out(stream: Sequence[Word], end: int, last: int) -> bool:
    """As in "Food and Drug Administration (FDA)": the letters in brackets are those of the name."""
    acronym = [w.text for w in stream[last : last + 3]]
    first = end
    while first and capital(stream[first - 1]) and joined(stream, first):
        first -= 1
    letters = "".join(w.text[0] for w in stream[first:last] if w.text[0].isupper())
    return (
        len(acronym) == 3
        and acronym[::2] == ["(", ")"]
        and acronym[1].isupper()
        and (letters.endswith(acronym[1]) or acronym[1] == letters)
    )


def _starts(stream: Sequence[Word], at: int, seen: set[str], speaking: Collection[int]) -> bool:
    word = stream[at]
    if COMPOUND.search(word.text):
        return False
    if not capital(word):
        return word.text in PARTICLES and (
            at + 1 < len(stream)
            and capital(stream[at + 1])
            and joined(stream, at + 1)
            and not (at and capital(stream[at - 1]) and joined(stream, at))
        )
    key = lexicon.fold(word.text)
    if at and stream[at - 1].text == "(" and PARTY.fullmatch(word.text):
        return False  # "(D-Ohio)": party and place
    follows = _followed(stream, at)
    if key in lexicon.words("stop", "words") and not (word.text.isupper() and len(word.text) > 1):
        if lexicon.title_gender(word.text) is not None:
            return True
        if word.first:
            return (key in NAMES_TOO and follows) or word.start in speaking  # "May said"
        day = key in DAYS and not (at and stream[at - 1].text.casefold() == "the")
        body = (
            key in lexicon.words("organisation_names", "openings")
            and at > 0
            and stream[at - 1].text.casefold() == "the"
        )
        return (body or follows) and key not in NEVER and not day
    if not word.first:
        return not (at and stream[at - 1].text in "$@#" and stream[at - 1].end == word.start)
    if _opens_body(stream, at):
        return True
    if not follows and _many(key):
        return word.start in speaking
    known = straight(word.text) in seen or _known(word.text)
    return known or (follows and not key.endswith("ly"))


def _many(key: str) -> bool:
    """As in "Dealers said": many of a trade, no name."""
    return key.endswith("s") and lexicon.noun_kind(key) == "group" and not lexicon.is_people(key)


def _opens_body(stream: Sequence[Word], at: int) -> bool:
    """As in "Friends of Hale", at the start of a sentence."""
    behind = [w.text for w in stream[at + 1 : at + 3]]
    opening = lexicon.fold(stream[at].text) in lexicon.words("organisation_names", "openings")
    return opening and behind[:1] in (["of"], ["for"]) and behind[1][:1].isupper()


def _followed(stream: Sequence[Word], at: int) -> bool:
    """Whether a name goes on behind its first word: "Arnel Vega", "Arnel dela Vega"."""
    ahead = at + 1
    while ahead < len(stream) and stream[ahead].text in lexicon.PARTICLES:
        ahead += 1
    return ahead < len(stream) and capital(stream[ahead]) and joined(stream, at + 1)


PARTY = re.compile(r"[A-Z]{1,3}-[A-Z].*")
PARTICLES = frozenset("al bin ibn van von de".split())  # a name may begin with one
NAMES_TOO = frozenset("will may april june august young".split())


NEVER = frozenset(
    "a an the i but and this that in on at of for with from to he she it they we you".split()
)
DAYS = frozenset(  # "The Sunday Times" is a name, "On Monday Nordbank" is none
    "monday tuesday wednesday thursday friday saturday sunday "
    "january february march july september october november december".split()
)


def _known(word: str) -> bool:
    """Whether a single word is a name that the lists know."""
    key = lexicon.fold(word)
    return bool(
        lexicon.given_gender(word)
        or lexicon.place(word)
        or key in lexicon.phrases("media_names", "names")
        or key in lexicon.phrases("bodies", "names")
        or (word.isupper() and len(word) > 1)
    )


def _style(run: Sequence[Word]) -> bool:
    """As in "the Marquess of Tavering": a title with a place is the name of its holder."""
    first = lexicon.fold(run[0].text)
    return first in lexicon.words("styles", "words") and len(run) > 2 and run[1].text == "of"


def _split(
    article: Article,
    stream: Sequence[Word],
    at: int,
    end: int,
    mask: bytearray,
    behind: Collection[str],
) -> Iterator[Name]:
    """The names of one run of capitalised words: "Wells Fargo CEO John Stumpf" holds two."""
    run = list(stream[at:end])
    if _style(run):
        yield name_at(article, stream, at, run, mask, "", modifier=False)._replace(kind="person")
        return
    if len(run) > 2 and all(w.text.isupper() for w in run):
        return  # shouting, not a name
    cut = role_end(run, behind, bare=is_bare(stream, at))
    last = lexicon.fold(run[-1].text)
    if last in lexicon.words("organisation_names", "endings") and not lexicon.title_gender(
        run[0].text
    ):
        cut = 0
    if 0 < cut < len(run):
        before = without_role(run[:cut])
        if before:
            yield name_at(article, stream, at, before, mask, "", modifier=True)
        yield name_at(
            article,
            stream,
            at,
            run[cut:],
            mask,
            role_text(article, stream, at, run[cut].start),
            modifier=False,
        )
    elif cut < len(run) or len(run) > 1:
        before = without_role(run) if cut == len(run) else run
        if before:
            yield name_at(
                article,
                stream,
                at,
                before,
                mask,
                role_text(article, stream, at, run[0].start),
                modifier=len(before) < len(run),
            )
