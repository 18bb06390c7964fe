"""Ask trafilatura (Barbaresi 2021) which elements of a page are its article.

Its steps are called one by one, because it takes them all for every page: it chooses elements, asks
readability for a second opinion, and tries again with other means where that gave little. Half of
the time goes into opinions that can't change the outcome.
"""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

OUTWEIGHS = 2  # times as much text as was chosen: what readability must find to be taken instead
LONG = 3000  # characters from which trafilatura does not try again
FEW = 0.4  # share of the page's text below which it may try again, if that is no long one


def body(tree: HtmlElement) -> HtmlElement | None:
    """Return an element that holds the article's, copied; None where trafilatura fails."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - slow to import

    try:
        found = _chosen(tree)
        if found is None:
            found = getattr(bare_extraction(tree, options=_options()), "body", None)
    except Exception:  # noqa: BLE001 - a parser of strangers' pages: whatever it trips over
        return None
    return found


@cache
def _options() -> Any:
    from trafilatura.settings import Extractor  # noqa: PLC0415 - as above

    return Extractor(output_format="txt", comments=False)


def _chosen(tree: HtmlElement) -> HtmlElement | None:
    """Return what the first steps give; None where trafilatura would take more of them."""
    from trafilatura import external, main_extractor, xpaths  # noqa: PLC0415 - as above
    from trafilatura import htmlprocessing as processing  # noqa: PLC0415 - as above

    options = _options()
    unwanted = [*xpaths.RAW_TREE_PRUNE_XPATH, *xpaths.REMOVE_COMMENTS_AND_LISTS_XPATH]
    pruned = processing.prune_unwanted_nodes(copy(tree), unwanted)
    cleaned = processing.tree_cleaning(copy(pruned), options)
    converted = processing.convert_tags(copy(cleaned), options)
    chosen, text = main_extractor.extract_content(converted, options)
    whole = len(" ".join(tree.text_content().split()))
    least = max(options.min_extracted_size, min(LONG, FEW * whole))
    if len(text) >= least and (OUTWEIGHS * len(text) < whole or not _is_prose(chosen)):
        chosen, text = external.compare_extraction(cleaned, pruned, chosen, text, options)
    return chosen if len(text) >= least else None


def _is_prose(chosen: HtmlElement) -> bool:
    """Tell whether there are paragraphs with text, and as many as tables."""
    paragraphs = chosen.findall(".//p")
    told = any(True for paragraph in paragraphs for _ in paragraph.itertext())
    return told and len(chosen.findall(".//table")) <= len(paragraphs)
