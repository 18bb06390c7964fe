"""Mail, mailboxes and pages saved as one file (MHTML), by the standard library's ``email``."""

from __future__ import annotations

import email
import email.policy
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage, Message
from email.utils import parseaddr
from typing import BinaryIO

from analysis.ingest.documents import About, Document, iso_date

HEADER = re.compile(rb"(?:[!-9;-~]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}\r?\n")
NEEDED = re.compile(rb"(?im)^(?:from|mime-version|received|message-id|content-type):")
FROM_LINE = re.compile(rb"(?:\A|\n)From [^\n]+\n(?=[!-9;-~]+:)")
FROM_QUOTED = re.compile(rb"(?m)^>(>*From )")
QUOTE = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
ON_WROTE = re.compile(r"^On .{5,120} wrote:\s*$", re.MULTILINE)


def is_mail(data: bytes) -> bool:
    """Tell whether a file begins with the header of a mail (RFC 5322)."""
    head = HEADER.match(data[:20_000].lstrip())
    return head is not None and len(NEEDED.findall(head.group())) >= 2


def is_mailbox(data: bytes) -> bool:
    """Tell whether a file is an mbox: "From " lines, each before a header."""
    return data.startswith(b"From ") and FROM_LINE.match(data) is not None


def message(data: bytes) -> Iterator[Document]:
    """Yield the article of one mail or one saved page."""
    yield _read(data)


def mailbox(file: BinaryIO) -> Iterator[Document]:
    """Yield the mails of an mbox in order; a mail begins where "From " follows an empty line."""
    mails = 0
    lines: list[bytes] = []
    before = b""
    for line in itertools.chain(file, [b""]):
        starts = line.startswith(b"From ") and not before.strip()
        if (starts or not line) and lines:
            mails += 1
            data = FROM_QUOTED.sub(rb"\1", b"".join(lines[1:]))
            yield replace(_read(data), place=f"mail {mails}")
            lines = []
        lines.append(line)
        before = line


def _read(data: bytes) -> Document:
    """Make a document of a mail, by the older parser where damaged headers trip the newer one."""
    try:
        return _document(email.message_from_bytes(data, policy=email.policy.default))
    except (IndexError, AttributeError, KeyError, TypeError, ValueError):
        return _document(email.message_from_bytes(data, policy=email.policy.compat32))


def _document(mail: EmailMessage | Message) -> Document:
    name, address = parseaddr(str(mail.get("From", "")))
    saved = "snapshot-content-location" in {key.casefold() for key in mail}
    about = About(
        title=" ".join(str(mail.get("Subject", "")).split()),
        date=iso_date(mail.get("Date", "")),
        outlet="" if saved else (name or address),
        url=str(mail.get("Snapshot-Content-Location", "")),
    )
    plain, html = _body(mail, "plain"), _body(mail, "html")
    if html and (saved or not plain):
        return Document(html=html, about=about)
    whole = (
        f"{about.title}\n\n{plain}"
        if about.title and not plain.lstrip().startswith(about.title)
        else plain
    )
    return Document(text=_replied(whole), about=about)


def _body(mail: EmailMessage | Message, kind: str) -> str:
    for part in mail.walk():
        if part.get_content_type() == f"text/{kind}" and not part.get_filename():
            data = part.get_payload(decode=True)
            if isinstance(data, bytes):
                charset = part.get_content_charset() or "utf-8"
                try:
                    return data.decode(charset).replace("\r\n", "\n")
                except (LookupError, UnicodeDecodeError):
                    return data.decode("utf-8", "replace").replace("\r\n", "\n")
    return ""


def _replied(text: str) -> str:
    """The text with quoted mail told apart: without "> ", below a line that says so."""
    if not QUOTE.search(text):
        return text
    out: list[str] = []
    inside = False
    for line in text.split("\n"):
        quoted = QUOTE.match(line) is not None
        if quoted and not inside and not (out and ON_WROTE.match(out[-1])):
            out += ["", "[Quoted mail]", ""]
        inside = quoted or (inside and not line.strip())
        out.append(QUOTE.sub("", line))
    return "\n".join(out)
