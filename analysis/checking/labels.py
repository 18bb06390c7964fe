"""Who speaks in a record: the labels of speakers at the beginning of lines, in their many shapes.

Shapes: "MR. LEE: ...", "Lee, mayor: ...", "[00:01:02] Lee: ...", ">> LEE: ...", "Q. ...", the
printed hearings' "    Mr. Lee. ...", a name and a time on a line of their own, "LEE - ..." and
"Lee" before a tab. A shape counts where it recurs and several take turns.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.text import LETTERS

STAMP = (
    r"[\[(<]?(?<![\d.])\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
    r"(?:\s?[AaPp]\.?[Mm]\.?(?![a-z]))?[\])>]?"
)
TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Gov|Gen|Hon|Prof|Lord|Lady|Sir|Senator|Representative|Chairman|"
    r"Chairwoman|Secretary|Judge|Justice|President|Governor|Mayor|General|Congressman|"
    r"Congresswoman|MR|MRS|MS|MISS|DR|SEN|REP|GOV|GEN|HON|PROF)\b\.?"
)
NAME = r"[^\W\d_][\w’'.\-]*"
WHO = rf"(?:{NAME})(?:[ \t]+(?:{NAME}|\d{{1,3}})){{0,6}}"
EXTRA = r"(?P<role>\s*,[^:\n\t]{1,60}?)?(?:\s*[(\[][^)\]\n]{1,60}[)\]]){0,3}"
LEAD = rf"[ \t]*(?:[-–—•*]\s+)?(?P<arrow>>{{2,3}})?[ \t]*(?:{STAMP}\s*[-–—|]?\s*)?[*_]{{0,3}}"
COLON = re.compile(rf"{LEAD}[\[<]?(?P<who>{WHO}){EXTRA}[\]>]?\s*[*_]{{0,3}}:[*_]{{0,3}}(?=\s|$)")
SQUARE = re.compile(rf"[ \t]*\[(?P<who>{WHO})\](?=[ \t]+\S)")
CHAT = re.compile(rf"{LEAD}<(?P<who>{NAME}(?: {NAME}){{0,2}})>(?=\s)")
LETTER = re.compile(r"[ \t]*[*_]{0,3}(?P<who>[QA])(?:[.:][*_]{0,3}(?=\s|$)|\s{2,}(?=\S))")
POINT = re.compile(
    rf"[ \t]*(?P<who>(?:{TITLE}[ \t]+[A-Z][\w’'\-]+(?: (?:of )?[A-Z][\w’'\-]+){{0,3}}"
    r"|The (?:Chair\w*|Clerk|Speaker|President|Court|Witness)))\.(?=[ \t]+[A-Z\[“\"])"
)
DASH = re.compile(
    r"[ \t]*(?P<who>[A-Z][A-Z.’'\-]+(?: [A-Z][A-Z.’'\-]+){0,4})\s+[-–—]{1,2}\s+(?=\S)"
)
TAB = re.compile(rf"(?P<who>{NAME}(?: {NAME}){{0,3}})\t+(?=\S)")
OWN = re.compile(
    rf"[ \t]*(?:{STAMP}[ \t]+)?(?P<who>{NAME}(?: (?:{NAME}|\d{{1,3}})){{0,4}})"
    r"(?:[ \t]*\([^)\n]{1,60}\)){0,3}"
    rf"(?:[ \t]*[|,–—-]?[ \t]*(?P<when>{STAMP}))?[ \t]*$"
)
INLINE = re.compile(
    rf"(?:(?<=[.?!…”\"\])])|(?<=--)|(?<=—))[ \t]+(?P<who>(?:{TITLE}[ \t]+)?[A-Z][A-Z.’'\-]+"
    r"(?:[ \t]+[A-Z][A-Z.’'\-]+){0,3}):(?=\s)"
)
EXAMINATION = re.compile(r"[ \t]*(?:[A-Z]+[- ]+)?EXAMINATION\b.{0,60}$|[ \t]*BY [A-Z. ]+:\s*$")
COMMON = frozenset(
    "note update editor subject from to date time re cc bcc sent fact source photo image watch "
    "read reply-to contact contacts attachments fw fwd notes media location address phone tel "
    "email e-mail fax website background about embargo release agenda present apologies part "
    "table figure warning tip first second third finally costs findings page exhibit section "
    "article chapter title by pros cons example results summary where when what why how".split()
)
NO_ROLE = frozenset(
    "i we you he she it they this that is are was were want say said and but so because there "
    "my our if not do did have has had will would can".split()
)
LABELLED = 0.6  # share of paragraphs that open with labels of single names, each used once
SMALL = frozenset("of de van von der den la le the and da di dos del bin al el".split())
SAYS = re.compile(r"\S+ \S+.*[.!?,;:…\w][\"”’)]*\s*")
ENDED = re.compile(r"[.?!:…”\"')\]—–\-]\s*$")

SHAPES = (  # with a character that a line of this shape has
    ("letter", LETTER, ""), ("colon", COLON, ":"), ("chat", CHAT, "<"), ("square", SQUARE, "["),
    ("point", POINT, "."), ("dash", DASH, " "), ("tab", TAB, "\t"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a text: who it names (as it is written), where it begins and ends, and a time.

    ``fresh`` is one that names nobody: somebody else speaks from here on.
    """

    who: str
    start: int
    end: int
    time: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, without furniture before and after it."""

    start: int
    end: int
    after_blank: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    label: Label
    shape: str
    role: str
    opens: bool  # whether a new sentence may begin here


def labels(text: str, lines: Sequence[Line]) -> list[Label]:
    """Return the labels of a text that name speakers, in order.

    Args:
        text: The record's text.
        lines: Its lines.
    """
    found = list(_candidates(text, lines))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        counts[one.shape][one.label.who] += 1
    starts = {c.label.start for c in found if c.shape == "colon"}
    paragraphs = sum(line.after_blank or line.start in starts for line in lines)
    most = len(starts) >= LABELLED * paragraphs
    taken = {shape: _taken(shape, own, found, most=most) for shape, own in counts.items()}
    kept = [c for c in found if c.label.fresh or c.label.who in taken.get(c.shape, ())]
    # One that recurs may stand after a line that ends no sentence.
    best = [c.label for c in kept if c.opens or counts[c.shape][c.label.who] > 1]
    return sorted(best, key=lambda label: label.start)


def _candidates(text: str, lines: Sequence[Line]) -> Iterator[_Candidate]:
    before = ""
    for n, line in enumerate(lines):
        own = text[line.start : line.end]
        opens = line.after_blank or not before or ENDED.search(before) is not None
        at_start = list(_at(own, line.start, opens))
        yield from at_start
        following = text[lines[n + 1].start : lines[n + 1].end] if n + 1 < len(lines) else ""
        alone = OWN.match(own)
        if (
            alone
            and _plausible(alone["who"])
            and following
            and not own.rstrip().endswith((".", "?"))
        ):
            stamp = STAMP_RE.search(own) or STAMP_RE.fullmatch(following.strip())
            named = alone["who"].isupper() or SAYS.fullmatch(following) is not None
            shape = "timed" if stamp else "alone" if named else ""
            if shape and opens:
                when = stamp.group().strip("[]()<>") if stamp else ""
                label = Label(alone["who"].strip(), line.start, line.end, when)
                yield _Candidate(label, shape, "", opens)
        if ":" in own:
            for match in INLINE.finditer(own):
                label = Label(
                    match["who"], line.start + match.start("who"), line.start + match.end()
                )
                if _plausible(match["who"]) and not any(
                    c.label.end > label.start for c in at_start
                ):
                    yield _Candidate(label, "colon", "", opens=True)
        before = own


STAMP_RE = re.compile(STAMP)


def _at(own: str, start: int, opens: bool) -> Iterator[_Candidate]:
    """Yield the label that a line begins with, if any."""
    for shape, pattern, mark in SHAPES:
        if mark not in own:
            continue
        match = pattern.match(own)
        if match is None or (shape not in ("letter", "chat") and not _plausible(match["who"])):
            continue
        stamp = STAMP_RE.search(own, 0, match.end())
        role = match.groupdict().get("role") or ""
        letter = shape == "colon" and match["who"] in ("Q", "A")
        label = Label(
            " ".join(match["who"].split()), start, start + match.end(),
            stamp.group().strip("[]()<>") if stamp else "",
        )  # fmt: skip
        yield _Candidate(label, "letter" if letter else shape, role, opens)
        return
    arrow = re.match(r"[ \t]*>{2,3}(?![>\w])[ \t]*", own)
    if arrow:
        yield _Candidate(Label("", start, start + arrow.end(), "", True), "arrow", "", True)


def _plausible(who: str) -> bool:
    """Tell whether words can be a name or a role.

    They have capitals, and the first one doesn't open notes or headers.
    """
    parts = who.split()
    first = parts[0].casefold().strip(".")
    if first in COMMON or not parts[0][0].isupper() or len(parts) > 7:
        return False
    rest = [p for p in parts[1:] if not p.isdigit()]
    return all(p[0].isupper() or p in SMALL for p in rest)


def _taken(
    shape: str, counts: Counter[str], found: Sequence[_Candidate], *, most: bool
) -> set[str]:
    """Return the labels of a shape that name speakers: those that recur, and others like them."""
    total, several = sum(counts.values()), len(counts) > 1
    if shape in ("point", "dash", "tab", "alone"):
        clear = total > 2 or (shape != "tab" and all(map(_formal, counts)))
        return set(counts) if several and clear else set()
    if shape in ("letter", "timed", "chat", "square"):
        return set(counts) if total > 1 else set()
    recur = {who for who, count in counts.items() if count > 1}
    sure = [c for c in found if c.shape == shape and c.label.who not in recur]
    if not recur and len(counts) == 1:
        return {c.label.who for c in sure if c.opens and not c.role and _formal(c.label.who)}
    if not recur and not most and len(counts) < 3 and not all(map(_formal, counts)):
        return set()
    capitals = bool(recur) and all(who.isupper() for who in recur)
    for one in sure:
        words = LETTERS.findall(one.role.casefold())
        fine = one.opens and len(words) <= 6 and not NO_ROLE.intersection(words)
        if fine and (not capitals or one.label.who.isupper() or _formal(one.label.who)):
            recur.add(one.label.who)
    return recur


def _formal(who: str) -> bool:
    return who.isupper() or re.match(TITLE + r"\s", who) is not None or len(who.split()) > 1
