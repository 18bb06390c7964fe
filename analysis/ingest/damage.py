"""Say in one line what a library tripped over in a file: the wording of every such error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from analysis.errors import InputError

SAID = 120  # characters of what a library says
WHOLE = "get the whole file"


def damaged(error: Exception, what: str, where: str, todo: str = "") -> InputError:
    """Return the error of a file that a library can't read.

    Args:
        error: What the library raised.
        what: What the file was taken for, such as "a zip archive".
        where: The file, and the place in it.
        todo: What to do.
    """
    return InputError(f"is not {what} that can be read ({_said(error)})", where, todo)


def unexpected(error: Exception, where: str) -> InputError:
    """Make an error of an article's own of whatever its reading tripped over."""
    told = f"this could not be read ({type(error).__name__}: {_said(error)})"
    return InputError(told, where, "please report it")


@contextmanager
def reading(what: str, where: str, todo: str = "") -> Iterator[None]:
    """Turn whatever a library raises into :func:`damaged`; libraries raise what their parts do.

    Raises:
        InputError: As it was raised inside, or made of another error.
    """
    try:
        yield
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001 - as said above
        raise damaged(error, what, where, todo) from None


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:SAID] or type(error).__name__
