"""Writes a small Outlook mail (.msg): MS-OXMSG properties in a compound file (MS-CFB)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import UTC, datetime

SECTOR, MINI, LONG = 512, 64, 4096  # a stream of at least 4096 bytes lies in sectors of its own
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
NUMBER, OBJECT, TEXT, TIME, BYTES = 0x0003, 0x000D, 0x001F, 0x0040, 0x0102
SUBJECT, SENDER, BODY, HTML, SENT = 0x0037, 0x0042, 0x1000, 0x1013, 0x0039
NAME, DATA, METHOD = 0x3707, 0x3701, 0x3705  # of an attachment
Storage = dict[str, "bytes | Storage"]
Attached = tuple[str, "bytes | Storage"]  # the name of a file and its bytes, or a mail


def mail(
    subject: str,
    sender: str,
    sent: datetime,
    *,
    body: str = "",
    html: str = "",
    attached: Sequence[Attached] = (),
) -> bytes:
    """Return the bytes of a mail."""
    return _compound(
        message(subject, sender, sent, body=body, html=html, attached=attached, head=32)
    )


def message(
    subject: str,
    sender: str,
    sent: datetime,
    *,
    body: str = "",
    html: str = "",
    attached: Sequence[Attached] = (),
    head: int = 24,
) -> Storage:
    """Return a mail as it lies in another one; the properties of the outer one have a long head."""
    whole: Storage = {}
    entries = [struct.pack("<HHIq", TIME, SENT, 6, _filetime(sent))]
    for tag, text in {SUBJECT: subject, SENDER: sender, BODY: body}.items():
        if text:
            entries.append(_held(whole, tag, TEXT, text.encode("utf-16-le"), 2))
    if html:
        entries.append(_held(whole, HTML, BYTES, html.encode(), 0))
        entries.append(struct.pack("<HHIII", NUMBER, 0x3FDE, 6, 65001, 0))
    for number, (name, data) in enumerate(attached):
        own: Storage = {}
        kept = [_held(own, NAME, TEXT, name.encode("utf-16-le"), 2)]
        if isinstance(data, bytes):
            kept.append(_held(own, DATA, BYTES, data, 0))
        else:
            own[f"__substg1.0_{DATA:04X}{OBJECT:04X}"] = data
            kept.append(struct.pack("<HHIII", OBJECT, DATA, 6, FREE, 0))
        method = 1 if isinstance(data, bytes) else 5
        kept.append(struct.pack("<HHIII", NUMBER, METHOD, 6, method, 0))
        own["__properties_version1.0"] = bytes(8) + b"".join(kept)
        whole[f"__attach_version1.0_#{number:08X}"] = own
    count = struct.pack("<8x4I", 0, len(attached), 0, len(attached))
    whole["__properties_version1.0"] = count + bytes(head - len(count)) + b"".join(entries)
    return whole


def _held(storage: Storage, tag: int, kind: int, data: bytes, over: int) -> bytes:
    """Put a property's value into a stream; return its entry among the properties."""
    storage[f"__substg1.0_{tag:04X}{kind:04X}"] = data
    return struct.pack("<HHIII", kind, tag, 6, len(data) + over, 0)


def _filetime(when: datetime) -> int:
    return int((when - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


class _File:
    """Sectors and small sectors, each with what comes after it."""

    def __init__(self) -> None:
        self.entries: list[bytes] = [b""]
        self.sectors, self.next = b"", list[int]()
        self.small, self.after = b"", list[int]()

    def sector(self, data: bytes) -> int:
        return self._chain(data, SECTOR, self.next, small=False)

    def _chain(self, data: bytes, size: int, chain: list[int], *, small: bool) -> int:
        if not data:
            return END
        data += bytes(-len(data) % size)
        start, count = len(chain), len(data) // size
        chain += [*range(start + 1, start + count), END]
        if small:
            self.small += data
        else:
            self.sectors += data
        return start

    def stream(self, data: bytes) -> int:
        if len(data) >= LONG:
            return self.sector(data)
        return self._chain(data, MINI, self.after, small=True)

    def folder(self, storage: Storage) -> int:
        """Add what a storage holds; return the number of its first entry."""
        names = sorted(storage, key=lambda name: (len(name), name.upper()))
        first = len(self.entries)
        self.entries += [b""] * len(names)
        for number, name in enumerate(names, first):
            held = storage[name]
            right = number + 1 if number + 1 < first + len(names) else FREE
            if isinstance(held, bytes):
                own = _entry(name, 2, right, FREE, self.stream(held), len(held))
            else:
                own = _entry(name, 1, right, self.folder(held), 0, 0)
            self.entries[number] = own
        return first if names else FREE


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
    links = struct.pack("<III", FREE, right, child)
    return head + links + bytes(36) + struct.pack("<IQ", start, size)


def _compound(root: Storage) -> bytes:
    file = _File()
    child = file.folder(root)
    small = file.sector(file.small)
    file.entries[0] = _entry("Root Entry", 5, FREE, child, small, len(file.small))
    table = struct.pack(f"<{len(file.after)}I", *file.after)
    after = file.sector(table + b"\xff" * (-len(table) % SECTOR))
    directory = file.sector(b"".join(file.entries))
    fats = 1
    while fats * SECTOR // 4 < len(file.next) + fats:
        fats += 1
    first = len(file.next)
    chain = [*file.next, *([FAT] * fats)]
    chain += [FREE] * (fats * SECTOR // 4 - len(chain))
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    minis = -(-len(table) // SECTOR)
    header += struct.pack("<IIIIIIIII", 0, fats, directory, 0, LONG, after, minis, END, 0)
    places = [*range(first, first + fats), *([FREE] * (109 - fats))]
    header += struct.pack("<109I", *places)
    return header + file.sectors + struct.pack(f"<{len(chain)}I", *chain)
