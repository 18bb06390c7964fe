"""The explorer's panel for a person who knows better: who says a statement, its form, or none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import ipywidgets

from analysis.errors import AnalysisError
from analysis.exploring import fragments
from analysis.exploring.choosing import NOBODY
from analysis.frames.schema import FORMS
from analysis.page.places import Places
from analysis.page.terminal import plain
from analysis.spans.text import joined

if TYPE_CHECKING:
    from analysis.corrections import Correction
    from analysis.model import Attribution
    from analysis.reading import Reading

LABEL = 110
HINT = (
    "Choose one of the statements selected above. Under “said by”, choose a source or write a new "
    "one; “Apply” changes the reading here, “Save” writes corrections.yaml beside the article."
)


class Panel:
    """Picks a statement, sets who says it and its form, or removes it; undoes; saves.

    Args:
        changed: Called with the corrected reading of the whole article.
    """

    def __init__(self, changed: Callable[[Reading], None]) -> None:
        self._changed = changed
        self._reading: Reading | None = None
        self._before: list[Reading] = []
        self._seen: set[Correction] = set()
        self._names: dict[str, str] = {}
        wide = {"width": "100%", "max_width": "60rem"}
        self._statement = ipywidgets.Dropdown(description="Statement", layout=wide)
        self._speaker = ipywidgets.Combobox(description="Said by", ensure_option=False)
        self._form = ipywidgets.Dropdown(description="Form", options=FORMS)
        self._note = ipywidgets.Text(description="Note", placeholder="why, for later readers")
        self._message = ipywidgets.HTML(fragments.said(HINT))
        self._statement.observe(self._picked, names="value")
        actions = {"Apply": self._apply, "Remove": self._remove, "Undo": self._undo}
        actions["Save"] = self._save
        self._buttons = {name: ipywidgets.Button(description=name) for name in actions}
        for name, act in actions.items():
            self._buttons[name].on_click(self._trying(act))
        fields = ipywidgets.Box([self._speaker, self._form, self._note])
        fields.add_class("choosers")
        buttons = ipywidgets.HBox(list(self._buttons.values()))
        self.view = ipywidgets.VBox([self._statement, fields, buttons, self._message])

    def show(self, chosen: Reading, *, fresh: bool = False) -> None:
        """Offer the statements of a choice; the one picked before stays if it is among them.

        Args:
            chosen: The choice.
            fresh: Whether this is another article, so that there is nothing to undo.
        """
        self._reading = chosen
        self._seen |= set(chosen.corrections)
        if fresh:
            self._before = []
            self._message.value = fragments.said(HINT)
        x = chosen.extraction
        sources = {source.id: source.name for source in chosen.whole.extraction.sources}
        places = Places(chosen.whole.extraction)
        picked = self._statement.value
        options = [(_label(chosen, a, sources, places), a.id) for a in x.attributions]
        self._names = _told_apart(sources)
        self._speaker.options = tuple(dict.fromkeys([*self._names.values(), NOBODY]))
        self._statement.options = options
        ids = [key for _, key in options]
        self._statement.value = picked if picked in ids else next(iter(ids), None)
        self._picked()

    def _picked(self, _: object = None) -> None:
        said = self._said()
        for name in ("Apply", "Remove"):
            self._buttons[name].disabled = said is None
        self._buttons["Undo"].disabled = not self._before
        if said:
            self._speaker.value = self._voice(said)
            self._form.value = said.form

    def _said(self) -> Attribution | None:
        """The statement that is picked."""
        if self._reading is None:
            return None
        found = self._reading.extraction.attributions
        return next((a for a in found if a.id == self._statement.value), None)

    def _voice(self, said: Attribution) -> str:
        return self._names.get(said.speaker or "", NOBODY)

    def _trying(self, act: Callable[[Reading], str]) -> Callable[[object], None]:
        """What a click does; what can't be done is said in a line, and changes nothing."""

        def clicked(_: object) -> None:
            if self._reading is not None:
                try:
                    say = act(self._reading.whole)
                except AnalysisError as error:
                    say = str(error)
                self._message.value = fragments.said(say)

        return clicked

    def _apply(self, whole: Reading) -> str:
        said = self._said()
        if said is None:
            return "No statement is picked."
        wishes: dict[str, Any] = {}
        who = self._speaker.value.strip()
        if who != self._voice(said):
            ids = {name: key for key, name in self._names.items()}
            wishes["speaker"] = "" if who in ("", NOBODY) else ids.get(who, who)
        if self._form.value != said.form:
            wishes["form"] = self._form.value
        if not wishes:
            return "Nothing is changed: the statement is like this already."
        self._take(whole, whole.correct(said.id, **wishes, note=self._note.value.strip()))
        return f"Applied: {' and '.join(wishes)} changed. Not saved yet."

    def _remove(self, whole: Reading) -> str:
        said = self._said()
        if said is None:
            return "No statement is picked."
        self._take(whole, whole.remove(said.id, note=self._note.value.strip()))
        return "Removed. Not saved yet."

    def _undo(self, _: Reading) -> str:
        if not self._before:
            return "There is nothing to undo."
        self._changed(self._before.pop())
        self._picked()
        return "Undone."

    def _save(self, whole: Reading) -> str:
        from analysis.corrections import of  # noqa: PLC0415 - few are ever saved

        count = len(whole.corrections)
        file = whole._path  # noqa: SLF001 - of the same package
        # What was seen here and is gone was undone here; what somebody else wrote stays.
        undone = file is not None and self._seen.issuperset(of(file))
        path = whole.save_corrections(overwrite=undone)
        return f"Saved {count} correction{'' if count == 1 else 's'} in {path.name}."

    def _take(self, before: Reading, after: Reading) -> None:
        self._before.append(before)
        self._note.value = ""
        self._changed(after)


def _told_apart(sources: dict[str, str]) -> dict[str, str]:
    """The names of sources by their ids; those that several share with the id."""
    names = list(sources.values())
    return {
        key: name if names.count(name) == 1 else f"{name} ({key})" for key, name in sources.items()
    }


def _label(chosen: Reading, a: Attribution, sources: dict[str, str], places: Places) -> str:
    """One line that can't be taken for another's: it begins with paragraph and id."""
    who = plain(sources.get(a.speaker or "", NOBODY), 30)
    said = plain(joined(chosen.article.text, a.content), LABEL)
    return plain(f"¶{places.paragraph(a)} {a.id} {who}: {said}", LABEL)
