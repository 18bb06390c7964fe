"""Tell the text of a mail from what is attached to it (MIME, RFC 2046)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.message import EmailMessage, Message
from html import escape

TAG = re.compile(r"<[^<>]*>")
# Neither text nor anything that could be an article: how a mail was signed, and what became of it.
SILENT = frozenset(
    "application/pgp-signature application/pkcs7-signature application/x-pkcs7-signature "
    "message/delivery-status message/disposition-notification application/pgp-encrypted".split()
)
FULLER = 3  # times the words of the plain text, from which the page of a mail is its text


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that lies in a mail."""

    name: str
    data: bytes


@dataclass(slots=True)
class Parts:
    """The texts of a mail in order, each plain or HTML, and what is attached: files and mails."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    attached: list[Attachment | EmailMessage | Message] = field(default_factory=list)

    def joined(self) -> tuple[str, str]:
        """Return the mail's plain text, or else the page that it is."""
        if all(kind == "plain" for kind, _ in self.texts):
            return "\n\n".join(text.strip("\n") for _, text in self.texts if text.strip()), ""
        return "", "\n".join(t if kind == "html" else _page(t) for kind, t in self.texts)


def parts(mail: EmailMessage | Message) -> Parts:
    """Return the texts and the attachments of a mail.

    Of the same text in several forms one is taken: the plain one, unless it only excuses itself.
    """
    found = Parts()
    _take(mail, found)
    return found


def _take(part: EmailMessage | Message, found: Parts) -> None:
    kind, name = part.get_content_type(), part.get_filename()
    if kind in SILENT:
        return
    if kind == "message/rfc822":
        found.attached += _inner(part)
    elif kind == "multipart/alternative":
        forms = [parts(inner) for inner in _inner(part)]
        found.attached += [one for form in forms for one in form.attached]
        found.texts += _best([form for form in forms if form.texts])
    elif part.is_multipart():
        for inner in _inner(part):
            _take(inner, found)
    elif kind in ("text/plain", "text/html") and not name and _inline(part):
        found.texts.append((kind.removeprefix("text/"), decoded(part)))
    elif name or not (part.get("Content-ID") and kind.startswith("image/")):  # a page's picture
        text = kind.startswith("text/") and part.get_content_charset() is not None
        data = decoded(part).encode("utf-8", "replace") if text else _bytes(part)
        found.attached.append(Attachment(" ".join((name or kind).split()), data))


def _inner(part: EmailMessage | Message) -> Iterable[EmailMessage | Message]:
    held = part.get_payload()
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else []


def _inline(part: EmailMessage | Message) -> bool:
    return part.get_content_disposition() != "attachment"


def _best(forms: list[Parts]) -> list[tuple[str, str]]:
    """Return the texts of the form that has the mail's words, the plain one where several do."""
    most = max((_count(form) for form in forms), default=0)
    full = [form for form in forms if _count(form) * FULLER >= most]
    return full[0].texts if full else []


def _count(form: Parts) -> int:
    """Return how many words a form has, without tags and what stands above a page's body."""
    texts = (TAG.sub(" ", t.rpartition("</style>")[2]) if k == "html" else t for k, t in form.texts)
    return sum(len(text.split()) for text in texts)


def decoded(part: EmailMessage | Message) -> str:
    """Return the text of a part; what its charset does not have is read as UTF-8."""
    data = _bytes(part)
    try:
        text = data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        text = data.decode("utf-8", "replace")
    return text.replace("\r\n", "\n")


def _bytes(part: EmailMessage | Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _page(text: str) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in text.split("\n\n") if one.strip())
