"""Writes a small Outlook mail (.msg): MS-OXMSG properties in an MS-CFB file with one FAT sector."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

SECTOR, LONG = 512, 4096  # a stream of at least 4096 bytes needs no mini stream
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
TEXT, TIME, BYTES = 0x001F, 0x0040, 0x0102
SUBJECT, SENDER, BODY, HTML, SENT = 0x0037, 0x0042, 0x1000, 0x1013, 0x0039


def mail(subject: str, sender: str, sent: datetime, *, body: str = "", html: str = "") -> bytes:
    """Return the bytes of a mail."""
    texts = {SUBJECT: subject, SENDER: sender, BODY: body}
    streams: dict[str, bytes] = {}
    entries = [struct.pack("<HHIq", TIME, SENT, 6, _filetime(sent))]
    for tag, text in texts.items():
        if text:
            streams[f"__substg1.0_{tag:04X}{TEXT:04X}"] = data = text.encode("utf-16-le")
            entries.append(struct.pack("<HHIII", TEXT, tag, 6, len(data) + 2, 0))
    if html:
        streams[f"__substg1.0_{HTML:04X}{BYTES:04X}"] = data = html.encode()
        entries.append(struct.pack("<HHIII", BYTES, HTML, 6, len(data), 0))
        entries.append(struct.pack("<HHIII", 0x0003, 0x3FDE, 6, 65001, 0))
    streams["__properties_version1.0"] = bytes(32) + b"".join(entries)
    return _compound(streams)


def _filetime(when: datetime) -> int:
    return int((when - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
    links = struct.pack("<III", FREE, right, child)
    return head + links + bytes(36) + struct.pack("<IQ", start, size)


def _compound(streams: dict[str, bytes]) -> bytes:
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    width = -(-(len(names) + 1) * 128 // SECTOR)
    fat = [FAT, *range(2, width + 1), END]
    entries = [_entry("Root Entry", 5, FREE, 1, END, 0)]
    content = b""
    for number, name in enumerate(names, 1):
        pad = b" \0" if name.endswith(f"{TEXT:04X}") else b"\0"
        data = streams[name] + pad * (max(LONG - len(streams[name]), 0) // len(pad))
        data += bytes(-len(data) % SECTOR)
        start, count = len(fat), len(data) // SECTOR
        fat += [*range(start + 1, start + count), END]
        right = number + 1 if number < len(names) else FREE
        size = len(streams[name]) if name.startswith("__prop") else len(data)
        entries.append(_entry(name, 2, right, FREE, start, max(size, LONG)))
        content += data
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, LONG, END, 0, END, 0)
    header += struct.pack("<109I", 0, *([FREE] * 108))
    table = struct.pack("<128I", *fat, *([FREE] * (128 - len(fat))))
    directory = b"".join(entries).ljust(width * SECTOR, b"\0")
    return header + table + directory + content
