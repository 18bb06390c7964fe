"""Bytes to text: valid UTF-8 exactly as it is, anything else detected, repaired and reported."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import NamedTuple

from analysis.errors import InputError

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark its own begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
KNOWN_BINARY = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "rich text (RTF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ", "an archive or file packed by xz, bzip2 or Zstandard"),
    (b"BZh9", "an archive or file packed by xz, bzip2 or Zstandard"),
    (b"\x28\xb5\x2f\xfd", "an archive or file packed by xz, bzip2 or Zstandard"),
    (b"ID3\x03", "a sound or a film"),
    (b"ID3\x04", "a sound or a film"),
    (b"OggS", "a sound or a film"),
    (b"\x1aE\xdf\xa3", "a sound or a film"),
    (b"SQLite format 3\0", "a database (SQLite)"),
)
DECLARED = re.compile(
    rb"(?:charset|encoding)[ \t]*=[ \t]*[\"']?([A-Za-z0-9_:.\-]{2,30})", re.IGNORECASE
)
CONTROLS = (*map(chr, range(9)), *map(chr, range(14, 27)), "\x7f")
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
# UTF-8 read as windows-1252: what a curly mark, a dash, an accent or a no-break space turn into.
MOJIBAKE = re.compile(
    r"â€[™œ\x9d\x9c“”˜¦¢]|Ã[©¨¡³±¶¼¤\xa0§ª«´]|Â[£©®°·\xa0»«]|ï¿½|â\x80[\x90-\x9f]"
)
MOJIBAKE_STARTS = "âÃÂï"  # a text without them, as most are, needs no search
# Bytes of windows-1252 that English prose uses; a capital inside a small word speaks against it.
ODD_LATIN = re.compile(
    r"[a-z][À-ÖØ-Þ][a-z]|[a-z][ÀÁÄ-ÖØ-Þ](?![A-ZÀ-Þ])|(?<![\w])[àâäçèéêëîïñôöœùûüú](?=\d)|[¤¦¨¬²³´¸¹¾]|[a-zA-Z][¡¿«»†‡‰ˆ˜‹›][a-zA-Z]|[a-z][ŽŠŸŒ]|Ò|Ó|[\x80-\x9f]"
)
# Of code page 437: frames and Greek letters, and marks of other encodings beside a word.
ODD_DOS = re.compile(
    rf"{ODD_LATIN.pattern}|[\u2500-\u25a0\u0370-\u03ff\u2219-\u2265]|\b[ìîïòûÆæ]\w|\w[ìîïòûÆæ]\b"
)
# Of Mac OS Roman: marks of money and footnotes inside a word, which other encodings' letters are.
ODD_MAC = re.compile(rf"{ODD_LATIN.pattern}|\w[†‡°¢£§•¶ß®™≠∞±≤≥¥µ∂∑∏π∫ªº√ƒ≈∆◊]+\w|\w[†°¢£§]\b")
LETTERS = bytes((*range(65, 91), *range(97, 123)))
HIGH = bytes(range(128, 256))
TAR = 257  # bytes before the mark of a tar archive
KINDS = "give a text, a page, a document, a mail or a table"
# What is known by its first bytes and not read, and what to do.
UNPACK = "unpack it first"
INSTEAD = {
    "a picture": "run text recognition (OCR) on it first",
    "a 7-Zip archive": UNPACK,
    "a RAR archive": UNPACK,
    "a tar archive": UNPACK,
    "an archive or file packed by xz, bzip2 or Zstandard": UNPACK,
    "a sound or a film": "give a transcript of it",
    "a database (SQLite)": "save its table as CSV",
}
TODO = "save it as UTF-8 text"


class Decoded(NamedTuple):
    """The text of some bytes, how they were read, and what was changed on the way."""

    text: str
    encoding: str
    repairs: tuple[str, ...] = ()


def decode(data: bytes, where: str, *, html: bool = False) -> Decoded:
    """Read bytes as text.

    Args:
        data: The bytes of a file.
        where: Its name, for the error.
        html: Whether a declared charset is looked for.

    Returns:
        The text. Valid UTF-8 stays as it is (a byte order mark as U+FEFF); that it looks encoded
        twice is noted.

    Raises:
        InputError: If the bytes are not text.
    """
    for magic, name in (*KNOWN_BINARY, (data[:TAR] + b"ustar", "a tar archive")):
        if data.startswith(magic):
            raise InputError(f"this is {name}, not text", where, INSTEAD.get(name, TODO))
    found = _marked(data) or _utf8(data) or _zeros(data)
    if found is None and b"\0" in data:
        raise InputError("this looks like a binary file", where, KINDS)
    found = found or _broken_utf8(data) or _other(data, html=html)
    if found is None:
        raise InputError("this is not text in any encoding known", where, TODO)
    controls = filter(found.text.__contains__, CONTROLS)
    if sum(map(found.text.count, controls)) * 100 > len(found.text) or "\0" in found.text:
        raise InputError("this looks like a binary file", where, KINDS)
    return found


def note_mojibake(text: str) -> tuple[str, ...]:
    """Return a note where valid text looks wrongly decoded before it was saved.

    Nothing is changed.
    """
    found = MOJIBAKE.findall(text) if any(map(text.__contains__, MOJIBAKE_STARTS)) else []
    if len(found) < 2:
        return ()
    return (f"note: {len(found)} places look wrongly decoded (“{found[0]}”); left as they are",)


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text whose lines of doubly encoded UTF-8 are mended, and how many lines those are.

    What still looks wrong is noted.
    """
    if MOJIBAKE.search(text) is None:
        return text, ()
    text, changed = _fixed(text, lambda line: MOJIBAKE.search(line) is not None)
    said = (f"UTF-8 that was encoded twice was mended in {changed}",) if changed else ()
    return text, (*said, *note_mojibake(text))


def _utf8(data: bytes) -> Decoded | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return Decoded(text, "utf-8", note_mojibake(text))


def _marked(data: bytes) -> Decoded | None:
    """Decode UTF-16 and UTF-32 with their byte order marks, which are taken off."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            text, broken = _replacing(data[len(mark) :], encoding)
            how = (f"read as {encoding.upper()} by its byte order mark", *broken)
            return Decoded(text, encoding, how)
    return None


def _zeros(data: bytes) -> Decoded | None:
    """Decode UTF-16 without a mark: in English every second byte is zero."""
    sample = data[:4000]
    if len(sample) < 8 or b"\0" not in sample:
        return None
    for encoding, place in (("utf-16-le", 1), ("utf-16-be", 0)):
        half, other = sample[place::2], sample[1 - place :: 2]
        if half.count(0) > 0.7 * len(half) and other.count(0) < 0.05 * len(other):
            text, broken = _replacing(data, encoding)
            return Decoded(
                text, encoding, (f"read as {encoding.upper()}, found by its zeros", *broken)
            )
    return None


def _replacing(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, errors="replace")
    text = LONE_SURROGATE.sub("\ufffd", text)
    lost = text.count("\ufffd")
    return text, ((f"{lost} characters could not be read (shown as \ufffd)",) if lost else ())


def _broken_utf8(data: bytes) -> Decoded | None:
    """Decode UTF-8 with a few bytes of another encoding in it, or cut off in a character."""
    text = data.decode("utf-8", errors="surrogateescape")
    bad = LONE_SURROGATE.findall(text)
    good = sum(ord(c) > 127 for c in text) - len(bad)
    cut_off = len(bad) <= 3 and text.endswith(tuple(bad)) and good > 0
    if not cut_off and good < 2 * len(bad):
        return None
    text = LONE_SURROGATE.sub(_windows, text)
    return Decoded(
        text, "utf-8", (f"{len(bad)} bytes that are not UTF-8 were read as windows-1252",)
    )


def _windows(match: re.Match[str]) -> str:
    byte = bytes([ord(match.group()) - 0xDC00])
    return byte.decode("cp1252", errors="replace")


def _other(data: bytes, *, html: bool) -> Decoded | None:
    """Decode by the declared charset, else by those common in English prose, else by statistics."""
    declared = _declared(data) if html else None
    if declared:
        return _repaired(declared.text, declared.encoding, "as the page declares")
    for encoding in ("cp1252", "mac-roman", "cp437"):
        text = _strictly(data, encoding)
        odd = {"cp437": ODD_DOS, "mac-roman": ODD_MAC}.get(encoding, ODD_LATIN)
        if text is not None and _mostly_ascii(data) and not odd.search(text):
            return _repaired(text, encoding, "found by its letters and marks")
    return _guessed(data)


def _mostly_ascii(data: bytes) -> bool:
    """Tell whether it can be a language of Latin letters with some accents and curly marks."""
    return len(data) - len(data.translate(None, LETTERS)) >= 4 * (
        len(data) - len(data.translate(None, HIGH))
    )


def _guessed(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, seldom needed

    best = from_bytes(data).best()
    if best is None:
        text = _strictly(data, "cp1252")
        return None if text is None else _repaired(text, "cp1252", "for want of a better guess")
    return _repaired(str(best), best.encoding, "guessed by charset-normalizer")


def _declared(data: bytes) -> Decoded | None:
    match = DECLARED.search(data, 0, 4096)
    if match is None:
        return None
    name = match.group(1).decode("ascii").lower()
    if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}:
        name = "cp1252"  # what browsers read under these names
    text = _strictly(data, name)
    return None if text is None else Decoded(text, name)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        text = codecs.decode(data, encoding)
    except (UnicodeError, LookupError, ValueError, TypeError):
        return None
    return text if isinstance(text, str) and not LONE_SURROGATE.search(text) else None


def _repaired(text: str, encoding: str, how: str) -> Decoded:
    """Undo mojibake, line by line; nothing else is changed, quotation marks least."""
    text, changed = _fixed(text, lambda line: not line.isascii())
    words = [f"not UTF-8: read as {encoding}, {how}"]
    if changed:
        words.append(f"wrongly decoded characters mended in {changed}")
    return Decoded(text, encoding, tuple(words))


def _fixed(text: str, doubtful: Callable[[str], bool]) -> tuple[str, str]:
    """Return a text with its doubtful lines put right, and how many that changed ("2 lines")."""
    import ftfy  # noqa: PLC0415 - seldom needed

    settings = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        normalization=None,
    )
    old = text.split("\n")
    new = [str(ftfy.fix_encoding(line, settings)) if doubtful(line) else line for line in old]
    changed = sum(a != b for a, b in zip(old, new, strict=True))
    told = f"{changed} line{'' if changed == 1 else 's'}" if changed else ""
    return "\n".join(new), told
