"""Exports an executed notebook as one self-contained HTML page, by nbconvert and our template."""

from __future__ import annotations

import base64
import hashlib
import html
import re

from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.preprocessors import TagRemovePreprocessor
from nbformat import NotebookNode  # noqa: TC002 - annotations are read at run time
from traitlets.config import Config

from analysis.errors import RunError
from analysis.page import markup
from analysis.shipped import DATA

HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def export(notebook: NotebookNode, title: str, generator: str, lang: str = "en") -> str:
    """Return the page: what the notebook's cells put out, under a policy that admits no more.

    nbconvert's own HTMLExporter is not used: it parses and rewrites the whole page afterwards,
    to no use for ours, and its pages load scripts from a network.

    Args:
        notebook: An executed notebook.
        title: The page's title, as plain text, if no cell shows a heading of the first level.
        generator: What made it, as plain text.
        lang: BCP 47 tag of the report's own language.
    """
    script = _inline(markup.script(), "script")
    page = {
        "title": " ".join((_heading(notebook) or title).split()),
        "lang": lang,
        "generator": generator,
        "css": _inline(markup.css(), "style"),
        "script": script,
        "policy": policy(script),
    }
    exporter = TemplateExporter(
        config=Config({"TemplateExporter": {"preprocessors": [_without_private_cells()]}}),
        template_name="template",
        extra_template_basedirs=[str(DATA)],
        file_extension=".html",
    )
    body, _ = exporter.from_notebook_node(notebook, resources={"page": page})
    return str(body)


def policy(script: str) -> str:
    """Return the Content Security Policy.

    It admits our script by its hash, our style, and pictures in the page.
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _heading(notebook: NotebookNode) -> str:
    """Return the text of the first ``h1`` that a cell puts out."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            found = HEADING.search(output.get("data", {}).get("text/html", ""))
            if found:
                return html.unescape(TAG.sub("", found[1]))
    return ""


def _without_private_cells() -> TagRemovePreprocessor:
    """Remove cells tagged ``notebook-only``, which speak to a person in JupyterLab."""
    return TagRemovePreprocessor(enabled=True, remove_cell_tags={"notebook-only"})


def _inline(text: str, element: str) -> str:
    """Return a file of ours as an element's raw text, which ends at the first closing tag in it."""
    if f"</{element}" in text.lower():
        raise RunError(f"the {element} holds its own closing tag", f"report.{element}")
    return text
