"""Corrections as the plain data of the file, and back; what comes in has passed the schema."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from analysis.corrections.records import Correction, Key, Quote, Who
from analysis.model import naming_of

Plain = dict[str, Any]
AS_THEY_ARE = ("form", "name", "kind", "naming", "role", "verdict", "note", "by")
UNSET = dict.fromkeys(AS_THEY_ARE) | {"note": "", "by": ""}
VOICES = frozenset({"join", "split", "set"})


def to_plain(c: Correction) -> Plain:
    """Return a correction as plain data, its keys in the order people read them."""
    out: Plain = {"do": c.do}
    if c.do == "person":
        return out | _person_plain(c)
    if c.statement is not None:
        own = {"cue": c.statement.cue, "source": c.statement.source}
        whole = _quote(c.statement.content)
        extra = {key: value for key, value in own.items() if value}
        out["statement"] = {**_mapping(whole), **extra} if extra else whole
    if c.quotation is not None:
        out["quotation"] = _quote(c.quotation)
    if c.voice is not None:
        out["source"] = _who(c.voice)
    if c.others:
        out["with"] = [_who(other) for other in c.others]
    if c.mentions:
        out["mentions"] = _quotes(c.mentions)
    for key in ("source", "cue", "content"):
        if getattr(c, key) is not None:
            out[key] = _quotes(getattr(c, key))
    if c.speaker is not None or c.nobody:
        out["speaker"] = _who(c.speaker) if c.speaker is not None else None
    own = {key: getattr(c, key) for key in AS_THEY_ARE}
    return out | {key: value for key, value in own.items() if value != UNSET[key]}


def from_plain(data: Plain) -> Correction:
    """Return the correction that plain data describes."""
    if data["do"] == "person":
        return _person_from(data)
    voice = data["do"] in VOICES
    said = data.get("statement")
    return Correction(
        data["do"],
        statement=_key(said) if said is not None else None,
        source=None if voice else _some(data, "source"),
        cue=_some(data, "cue"),
        content=_some(data, "content"),
        speaker=_person(data["speaker"]) if data.get("speaker") is not None else None,
        nobody="speaker" in data and data["speaker"] is None,
        voice=_person(data["source"]) if voice else None,
        others=tuple(map(_person, data.get("with", ()))),
        quotation=_words(data["quotation"]) if "quotation" in data else None,
        mentions=tuple(map(_words, data.get("mentions", ()))),
        **{key: _as_it_is(data, key) for key in AS_THEY_ARE if key in data},
    )


def _as_it_is(data: Plain, key: str) -> Any:
    value = data.get(key)
    return naming_of(value) if key == "naming" and value is not None else value


def _person_plain(c: Correction) -> Plain:
    many = {"also": [who.name for who in c.others], "roles": list(c.roles)}
    own = {"name": c.name, **many, "kind": c.kind, "note": c.note, "by": c.by}
    return {key: value for key, value in own.items() if value}


def _person_from(data: Plain) -> Correction:
    return Correction(
        "person",
        name=data["name"],
        others=tuple(map(Who, data.get("also", ()))),
        roles=tuple(data.get("roles", ())),
        kind=data.get("kind"),
        note=data.get("note", ""),
        by=data.get("by", ""),
    )


def _quotes(quotes: Iterable[Quote]) -> list[str | Plain]:
    return [_quote(q) for q in quotes]


def _quote(q: Quote) -> str | Plain:
    """Return a quote as plain data; one by hand is its words alone."""
    if not q.before and not q.after and q.at is None:
        return q.text
    around = {key: getattr(q, key) for key in ("before", "after") if getattr(q, key)}
    return {"text": q.text, **around, **({"at": q.at} if q.at is not None else {})}


def _mapping(q: str | Plain) -> Plain:
    return {"text": q} if isinstance(q, str) else q


def _who(w: Who) -> str | Plain:
    own = {
        key: getattr(w, key) for key in ("kind", "naming", "role") if getattr(w, key) is not None
    }
    if w.mention is None and not own:
        return w.name
    name = {"name": w.name} if w.name else {}
    mention = {"mention": _quote(w.mention)} if w.mention is not None else {}
    return {**name, **own, **mention}


def _some(data: Plain, key: str) -> tuple[Quote, ...] | None:
    return tuple(map(_words, data[key])) if key in data else None


def _words(data: str | Plain) -> Quote:
    if isinstance(data, str):
        return Quote(data)
    return Quote(data["text"], data.get("before", ""), data.get("after", ""), data.get("at"))


def _key(data: str | Plain) -> Key:
    if isinstance(data, str):
        return Key(Quote(data))
    return Key(_words(data), data.get("cue", ""), data.get("source", ""))


def _person(data: str | Plain) -> Who:
    if isinstance(data, str):
        return Who(data)
    mention = data.get("mention")
    return Who(
        data.get("name", ""),
        _words(mention) if mention is not None else None,
        data.get("kind"),
        _as_it_is(data, "naming"),
        data.get("role"),
    )
