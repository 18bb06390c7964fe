"""The records every step passes on: frozen, without behaviour beyond arithmetic on spans.

Offsets are code points, half open, into the one immutable ``Article.text``:
``article.text[span.start:span.end]`` is the surface, always.
The words are the field's (Pareti 2012; Newell, Margolin and Ruths 2018): an *attribution* ties a
*source* span by a *cue* span to a *content* span; a *source* (record) is the voice behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

ParagraphKind = Literal["body", "heading", "byline", "caption", "boilerplate"]
PARAGRAPH_KINDS: tuple[ParagraphKind, ...] = get_args(ParagraphKind)
READ: frozenset[ParagraphKind] = frozenset({"body", "heading"})  # others never feed a statement
Form = Literal["direct", "mixed", "indirect"]
FORMS: tuple[Form, ...] = get_args(Form)
SourceKind = Literal[
    "person", "group", "organisation", "government", "media", "document", "unknown"
]
SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
Naming = Literal["named", "anonymous", "generic"]
NAMINGS: tuple[Naming, ...] = get_args(Naming)
NOBODY = "no source given"  # of a statement, in tables and on the page
# What the page says for two of them; a person may write either.
NamingWord = Literal["unnamed", "general group"]
MentionForm = Literal["name", "nominal", "pronoun"]
Excluded = Literal[
    "",
    "heading",
    "hedge",
    "declined to comment",
    "asked for anonymity",
    "below 50% confidence",
]
Ruling = Literal["right", "wrong"]  # of a quotation that a person checked
Outcome = Literal["declined", "no response", "not reached", "accused"]


def naming_of(word: str) -> str:
    """Return the naming that the page's word for it stands for; any other word as it is."""
    return {"unnamed": "anonymous", "general group": "generic"}.get(word, word)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the text, in code points, end exclusive."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words that the span covers in a text."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shared(self, other: Span) -> int:
        """Return how many code points the two share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def covers(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its text without the white space around it, and what it is.

    ``because`` says in a few words how ``kind`` was decided. ``credit`` is the agency or
    photographer that ends a caption ("Reuters").
    """

    span: Span
    kind: ParagraphKind = "body"
    because: str = ""
    credit: Span | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; ``paragraph`` is the index of its paragraph in ``Article.paragraphs``."""

    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or punctuation mark; ``sentence`` indexes ``Article.sentences``."""

    span: Span
    sentence: int


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its structure.

    ``id`` is the file's stem. ``sha256`` is that of the file, or of the article's own part of one.
    ``repairs`` lists, in words, what was changed before the text was fixed (encoding, mojibake); a
    valid UTF-8 file has none. ``sentences`` and ``tokens`` are
    empty until :func:`analysis.tokens.tokenise` has run; they cover every paragraph, body or not.
    ``authors`` to ``language`` are what the page, the row or the file says, empty where it says
    nothing; ``date`` is the day of publication in ISO 8601, ``language`` an ISO 639-1 code.
    """

    id: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    encoding: str = "utf-8"
    sha256: str = ""
    repairs: tuple[str, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] = ()
    authors: tuple[str, ...] = ()
    date: str = ""
    outlet: str = ""
    url: str = ""
    section: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quoted stretch of one paragraph.

    ``span`` includes the marks, ``inner`` does not. ``depth`` is 0 for an outermost quotation.
    ``closed`` is False where the closing mark is missing. A quotation that runs over several
    paragraphs is one record a paragraph; all share the same ``run``.
    """

    span: Span
    inner: Span
    paragraph: int
    depth: int = 0
    closed: bool = True
    run: int = 0


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (source) says (cue) what (content).

    ``source`` may be empty (no speaker given), ``content`` never is. ``speaker`` is the id of a
    :class:`Source` of the same article. ``implicit`` marks a speaker taken over from the context.
    ``confidence`` in [0, 1] estimates that the words of content and source are right and that
    ``speaker`` is who says them; ``speaker_confidence`` in (0, 1] is the second factor of it.
    ``parent`` is the id of the attribution whose content holds this one. ``doubts`` says in words
    what is unsure. ``corrected`` names the fields that a person set by hand. ``candidates`` are the
    ids of the sources that may be the speaker where that stays unclear; ``speaker`` is then None.
    ``excluded`` says why figures leave the statement out; it is "" where they count it.
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Form
    confidence: float
    speaker: str | None = None
    implicit: bool = False
    parent: str | None = None
    doubts: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    excluded: Excluded = ""
    speaker_confidence: float = 1.0

    @property
    def words_confidence(self) -> float:
        """The confidence in the words of content and source alone, whoever it is."""
        return round(min(1.0, self.confidence / (self.speaker_confidence or 1.0)), 6)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the article refers to a source."""

    span: Span
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Source:
    """One voice of the article.

    ``name`` is the fullest name or descriptor the article gives. *named*: the article gives a
    proper name; *anonymous*: particular people whose names it withholds; *generic*: a class
    ("critics"). ``role``, ``affiliation`` and ``reason`` (for anonymity) are the article's words,
    empty where it gives none. ``because`` says how identity, kind and naming were decided.
    ``corrected`` names the fields that a person set by hand.
    """

    id: str
    name: str
    kind: SourceKind
    naming: Naming
    mentions: tuple[Mention, ...] = ()
    role: str = ""
    affiliation: str = ""
    reason: str = ""
    confidence: float = 1.0
    because: str = ""
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What the article says of somebody's right of reply: asked and silent, or accused.

    ``source`` is the id of a source, heard or not. ``span`` is where the article says so.
    """

    source: str
    outcome: Outcome
    span: Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says of a quotation after a check by hand: it is as it was said, or not.

    ``span`` is the whole quotation, with its marks. ``note`` says how it was checked, ``by`` who
    did; both may be empty.
    """

    span: Span
    verdict: Ruling
    note: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one article; ``unheard`` are named and never let speak.

    ``replies`` are those who were asked for comment and gave none, or are accused and not heard.

    Of the corrections by hand, ``unplaced`` says in words which were not applied and why, and
    ``moved`` which were applied to words that have changed since. ``judged`` are the quotations
    that a person checked, in the order of the text.
    """

    article: Article
    quotations: tuple[Quotation, ...]
    attributions: tuple[Attribution, ...]
    sources: tuple[Source, ...]
    unheard: tuple[Source, ...] = ()
    reader: str = ""
    unplaced: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()
    judged: tuple[Judgement, ...] = ()
