"""Mail, mailboxes and pages saved as one file (MHTML), by the standard library's ``email``."""

from __future__ import annotations

import email
import email.policy
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import EmailMessage, Message
from email.utils import parseaddr
from typing import BinaryIO

from analysis.errors import InputError
from analysis.ingest import mime
from analysis.ingest.damage import unexpected
from analysis.ingest.documents import About, Document, headed, iso_date
from analysis.ingest.mime import Attachment
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


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail: its text as a document, what is attached, and whether it says anything itself."""

    document: Document
    attached: tuple[Attachment | Mail, ...] = ()
    said: bool = True


def is_mail(data: bytes) -> bool:
    """Tell whether a file begins with the header of a mail (RFC 5322)."""
    head = HEADER.match(data[:20_000].lstrip())
    return head is not None and len(NEEDED.findall(head.group())) >= 2


def is_mailbox(data: bytes) -> bool:
    """Tell whether a file is an mbox: "From " lines, each before a header."""
    return data.startswith(b"From ") and FROM_LINE.match(data) is not None


def message(data: bytes) -> Iterator[Mail | InputError]:
    """Yield one mail, or one saved page."""
    yield _read(data)


def mailbox(file: BinaryIO) -> Iterator[Mail | InputError]:
    """Yield the mails of an mbox in order; a mail begins where "From " follows an empty line."""
    mails = 0
    lines: list[bytes] = []
    before = b""
    for line in itertools.chain(file, [b""]):
        starts = line.startswith(b"From ") and not before.strip()
        if (starts or not line) and lines:
            mails += 1
            data = FROM_QUOTED.sub(rb"\1", b"".join(lines[1:]))
            made, place = _read(data), f"mail {mails}"
            if isinstance(made, InputError):
                yield InputError(made.what, place, made.todo)
            else:
                yield replace(made, document=replace(made.document, place=place))
            lines = []
        lines.append(line)
        before = line


def _read(data: bytes) -> Mail | InputError:
    """Read a mail, by the older parser where damaged headers trip the newer one."""
    try:
        try:
            return _mail(email.message_from_bytes(data, policy=email.policy.default))
        except (IndexError, AttributeError, KeyError, TypeError, ValueError):
            return _mail(email.message_from_bytes(data, policy=email.policy.compat32))
    except RecursionError:
        return InputError("this mail holds too many mails inside others", "", "unpack it first")
    except Exception as error:  # noqa: BLE001 - one mail never costs the others of its mailbox
        return unexpected(error, "")


def _mail(mail: EmailMessage | Message) -> Mail:
    name, address = parseaddr(str(mail.get("From", "")))
    title = " ".join(str(mail.get("Subject", "")).split())
    day = iso_date(mail.get("Date", ""))
    if "snapshot-content-location" in {key.casefold() for key in mail}:
        about = About(title=title, url=str(mail.get("Snapshot-Content-Location", "")))
        pages = (p for p in mail.walk() if p.get_content_type() == "text/html")
        html = next(map(mime.decoded, pages), "")
        return Mail(Document(html=html, about=about, saved=day))
    found = mime.parts(mail)
    plain, html = found.joined()
    about = About(title=title, date=day, outlet=name or address)
    inner = (one if isinstance(one, Attachment) else _mail(one) for one in found.attached)
    return made(about, plain, html, tuple(inner))


def made(about: About, plain: str, html: str, attached: tuple[Attachment | Mail, ...] = ()) -> Mail:
    """Make a mail of what is told about it, its text or its page, and what is attached."""
    said = bool(plain.strip() or html.strip())
    if html:
        return Mail(Document(html=marked(html), about=about), attached, said)
    text = replied(headed(about.title, plain))
    return Mail(Document(text=text, about=about), attached, said)


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
