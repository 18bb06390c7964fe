"""Give the articles of mails: their own, and those of the files that are attached."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO

from analysis.errors import InputError
from analysis.ingest.content import LARGEST
from analysis.ingest.documents import Document, called
from analysis.ingest.mail import Mail
from analysis.ingest.mime import Attachment

SHOWN = 5  # attachments of a mail that are named where they are not read
DEEPEST = 3  # mails attached to mails
Documents = Iterator[Document | InputError]
Inside = Callable[[str, BinaryIO], Documents]


def documents(mails: Iterable[Mail | InputError], where: str, inside: Inside) -> Documents:
    """Yield the articles of mails: of each its own text, then what is attached.

    What is attached and not read is said of the mail.

    Args:
        mails: The mails of a file; in the place of one that can't be read its error.
        where: The file.
        inside: Gives the documents of a file by its name and content.
    """
    for mail in mails:
        if isinstance(mail, InputError):
            yield InputError(mail.what, ", ".join(filter(None, (where, mail.where))), mail.todo)
        else:
            yield from _of(mail, where, inside, 0)


def _of(mail: Mail, where: str, inside: Inside, depth: int) -> Documents:
    found: list[Document | InputError] = []
    unread: list[str] = []
    own = mail.document
    room = LARGEST
    for attached in mail.attached:
        name = attached.name if isinstance(attached, Attachment) else attached.document.about.title
        held = list(_within(room, _attached(attached, name, where, inside, depth)))
        room -= sum(map(_size, held))
        if any(isinstance(one, Document) and not one.empty for one in held):
            place = ", ".join(filter(None, (own.place, f"attached {name}")))
            found += [_placed(one, place, where) for one in held]
        else:
            unread.append(f"{name or 'a mail'}: {_why(held)}")
    more = [f"and {len(unread) - SHOWN} more"] if len(unread) > SHOWN else []
    note = f"not read: what is attached ({'; '.join([*unread[:SHOWN], *more])})"
    if mail.said or not mail.attached:
        yield replace(own, repairs=(*own.repairs, note)) if unread else own
    elif not found:
        place = ", ".join(filter(None, (where, own.place)))
        yield InputError(f"this mail holds no text; {note}", place)
    for one in found:
        if unread and not mail.said and isinstance(one, Document):
            yield replace(one, repairs=(*one.repairs, note))
            unread = []
        else:
            yield one


def _attached(
    attached: Attachment | Mail, name: str, where: str, inside: Inside, depth: int
) -> Documents:
    if isinstance(attached, Mail) and depth < DEEPEST:
        return _of(attached, where, inside, depth + 1)
    if isinstance(attached, Mail):
        return iter([InputError("this lies in too many mails", name)])
    return called(inside(name, io.BytesIO(attached.data)), PurePath(name).stem)


def _within(room: int, found: Documents) -> Documents:
    """Yield what is attached as long as it has room; then the error that says so."""
    for one in found:
        room -= _size(one)
        if room < 0:
            megabytes = LARGEST // (1024 * 1024)
            yield InputError(f"what is attached to a mail holds more than {megabytes} MB of text")
            return
        yield one


def _size(one: Document | InputError) -> int:
    return len(one.text) + len(one.html) if isinstance(one, Document) else 0


def _why(held: list[Document | InputError]) -> str:
    """Return why nothing in an attachment is an article, and what to install if that helps."""
    error = held[0] if held and isinstance(held[0], InputError) else InputError("holds no article")
    return f"{error.what} ({error.todo})" if error.todo.startswith("pip ") else error.what


def _placed(one: Document | InputError, place: str, where: str) -> Document | InputError:
    """Return what was found in an attachment with the place of that in the file."""
    if isinstance(one, InputError):
        return InputError(one.what, f"{where}, {place}", one.todo)
    return replace(one, place=", ".join(filter(None, (place, one.place))))
