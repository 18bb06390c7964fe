"""Exports an executed notebook as one self-contained HTML page, by nbconvert and our template."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.preprocessors import TagRemovePreprocessor
from traitlets.config import Config

from analysis import markup
from analysis.errors import RunError

DATA = Path(__file__).resolve().parent / "data"


def export(notebook: Any, title: str, generator: str, lang: str = "en") -> str:
    """The page: what the notebook's cells put out, under a policy that lets nothing else in.

    nbconvert's own HTMLExporter is not used: it parses and rewrites the whole page afterwards,
    to no use for ours, and its pages load scripts from a network.

    Args:
        notebook: An executed notebook.
        title: The page's title, as plain text.
        generator: What made it, as plain text.
        lang: BCP 47 tag of the report's own language.
    """
    script = _inline(markup.script(), "script")
    page = {
        "title": " ".join(title.split()),
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
    """Content Security Policy: our script by its hash, our style, pictures in the page."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _without_private_cells() -> TagRemovePreprocessor:
    """Cells tagged ``notebook-only`` speak to a person in JupyterLab, not to the page's reader."""
    return TagRemovePreprocessor(enabled=True, remove_cell_tags={"notebook-only"})


def _inline(text: str, element: str) -> str:
    """A file of ours as an element's raw text, which ends at the first closing tag in it."""
    if f"</{element}" in text.lower():
        raise RunError(f"the {element} holds its own closing tag", f"report.{element}")
    return text
