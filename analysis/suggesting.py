"""Names that were meant: what is closest to a name that there is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import wraps
from inspect import signature
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])
LONGEST = 200  # names beyond it are not compared, which would take long


def closest(name: str, known: Iterable[str]) -> str | None:
    """Return the name that is most like another, in upper or lower case; None if none is."""
    folded: dict[str, str] = {}
    for other in known:
        folded.setdefault(_folded(other), other)
    wanted = _folded(name)
    if not wanted or len(wanted) > LONGEST:
        return None
    # Of a name such as "content" the longer ones are worth more than what only looks alike.
    longer = [key for key in folded if key.startswith(wanted) and key != wanted]
    found = [wanted] if wanted in folded else longer[:1] or get_close_matches(wanted, folded, 1)
    return folded[found[0]] if found else None


def hint(name: str, known: Iterable[str]) -> str:
    """Say which name may have been meant, to put after an error; "" if none is alike."""
    found = closest(name, known)
    return f"; did you mean {found!r}?" if found is not None else ""


class Suggesting:
    """An object that says which name was meant where it has no such one."""

    def __dir__(self) -> list[str]:
        """List what is public, for completion."""
        kinds = type(self).__mro__[:-1]
        return sorted({name for k in kinds for name in vars(k) if not name.startswith("_")})

    def __getattr__(self, name: str) -> Any:
        """Refuse a name that there is not."""
        known = [other for other in dir(self) if not other.startswith("_")]
        if name.startswith("_") or name in known:  # made, and failed on the way
            return object.__getattribute__(self, name)
        meant = hint(name, known) or f"; there are: {', '.join(known)}"
        said = f"{type(self).__name__} has no {name!r}{meant}"
        raise AttributeError(said, name=name, obj=self)


def named_options(function: Function) -> Function:
    """Let a function say which option was meant where it is given one that it does not have.

    Raises:
        TypeError: By the function that is returned.
    """
    names = [name for name in signature(function).parameters if name != "self"]

    @wraps(function)
    def checked(*args: Any, **given: Any) -> Any:
        for name in given:
            if name not in names:
                more = hint(name, names) or f"; there are: {', '.join(names)}"
                raise TypeError(f"{function.__name__}() has no option {name!r}{more}")
        return function(*args, **given)

    return cast("Function", checked)


def _folded(name: str) -> str:
    return name.replace(" ", "").replace("_", "").replace("-", "").casefold()
