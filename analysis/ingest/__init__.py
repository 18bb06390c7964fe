"""Files to articles: finds them, reads them, tells their paragraphs apart.

Nothing is dropped or repaired silently: what was changed or left out is in ``Article.repairs``,
what is not body is a paragraph of another kind with a reason.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from analysis.errors import InputError
from analysis.ingest import pages
from analysis.ingest.decoding import LONE_SURROGATE, Decoded, decode, note_mojibake
from analysis.ingest.kinds import classify, title
from analysis.ingest.pages import Page
from analysis.ingest.paragraphs import split, trim
from analysis.ingest.prose import unmarked
from analysis.model import Article

TEXT, MARKDOWN, HTML = {".txt", ".text"}, {".md", ".markdown"}, {".html", ".htm", ".xhtml"}
SUFFIXES = frozenset(TEXT | MARKDOWN | HTML)
STDIN = "-"
LARGEST = 50 * 1024 * 1024  # bytes; a year of a newspaper is less
CORRECTIONS = "corrections.yaml"  # lies beside articles and is none
MAGIC = re.compile(r"[*?\[]")
# A folder with these is a report that was made of an article, and no article itself.
REPORT = frozenset({"manifest.json", "report.html", "report.ipynb"})


def expand(paths: Iterable[str | Path]) -> list[Path | InputError]:
    """Find the articles that paths, folders and patterns stand for.

    A path that exists is taken literally, whatever characters it has; else ``*``, ``?``, ``[...]``
    and ``**`` are a pattern. Folders are searched through for ``.txt``, ``.md`` and ``.html``
    files, sorted, without hidden ones, without the reports made earlier and without following
    links to folders. ``-`` stays as it is: standard input.

    Returns:
        Files in the order asked for, each once. In the place of a path that leads nowhere stands
        the error that says so, for the caller to report or raise: one bad path never costs the
        others. That a file can be read is only known once :func:`load` has read it.
    """
    found: list[Path | InputError] = []
    seen: set[str] = set()
    for path in paths:
        for item in _expand(path):
            key = str(item) if isinstance(item, InputError) else os.path.realpath(item)
            if str(item) == STDIN or key not in seen:
                found.append(item)
            seen.add(key)
    return found


def load(path: str | Path) -> Article:
    """Read one article.

    Args:
        path: A file, or ``-`` for standard input. The type goes by the suffix; what has another
            one is read as HTML if it begins as such, else as plain text.

    Returns:
        The article; ``id`` is the file's stem, ``sha256`` that of its bytes.

    Raises:
        InputError: If it is missing, no regular file, unreadable, too large, empty or binary.
    """
    data = contents(path)
    if str(path) == STDIN:
        return from_bytes(data, "stdin", where="standard input")
    stem = os.fsencode(Path(path).stem).decode("utf-8", "replace")
    return from_bytes(data, stem, Path(path).suffix, where=str(path))


def contents(path: str | Path) -> bytes:
    """The bytes of a file, or of standard input for ``-``.

    Raises:
        InputError: If it is missing, no regular file, unreadable or too large.
    """
    if str(path) == STDIN:
        return _bounded(sys.stdin.buffer.read(LARGEST + 1), "standard input")
    return _read(Path(path))


def from_bytes(data: bytes, id: str, suffix: str = "", *, where: str = "") -> Article:  # noqa: A002
    """Make an article of a file's bytes.

    Args:
        data: The bytes as they are in the file.
        id: The article's id.
        suffix: ``.txt``, ``.md``, ``.html``; anything else is told from the content.
        where: What errors call it; the id if empty.

    Raises:
        InputError: If the bytes hold no text.
    """
    where, suffix = where or id, suffix.lower()
    decoded = decode(data, where, html=suffix not in TEXT | MARKDOWN)
    if trim(decoded.text, 0, len(decoded.text)) is None:
        raise InputError("this is empty", where, "give a file with text in it")
    page = _page(decoded.text, suffix)
    if not page.pieces:
        raise InputError(
            "no article text was found in this", where, "check that it holds an article"
        )
    return _article(page, decoded, id, hashlib.sha256(data).hexdigest())


def from_text(text: str, id: str = "text") -> Article:  # noqa: A002 - the record's field
    """Make an article of a string, read as plain text.

    Half a surrogate pair, which no file can hold, becomes U+FFFD; nothing else is changed.

    Raises:
        InputError: If it holds no text, or NUL characters.
    """
    if trim(text, 0, len(text)) is None:
        raise InputError("this is empty", id, "give some text")
    if "\0" in text:
        raise InputError("this holds NUL characters", id, "give text, not binary data")
    sound, lost = LONE_SURROGATE.subn("\ufffd", text)
    repairs = (f"{lost} half surrogate pairs were replaced by \ufffd",) if lost else ()
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    decoded = Decoded(sound, "utf-8", (*repairs, *note_mojibake(sound)))
    return _article(Page(sound, split(sound)), decoded, id, digest)


def distinct(ids: Sequence[str]) -> list[str]:
    """The ids with a number after each that came before, letter case aside: a, a-2, a-3.

    For naming files and folders after articles: two files of one stem must not meet in one.
    """
    taken: set[str] = {name.casefold() for name in ids}
    given: set[str] = set()
    names: list[str] = []
    for name in ids:
        unique, number = name, 1
        while unique.casefold() in given or (number > 1 and unique.casefold() in taken):
            number += 1
            unique = f"{name}-{number}"
        given.add(unique.casefold())
        names.append(unique)
    return names


def _page(text: str, suffix: str) -> Page:
    if suffix in HTML or (suffix not in TEXT | MARKDOWN and pages.looks_like_html(text)):
        return pages.html(text)
    return pages.markdown(text) if suffix in MARKDOWN else Page(text, split(text))


def _article(page: Page, decoded: Decoded, id: str, digest: str) -> Article:  # noqa: A002
    paragraphs = classify(page.text, page.pieces)
    shown = page.title or title(page.text, paragraphs)
    return Article(
        id=id,
        text=page.text,
        paragraphs=paragraphs,
        title=unmarked(shown) if page.marked else shown,
        encoding=decoded.encoding,
        sha256=digest,
        repairs=(*decoded.repairs, *page.repairs),
    )


def _expand(path: str | Path) -> Iterator[Path | InputError]:
    raw = os.fspath(path)
    if raw == STDIN:
        yield Path(STDIN)
        return
    # "./-" is a file; as a bare Path it would be taken for standard input.
    place = Path.cwd() / raw if str(Path(raw)) == STDIN else Path(raw)
    if raw and _exists(place):
        yield from _folder(place) if place.is_dir() else [place]
    elif MAGIC.search(raw):
        yield from _pattern(raw)
    else:
        yield InputError("there is no such file or folder", raw or '""', "check the path")


def _exists(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except (OSError, ValueError):  # a NUL, or far too long
        return False


def _folder(folder: Path) -> Iterator[Path | InputError]:
    errors: list[InputError] = []

    def unreadable(error: OSError) -> None:
        reason = (error.strerror or "unreadable").lower()
        errors.append(InputError(f"this folder can't be read: {reason}", str(error.filename)))

    files: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=unreadable):
        if REPORT.issubset(names):
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(root, n) for n in names if not n.startswith(".") and _known(n)]
    yield from errors
    yield from sorted(files, key=lambda file: file.parts)
    if not files and not errors:
        todo = "give a folder with .txt, .md or .html files"
        yield InputError("no articles in this folder", str(folder), todo)


def _is_report(folder: Path) -> bool:
    return all((folder / name).is_file() for name in REPORT)


def _known(name: str) -> bool:
    return Path(name).suffix.lower() in SUFFIXES


def _pattern(raw: str) -> Iterator[Path | InputError]:
    """What a pattern matches, as a shell would: files of any suffix, folders searched through."""
    parts = Path(raw).parts
    plain = next(i for i, part in enumerate(parts) if MAGIC.search(part))
    base, rest = Path(*parts[:plain]), str(Path(*parts[plain:]))
    hidden = any(part.startswith(".") for part in parts[plain:])
    try:
        # pathlib's "**" follows no links to folders, so that a loop of them ends.
        matches = sorted(base.glob(rest), key=lambda file: file.parts)
    except (OSError, ValueError, NotImplementedError, re.error):
        matches = []
    depth = len(base.parts)
    if not hidden:
        matches = [m for m in matches if not any(p.startswith(".") for p in m.parts[depth:])]
    files = [m for m in matches if not m.is_dir() and m.name != CORRECTIONS]
    reports = {p for p in {file.parent for file in files} if _is_report(p)}
    files = [file for file in files if file.parent not in reports]
    if files:
        yield from files
    for folder in (match for match in matches if match.is_dir()):
        inside = list(_folder(folder))
        if not files or any(isinstance(item, Path) for item in inside):
            yield from inside
    if not files and all(match.parent in reports for match in matches):
        yield InputError("nothing matches this pattern", raw, "check the path")


def _read(path: Path) -> bytes:
    """The bytes of a regular file; pipes and devices are refused before they could hang."""
    where = str(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise InputError("this is a folder", where, "give a file, or let expand() search it")
        if not stat.S_ISREG(found.st_mode):
            raise InputError(
                "this is not a regular file", where, "give a text, Markdown or HTML file"
            )
        if found.st_size > LARGEST:
            return _bounded(b"", where, found.st_size)
        with path.open("rb") as file:
            return _bounded(file.read(LARGEST + 1), where)
    except FileNotFoundError:
        raise InputError("there is no such file", where, "check the path") from None
    except PermissionError:
        raise InputError(
            "this can't be read: permission denied", where, "check its permissions"
        ) from None
    except OSError as error:
        raise InputError(
            f"this can't be read: {(error.strerror or 'unknown').lower()}", where
        ) from None
    except ValueError:
        raise InputError("this is no usable path", where, "check the path") from None


def _bounded(data: bytes, where: str, size: int = 0) -> bytes:
    if max(size, len(data)) > LARGEST:
        megabytes = LARGEST // (1024 * 1024)
        raise InputError(f"this is larger than {megabytes} MB", where, "split it into its articles")
    return data
