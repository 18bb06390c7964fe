"""Finds the proper names of an article: where they stand, what they seem to be, what stands by.

A name is a run of capitalised words, with particles (van, bin, al) and, for bodies, with "of" and
"for" inside. Capitals at the start of a sentence count only if the word is none of the ordinary
ones. Roles that stand before a name ("US envoy") or after it ("the US envoy") are kept as worded.
Everything is one pass over the words: the cost grows with the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence

from analysis.model import Article, Quotation, Span
from analysis.quotes import inside
from analysis.sources import lexicon
from analysis.sources.affiliations import with_affiliations
from analysis.sources.name_bodies import (
    OF_NOBODY,
    bears_noun,
    ends_body,
    is_medium,
    is_none,
    is_of_body,
    is_office,
)
from analysis.sources.name_forms import listed_kind
from analysis.sources.name_kinds import with_kinds
from analysis.sources.name_runs import FIRST_PARTICLES, joined_name, run_end
from analysis.sources.proper import Name, in_dateline, name_at
from analysis.sources.roles import (
    PARTIES,
    is_bare,
    is_given,
    role_end,
    role_text,
    surnames,
    without_role,
)
from analysis.sources.titlecase import in_titles, titles
from analysis.sources.wordstream import (
    Word,
    capital,
    joined,
    straight,
    with_genitives,
    with_nicknames,
    with_owners,
    words,
)


def names(
    article: Article, quotations: Sequence[Quotation], sources: Iterable[Span] = ()
) -> list[Name]:
    """Return all proper names of an article with their kinds, in reading order.

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
    speaking = {s.start for s in spans}
    heard = speaking.union(_listed(article.text, found, spans))
    datelines = {n.span.start for n in found if in_dateline(article, n)}
    found = list(_bearers(with_kinds(article.text, found, heard, datelines), speaking))
    found = list(_shared(article.text, sorted(found, key=_start)))
    found = list(with_affiliations(article.text, found))
    found += in_titles(article, capitals, found, mask)
    return sorted(found, key=_start)


def _listed(text: str, found: Sequence[Name], sources: Iterable[Span]) -> Iterator[int]:
    """Yield where names start in sources that are lists of places: "Texas, Florida and Ohio"."""
    starts = [n.span.start for n in found]
    for source in sources:
        own = found[bisect_left(starts, source.start) : bisect_left(starts, source.end)]
        ends = [source.start, *(n.span.end for n in own)]
        gaps = [text[end : n.span.start] for end, n in zip(ends, own, strict=False)]
        between = set(re.findall(r"\w+", " ".join((*gaps, text[ends[-1] : source.end])).casefold()))
        places = all(lexicon.place(n.text) for n in own)
        people = all(lexicon.given_gender(n.words[0]) for n in own)
        if len(own) > 1 and places and not people and "and" in between <= {"and", "the", "both"}:
            yield from (n.span.start for n in own)


def _start(name: Name) -> int:
    return name.span.start


def find(article: Article, quotations: Sequence[Quotation]) -> list[Name]:
    """Return the proper names outside titles, each with the kind that its form settles, if any."""
    return sorted(_find(article, inside(article.text, quotations), [])[0], key=_start)


def _find(
    article: Article, mask: bytearray, spans: Sequence[Span]
) -> tuple[list[Name], list[Word]]:
    """Return the names outside titles, and the words of titles."""
    stream = with_nicknames(with_genitives(article.text, with_owners(words(article)), spans))
    capitals = titles(article, stream)
    seen = {
        straight(w.text)
        for w in stream
        if w.text[0].isupper() and not w.first and w.paragraph not in capitals
    }
    alone = _alone(article, stream, spans)
    seen |= {straight(w.text) for w in alone if _no_noun(w.text) and not MANY.search(w.text)}
    labels = _labels(stream)
    seen |= {straight(w.text) for w in labels.values() if lexicon.fold(w.text) not in _nameless()}
    unnamed = {at for at, w in labels.items() if lexicon.fold(w.text) in _nameless()}
    behind = surnames([w for w in stream if w.paragraph not in capitals])
    speaking = {w.start for w in alone if straight(w.text) in behind}
    opening = set(filter(_begins, {word.text for word in stream}))
    whole = {s.start: end for s in spans if (end := joined_name(article.text, s))}
    found: list[Name] = []
    done = 0
    for at, word in enumerate(stream):
        if word.text not in opening or at < done or at in unnamed or _numbered(stream, at):
            continue
        done = at if word.paragraph in capitals else run_end(stream, at, seen, speaking)
        while word.start in whole and done < len(stream) and stream[done].end <= whole[word.start]:
            done += 1
        if done > at and word.start in whole:
            name = name_at(article, stream, at, stream[at:done], mask, "", modifier=False)
            found.append(name._replace(kind="organisation"))
        elif done > at:
            found += _consort(article, stream, at, done, mask)
            found += _split(article, stream, at, done, mask, behind)
    return _in_office(article.text, found), [w for w in stream if w.paragraph in capitals]


def _begins(word: str) -> bool:
    """Tell whether a name may begin with a word."""
    begins = word[0].isupper() or word in FIRST_PARTICLES or capital(word)
    return begins and INITIAL.fullmatch(word) is None


def _numbered(stream: Sequence[Word], at: int) -> bool:
    """Tell whether a number follows, as in "Phase 2"."""
    digit = at + 1 < len(stream) and stream[at + 1].text[0].isdigit() and joined(stream, at + 1)
    return digit and lexicon.fold(stream[at].text) in lexicon.words("grammar", "numbered")


OFFICE_HELD = re.compile(r",\s(?:the\s)?(?:(?:Most|Right|Rt\.?|Very|Rev|Reverend|Hon)\.?\s)*")


def _in_office(text: str, found: Sequence[Name]) -> list[Name]:
    """Return the names without an office that stands beside its holder.

    As in "the Dean of Thornby, Ruth Pell" and "Ruth Pell, Dean of Thornby,".
    """
    out: list[Name] = []
    for name in found:
        before = out[-1] if out else None
        held = before and OFFICE_HELD.fullmatch(text, before.span.end, name.span.start)
        if before is None or not held or _styled(before) == _styled(name):
            out.append(name)
        elif _styled(before) and len(name.words) > 1:
            out[-1] = name._replace(kind="person", role=before.text)
        elif _styled(name) and (before.title or len(before.words) > 1) and not before.after:
            out[-1] = before._replace(kind="person", after=name.text)
        else:
            out.append(name)
    return out


def _styled(name: Name) -> bool:
    """Tell whether a name is a style, as "Dean of Thornby"."""
    style = lexicon.fold(name.words[0]) in lexicon.words("styles", "words")
    return style and name.words[1:2] == ("of",)


def _labels(stream: Sequence[Word]) -> dict[int, Word]:
    """Return the lone words in capitals before a colon that open a paragraph: "BAKER: ..."."""
    return {
        at: word
        for at, word in enumerate(stream[:-1])
        if word.text.isupper()
        and stream[at + 1].text == ":"
        and (at == 0 or stream[at - 1].paragraph != word.paragraph)
    }


def _nameless() -> frozenset[str]:
    """Return the words by which a label calls somebody whose name is not known: "MAN: ..."."""
    return lexicon.words("nouns", "nameless")


def _bearers(found: Sequence[Name], speaking: Collection[int]) -> Iterator[Name]:
    """Yield the names; "Jordan", where it says something, is a person beside "Jim Jordan"."""
    people = [n for n in found if n.kind == "person" and len(n.words) > 1 and not n.heading]
    whole = {straight(n.words[-1]) for n in people}
    for n in found:
        alone = len(n.words) == 1 and not n.article and (n.says or n.span.start in speaking)
        yield n._replace(kind="person") if alone and straight(n.words[0]) in whole else n


def _shared(text: str, found: Sequence[Name]) -> Iterator[Name]:
    """Yield the names; "Tom", where he is first met in "Tom and Sheila Garrity", is Tom Garrity.

    Only where the article says that the two are kin ("Brothers ...", "Their parents, ...") or calls
    the second by her first name later: in "Clinton and Barack Obama" nobody shares a name.
    """
    alone = {straight(n.words[0]) for n in found if len(n.words) == 1}
    met = {straight(n.words[-1]) for n in found if len(n.words) > 1}
    for n, other in zip(found, [*found[1:], None], strict=False):
        word = straight(n.words[-1])
        both = other is not None and n.kind == other.kind == "person" and len(other.words) == 2
        new = len(n.words) == 1 and word not in met and bool(lexicon.given_gender(word) or n.role)
        if other is not None and both and new and not (n.title or other.title or other.role):
            kin = n.role or KIN.search(text, max(0, n.span.start - 40), n.span.start)
            first = kin or straight(other.words[0]) in alone
            if first and text[n.span.end : other.span.start] == " and ":
                n = n._replace(words=(*n.words, other.words[-1]))  # noqa: PLW2901
        yield n
        met.add(word)


def _alone(article: Article, stream: Sequence[Word], sources: Iterable[Span]) -> list[Word]:
    """Return capitalised words that are a source by themselves, with or without an apposition."""
    spans = {s.start: s for s in sources}
    own = (at for at, w in enumerate(stream) if w.start in spans and capital(w.text))
    heads = ((stream[at], spans[stream[at].start]) for at in own if not _many_say(stream, at))
    return [w for w, s in heads if NO_MORE.match(article.text, w.end, max(w.end, s.end))]


def _many_say(stream: Sequence[Word], at: int) -> bool:
    """Tell whether the verb shows that there are several: "Politicos say"."""
    word, ahead = stream[at], stream[at + 1].text if at + 1 < len(stream) else ""
    several = word.text.endswith("s") and not word.text.endswith("ss")
    return word.first and several and ahead in lexicon.words("grammar", "say")


KIN = re.compile(
    r"\b(?:[Pp]arents|[Bb]rothers|[Ss]isters|[Ss]iblings|[Tt]wins|[Cc]ouple|[Cc]ousins),? $"
)
INITIAL = re.compile(r"[A-Z]-[a-z]+")  # as in "T-shirt"
NO_MORE = re.compile(r"(?:['’]s?\Z|['’]s,\s(?:the|an?|which)\s.*|(?:\s*[,(–—].*)?\Z)", re.DOTALL)
MANY = re.compile(r"(?:[ae]nt|ist|ian|[eo]r|ie)s\Z")  # as in "Proponents said"


def _no_noun(word: str) -> bool:
    key = lexicon.fold(word)
    return lexicon.noun_kind(key) is None or lexicon.looks_like_person(key)


def _style(run: Sequence[Word]) -> bool:
    """Tell whether a title with a place names its holder: "the Marquess of Tavering"."""
    first = lexicon.fold(run[0].text)
    return first in lexicon.words("styles", "words") and len(run) > 2 and run[1].text == "of"


def _consort(
    article: Article, stream: Sequence[Word], at: int, end: int, mask: bytearray
) -> Iterator[Name]:
    """Yield the first of two titles that share a place: "the Duke and Duchess of Ardmore"."""
    run = list(stream[at:end])
    if not _style(run) or at < 2 or stream[at - 1].text != "and":
        return
    first = stream[at - 2]
    if lexicon.fold(first.text) in lexicon.words("styles", "words") and capital(first.text):
        name = name_at(article, stream, at - 2, [first], mask, "", modifier=False)
        words = (first.text, *(word.text for word in run[1:]))
        yield name._replace(words=words, kind="person")


def _person_behind(stream: Sequence[Word], at: int, run: Sequence[Word], cut: int) -> int:
    """Return where the person begins in "ambassador to Pakistan Abdul Zaeef"; 0 if it is one name.

    ``cut`` words of the run are a role.
    """
    the = at > 1 and stream[at - 1].text == "the"
    before = stream[at - 1 - the].text if at > the else ""
    if before not in {"of", "to", "for", "and"} or len(run) < 3 or run[0].first:
        return 0
    body = next((i + 1 for i in range(1, len(run) - 2) if ends_body(run[i])), 0)
    if body and len(run) - body < 4 and not ends_body(run[-1]) and _of_role(stream, at - 1 - the):
        return body  # "CEO of the Refugee Council Enver Solomon"
    medium = lexicon.fold(run[-1].text) in lexicon.words("media_names", "endings")
    titled = lexicon.title_gender(run[0].text) is not None
    if medium or titled or lexicon.given_gender(run[0].text):
        return 0
    given = [i for i in range(1, len(run) - 1) if lexicon.given_gender(run[i].text)]
    behind = given[-1:] == [len(run) - 2] and cut < len(run) - 2 and not ends_body(run[-1])
    if behind and _of_role(stream, at - 1 - the):
        return given[-1]  # "Member for Wagga Wagga Daryl Knowles"
    if cut:
        return 0
    placed = [i for i in given if lexicon.place(" ".join(w.text for w in run[:i]))]
    return placed[0] if placed else given[0] if given[:1] == [1] else 0


def _without_origin(run: Sequence[Word], behind: Collection[str]) -> list[Word]:
    """Return a run without a nation or a party.

    As in "Filipino Clinton" supporters, "Ohio Republicans".
    """
    if len(run) < 2:
        return list(run)
    first, last = run[0].text, lexicon.singular(lexicon.fold(run[-1].text))
    known = len(run) == 2 and straight(run[1].text) in behind
    if known and lexicon.is_national(lexicon.fold(first)) and not lexicon.given_gender(first):
        return list(run[1:])
    places = " ".join(word.text for word in run[:-1])
    return list(run[:-1]) if last in PARTIES and lexicon.place(places) else list(run)


def _of_role(stream: Sequence[Word], at: int) -> bool:
    """Tell whether a role stands before a word: "Director for", "Secretary of State for"."""
    the = at > 3 and stream[at - 2].text == "the"
    if at > 2 + the and stream[at - 2 - the].text == "of" and capital(stream[at - 1].text):
        at -= 2 + the
    return at > 0 and lexicon.is_person_noun(lexicon.fold(stream[at - 1].text))


def _several(stream: Sequence[Word], at: int, end: int) -> bool:
    """Tell whether a role is that of two people: "Sisters Nkechi and Ifeoma Eze"."""
    key = lexicon.fold(stream[at].text)
    role = lexicon.is_plural(key) and lexicon.is_role(lexicon.singular(key))
    return role and end - at > 1 and end + 1 < len(stream) and _and_name(stream, end)


def _and_name(stream: Sequence[Word], at: int) -> bool:
    return stream[at].text == "and" and joined(stream, at + 1) and capital(stream[at + 1].text)


def _split(
    article: Article,
    stream: Sequence[Word],
    at: int,
    end: int,
    mask: bytearray,
    behind: Collection[str],
) -> Iterator[Name]:
    """Yield the names of one run of capitalised words: "Wells Fargo CEO John Stumpf" holds two."""
    run = list(stream[at:end])
    if _style(run):
        yield name_at(article, stream, at, run, mask, "", modifier=False)._replace(kind="person")
        return
    if is_none(run):
        return
    core = _without_origin(run, behind)
    at, run = at + int(core[0] is not run[0]), core
    cut = role_end(run, behind, bare=is_bare(stream, at)) or int(_several(stream, at, end))
    if cut == len(run) and bears_noun(stream, at, run):
        name = name_at(article, stream, at, run, mask, "", modifier=False)
        yield name._replace(kind=OF_NOBODY.get(lexicon.fold(run[-1].text), name.kind))
        return
    known = listed_kind(" ".join(word.text for word in run)) != ""  # "General Motors"
    first = run[0].text  # "Duke Energy"
    if (
        known
        or is_office(run)
        or is_of_body(run)
        or is_medium(stream, at, run)
        or (ends_body(run[-1]) and (is_given(first) or not lexicon.title_gender(first)))
    ):
        cut = 0
    elif person := _person_behind(stream, at, run, cut):
        yield name_at(article, stream, at, run[:person], mask, "", modifier=True)
        name = name_at(article, stream, at + person, run[person:], mask, "", modifier=False)
        yield name._replace(kind="person")
        return
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
