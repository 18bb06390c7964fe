"""What a person fills in to correct: a statement, a source, or a statement that was missed.

Each form shows what the reading says, and makes of what was filled in a corrected reading.
"""

from __future__ import annotations

from typing import Any

import ipywidgets

from analysis.model import FORMS, NAMINGS, NOBODY, SOURCE_KINDS, Attribution, Source
from analysis.page.places import Places
from analysis.page.summary import NAMING
from analysis.reading import Reading
from analysis.spans.text import joined
from analysis.text import plain

LABEL = 110
AROUND = 30  # letters on either side of a mention
WIDE = {"width": "100%", "max_width": "60rem"}
Done = tuple["Reading | None", str]  # the corrected reading, None if nothing changed; what to say
NO_STATEMENT: Done = (None, "Choose a statement first.")
NO_SOURCE: Done = (None, "Choose a source first.")


class StatementForm:
    """Who says a statement, and its form; or that it is none."""

    def __init__(self) -> None:
        self._reading: Reading | None = None
        self._names: dict[str, str] = {}
        self.pick = ipywidgets.Dropdown(description="Statement", layout=WIDE)
        self.speaker = ipywidgets.Combobox(description="Said by", ensure_option=False)
        self.form = ipywidgets.Dropdown(description="Form", options=FORMS)
        self.pick.observe(self.picked, names="value")
        self.fields = (self.speaker, self.form)

    def show(self, chosen: Reading) -> None:
        """Offer the statements of a choice; the one picked before stays if it is among them."""
        self._reading = chosen
        whole = chosen.whole.extraction
        sources = {source.id: source.name for source in whole.sources}
        places = Places(whole)
        self._names = told_apart(sources)
        self.speaker.options = tuple(dict.fromkeys([*self._names.values(), NOBODY]))
        found = chosen.extraction.attributions
        _offer(self.pick, [(_label(chosen, a, sources, places), a.id) for a in found])
        self.picked()

    def picked(self, _: object = None) -> None:
        """Show what the reading says of the statement that is picked."""
        said = self.said()
        if said:
            self.speaker.value = self._voice(said)
            self.form.value = said.form

    def said(self) -> Attribution | None:
        """Return the statement that is picked."""
        if self._reading is None:
            return None
        found = self._reading.extraction.attributions
        return next((a for a in found if a.id == self.pick.value), None)

    def apply(self, whole: Reading, note: str) -> Done:
        """Set who says it and its form, where these were changed."""
        said = self.said()
        if said is None:
            return NO_STATEMENT
        wishes: dict[str, Any] = {}
        who = self.speaker.value.strip()
        if who != self._voice(said):
            ids = {name: key for key, name in self._names.items()}
            wishes["speaker"] = "" if who in ("", NOBODY) else ids.get(who, who)
        if self.form.value != said.form:
            wishes["form"] = self.form.value
        if not wishes:
            return None, "Nothing is changed: the statement is like this already."
        after = whole.correct(said.id, **wishes, note=note)
        return after, f"Applied: {' and '.join(wishes)} changed."

    def remove(self, whole: Reading, note: str) -> Done:
        """Take the statement away."""
        said = self.said()
        return NO_STATEMENT if said is None else (whole.remove(said.id, note=note), "Removed.")

    def _voice(self, said: Attribution) -> str:
        return self._names.get(said.speaker or "", NOBODY)


class SourceForm:
    """What a source is called and is, which others it is, and which mentions are another's."""

    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}
        self._text = ""
        self.pick = ipywidgets.Dropdown(description="Source", layout=WIDE)
        self.name = ipywidgets.Text(description="Name")
        self.kind = ipywidgets.Dropdown(description="Kind", options=SOURCE_KINDS)
        namings = [(NAMING[naming], naming) for naming in NAMINGS]
        self.naming = ipywidgets.Dropdown(description="Naming", options=namings)
        self.role = ipywidgets.Text(description="Role")
        self.same = ipywidgets.SelectMultiple(description="Same as", layout=WIDE, rows=4)
        self.mentions = ipywidgets.SelectMultiple(description="Mentions", layout=WIDE, rows=4)
        self.other = ipywidgets.Text(description="Belong to", placeholder="name of the other")
        self.pick.observe(self.picked, names="value")
        self.fields = (self.name, self.kind, self.naming, self.role)

    def show(self, chosen: Reading) -> None:
        """Offer all sources of the article, those that are not quoted at the end."""
        x = chosen.whole.extraction
        self._text = x.article.text
        self._sources = {source.id: source for source in (*x.sources, *x.unheard)}
        _offer(self.pick, [(self._called(s), s.id) for s in self._sources.values()])
        self.picked()

    def picked(self, _: object = None) -> None:
        """Show what the reading says of the source that is picked."""
        source = self._sources.get(self.pick.value or "")
        if source is None:
            return
        self.name.value, self.role.value = source.name, source.role
        self.kind.value, self.naming.value = source.kind, source.naming
        others = [(self._called(s), s.id) for s in self._sources.values() if s is not source]
        self.same.options, self.same.value = others, ()
        spans = sorted(m.span for m in source.mentions)
        places = [(self._around(s.start, s.end), (s.start, s.end)) for s in spans]
        self.mentions.options, self.mentions.value = places, ()
        self.other.value = ""

    def change(self, whole: Reading, note: str) -> Done:
        """Set name, kind, naming and role, where these were changed."""
        source = self._sources.get(self.pick.value or "")
        if source is None:
            return NO_SOURCE
        now = {"kind": self.kind.value, "naming": self.naming.value}
        now |= {"name": self.name.value.strip(), "role": self.role.value.strip()}
        wishes = {name: v for name, v in now.items() if v != getattr(source, name)}
        if not wishes:
            return None, "Nothing is changed: the source is like this already."
        after = whole.correct(source.id, **wishes, note=note)
        return after, f"Applied: {' and '.join(wishes)} of {plain(source.name, AROUND)} changed."

    def join(self, whole: Reading, note: str) -> Done:
        """Make the sources under "Same as" one with this one, which keeps its name."""
        source = self._sources.get(self.pick.value or "")
        if source is None or not self.same.value:
            return None, "Choose a source, and under “Same as” one or several that it is."
        after = whole.join(source.id, *self.same.value, note=note)
        return after, f"Joined: {len(self.same.value) + 1} sources are one."

    def split(self, whole: Reading, note: str) -> Done:
        """Give the mentions that are marked, and what is said there, to another source."""
        source = self._sources.get(self.pick.value or "")
        if source is None or not self.mentions.value:
            return None, "Choose a source, and under “Mentions” those that are somebody else's."
        name = self.other.value.strip() or None
        after = whole.split(source.id, list(self.mentions.value), name=name, note=note)
        return after, "Split: the mentions are of another source."

    def _called(self, source: Source) -> str:
        return f"{source.id} {plain(source.name, 60)}, {NAMING[source.naming]}"

    def _around(self, start: int, end: int) -> str:
        """Return a mention with the words around it; where it begins tells it from others."""
        before = plain(self._text[max(0, start - AROUND) : start], AROUND)
        after = plain(self._text[end : end + AROUND], AROUND)
        return f"{start}: {before} [{plain(self._text[start:end], 40)}] {after}"


class MissedForm:
    """A statement that the software missed, in the article's words; it stays as choices change."""

    def __init__(self) -> None:
        self.content = ipywidgets.Textarea(
            description="What is said", placeholder="in the article's words", layout=WIDE, rows=2
        )
        self.source = ipywidgets.Text(description="By whom", placeholder="in the article's words")
        self.cue = ipywidgets.Text(description="Cue", placeholder="said, according to ...")
        self.fields = (self.source, self.cue)

    def add(self, whole: Reading, note: str) -> Done:
        """Put the statement in."""
        content = self.content.value.strip()
        if not content:
            return None, "Copy the words that are said from the article."
        source, cue = self.source.value.strip(), self.cue.value.strip()
        after = whole.add(content, source=source, cue=cue, note=note)
        self.content.value = self.source.value = self.cue.value = ""
        return after, "Added."


def told_apart(sources: dict[str, str]) -> dict[str, str]:
    """Return the names of sources by their ids; those that several share with the id."""
    names = list(sources.values())
    return {
        key: name if names.count(name) == 1 else f"{name} ({key})" for key, name in sources.items()
    }


def _offer(pick: Any, options: list[tuple[str, str]]) -> None:
    """Fill a list; what was picked before stays if it is among them, else the first is."""
    before = pick.value
    pick.options = options
    ids = [key for _, key in options]
    pick.value = before if before in ids else next(iter(ids), None)


def _label(chosen: Reading, a: Attribution, sources: dict[str, str], places: Places) -> str:
    """Return one line that can't be taken for another's: it begins with paragraph and id."""
    who = plain(sources.get(a.speaker or "", NOBODY), 30)
    said = plain(joined(chosen.article.text, a.content), LABEL)
    return plain(f"¶{places.paragraph(a)} {a.id} {who}: {said}", LABEL)
