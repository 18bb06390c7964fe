"""Corrections by hand: kept beside the article, found again after edits, applied by every run.

``corrections.yaml`` holds a section for each corrected article of its folder (:mod:`.store`). A
correction names the places it is about by their words (:mod:`.anchors`) and is applied to what the
reader finds (:mod:`.applying`), or is reported as one that found no place.
"""

from __future__ import annotations

from analysis.corrections.applying import apply
from analysis.corrections.overruling import Overruled, articles, overruled
from analysis.corrections.recording import Recorder, applied
from analysis.corrections.records import (
    Correction,
    Key,
    Quote,
    Unplaced,
    Who,
    described,
)
from analysis.corrections.store import FILE, beside, keep, load, of, parse, save, text
from analysis.corrections.straying import astray, stray_lines

__all__ = [
    "FILE",
    "Correction",
    "Key",
    "Overruled",
    "Quote",
    "Recorder",
    "Unplaced",
    "Who",
    "applied",
    "apply",
    "articles",
    "astray",
    "beside",
    "described",
    "keep",
    "load",
    "of",
    "overruled",
    "parse",
    "save",
    "stray_lines",
    "text",
]
