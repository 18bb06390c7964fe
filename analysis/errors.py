"""The exceptions of the package: each says what went wrong, where, and what to do."""

from __future__ import annotations


class AnalysisError(Exception):
    """Root of every error this package raises on purpose.

    Args:
        what: What went wrong, in a few words.
        where: The file, option or column it happened at; may be empty.
        todo: What the reader can do about it; may be empty.
    """

    def __init__(self, what: str, where: str = "", todo: str = "") -> None:
        self.what, self.where, self.todo = what, where, todo
        super().__init__(str(self))

    def __str__(self) -> str:
        """Return one line, whatever the parts hold: file names may contain line breaks."""
        parts = f"{self.where}: {self.what}" if self.where else self.what
        line = f"{parts}; {self.todo}" if self.todo else parts
        return "".join(c if c.isprintable() else repr(c)[1:-1] for c in line)

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows under a cell: the line, not where in here it arose."""
        return [f"{type(self).__name__}: {self}"]


def reason(error: OSError | ValueError) -> str:
    """Say in lower case why the system refused; a text that can't be a path is a ValueError."""
    if isinstance(error, OSError):
        return (error.strerror or str(error) or "unknown").lower()
    return "not a usable path"


class InputError(AnalysisError):
    """An article can't be read: missing, empty, binary, unreadable."""


class ParameterError(AnalysisError):
    """A parameter or option is unknown or has an unusable value."""


class OutputError(AnalysisError):
    """A result can't be written where it was asked for."""


class GoldError(AnalysisError):
    """A gold folder or file can't be used for scoring."""


class CorrectionError(AnalysisError):
    """A file of corrections can't be used."""


class RunError(AnalysisError):
    """A notebook failed while it ran."""
