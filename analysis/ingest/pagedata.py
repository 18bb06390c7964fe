"""Read what a page's data say of its article: title, authors, date, outlet, address, section."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any

from analysis.ingest.documents import About, authors, iso_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LANGUAGE = re.compile(r"<html[^>]{0,300}\blang=[\"']?([a-zA-Z]{2})\b")
HOST = re.compile(r"https?://(?:www\.|w\d+\.)?([^/]+)")
SECTIONS = ("/categor", "article:section", "subject")  # what pages name their sections with
LONGEST = 300  # characters of a title, a name or an address


def about(tree: HtmlElement, source: str) -> About:
    """Return what a page's data say; the page itself stays as it is."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of time zones that dateutil does not know
            found = _found(tree, source)
    except Exception:  # noqa: BLE001 - a parser of strangers' pages: whatever it trips over
        return About()
    language = LANGUAGE.search(source[:5000])
    return About(
        title=_line(found.title),
        authors=authors(_line(found.author)),
        date=iso_date(found.date),
        outlet=_line(_outlet(found)),
        url=_line(found.url),
        section=_line((found.categories or [""])[0]),
        language=language[1].lower() if language else "",
    )


def _found(tree: HtmlElement, source: str) -> Any:
    """Take those steps of trafilatura's ``extract_metadata`` that an article needs.

    The others (its licence, its tags) take most of the time.
    """
    from trafilatura import metadata, settings  # noqa: PLC0415 - slow to import

    found = metadata.examine_meta(tree)
    found.author = found.author if " " in (found.author or "") else None
    try:
        found = metadata.extract_meta_json(tree, found)
    except Exception:  # noqa: BLE001 - as above; what else the page says may be sound
        found.categories = found.categories or []
    found.title = found.title or metadata.extract_title(tree)
    found.author = found.author or metadata.extract_author(tree)
    found.url = found.url or metadata.extract_url(tree)
    when = settings.set_date_params(extensive=False)
    found.date = metadata.find_date(tree, url=found.url, **when)  # type: ignore[attr-defined]
    found.sitename = found.sitename or metadata.extract_sitename(tree)
    if not found.categories and any(map(source.__contains__, SECTIONS)):
        found.categories = metadata.extract_catstags("category", tree)
    found.clean_and_trim()
    return found


def _outlet(found: Any) -> str:
    """Return the name of the site, without the @ of an account; else the host of the address."""
    name: str = (found.sitename or "").lstrip("@")
    if not found.sitename:
        host = HOST.match(found.url or "")
        return host[1] if host else ""
    return name if "." in name or name[:1].isupper() else name.title()


def _line(value: object) -> str:
    return " ".join(str(value or "").split())[:LONGEST]
