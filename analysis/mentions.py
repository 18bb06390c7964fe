"""Finds the proper names of an article: where they stand, what they seem to be, what stands by.

A name is a run of capitalised words, with particles (van, bin, al) and, for bodies, with "of" and
"for" inside. Capitals at the start of a sentence count only if the word is none of the ordinary
ones. Roles that stand before a name ("US envoy") or after it ("the US envoy") are kept as worded.
Everything is one pass over the words: the cost grows with the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis import lexicon
from analysis.model import Article, Quotation, Span
from analysis.quotes import inside

WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|Mc[A-Z]\w+|[^\W\d_]\.(?=[\s-]?[^\W\d_]?)(?<!\w\w\.)"
    r"|[^\W_]+(?:(?!['’]s\b)[-&'’/](?=[^\W_])[^\W_]+)*\.?|\S"
)
TITLED = re.compile(
    r"(?i)(?:mr|mrs|ms|dr|prof|sens?|reps?|gov|gen|lt|maj|col|capt|sgt|cmdr|adm|brig|cpl|pvt|rev|hon|st|jr|sr|no|co|inc|corp|ltd|supt|det|insp)\.$"
)
PARTICLES = frozenset(
    "al el ul bin ibn ben bint van von der den de del della di da dos das du la le ter ten st y zu af av abu".split()
)
SUFFIXES = frozenset("jr. jr sr. sr ii iii iv".split())
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n+")
ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Sens?|Reps?|Gov|Gen|Lt|Maj|Col|Capt|Sgt|Adm|Rev|Hon|St|Jr|Sr|No|Co|Inc|Corp|Ltd|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Md|Va|Pa|Calif|Fla|Mass|Conn|Ill|Minn|Wis|Ore|Wash|Ariz|Tenn|Ala|Ga|Mo|Miss|Mich|Ky|La|Okla|Kan|Neb|Nev|Colo|Tex))\.$"
)
OBLIQUE = frozenset(
    "of to by with from for against about on at in under after before than between like behind through toward towards".split()
)


COMPOUND = re.compile(
    r"-(?:[a-z]+ed|led|heavy|run|held|born|era|style|wide|made|bound|friendly|area|speaking|rich|only)$"
)


class Word(NamedTuple):
    """A word or mark of the text; ``first`` at the start of a sentence or a quotation."""

    start: int
    end: int
    text: str
    sentence: int
    paragraph: int
    first: bool


class Name(NamedTuple):
    """A proper name in the text.

    ``words`` is the name without title and role; ``title`` the word before it ("Mr"); ``role`` the
    words before it that describe its bearer ("US envoy"); ``after`` an apposition behind it.
    ``place`` is the country a place name belongs to. ``subject`` says that it opens a clause.
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

    @property
    def text(self) -> str:
        """The name in one line."""
        return " ".join(self.words)


def sentence_starts(article: Article) -> list[int]:
    """Where sentences start, sorted: as tokenised, else by a plain rule."""
    if article.sentences:
        return sorted(s.span.start for s in article.sentences)
    starts: list[int] = []
    for paragraph in article.paragraphs:
        start, end = paragraph.span.start, paragraph.span.end
        starts.append(start)
        for match in SENTENCE_END.finditer(article.text, start, end):
            if not ABBREVIATION.search(article.text, max(start, match.start() - 6), match.start()):
                starts.append(match.end())
    return starts


def words(article: Article) -> list[Word]:
    """The words and marks of all paragraphs that can hold a source (not boilerplate)."""
    found: list[Word] = []
    starts = sentence_starts(article)
    for index, paragraph in enumerate(article.paragraphs):
        if paragraph.kind == "boilerplate":
            continue
        last = -1
        opened = True
        for match in WORD.finditer(article.text, paragraph.span.start, paragraph.span.end):
            start, end, text = match.start(), match.end(), match.group()
            if (
                text.endswith(".")
                and text.count(".") == 1
                and len(text) > 2
                and not TITLED.match(text)
            ):
                text, end = text[:-1], end - 1
            sentence = bisect_right(starts, start) - 1
            marked = not text[0].isalnum()
            found.append(
                Word(start, end, text, sentence, index, not marked and (opened or sentence != last))
            )
            if not marked:
                last, opened = sentence, False
            elif text in '“"‘«:•*—–|':
                opened = True
            if end < match.end():
                found.append(Word(end, match.end(), ".", sentence, index, False))
    return found


def names(article: Article, quotations: Sequence[Quotation]) -> list[Name]:
    """All proper names of an article, in reading order.

    Args:
        article: With paragraphs; sentences are used where the article has them.
        quotations: Its quoted stretches: names inside them are marked.

    Returns:
        Names sorted by start, not overlapping.
    """
    mask = inside(article.text, quotations)
    stream = words(article)
    titles = _titles(article, stream)
    seen = {w.text for w in stream if not w.first and w.paragraph not in titles}
    found: list[Name] = []
    at = 0
    while at < len(stream):
        end = _run(stream, at, seen) if stream[at].paragraph not in titles else at
        if end > at:
            found += _split(article, stream, at, end, mask)
        at = max(end, at + 1)
    found += _in_titles(article, [w for w in stream if w.paragraph in titles], found, mask)
    return sorted(found, key=lambda n: n.span)


def _titles(article: Article, stream: Sequence[Word]) -> frozenset[int]:
    """Paragraphs in title case or capitals: there a capital says nothing."""
    counts: dict[int, list[int]] = {}
    for word in stream:
        if word.text[0].isalpha():
            own = counts.setdefault(word.paragraph, [0, 0])
            own[0] += 1
            own[1] += word.text[0].isupper()
    short = {p for p, (n, _) in counts.items() if n <= 40}
    return frozenset(
        p
        for p in short
        if counts[p][1] >= 0.62 * counts[p][0]
        and (counts[p][0] >= 4 or article.paragraphs[p].kind == "heading")
    )


def _in_titles(
    article: Article, stream: Sequence[Word], known: Sequence[Name], mask: bytearray
) -> Iterator[Name]:
    """In a title only names that the text below has are certain; else a given name and the next."""
    listed: dict[str, list[Name]] = {}
    for name in known:
        listed.setdefault(lexicon.fold(name.words[0]), []).append(name)
        if name.kind == "person" and len(name.words) > 1:
            last = name._replace(words=name.words[-1:])
            listed.setdefault(lexicon.fold(last.words[0]), []).append(last)
    longest = {k: {tuple(map(lexicon.fold, n.words)): n for n in v} for k, v in listed.items()}
    at = 0
    while at < len(stream):
        size, kind = _known_at(stream, at, longest)
        if size:
            yield _name(
                article, stream, at, stream[at : at + size], mask, "", modifier=False
            )._replace(kind=kind, heading=True)
        at += max(1, size)


def _known_at(
    stream: Sequence[Word], at: int, known: dict[str, dict[tuple[str, ...], Name]]
) -> tuple[int, str]:
    best, kind = 0, ""
    for key, name in known.get(lexicon.fold(stream[at].text), {}).items():
        ahead = tuple(lexicon.fold(w.text) for w in stream[at : at + len(key)])
        if ahead == key and len(key) > best:
            best, kind = len(key), name.kind
    if best:
        return best, kind
    word = stream[at].text
    pair = at + 1 < len(stream) and _joined(stream, at + 1) and stream[at + 1].text[0].isupper()
    if (
        lexicon.given_gender(word)
        and pair
        and lexicon.fold(word) not in lexicon.words("stop", "words")
    ):
        more = at + 2 < len(stream) and stream[at + 1].text.endswith(".")
        return 2 + more, "person"
    place = lexicon.place(word)
    return (1, "government") if place is not None and place.kind == "country" else (0, "")


def _capital(word: Word) -> bool:
    """Whether a word may be part of a name: "US-backed" and the like are adjectives."""
    return word.text[0].isupper() and word.text[0].isalpha() and not COMPOUND.search(word.text)


def _run(stream: Sequence[Word], at: int, seen: set[str]) -> int:
    """The end of the run of name words that starts at ``at``; ``at`` itself if none does."""
    word = stream[at]
    if not _starts(stream, at, seen):
        return at
    end = at + 1
    opening = lexicon.fold(word.text) in lexicon.words("organisation_names", "openings")
    while end < len(stream) and stream[end].sentence == word.sentence and end - at < 14:
        if not _joined(stream, end):
            break
        text = stream[end].text
        key = lexicon.fold(text)
        if _capital(stream[end]) or (text.isdigit() and len(text) < 3 and opening):
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
        key in PARTICLES
        and ahead
        and (ahead[0][0].isupper() or lexicon.fold(ahead[0]) in PARTICLES)
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


def _and(stream: Sequence[Word], end: int, opening: bool) -> int:
    """2 if an "and" lies inside the name of a body: "Securities and Exchange Commission"."""
    endings = lexicon.words("organisation_names", "endings")
    before = lexicon.fold(stream[end - 1].text)
    if before in endings or (_capital(stream[end - 2]) and lexicon.given_gender(stream[end - 2].text)):
        return 0
    last, size = end + 1, 0
    while last < len(stream) and size < 5 and _capital(stream[last]) and _joined(stream, last):
        size, last = size + 1, last + 1
    alone = end >= 1 and not (end >= 2 and _capital(stream[end - 2]) and not opening)
    whole = lexicon.fold(stream[last - 1].text) in endings and size >= 2
    return (
        2
        if whole and alone and not _known(stream[end - 1].text) or opening and size and whole
        else 0
    )


def _joined(stream: Sequence[Word], end: int) -> bool:
    """Only a space lies between a word and the one before it."""
    return (
        0 <= stream[end].start - stream[end - 1].end <= 1
        and stream[end].start > stream[end - 1].end
    )


def _starts(stream: Sequence[Word], at: int, seen: set[str]) -> bool:
    word = stream[at]
    if COMPOUND.search(word.text):
        return False
    if not _capital(word):
        return lexicon.fold(word.text) in {"al", "bin", "ibn", "van", "von", "de"} and (
            at + 1 < len(stream)
            and _capital(stream[at + 1])
            and _joined(stream, at + 1)
            and not (at and _capital(stream[at - 1]) and _joined(stream, at))
        )
    key = lexicon.fold(word.text)
    if re.fullmatch(r"[A-Z]{1,3}-[A-Z].*", word.text) and at and stream[at - 1].text == "(":
        return False  # "(D-Ohio)": party and place
    follows = at + 1 < len(stream) and _capital(stream[at + 1]) and _joined(stream, at + 1)
    if key in lexicon.words("stop", "words") and not (word.text.isupper() and len(word.text) > 1):
        if lexicon.title_gender(word.text) is not None:
            return True
        if word.first:
            return key in NAMES_TOO and follows
        body = (
            key in lexicon.words("organisation_names", "openings")
            and at > 0
            and stream[at - 1].text.casefold() == "the"
        )
        return (body or follows) and key not in NEVER
    if at and stream[at - 1].text in "$@#" and stream[at - 1].end == word.start:
        return False
    if not word.first:
        return True
    behind = [w.text for w in stream[at + 1 : at + 3]]
    if (
        key in lexicon.words("organisation_names", "openings")
        and behind[:1] in (["of"], ["for"])
        and behind[1][:1].isupper()
    ):
        return True
    return follows and not key.endswith("ly") or word.text in seen or _known(word.text)


NAMES_TOO = frozenset("will may april june august young".split())
NEVER = frozenset(
    "a an the i but and this that in on at of for with from to he she it they we you".split()
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


def _split(
    article: Article, stream: Sequence[Word], at: int, end: int, mask: bytearray
) -> Iterator[Name]:
    """The names of one run of capitalised words: "Wells Fargo CEO John Stumpf" holds two."""
    run = list(stream[at:end])
    if len(run) > 2 and all(w.text.isupper() for w in run):
        return  # shouting, not a name
    cut = _role_end(run)
    last = lexicon.fold(run[-1].text)
    if last in lexicon.words("organisation_names", "endings") and not lexicon.title_gender(
        run[0].text
    ):
        cut = 0
    if 0 < cut < len(run):
        before = _without_role(run[:cut])
        if before:
            yield _name(article, stream, at, before, mask, "", modifier=True)
        yield _name(
            article,
            stream,
            at,
            run[cut:],
            mask,
            _role_text(article, stream, at, run[cut].start),
            False,
        )
    elif cut < len(run) or len(run) > 1:
        before = _without_role(run) if cut == len(run) else run
        if before:
            yield _name(
                article,
                stream,
                at,
                before,
                mask,
                _role_text(article, stream, at, run[0].start),
                len(before) < len(run),
            )


def _role_end(run: Sequence[Word]) -> int:
    """How many leading words of a run are title and role; the whole run if nothing follows."""
    cut = 0
    for index, word in enumerate(run):
        key = lexicon.fold(word.text)
        if lexicon.title_gender(word.text) is not None or (
            lexicon.is_person_noun(key)
            and not (lexicon.given_gender(key) and not _before_forename(run, index))
            and not (index and _forename(run[index - 1].text))
        ):
            cut = index + 1
    while 0 < cut < len(run) and lexicon.fold(run[cut].text) in {"of", "for", "on"}:
        cut = _after_of(run, cut)
    return cut


def _before_forename(run: Sequence[Word], index: int) -> bool:
    """"Author Roger Stone": a given name follows and a surname behind it."""
    return index + 2 < len(run) and bool(lexicon.given_gender(run[index + 1].text))


def _forename(word: str) -> bool:
    """A given name or an initial: what follows is a surname, even "Baker" or "King"."""
    return bool(lexicon.given_gender(word)) or len(word.rstrip(".")) == 1


def _after_of(run: Sequence[Word], cut: int) -> int:
    """ "Secretary of State John Kerry": past the "of" and the one or two words that belong to it."""
    step = cut + 1
    while step < len(run) and run[step].text in {"the", "a"}:
        step += 1
    rest = run[step:]
    if len(rest) <= 2:
        return len(run)
    for index in range(len(rest) - 1, 0, -1):
        if lexicon.given_gender(rest[index].text) and len(rest) - index >= 2:
            return step + index
    return step + 1


def _without_role(run: Sequence[Word]) -> list[Word]:
    """The leading words of a run that are a name of their own before a role begins."""
    kept: list[Word] = []
    for word in run:
        key = lexicon.fold(word.text)
        if (
            lexicon.is_person_noun(lexicon.singular(key))
            or lexicon.title_gender(word.text) is not None
        ):
            break
        kept.append(word)
    while kept and lexicon.fold(kept[-1].text) in ADJECTIVES:
        kept.pop()
    return kept


ADJECTIVES = frozenset(
    "foreign prime chief deputy vice former acting senior interim assistant associate national federal lead top ex new press executive supreme democratic republican "
    "managing attorney defence defense finance interior health education home justice communications campaign special state".split()
)


def _role_text(article: Article, stream: Sequence[Word], at: int, until: int) -> str:
    """The describing words before a name: "US envoy", "Oman's Foreign Minister", "Her brother,"."""
    comma = at > 2 and stream[at - 1].text == "," and stream[at - 1].sentence == stream[at].sentence
    start = _back(stream, at - 1 if comma else at)
    if comma:
        if start == at - 1 or lexicon.fold(stream[start - 1].text) not in DETERMINERS:
            return article.text[stream[at].start : until].strip(" ,")
        return article.text[stream[start - 1].start : stream[at - 1].start]
    begin = stream[start].start
    if begin < until:
        owner = OWNER.search(article.text, max(stream[start].start - 40, 0), begin)
        begin = owner.start(1) if owner else begin
    return article.text[begin:until].strip(" ,")


OWNER = re.compile(r"\b([A-Z][\w.-]*(?: [A-Z][\w.-]*)?['’]s? )$")


def _back(stream: Sequence[Word], at: int) -> int:
    """Back from a place to where the role before it starts; the place itself if there is none."""
    start = at
    while start > 0 and at - start < 8 and (start == at or _joined(stream, start)):
        word = stream[start - 1]
        key = lexicon.fold(word.text)
        if word.sentence != stream[at].sentence or not word.text[0].isalnum() or key in DETERMINERS:
            break
        person = lexicon.is_person_noun(key)
        if start == at and not (person or lexicon.title_gender(key)):
            break
        verb = key.endswith(("ed", "ing")) and key not in {"acting", "retired", "leading"}
        if not person and (key in OBLIQUE or key in STOPPERS or verb):
            break
        start -= 1
    return start


DETERMINERS = frozenset(
    "a an the his her their its our my this that these those another one".split()
)
STOPPERS = frozenset(
    "and or but that as when while where who which said says say told asked is was are were be has had have will would if so because then not".split()
)


def _name(
    article: Article,
    stream: Sequence[Word],
    at: int,
    run: Sequence[Word],
    mask: bytearray,
    role: str,
    modifier: bool,
) -> Name:
    first, last = run[0], run[-1]
    kept = list(run)
    title = ""
    while len(kept) > 1 and (gender := lexicon.title_gender(kept[0].text)) is not None and gender:
        title = kept.pop(0).text
    if not title and role:
        title = role.split()[-1] if lexicon.title_gender(role.split()[-1]) else ""
    while len(kept) > 1 and lexicon.fold(kept[0].text) in {"the"}:
        kept.pop(0)
    parts = tuple(w.text for w in kept)
    behind = article.text[last.end : last.end + 2]
    before = stream[at - 1] if at and stream[at - 1].paragraph == first.paragraph else None
    key = lexicon.fold(before.text) if before and before.sentence == first.sentence else ""
    span = Span(kept[0].start, last.end)
    after = _after(article, last.end, first.paragraph) if not modifier else ""
    return Name(
        span,
        parts,
        title,
        role,
        after,
        guess_kind(parts, title, role, key == "the") or _kind_beside(key, after),
        first.sentence,
        first.paragraph,
        bool(mask[span.start]),
        behind in {"'s", "’s"}
        or (behind[:1] in {"'", "’"} and parts[-1].endswith("s") and not mask[span.start]),
        not modifier
        and (
            first.first
            or bool(role)
            and key not in OBLIQUE
            or not key
            or key in STOPPERS
            or key == "the"
            and not (at > 1 and lexicon.fold(stream[at - 2].text) in OBLIQUE)
        ),
        key in OBLIQUE or modifier,
        key == "the",
        article.paragraphs[first.paragraph].kind != "body",
        not modifier and bool(SAYS.match(article.text, last.end, last.end + 200)),
    )


def _kind_beside(before: str, after: str) -> str:
    """What the noun beside an unknown name says: "the groups Renewable Future", ", a bank in"."""
    kinds = ("organisation", "media", "government")
    if before and (kind := lexicon.noun_kind(before)) in kinds:
        return str(kind)
    described = after.split()[:6]
    if described and described[0].casefold() in DETERMINERS:
        for word in described[1:]:
            if lexicon.fold(word) in OBLIQUE:
                break
            if (kind := lexicon.noun_kind(lexicon.fold(word))) in kinds:
                return str(kind)
    return ""


SAYS = re.compile(
    r"(?:\s*\([^()\n]{1,40}\))?(?:,[^,.;\n\"“”]{2,150},)?(?:\s+(?:also|has|had|later|then|once|recently|further))*\s+"
    r"(?:said|says|told|tells|added|adds|wrote|writes|explained|argued|argues|claimed|noted|warned|insisted|recalled|"
    r"continued|replied|asked|believes|thinks|agreed|acknowledged|announced|declared|tweeted|suggested)\b"
)
APPOSITION = re.compile(
    r"(?:\s*\([^()\n]{1,40}\))?,\s+((?:\d{1,3}|(?:an?|the|his|her|its|their|one|who|chief|head|[a-z-]+)\b[^,;:.\n\"“”]{2,120}))(?=[,;.:\n)]|$)"
)


def _after(article: Article, end: int, paragraph: int) -> str:
    """The apposition behind a name (", the US envoy,"), without its commas; "" if none."""
    limit = min(article.paragraphs[paragraph].span.end, end + 180)
    match = APPOSITION.match(article.text, end, limit)
    return match.group(1) if match else ""


def guess_kind(parts: Sequence[str], title: str, role: str, the: bool) -> str:
    """What a name seems to be by its words alone: person, organisation, media, ...; "" if unsure."""
    text, keys = " ".join(parts), [lexicon.fold(p) for p in parts]
    if len(parts) == 1 and lexicon.is_people(keys[-1]) and not title:
        return "people"
    if title or (role and lexicon.is_person_noun(lexicon.fold(role.split()[-1]))):
        return "person"
    place = lexicon.place(text)
    if place is not None:
        if place.kind in ("country", "capital"):
            return "government"
        return "people" if place.kind == "demonym" else "place"
    if lexicon.fold(text).removeprefix("the ") in lexicon.phrases("bodies", "names"):
        return "organisation"
    if lexicon.fold(text).removeprefix("the ") in lexicon.phrases("media_names", "names"):
        return "media"
    if lexicon.fold(text) in lexicon.phrases("government_names", "phrases"):
        return "government"
    if (
        keys[-1] in lexicon.words("government_names", "endings")
        or (
            keys[-1] == "department" and keys[0] in lexicon.words("government_names", "departments")
        )
        or (keys[0] in {"ministry", "department", "government"} and len(keys) > 2)
    ):
        return "government"
    named = lexicon.given_gender(parts[0])
    if (
        keys[-1] in lexicon.words("organisation_names", "endings")
        or keys[0] in lexicon.words("organisation_names", "openings")
        and "of" in keys[1:3]
    ):
        return "organisation"
    if len(parts) > 1 and keys[-1] in lexicon.words("media_names", "endings"):
        return "media"
    if named and (len(parts) > 1 or not the):
        return "person"
    if {"of", "for", "&"} & set(keys):
        return "organisation"
    if len(parts) == 1 and parts[0].isupper() and len(parts[0]) > 1:
        return "organisation"
    return ""
