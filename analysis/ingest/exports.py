"""Text exports of news databases: Factiva, ProQuest, Nexis and Nexis Uni."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.ingest.documents import About, Document, authors, headed, iso_date

CODES = frozenset(
    "HD BY WC PD ET SN SC ED PG LA CY LP TD CO IN NS RE IPD IPC PUB AN CT RF ART CR SE CLM "
    "VOL".split()
)
CODE = re.compile(r"^([A-Z]{2,3})(?:[ \t]+(.*))?$")
RULE = re.compile(r"^_{20,}\s*$", re.MULTILINE)
NUMBERED = re.compile(r"^\s*(?:Document )?\d+ of \d+(?: DOCUMENTS)?\s*$", re.MULTILINE)
FULL_TEXT = re.compile(r"^(?:Full text:[ \t]*|FULL TEXT[ \t]*$)", re.MULTILINE)
FIELD = re.compile(r"^([A-Z][A-Za-z /-]{2,30}):[ \t]*(.*)$", re.MULTILINE)
AFTER_TEXT = re.compile(
    r"\n\n(?:Subject|Publication title|Company / organization|Location|People|Title|"
    r"Identifier / keyword):|\n\nDETAILS[ \t]*\n|\n\nContact ProQuest|"
    r"\nCopyright (?:©|\d{4})[^\n]*ProQuest"
)
# Factiva's articles without codes end with their number; their head ends with the copyright.
DOCUMENT = re.compile(r"^Document ([A-Z]{3,8}[0-9]{10,}\w*)[ \t]*$", re.MULTILINE)
HEAD_END = re.compile(r"^(?:\(c\)|©|Copyright)[^\n]*$", re.MULTILINE | re.IGNORECASE)
COUNT = re.compile(r"^[\d,]+ words[ \t]*$", re.MULTILINE)
EDITION = re.compile(r"(?i)\b(?:edition|final|correction appended)\b")
NEXIS_END = re.compile(
    r"^(?:End of Document|LOAD-DATE:.*|Load-Date:.*|Classification)\s*$", re.MULTILINE
)
Parts = Iterator[tuple[About, str]]  # of each article what is told about it, and its text


def kind(text: str) -> str:
    """Return which database a text was exported from: factiva, read, proquest, nexis or "".

    "read" is Factiva's form for reading, without codes.
    """
    lines = text[:20_000].splitlines()
    codes = [m[1] for line in lines if (m := CODE.match(line)) and m[1] in CODES]
    if {"HD", "LP"} <= {*codes} or {"HD", "PD", "SN"} <= {*codes}:
        return "factiva"
    if DOCUMENT.search(text) and COUNT.search(text) and HEAD_END.search(text):
        return "read"
    if (
        RULE.search(text)
        and FULL_TEXT.search(text)
        and re.search(r"^Publication (?:title|info):", text, re.MULTILINE)
    ):
        return "proquest"
    length = re.search(r"^(?:LENGTH|Length):\s*\d+\s+words", text, re.MULTILINE)
    marked = NUMBERED.search(text) or re.search(
        r"^(?:Body|End of Document|LOAD-DATE:.*|Load-Date:.*)\s*$", text, re.MULTILINE
    )
    return "nexis" if length and marked else ""


def documents(text: str) -> Iterator[Document]:
    """Yield the articles of an export in order."""
    text = text.replace("\r\n", "\n")
    readers = {"factiva": _factiva, "read": _read, "proquest": _proquest, "nexis": _nexis}
    for number, (about, body) in enumerate(readers[kind(text)](text), 1):
        if body := body.strip():
            own = headed(about.title, body)
            yield Document(text=own, about=about, place=f"document {number}")


def _factiva(text: str) -> Parts:
    """Yield the articles of Factiva: a field has a code on a line of its own.

    An article begins with HD, its text is LP and TD.
    """
    found: list[dict[str, str]] = []
    key = ""
    for line in text.split("\n"):
        match = CODE.match(line.rstrip())
        if match and match[1] in CODES:
            key = match[1]
            started = not found or "AN" in found[-1] or (key == "HD" and "HD" in found[-1])
            if started:
                found.append({})
            found[-1][key] = match[2] or ""
        elif found and key:
            found[-1][key] += f"\n{line}"
    for own in found:
        get = {name: " ".join(value.split()) for name, value in own.items()}
        body = "\n\n".join(own[name].strip() for name in ("LP", "TD") if own.get(name, "").strip())
        about = About(
            id=get.get("AN", "").removeprefix("Document ").split(" ")[0],
            title=get.get("HD", ""),
            authors=authors(get.get("BY", "")),
            date=iso_date(get.get("PD", "")),
            outlet=get.get("SN", ""),
            section=get.get("SE", ""),
            language="en" if get.get("LA", "").casefold() == "english" else "",
        )
        yield about, body


def _read(text: str) -> Parts:
    """Yield articles of title, author, length, date, outlet, codes, copyright, and their text.

    "Document" and a number end each.
    """
    parts = DOCUMENT.split(text)
    for part, own in zip(parts[::2], parts[1::2], strict=False):
        count, end = COUNT.search(part), HEAD_END.search(part)
        if count is None or end is None or end.start() < count.end():
            yield About(), ""  # one that can't be read, and is counted
            continue
        before = [ln.strip() for ln in part[: count.start()].split("\n") if ln.strip()]
        after = [ln.strip() for ln in part[count.end() : end.start()].split("\n") if ln.strip()]
        signed = [ln for ln in before if re.match(r"(?i)by\s", ln)]
        titles = [ln for ln in before if ln not in signed]
        dated = next((n for n, ln in enumerate(after) if iso_date(ln)), 0)
        rest = [ln for ln in after[dated + 1 :] if not re.match(r"\d\d?:\d\d", ln)]
        about = About(
            id=own,
            title=titles[-1] if titles else "",
            authors=authors(signed[-1] if signed else ""),
            date=iso_date(after[dated]) if after else "",
            outlet=rest[0] if rest else "",
            section=titles[0] if len(titles) > 1 else "",
            language="en" if "English" in rest else "",
        )
        yield about, part[end.end() :]


def _proquest(text: str) -> Parts:
    for part in filter(FULL_TEXT.search, RULE.split(text)):
        opening = FULL_TEXT.search(part)
        assert opening is not None  # noqa: S101 - the filter asked
        head, rest = part[: opening.start()], part[opening.end() :]
        after = AFTER_TEXT.search(rest)
        get = {
            m[1].casefold(): m[2].strip()
            for m in FIELD.finditer(head + (rest[after.start() :] if after else ""))
        }
        lines = [ln.strip() for ln in head.split("\n") if ln.strip() and not NUMBERED.fullmatch(ln)]
        title = get.get("title") or next((ln for ln in lines if not FIELD.match(ln)), "")
        about = About(
            id=get.get("proquest document id", ""),
            title=title,
            authors=authors(get.get("author", "")),
            date=iso_date(get.get("publication date", ""))
            or iso_date(get.get("publication info", "")),
            outlet=get.get("publication title", "")
            or get.get("publication info", "").split(";")[0],
            section=get.get("section", ""),
            url=get.get("document url", ""),
            language="en" if get.get("language of publication", "").casefold() == "english" else "",
        )
        yield about, rest[: after.start()] if after else rest


def _nexis(text: str) -> Parts:
    """Yield the articles of Nexis.

    Old exports number their documents; those of Nexis Uni end with "End of Document".
    """
    mark = NUMBERED if NUMBERED.search(text) else re.compile(r"^End of Document\s*$", re.MULTILINE)
    for part in mark.split(text):
        length = re.search(r"^(?:LENGTH|Length):\s*\d+\s+words.*$", part, re.MULTILINE)
        if length is None:
            continue
        head, rest = part[: length.start()], part[length.end() :]
        get = {
            m[1].casefold(): m[2].strip()
            for m in re.finditer(r"^([A-Za-z-]{4,18}):[ \t]*(.*)$", part, re.MULTILINE)
        }
        body = re.split(r"^Body\s*$", rest, maxsplit=1, flags=re.MULTILINE)[-1]
        end = NEXIS_END.search(body)
        body = body[: end.start()] if end else body
        body = re.sub(
            r"^(?:DATELINE|HIGHLIGHT|SECTION|BYLINE|Byline|Section|Dateline|Highlight):[^\n]*\n?",
            "",
            body,
            flags=re.MULTILINE,
        )
        lines = [ln.strip() for ln in head.split("\n") if ln.strip()]
        lines = [
            ln
            for ln in lines
            if not re.match(r"(?i)(?:copyright|all rights reserved|section:|byline:|page )", ln)
            and not (EDITION.search(ln) and len(ln.split()) <= 5)
        ]
        title, outlet, date = _nexis_head(lines, old=mark is NUMBERED)
        about = About(
            title=get.get("headline") or title,
            authors=authors(get.get("byline", "")),
            date=date,
            outlet=outlet,
            section=get.get("section", "").split(";")[0].strip(),
            language="en" if get.get("language", "").casefold() == "english" else "",
        )
        yield about, body


def _nexis_head(lines: list[str], *, old: bool) -> tuple[str, str, str]:
    """Return the title, outlet and date of an article of Nexis by the lines above its length.

    Old exports have outlet, date and title; newer ones title, outlet and date, below a page about
    the search where it is the first.
    """
    dated = [n for n, line in enumerate(lines) if iso_date(line) and len(line) < 60]
    undated = [line for n, line in enumerate(lines) if n not in dated]
    if old:
        own = undated[:2]
        return (own[-1] if own else "", own[0] if own else "", _day(lines, dated[:1]))
    own = lines[: dated[-1]][-2:] if dated else undated[:2]
    return (own[0] if own else "", own[1] if len(own) > 1 else "", _day(lines, dated[-1:]))


def _day(lines: list[str], dated: list[int]) -> str:
    return iso_date(lines[dated[0]]) if dated else ""
