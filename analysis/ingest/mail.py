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
from analysis.invisible import QUOTING

HEADER = re.compile(rb"(?:[!-9;-~]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}\r?\n")
NEEDED = re.compile(rb"(?im)^(?:from|mime-version|received|message-id|content-type):")
FROM_LINE = re.compile(rb"(?:\A|\n)From [^\n]+\n(?=[!-9;-~]+:)")
FROM_QUOTED = re.compile(rb"(?m)^>(>*From )")
# What stands above a mail that another one answers or passes on, without ">".
BELOW = re.compile(
    r"^[ \t]*(?:-{2,} ?(?:Original Message|Forwarded message) ?-{2,}|Begin forwarded message:|"
    r"_{10,}\n+(?=From: )|(?=From: [^\n]+\n(?:Sent|Date|To): ))",
    re.MULTILINE | re.IGNORECASE,
)
BELOW_PAGE = re.compile(
    r"(?i)<(?:blockquote\b[^>]{0,200}\btype=[\"']?cite|div\b[^>]{0,200}\bclass=[\"'][^\"'>]*"
    r"(?:gmail_quote|moz-cite-prefix|yahoo_quoted)|"
    r"div\b[^>]{0,200}\bid=[\"']?(?:divRplyFwdMsg|appendonsend))"
)
QUOTED_MAIL = "[Quoted mail]"
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
    files = (part.get_filename() for part in mail.walk())
    attached = [] if saved else [file for file in files if file]
    repairs = (f"not read: what is attached ({', '.join(attached)[:200]})",) if attached else ()
    if html and (saved or not plain):
        return Document(html=html if saved else marked(html), about=about, repairs=repairs)
    whole = (
        f"{about.title}\n\n{plain}"
        if about.title and not plain.lstrip().startswith(about.title)
        else plain
    )
    return Document(text=replied(whole), about=about, repairs=repairs)


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


def marked(html: str) -> str:
    """Return a mail in HTML with a line before the mail that it quotes."""
    found = BELOW_PAGE.search(html)
    return f"{html[: found.start()]}<p>{QUOTED_MAIL}</p>{html[found.start() :]}" if found else html


def replied(text: str) -> str:
    """Return the text with quoted mail told apart: without "> ", below a line that says so."""
    text = text.replace("\r\n", "\n")
    below = BELOW.search(text)
    if below and not QUOTING.search(text[: below.start()]):
        rest = text[below.end() :].lstrip("\n")
        return (
            f"{text[: below.start()].rstrip()}\n\n{QUOTED_MAIL}\n\n{QUOTING.sub('', rest)}".lstrip()
        )
    if not QUOTING.search(text):
        return text
    out: list[str] = []
    inside = False
    for line in text.split("\n"):
        quoted = QUOTING.match(line) is not None
        if quoted and not inside and not (out and ON_WROTE.match(out[-1])):
            out += ["", QUOTED_MAIL, ""]
        inside = quoted or (inside and not line.strip())
        out.append(QUOTING.sub("", line))
    return "\n".join(out)
