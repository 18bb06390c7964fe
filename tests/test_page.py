from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import nbformat
import pytest
from nbformat import v4

from analysis.errors import RunError
from analysis.page import export as exporting
from analysis.page import markup

HOSTILE = "</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>"


class Elements(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def notebook(*outputs: Any, tags: tuple[str, ...] = ()) -> Any:
    cell = v4.new_code_cell("code = 'never shown'", outputs=list(outputs), id="a")
    cell.metadata["tags"] = list(tags)
    prose = v4.new_markdown_cell("prose never shown", id="b")
    return v4.new_notebook(cells=[prose, cell])


def shown(data: dict[str, str], kind: str = "execute_result") -> Any:
    return v4.new_output(kind, data=data)


def export(*outputs: Any, title: str = "A title", tags: tuple[str, ...] = ()) -> str:
    return exporting.export(notebook(*outputs, tags=tags), title, "analysis 1")


def test_the_page_has_a_language_a_title_and_no_code() -> None:
    text = export(shown({"text/html": "<p>said</p>", "text/plain": "x"}))
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>A title</title>" in text
    assert "<p>said</p>" in text
    assert "never shown" not in text
    nbformat.validate(notebook())


def test_the_page_asks_for_nothing_from_outside() -> None:
    text = export(shown({"text/html": "<p>said</p>"}))
    elements = Elements(text)
    assert not elements.of("link")
    assert not elements.of("iframe")
    assert all("src" not in attributes for attributes in elements.of("script"))
    assert len(elements.of("script")) == 1
    assert not re.search(r"@import|url\((?!['\"]?data:)", markup.css())


def test_the_policy_forbids_all_but_our_own_script() -> None:
    (policy,) = [m["content"] for m in Elements(export()).of("meta") if "http-equiv" in m]
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-inline" not in policy.split("style-src")[0]
    assert "http" not in policy


def test_the_title_is_the_heading_that_the_page_shows() -> None:
    first, second = (
        shown({"text/html": f"<h1 dir='auto'><bdi>{n} &lt;b></bdi></h1>"}) for n in "12"
    )
    assert "<title>1 &lt;b&gt;</title>" in export(first, second)


def test_a_hostile_title_stays_text() -> None:
    text = export(title=HOSTILE)
    assert HOSTILE not in text
    assert len(Elements(text).of("script")) == 1
    assert not Elements(text).of("img")


@pytest.mark.parametrize(
    "output",
    [
        shown({"text/plain": HOSTILE}),
        shown({"text/markdown": HOSTILE, "text/plain": HOSTILE}),
        shown({"application/javascript": "alert(1)", "text/plain": HOSTILE}),
        shown({"image/svg+xml": HOSTILE, "text/plain": HOSTILE}),
        v4.new_output("stream", name="stdout", text=HOSTILE),
    ],
)
def test_an_output_that_is_no_fragment_of_ours_is_text(output: Any) -> None:
    text = export(output)
    assert "&lt;img src=x onerror=alert(1)&gt;" in text
    assert not Elements(text).of("img")
    assert len(Elements(text).of("script")) == 1


def test_a_picture_travels_in_the_page() -> None:
    output = shown({"image/png": "AAAA\nBBBB", "text/plain": "<Figure>"})
    (picture,) = Elements(export(output)).of("img")
    assert picture["src"] == "data:image/png;base64,AAAABBBB"


def test_a_cell_for_the_notebook_only_is_left_out() -> None:
    assert "<p>" not in export(shown({"text/html": "<p>x</p>"}), tags=("notebook-only",))


def test_the_same_notebook_gives_the_same_page() -> None:
    output = shown({"text/html": "<p>x</p>"})
    assert export(output) == export(output)


def test_a_script_that_ends_its_own_element_is_never_inlined(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(markup, "script", lambda: "'</SCRIPT >'")
    with pytest.raises(RunError, match="closing tag"):
        export()
