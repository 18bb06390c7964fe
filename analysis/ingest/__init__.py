"""Files to articles: finds them, reads them, tells their paragraphs apart.

Nothing is dropped or repaired silently: what was changed or left out is in ``Article.repairs``,
what is not body is a paragraph of another kind with a reason.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from analysis.errors import InputError
from analysis.ingest import formats, languages, pages
from analysis.ingest.content import LARGEST, Content, of_bytes, of_file
from analysis.ingest.decoding import LONE_SURROGATE, Decoded, decode, note_mojibake
from analysis.ingest.documents import About, Document
from analysis.ingest.kinds import classify, title
from analysis.ingest.pages import Page
from analysis.ingest.paragraphs import Piece, split, trim
from analysis.ingest.prose import unmarked
from analysis.invisible import plain
from analysis.model import Article

TEXT, MARKDOWN, HTML = {".txt", ".text"}, {".md", ".markdown"}, {".html", ".htm", ".xhtml"}
# What a folder is searched for; tables and archives are read where they are named.
SUFFIXES = frozenset(
    (TEXT | MARKDOWN | HTML)
    | {".docx", ".odt", ".rtf", ".pdf", ".epub", ".eml", ".msg", ".mht", ".mhtml", ".mbox", ".nitf"}
    | {".warc"}
)
PART = re.compile(r"#(\d+)\Z")
TAKEN = frozenset({"id", "title"})  # of what a page tells, what the article has otherwise
UNSAFE = re.compile(r"[^\w.-]+")
STDIN = "-"
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
    file, number = _part(path)
    return _one(articles(file), file, number)


def loads(data: bytes, path: str | Path) -> Article:
    """Read one article from the bytes of the file at a path; see :func:`load`."""
    file, number = _part(path)
    return _one(_of_content(of_bytes(data, _where(file)), file, {}), file, number)


def parts(path: str | Path) -> list[tuple[Path, str] | InputError]:
    """List the articles of a file as paths that :func:`load` reads, each with its id.

    ``arts.csv`` gives ``arts.csv#1``, ``arts.csv#2``; a file of one article gives itself. In the
    place of an article that can't be read stands its error.
    """
    file, number = _part(path)
    own = Path(path), _stem(file)
    if number:
        return [(Path(path), load(path).id)]
    if str(path) == STDIN:
        return [own]
    with _opened(file) as opened:
        if not formats.kind(of_file(opened, str(file)), Path(file).suffix.lower(), {}):
            return [own]
    found = list(articles(file))
    if len(found) == 1:
        return [own]
    return [
        one if isinstance(one, InputError) else (Path(f"{file}#{count}"), one.id)
        for count, one in enumerate(found, 1)
    ]


def file_of(path: str | Path) -> str | Path:
    """Return the file in which an article lies: of ``arts.csv#2`` it is ``arts.csv``."""
    return _part(path)[0]


def _one(found: Iterator[Article | InputError], file: str | Path, number: int) -> Article:
    """The article of a number; for 0 the only one."""
    if number:
        for count, one in enumerate(found, 1):
            if count == number:
                return _sound(one)
        raise InputError(f"has no article {number}", str(file), "give a lower number")
    article = next(found, None)
    if article is None:
        raise InputError(
            "no article was found in this", str(file), "check that it holds an article"
        )
    if next(found, None) is not None:
        todo = f"name one, as in {file}#1, or read all with analysis extract"
        raise InputError("this holds several articles", str(file), todo)
    return _sound(article)


def _sound(found: Article | InputError) -> Article:
    if isinstance(found, InputError):
        raise found
    return found


def _part(path: str | Path) -> tuple[str | Path, int]:
    """A file, and which of its articles is meant ("arts.csv#2"); 0 for the only one."""
    match = PART.search(str(path))
    if match is None or _exists(Path(path)):
        return path, 0
    return str(path)[: match.start()], int(match[1])


def articles(
    path: str | Path,
    columns: Mapping[str, str] | None = None,
    id: str = "",  # noqa: A002
    watch: Callable[[BinaryIO], object] | None = None,
) -> Iterator[Article | InputError]:
    """Yield the articles of a file of any known format, one at a time.

    In the place of an article of several that can't be read stands its error. Tables, mailboxes and
    archives are read as they go, whatever their size.

    Args:
        path: A file, or ``-`` for standard input.
        columns: For tables, the names of columns by field: ``{"text": "Volltext"}``.
        id: What the file's only article is called, and what those of several begin with; by
            default the file's stem.
        watch: Called with the file once it is open: where it stands tells how much is read.

    Raises:
        InputError: As :func:`load`, where it concerns the whole file.
    """
    with _opened(path) as file:
        if watch is not None:
            watch(file)
        yield from _of_content(of_file(file, _where(path)), path, columns or {}, id)


def _where(path: str | Path) -> str:
    return "standard input" if str(path) == STDIN else str(path)


def _stem(path: str | Path) -> str:
    if str(path) == STDIN:
        return "stdin"
    return os.fsencode(Path(path).stem).decode("utf-8", "replace")


def _of_content(
    content: Content,
    path: str | Path,
    columns: Mapping[str, str],
    id: str = "",  # noqa: A002
) -> Iterator[Article | InputError]:
    """The articles of a file that is open."""
    suffix = "" if str(path) == STDIN else Path(path).suffix.lower()
    stem = id or _stem(path)
    found = formats.documents(content, suffix, columns)
    if found is None:
        yield from_bytes(content.data(), stem, suffix, where=content.where)
    else:
        yield from _numbered(found, content, stem)


def _numbered(
    found: Iterator[Document | InputError], content: Content, stem: str
) -> Iterator[Article | InputError]:
    """The articles of a file's documents, each with an id of its own."""
    where = content.where
    taken: set[str] = set()
    ahead = list(islice(found, 2))
    for number, document in enumerate(chain(ahead, found), 1):
        if isinstance(document, InputError):
            yield document
            continue
        told = UNSAFE.sub("-", document.about.id).strip(".-")[:80]
        name = stem if len(ahead) == 1 else told or f"{stem}-{number}"
        name = name if name not in taken else f"{stem}-{number}"
        taken.add(name)
        place = f"{where}, {document.place}" if document.place else where
        alone = len(ahead) == 1 and content.whole
        own = document.text or document.html
        digest = hashlib.sha256(content.head if alone else own.encode("utf-8", "replace"))
        try:
            yield from_document(document, name, digest.hexdigest(), place)
        except InputError as error:
            yield error
        except Exception as error:  # noqa: BLE001 - one article never costs the others
            yield unexpected(error, place)


def from_document(document: Document, id: str, digest: str, where: str) -> Article:  # noqa: A002
    """Make an article of a document of some format.

    Raises:
        InputError: It holds no text.
    """
    about = document.about
    page = pages.html(document.html) if document.html else None
    text = LONE_SURROGATE.sub("\ufffd", document.text.replace("\0", ""))
    if page is None:
        page = Page(text, paragraphs(text), about.title)
    if not page.pieces:
        raise _no_article(page, where)
    repairs = (*document.repairs, *note_mojibake(page.text))
    article = _article(page, Decoded(page.text, "utf-8", repairs), id, digest)
    given = {f.name: getattr(about, f.name) for f in fields(about) if f.name != "id"}
    return replace(article, **{name: value for name, value in given.items() if value})


def read_all(
    paths: Iterable[str | Path],
    columns: Mapping[str, str] | None = None,
    watch: Callable[[BinaryIO], object] | None = None,
) -> Iterator[tuple[str, Article | InputError]]:
    """Yield every article that paths stand for, one at a time, with the file it came from.

    Ids are unique: files of one stem are told apart by their folders, or by a number. What can't
    be read is yielded as its error and costs no other article.

    Args:
        paths: Files, folders and patterns, as :func:`expand` takes them.
        columns: See :func:`articles`.
        watch: See :func:`articles`.
    """
    yield from stream(expand(paths), columns, watch=watch)


def stream(
    items: Iterable[Path | InputError],
    columns: Mapping[str, str] | None = None,
    *,
    any_language: bool = True,
    watch: Callable[[BinaryIO], object] | None = None,
) -> Iterator[tuple[str, Article | InputError]]:
    """Yield the articles of files that :func:`expand` found; see :func:`read_all`.

    Without ``any_language`` an error stands in the place of an article that is not in English.
    """
    items = list(items)
    names = unique([item for item in items if isinstance(item, Path)])
    taken: set[str] = set()
    for item in items:
        if isinstance(item, InputError):
            yield item.where, item
            continue
        try:
            for article in _named_part(item, columns, names[item], watch):
                if isinstance(article, InputError):
                    yield str(item), article
                    continue
                key, number = article.id, 1
                while key.casefold() in taken:
                    number += 1
                    key = f"{article.id}-{number}"
                taken.add(key.casefold())
                where = str(item) if article.id == names[item] else f"{item}, {article.id}"
                foreign = None if any_language else not_english(article, where)
                yield str(item), foreign or replace(article, id=key)
        except InputError as error:
            yield str(item), error
        except Exception as error:  # noqa: BLE001 - one file never costs the others
            yield str(item), unexpected(error, str(item))


def not_english(article: Article, where: str) -> InputError | None:
    """Return an error for an article in another language; None for English and where unsure."""
    body = (p.span.of(article.text) for p in article.paragraphs if p.kind == "body")
    found = languages.other_language("\n".join(body))
    if not found:
        return None
    named = "another language" if found == languages.OTHER else f"another language ({found})"
    todo = "the software is made for English; --any-language reads it all the same"
    return InputError(f"this is in {named}", where, todo)


def _named_part(
    path: Path,
    columns: Mapping[str, str] | None,
    name: str,
    watch: Callable[[BinaryIO], object] | None,
) -> Iterator[Article | InputError]:
    file, number = _part(path)
    if number:
        yield load(path)
    else:
        yield from articles(file, columns, name, watch)


def unexpected(error: Exception, where: str) -> InputError:
    """Make an error of an article's own of whatever its reading tripped over."""
    said = " ".join(str(error).split())[:160]
    return InputError(
        f"this could not be read ({type(error).__name__}: {said})", where, "please report it"
    )


def unique(files: Sequence[Path]) -> dict[Path, str]:
    """Return an id for each file: its stem, with folders before it where another has the same."""
    groups: dict[str, list[Path]] = {}
    for file in files:
        groups.setdefault(_stem(file).casefold(), []).append(file)
    found: dict[Path, str] = {}
    for rivals in groups.values():
        found |= {rivals[0]: _stem(rivals[0])} if len(set(rivals)) == 1 else _apart(rivals)
    return {file: found[file] for file in files}


def _apart(files: Sequence[Path]) -> dict[Path, str]:
    """Ids of files of one stem: each with as many folders before it as tell it from the others."""
    folders = {file: file.absolute().parent.parts for file in files}
    found: dict[Path, str] = {}
    depth = 1
    while len(found) < len(folders):
        ends = Counter(parts[-depth:] for parts in folders.values())
        for file, parts in folders.items():
            if file not in found and (depth >= len(parts) or ends[parts[-depth:]] == 1):
                found[file] = UNSAFE.sub("-", "-".join((*parts[-depth:], _stem(file))))
        depth += 1
    return found


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
        raise _no_article(page, where)
    return _article(page, decoded, id, hashlib.sha256(data).hexdigest())


def _no_article(page: Page, where: str) -> InputError:
    told = f": {page.instead}" if page.instead else ""
    return InputError(
        f"no article text was found in this{told}", where, "check that it holds an article"
    )


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
    return _article(Page(sound, paragraphs(sound)), decoded, id, digest)


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
    return pages.markdown(text) if suffix in MARKDOWN else Page(text, paragraphs(text))


def paragraphs(text: str) -> list[Piece]:
    """The paragraphs of plain text; "> " before each line of quoted mail does not part them."""
    hidden = plain(text, quoting_only=True)
    if hidden is None:
        return split(text)
    return [piece._replace(span=hidden.back(piece.span)) for piece in split(hidden.text)]


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
        **{f.name: getattr(page.about, f.name) for f in fields(About) if f.name not in TAKEN},
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
    elif _part(raw)[1] and _exists(Path(_part(raw)[0])):
        yield Path(raw)
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
        pages_here = {Path(name).stem for name in names if Path(name).suffix.lower() in HTML}
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and name.removesuffix("_files") not in pages_here
        ]
        files += [Path(root, n) for n in names if not n.startswith(".") and _known(n)]
    yield from errors
    yield from sorted(files, key=lambda file: file.parts)
    if not files and not errors:
        todo = "give a folder with text, HTML or document files"
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
    """The bytes of a regular file."""
    with _regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        try:
            return _bounded(b"" if size > LARGEST else file.read(LARGEST + 1), str(path), size)
        except OSError as error:
            reason = (error.strerror or "unknown").lower()
            raise InputError(f"this can't be read: {reason}", str(path)) from None


@contextmanager
def _opened(path: str | Path) -> Iterator[BinaryIO]:
    """A file, or standard input, that can be read from its beginning again."""
    if str(path) == STDIN:
        yield io.BytesIO(contents(path))
        return
    with _regular(Path(path)) as file:
        yield file


@contextmanager
def _regular(path: Path) -> Iterator[BinaryIO]:
    """A regular file, open; pipes and devices are refused before they could hang."""
    where = str(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise InputError("this is a folder", where, "give a file, or let expand() search it")
        if not stat.S_ISREG(found.st_mode):
            todo = "give a text, Markdown or HTML file"
            raise InputError("this is not a regular file", where, todo)
        file = path.open("rb")
    except FileNotFoundError:
        raise InputError("there is no such file", where, "check the path") from None
    except PermissionError:
        todo = "check its permissions"
        raise InputError("this can't be read: permission denied", where, todo) from None
    except OSError as error:
        reason = (error.strerror or "unknown").lower()
        raise InputError(f"this can't be read: {reason}", where) from None
    except ValueError:
        raise InputError("this is no usable path", where, "check the path") from None
    with file:
        yield file


def _bounded(data: bytes, where: str, size: int = 0) -> bytes:
    if max(size, len(data)) > LARGEST:
        megabytes = LARGEST // (1024 * 1024)
        raise InputError(f"this is larger than {megabytes} MB", where, "split it into its articles")
    return data
