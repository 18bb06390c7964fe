"""Places in a text, counted as other tools count them.

We count code points, as Python, spaCy, Prodigy, brat and the Web Annotation model do. Java and
JavaScript (INCEpTION, Label Studio) count UTF-16 code units: what lies beyond U+FFFF, an emoji
say, counts twice there. Line breaks are never changed: CR LF is two characters everywhere.
"""

from __future__ import annotations

from bisect import bisect_left

LAST_SINGLE = "\uffff"


class Utf16:
    """Turns places in one text from code points to UTF-16 code units and back.

    Args:
        text: The text the places point into.
    """

    def __init__(self, text: str) -> None:
        self._wide = [place for place, char in enumerate(text) if char > LAST_SINGLE]
        self._units = [place + before for before, place in enumerate(self._wide)]
        self._end = len(text) + len(self._wide)

    def count(self, place: int) -> int:
        """Return the number of code units before a code point."""
        return place + bisect_left(self._wide, place)

    def place(self, units: int) -> int:
        """Return the code point that begins after so many code units.

        Returns:
            -1 where none does: outside the text, or between the halves of a surrogate pair.
        """
        if not 0 <= units <= self._end:
            return -1
        place = units - bisect_left(self._units, units)
        return place if self.count(place) == units else -1
