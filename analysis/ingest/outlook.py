"""Mail that Outlook saved (.msg), by the library python-oxmsg of the extra ``documents``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from analysis.ingest import mail
from analysis.ingest.damage import reading
from analysis.ingest.documents import About, iso_date
from analysis.ingest.mail import Mail
from analysis.ingest.mime import Attachment

if TYPE_CHECKING:
    from oxmsg import Message
    from oxmsg.storage import Storage

INNER = "__substg1.0_3701000D"  # where a mail lies that is attached as such ([MS-OXMSG] 2.2.2.1)
SHORT_NAME = 0x3704
HEADER = 24  # bytes before the properties of such a mail; of the outer one there are 8 more


def msg(data: bytes, where: str) -> Iterator[Mail]:
    """Yield a mail with what is attached to it; a mail that is attached lies in it as another.

    Raises:
        InputError: It is damaged.
    """
    import oxmsg  # noqa: PLC0415 - an extra

    with reading("an Outlook mail", where):
        yield _mail(oxmsg.Message.load(data))


def _mail(message: Message) -> Mail:
    attached: list[Attachment | Mail] = []
    for held in message.attachments:
        place: Any = held._storage  # noqa: SLF001 - the library has no other way to what lies in it
        inner = next((s for s in place.storages if s.name == INNER), None)
        if inner is not None:
            attached.append(_mail(type(message)(_outer(inner))))
        else:
            name = held.file_name or held.properties.str_prop_value(SHORT_NAME) or "a file"
            attached.append(Attachment(name, held.file_bytes or b""))
    about = About(
        title=(message.subject or "").strip(),
        date=iso_date(message.sent_date),
        outlet=(message.sender or "").strip(),
    )
    body = message.body or ""
    return mail.made(about, body, "" if body.strip() else message.html_body or "", tuple(attached))


def _outer(storage: Storage) -> Storage:
    """Return the storage of an attached mail as that of a mail of its own, with a longer header."""
    own = "__properties_version1.0"
    streams = (
        replace(s, bytes_=s.bytes_[:HEADER] + bytes(8) + s.bytes_[HEADER:]) if s.name == own else s
        for s in storage.streams
    )
    return replace(storage, streams=tuple(streams))
