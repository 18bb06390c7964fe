"""Frames that say which column was meant, and what their columns hold."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.frames import schema
from analysis.model import naming_of
from analysis.suggesting import hint

Row = tuple[Any, ...]


class Namings(pd.Series):
    """The column ``naming``: says which word it holds where a synonym is looked for.

    The page says "unnamed" and "general group" where the tables hold "anonymous" and "generic".
    What a comparison gives is pandas' own; it warns, so that nothing is silently empty.
    """

    @property
    def _constructor(self) -> type[Namings]:
        return Namings

    @property
    def _constructor_expanddim(self) -> type[Frame]:
        return Frame

    def _cmp_method(self, other: Any, op: Any) -> Any:
        # 1: _warn, 2: here, 3: pandas' operator, 4: its wrapper, 5: who compares.
        self._warn([other], 5)
        return super()._cmp_method(other, op)  # type: ignore[misc] # the stubs lack it

    def isin(self, values: Any) -> Any:
        """Do as pandas does; warn where a value is a synonym of one that the column holds."""
        wanted = values if pd.api.types.is_list_like(values) else ()
        self._warn(wanted, 3)
        return super().isin(values)

    def _warn(self, wanted: Iterable[Any], level: int) -> None:
        words = [w for w in wanted if isinstance(w, str) and naming_of(w) != w]
        held = set(self.array) if words else set()
        for word in (w for w in words if w not in held):
            told = f"no cell of 'naming' is {word!r}: the tables' word is {naming_of(word)!r}"
            warnings.warn(f"{told} (where() takes both)", UserWarning, stacklevel=level)


class Frame(pd.DataFrame):
    """A pandas frame that names the column that was meant where there is no such column.

    ``help`` of a table says what its columns hold, and not all that pandas can do with it.
    """

    @property
    def _constructor(self) -> type[Frame]:
        """What comes of an operation on it; it may have other columns than the table."""
        return Frame

    def __getitem__(self, key: Any) -> Any:
        try:
            found = super().__getitem__(key)
        except KeyError:
            raise KeyError(self._no_column(key)) from None
        named = isinstance(key, str) and key == "naming" and isinstance(found, pd.Series)
        return Namings(found) if named else found

    def __getattr__(self, name: str) -> Any:  # type: ignore[misc] # the stubs call it final
        try:
            return super().__getattr__(name)
        except AttributeError:
            if name.startswith("_"):
                raise
            meant = hint(name, [*self._names(), *_public(pd.DataFrame)])
            raise AttributeError(f"the frame has no {name!r}{meant}", name=name, obj=self) from None

    def _repr_html_(self) -> str | None:
        """Draw as pandas does, text to the left; the corner above the index is no heading."""
        drawn: str | None = super()._repr_html_()  # type: ignore[misc] # the stubs lack it
        return drawn and self._aligned(drawn).replace("<th></th>", "<td></td>")

    def _aligned(self, drawn: str) -> str:
        """Move text to the left and leave numbers at the right, where notebooks have all cells.

        Columns are counted from the last: an index that spans rows has no cell in some of them.
        """
        row = drawn.partition("<tbody>")[2].partition("</tr>")[0].count("<td>")
        kinds = [kind.kind in "iufc" for kind in self.dtypes]
        if 0 < row < len(kinds):  # as many from each end, and a column of dots
            side = (row - 1) // 2
            kinds = [*kinds[:side], False, *kinds[len(kinds) - side :]]
        numbers = [n for n, is_number in enumerate(reversed(kinds), 1) if is_number]
        rules = ".dataframe.text.text :is(td, th) { text-align: left; }" + "".join(
            f".dataframe.text.n{n} tr > :nth-last-child({n}) {{ text-align: right; }}"
            for n in numbers
        )
        classes = " ".join(["dataframe text", *(f"n{n}" for n in numbers)])
        table = f'<style>{rules}</style>\n<table border="1" class="{classes}">'
        return drawn.replace('<table border="1" class="dataframe">', table, 1)

    def _names(self) -> list[str]:
        return [name for name in self.columns if isinstance(name, str)]

    def _no_column(self, key: Any) -> str:
        """Say which of some columns there are not, and what may have been meant."""
        asked = key if isinstance(key, list) else [key]
        missing = [name for name in asked if name not in self.columns]
        names = self._names()
        said = [f"no column {n!r}{hint(n, names)}" for n in missing or asked if isinstance(n, str)]
        if len(said) == 1 and "?" not in said[0]:
            said.append(f"there are: {', '.join(names)}")
        return "; ".join(said) or f"no column {key!r}"


def _public(kind: type) -> list[str]:
    return [name for name in dir(kind) if not name.startswith("_")]


def typed(
    columns: Mapping[str, schema.Dtype | tuple[str, ...]],
    rows: Sequence[Row],
    kind: type[Frame] = Frame,
) -> Frame:
    """Make a frame of these columns and types, whatever the rows hold."""
    cells = zip(*rows, strict=True) if rows else ((),) * len(columns)
    found = zip(columns.items(), cells, strict=True)
    return kind({name: _array(dtype, list(own)) for (name, dtype), own in found})


def _array(dtype: schema.Dtype | tuple[str, ...], cells: list[Any]) -> Any:
    """Return a nullable array; strings stay in Python's own storage, whatever is installed."""
    if isinstance(dtype, tuple):
        return pd.Categorical(cells, categories=list(dtype))
    return pd.array(cells, dtype=pd.StringDtype("python") if dtype == "string" else dtype)


def _documented(table: schema.Table) -> type[Frame]:
    """Make the frame of one table; its help says what a row is and what each column holds."""
    text = f"Each row is {table.row}.\n\nColumns:\n{schema.describe(table.name)}\n"
    name = table.name.capitalize()
    # Where an object's text is not that of its class, help shows the text and nothing else.
    said = property(lambda _: text)
    return type(name, (Frame,), {"__doc__": said, "__module__": __name__})


KINDS: dict[str, type[Frame]] = {t.name: _documented(t) for t in schema.TABLES.values()}
# Pickle finds a class by its name.
globals().update({kind.__name__: kind for kind in KINDS.values()})
