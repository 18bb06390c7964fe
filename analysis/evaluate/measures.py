"""The counts behind every measure, and the measures; they add up over articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from analysis.evaluate.pairing import ROLES, Role
from analysis.model import FORMS, Form


@dataclass(slots=True)
class Hits:
    """Right, found and wanted: what precision, recall and F1 are made of."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, found: set[Any], wanted: set[Any]) -> None:
        """Count two sets against each other."""
        self.right += len(found & wanted)
        self.found += len(found)
        self.wanted += len(wanted)

    def percent(self) -> dict[str, float]:
        """Return P, R and F, in percent; 0 where nothing was found or wanted."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.wanted if self.wanted else 0.0
        both = precision + recall
        mean = 2 * precision * recall / both if both else 0.0
        return {"P": 100 * precision, "R": 100 * recall, "F": 100 * mean}

    def ratios(self) -> dict[str, tuple[int, int]]:
        """Return the same as numerators and denominators that add up over articles."""
        return {
            "P": (self.right, self.found),
            "R": (self.right, self.wanted),
            "F": (2 * self.right, self.found + self.wanted),
        }


@dataclass(slots=True)
class Recall:
    """For the gold statements of one form: how many, found, and found with their source."""

    gold: int = 0
    found: int = 0
    sourced: int = 0

    def percent(self) -> dict[str, float]:
        """Return the count, and the shares in percent."""
        some, hit = max(1, self.gold), max(1, self.found)
        return {
            "gold": self.gold,
            "recall": 100 * self.found / some,
            "full_recall": 100 * self.sourced / some,
            "source_acc": 100 * self.sourced / hit,
        }

    def ratios(self) -> dict[str, tuple[int, int]]:
        """Return the shares as numerators and denominators that add up over articles."""
        return {
            "recall": (self.found, self.gold),
            "full_recall": (self.sourced, self.gold),
            "source_acc": (self.sourced, self.found),
        }


@dataclass(slots=True)
class Scores:
    """The counts over all articles of a gold folder."""

    articles: int = 0
    token: dict[Role, Hits] = field(default_factory=lambda: {role: Hits() for role in ROLES})
    span: dict[Role, Hits] = field(default_factory=lambda: {role: Hits() for role in ROLES})
    content: Hits = field(default_factory=Hits)
    full: Hits = field(default_factory=Hits)
    exact: Hits = field(default_factory=Hits)
    forms: dict[Form, Recall] = field(default_factory=lambda: {form: Recall() for form in FORMS})

    def measures(self) -> dict[str, dict[str, float]]:
        """Return every measure by name, in the order they are shown."""
        return {name: group.percent() for name, group in self._groups().items()}

    def ratios(self) -> dict[str, dict[str, tuple[int, int]]]:
        """Return every measure but the bare counts, as numerator and denominator."""
        return {name: group.ratios() for name, group in self._groups().items()}

    def _groups(self) -> dict[str, Hits | Recall]:
        groups: dict[str, Hits | Recall] = {f"token_{r}": hits for r, hits in self.token.items()}
        groups |= {f"span_{role}": hits for role, hits in self.span.items()}
        groups |= {"content": self.content, "full": self.full, "exact": self.exact}
        groups |= {f"type_{form}": recall for form, recall in self.forms.items()}
        return groups

    def include(self, other: Scores) -> None:
        """Add the counts of other articles."""
        self.articles += other.articles
        theirs = other._groups()
        for name, group in self._groups().items():
            for key in group.__slots__:
                setattr(group, key, getattr(group, key) + getattr(theirs[name], key))
