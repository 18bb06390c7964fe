"""Statements inside statements, in texts of ours."""

from __future__ import annotations

import pytest

from analysis.ingest import from_text
from analysis.model import Span
from analysis.pipeline import extract


def inside(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each statement that stands in another."""
    found = extract(from_text(text)).attributions

    def words(spans: tuple[Span, ...]) -> str:
        return " … ".join(text[s.start : s.end] for s in spans)

    return [(words(a.source), words(a.cue), words(a.content)) for a in found if a.parent]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "Irene Walsh, a harbour pilot, said the port authority had promised a new tug by June.",
            "the port authority",
            "had promised",
            "a new tug by June",
        ),
        (
            "“The council wants us to leave by the spring,” said Tom Adeyemi, who runs the stall.",
            "The council",
            "wants",
            "us to leave by the spring",
        ),
        (
            "Officials in Oran said doctors had warned that the wells were not safe.",
            "doctors",
            "had warned",
            "that the wells were not safe",
        ),
        (
            "“The inspectors warned us that the roof was not safe,” Dana Okafor told the inquiry.",
            "The inspectors",
            "warned",
            "that the roof was not safe",
        ),
        (
            "Mr Osei said the union had rejected the new timetable as unsafe for its members.",
            "the union",
            "had rejected",
            "the new timetable as unsafe for its members",
        ),
    ],
)
def test_another_voice_inside_what_is_said_is_found(
    text: str, source: str, cue: str, content: str
) -> None:
    assert (source, cue, content) in inside(text)


@pytest.mark.parametrize(
    "text",
    [
        "Irene Walsh said she hoped the tug would come by June.",
        "“I think the tug will come by June,” said Irene Walsh. “We hope so.”",
        "“No one has told us that the road is shut,” she said.",
        "“Everybody is tired but no one wants to see the pool closed for good,” Adeyemi said.",
        "Irene Walsh said the tug was late and the harbour full of ice.",
    ],
)
def test_one_voice_is_not_two(text: str) -> None:
    assert inside(text) == []


def test_a_pronoun_that_cannot_be_the_speaker_is_another_voice() -> None:
    text = (
        "The king spoke to the envoy on Friday, the state agency reported from the capital. "
        "It said he called for more help in the fight against smuggling along the border."
    )
    found = [source for source, _, _ in inside(text)]
    assert "he" in found


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "“The trust says it was a mistake, and I accept that,” Gail Orme said.",
            "it was a mistake",
        ),
        (
            "“The airline says the plane was sound, but I saw the crack,” the pilot said.",
            "the plane was sound",
        ),
        (
            "“My coach says that if we train hard, we will win the league,” Reid said.",
            "that if we train hard, we will win the league",
        ),
        ("“The mayor says it is progress; I call it theft,” said Rita Sol.", "it is progress"),
        (
            "“The experts say the ice is melting, so we have to act,” the minister said.",
            "the ice is melting",
        ),
        ("“Dr Shore says I was lucky. Shore is right,” the driver said.", "I was lucky"),
    ],
)
def test_another_voice_ends_where_the_speaker_goes_on(text: str, content: str) -> None:
    assert [said for _, _, said in inside(text)] == [content]
