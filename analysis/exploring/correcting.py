"""The explorer's panel for a person who knows better: corrects, undoes, saves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import ipywidgets

from analysis.errors import AnalysisError
from analysis.exploring import fragments
from analysis.exploring.forms import Done, MissedForm, SourceForm, StatementForm
from analysis.reading import Reading

if TYPE_CHECKING:
    from analysis.corrections import Correction

HINT = (
    "Correct one of the statements selected above, a source, or add a statement that was missed. "
    "Each button changes the reading here; “Save” writes corrections.yaml beside the article."
)
PARTS = ("A statement", "A source", "A missed statement")


class Panel:
    """Forms to correct with; undoes; saves.

    Args:
        changed: Called with the corrected reading of the whole article.
    """

    def __init__(self, changed: Callable[[Reading], None]) -> None:
        self._changed = changed
        self._reading: Reading | None = None
        self._before: list[Reading] = []
        self._seen: set[Correction] = set()
        self.statement, self.source, self.missed = StatementForm(), SourceForm(), MissedForm()
        self._note = ipywidgets.Text(description="Note", placeholder="why, for later readers")
        self._message = ipywidgets.HTML(fragments.said(HINT))
        acts: dict[str, Callable[[Reading, str], Done]] = {
            "Apply": self.statement.apply,
            "Remove": self.statement.remove,
            "Change": self.source.change,
            "Join": self.source.join,
            "Split": self.source.split,
            "Add": self.missed.add,
        }
        self._buttons = {n: ipywidgets.Button(description=n) for n in (*acts, "Undo", "Save")}
        for name, act in acts.items():
            self._buttons[name].on_click(self._trying(self._taking(act)))
        self._buttons["Undo"].on_click(self._trying(self._undo))
        self._buttons["Save"].on_click(self._trying(self._save))
        self.view = self._layout()

    def _layout(self) -> ipywidgets.VBox:
        statement, source, missed = self.statement, self.source, self.missed
        parts = [
            [statement.pick, _row(*statement.fields), self._row("Apply", "Remove")],
            [
                *(source.pick, _row(*source.fields), self._row("Change")),
                *(source.same, self._row("Join")),
                *(source.mentions, _row(source.other), self._row("Split")),
            ],
            [missed.content, _row(*missed.fields), self._row("Add")],
        ]
        tab = ipywidgets.Tab([ipywidgets.VBox(part) for part in parts], titles=PARTS)
        return ipywidgets.VBox([tab, _row(self._note), self._row("Undo", "Save"), self._message])

    def _row(self, *names: str) -> ipywidgets.HBox:
        return ipywidgets.HBox([self._buttons[name] for name in names])

    def show(self, chosen: Reading, *, fresh: bool = False) -> None:
        """Offer the statements of a choice, and all sources.

        Args:
            chosen: The choice.
            fresh: Whether this is another article, so that there is nothing to undo.
        """
        self._reading = chosen
        self._seen |= set(chosen.corrections)
        if fresh:
            self._before = []
            self._message.value = fragments.said(HINT)
        self.statement.show(chosen)
        self.source.show(chosen)
        self._enable()

    def _enable(self) -> None:
        """Let only those buttons be pressed that have something to do."""
        for name in ("Apply", "Remove"):
            self._buttons[name].disabled = self.statement.said() is None
        for name in ("Change", "Join", "Split"):
            self._buttons[name].disabled = self.source.pick.value is None
        self._buttons["Undo"].disabled = not self._before

    def _trying(self, act: Callable[[Reading], str]) -> Callable[[object], None]:
        """Return what a click does; an error is said in a line, and changes nothing."""

        def clicked(_: object) -> None:
            if self._reading is not None:
                self._message.value = fragments.working()
                try:
                    say = act(self._reading.whole)
                except AnalysisError as error:
                    say = str(error)
                self._message.value = fragments.said(say)

        return clicked

    def _taking(self, act: Callable[[Reading, str], Done]) -> Callable[[Reading], str]:
        """Take over the reading that a form made, and remember the one before."""

        def taken(whole: Reading) -> str:
            after, say = act(whole, self._note.value.strip())
            if after is None:
                return say
            self._before.append(whole)
            self._note.value = ""
            self._changed(after)
            return f"{say} Not saved yet."

        return taken

    def _undo(self, _: Reading) -> str:
        if not self._before:
            return "There is nothing to undo."
        self._changed(self._before.pop())
        self._enable()
        return "Undone."

    def _save(self, whole: Reading) -> str:
        from analysis.corrections import of  # noqa: PLC0415 - few are ever saved

        count = len(whole.corrections)
        file = whole._path  # noqa: SLF001 - of the same package
        # What was seen here and is gone was undone here; what somebody else wrote stays.
        undone = file is not None and self._seen.issuperset(of(file))
        path = whole.save_corrections(overwrite=undone)
        return f"Saved {count} correction{'' if count == 1 else 's'} in {path.name}."


def _row(*fields: ipywidgets.Widget) -> ipywidgets.Box:
    row = ipywidgets.Box(fields)
    row.add_class("choosers")
    return row
