"""Find files of articles: in folders, by patterns, with names that tell them apart."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from analysis.errors import InputError, reason
from analysis.ingest.opening import STDIN, exists, part, stem
from analysis.ingest.written import REPORT, is_report, own

TEXT, MARKDOWN, HTML = {".txt", ".text"}, {".md", ".markdown"}, {".html", ".htm", ".xhtml"}
# What a folder is searched for; tables and archives are read where they are named.
SUFFIXES = frozenset(
    (TEXT | MARKDOWN | HTML)
    | {".docx", ".odt", ".rtf", ".pdf", ".epub", ".eml", ".msg", ".mht", ".mhtml", ".mbox", ".nitf"}
    | {".warc"}
)
# What is read where it is named, and in a folder only counted.
NAMED_ONLY = frozenset(
    ".csv .tsv .json .jsonl .ndjson .xlsx .parquet .zip .gz .xml .rss .atom".split()
)
# How browsers call the folder of a page that they save.
SAVED = ("_files", "-Dateien", "_fichiers", "_archivos", ".files")
UNSAFE = re.compile(r"[^\w.-]+")
CORRECTIONS = "corrections.yaml"  # lies beside articles and is none
MAGIC = re.compile(r"[*?\[]")
# Where reports have copies of what they were made of, articles and records, and gold.
KEPT, GOLD = "article", "gold"


def expand(paths: Iterable[str | Path]) -> list[Path | InputError]:
    """Find the articles that paths, folders and patterns stand for.

    A path that exists is taken literally, whatever characters it has; else ``*``, ``?``, ``[...]``
    and ``**`` are a pattern. Folders are searched through for ``.txt``, ``.md`` and ``.html``
    files, sorted, without hidden ones, without what the software wrote itself (reports, indexes,
    exports) and without following links to folders. ``-`` stays as it is: standard input.

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


def unique(files: Sequence[Path]) -> dict[Path, str]:
    """Return an id for each file: its stem, with folders before it where another has the same."""
    groups: dict[str, list[Path]] = {}
    for file in files:
        groups.setdefault(stem(file).casefold(), []).append(file)
    found: dict[Path, str] = {}
    for rivals in groups.values():
        found |= {rivals[0]: stem(rivals[0])} if len(set(rivals)) == 1 else _apart(rivals)
    return {file: found[file] for file in files}


def distinct(ids: Sequence[str]) -> list[str]:
    """Return the ids with a number after each that came before, letter case aside: a, a-2, a-3.

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


def untaken(name: str, taken: set[str]) -> str:
    """Return a name with a number after it if it is taken, letter case aside, and take it."""
    unique, number = name, 1
    while unique.casefold() in taken:
        number += 1
        unique = f"{name}-{number}"
    taken.add(unique.casefold())
    return unique


def _expand(path: str | Path) -> Iterator[Path | InputError]:
    raw = os.fspath(path)
    if raw == STDIN:
        yield Path(STDIN)
        return
    # "./-" is a file; as a bare Path it would be taken for standard input.
    place = Path.cwd() / raw if str(Path(raw)) == STDIN else Path(raw)
    if raw and exists(place):
        yield from _folder(place) if place.is_dir() else [place]
    elif part(raw)[1] and exists(Path(part(raw)[0])):
        yield Path(raw)
    elif MAGIC.search(raw):
        yield from _pattern(raw)
    else:
        yield InputError("there is no such file or folder", raw or '""', "check the path")


def _folder(folder: Path) -> Iterator[Path | InputError]:
    errors: list[InputError] = []

    def unreadable(error: OSError) -> None:
        told = f"this folder can't be read: {reason(error)}"
        errors.append(InputError(told, str(error.filename)))

    files: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=unreadable):
        if REPORT.issubset(names):
            folders.clear()
            continue
        pages_here = {Path(name).stem for name in names if Path(name).suffix.lower() in HTML}
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and not _saved_with(name) & pages_here
        ]
        known = [Path(root, n) for n in names if not n.startswith(".") and _known(n)]
        files += [file for file in known if not own(file, names)]
    yield from errors
    yield from sorted(files, key=lambda file: file.parts)
    if not files and not errors:
        todo = "give a folder with text, HTML or document files"
        yield InputError("no articles in this folder", str(folder), todo)


def _saved_with(name: str) -> set[str]:
    """Return the pages, without suffix, that a folder of this name may have been saved with."""
    return {name.removesuffix(end) for end in SAVED if name.endswith(end)}


def _in_saved(path: Path, depth: int) -> bool:
    """Tell whether a path lies in the folder of a saved page, below so many parts of it."""
    return any(
        (place.parent / f"{stem}{suffix}").is_file()
        for place in path.parents
        if len(place.parts) > depth
        for stem in _saved_with(place.name)
        for suffix in HTML
    )


def left_in(path: str | Path) -> list[str]:
    """Return the names of files in a folder that are read only where they are named."""
    folder = Path(path)
    if str(path) == STDIN or not folder.is_dir() or is_report(folder):
        return []
    found = (p for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))
    return sorted(p.name for p in found if p.suffix.lower() in NAMED_ONLY)


def _known(name: str) -> bool:
    return Path(name).suffix.lower() in SUFFIXES


def _is_kept(path: Path, depth: int) -> bool:
    """Tell whether a path is, or lies in, a report's copies, below so many parts of it."""
    places = (path, *path.parents)
    return any(
        place.name in {KEPT, GOLD} and len(place.parts) > depth and is_report(place.parent)
        for place in places
    )


def _pattern(raw: str) -> Iterator[Path | InputError]:
    """Yield what a pattern matches, as a shell would.

    Those are files of any suffix; folders are searched through.
    """
    parts = Path(raw).parts
    plain = next(i for i, name in enumerate(parts) if MAGIC.search(name))
    base, rest = Path(*parts[:plain]), str(Path(*parts[plain:]))
    hidden = any(name.startswith(".") for name in parts[plain:])
    try:
        # pathlib's "**" follows no links to folders, so that a loop of them ends.
        matches = sorted(base.glob(rest), key=lambda file: file.parts)
    except (OSError, ValueError, NotImplementedError, re.error):
        matches = []
    depth = len(base.parts)
    if not hidden:
        matches = [m for m in matches if not any(p.startswith(".") for p in m.parts[depth:])]
    matches = [m for m in matches if not _is_kept(m, depth) and not _in_saved(m, depth)]
    files = [m for m in matches if not m.is_dir() and m.name != CORRECTIONS]
    reports = {p for p in {file.parent for file in files} if is_report(p)}
    written = {file for file in files if file.parent in reports or own(file)}
    files = [file for file in files if file not in written]
    if files:
        yield from files
    for folder in (match for match in matches if match.is_dir()):
        inside = list(_folder(folder))
        if not files or any(isinstance(item, Path) for item in inside):
            yield from inside
    if not files and all(match in written for match in matches):
        yield InputError("nothing matches this pattern", raw, "check the path")


def _apart(files: Sequence[Path]) -> dict[Path, str]:
    """Return ids of files of one stem: each with the folders before it that tell it from others.

    Files of one folder have their suffix behind the stem instead: story-txt, story-html.
    """
    folders = {file: file.absolute().parent.parts[1:] for file in files}
    held = Counter(folders.values())
    depths = dict.fromkeys(held, 0)
    left, depth = list(held) if len(held) > 1 else [], 1
    while left:
        ends = Counter(parts[-depth:] for parts in held)
        for parts in left:
            if ends[parts[-depth:]] == 1 or depth >= len(parts):
                depths[parts] = depth
        left, depth = [parts for parts in left if not depths[parts]], depth + 1
    found: dict[Path, str] = {}
    for file, parts in folders.items():
        before = parts[-depths[parts] :] if depths[parts] else ()
        behind = [file.suffix.lstrip(".").lower()] if held[parts] > 1 else []
        found[file] = UNSAFE.sub("-", "-".join(filter(None, (*before, stem(file), *behind))))
    return found
