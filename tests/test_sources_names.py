"""Whom a bare name, a family, a genitive or an "it" means."""

from __future__ import annotations

import pytest
from marked import Voices, voices


def kinds(found: Voices, *numbers: int) -> list[tuple[str, str]]:
    return [(s.name, s.kind) for s in map(found.of, numbers) if s is not None]


def test_it_is_the_company_that_spoke_last_though_no_list_knows_it() -> None:
    found = voices(
        """
        [1s:Nordbank] [1c:said] [1k:profits fell]. [2s:It] [2c:said] [2k:shops would close].
        [3s:Zelvia] [3c:said] [3k:sales rose]. [4s:It] [4c:said] [4k:more staff would come].
        """
    )
    assert found.same(1, 2)
    assert found.same(3, 4)
    assert kinds(found, 1, 3) == [("Nordbank", "organisation"), ("Zelvia", "organisation")]


def test_it_is_no_name_that_was_only_mentioned_and_no_person() -> None:
    found = voices(
        """
        [1s:Arvik] [1c:said] [1k:he would go to Zelvia]. [2s:It] [2c:said] [2k:he was welcome].
        """
    )
    assert found.apart(1, 2)
    assert "Zelvia" not in found.name(2)


def test_a_bare_surname_at_the_beginning_of_sentences_is_one_voice() -> None:
    found = voices(
        """
        [1s:Orvath] [1c:said] [1k:he would run]. [2s:Delmar] [2c:said] [2k:no].
        [3s:Orvath] [3c:said] [3k:Delmar was wrong].
        """
    )
    assert found.same(1, 3)
    assert found.apart(1, 2)
    assert kinds(found, 1) == [("Orvath", "person")]


def test_an_office_behind_a_bare_surname_is_its_role() -> None:
    found = voices(
        """
        [1s:Orvath, the prime minister,] [1c:said] [1k:taxes would rise].
        [2s:The prime minister] [2c:said] [2k:so twice].
        """
    )
    source = found.of(1)
    assert source is not None
    assert (source.name, source.kind, source.role) == ("Orvath", "person", "the prime minister")
    assert found.same(1, 2)


@pytest.mark.parametrize("many", ["Glaciologists", "Proponents, including the mayor,"])
def test_many_of_a_kind_that_no_list_knows_are_no_name(many: str) -> None:
    source = voices(f"[1s:{many}] [1c:said] [1k:the ice was thin].").of(1)
    assert source is not None
    assert (source.kind, source.naming) == ("group", "generic")


def test_whose_lawyer_is_another_voice_than_the_one_before_it() -> None:
    found = voices(
        """
        Mr Khan, [1s:whose lawyer] [1c:said] [1k:the case was weak], left the court.
        [2s:The lawyer] [2c:said] [2k:he would appeal]. [3s:Mr Khan] [3c:said] [3k:nothing was new].
        """
    )
    assert found.same(1, 2)
    assert found.apart(1, 3)
    assert found.name(1) == "Khan’s lawyer"
    source = found.of(3)
    assert source is not None
    assert source.role == ""


def test_a_family_is_not_one_of_its_members_misspelt() -> None:
    found = voices(
        """
        [1s:Mary Smith] [1c:said] [1k:she would sell]. The house is old. [2s:The Smiths] [2c:said]
        [2k:they were happy].
        """
    )
    assert found.apart(1, 2)
    assert kinds(found, 2) == [("The Smiths", "group")]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Angela Mer\u00adkel", "Merkel"),
        ("Jean-Luc Moreau", "Jean\u2011Luc Moreau"),
        ("Shaquille O'Neal", "O’Neal"),
        ("Ana\u200b Ruiz", "Ruiz"),
    ],
)
def test_what_is_not_seen_cuts_no_name_in_two(full: str, short: str) -> None:
    found = voices(f"[1s:{full}] [1c:said] [1k:it rained]. [2s:{short}] [2c:said] [2k:it snowed].")
    assert found.same(1, 2)
    assert found.name(1).isprintable()
    assert not any(a.doubts for a in found.attributions)


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_genitive_that_says_something_is_a_name(mark: str) -> None:
    found = voices(
        f"""
        On Monday [1s:McDonald{mark}s] [1c:said] [1k:it was happy]. Shares of McDonald{mark}s rose.
        [2s:McDonald][2c:{mark}s said] [2k:no].
        """
    )
    assert found.same(1, 2)
    assert kinds(found, 1) == [(f"McDonald{mark}s", "organisation")]


@pytest.mark.parametrize(
    "opening",
    [
        "Donald Trump's announced tariffs rattled markets.",
        "Analysts doubted Trump's continued role.",
        "Trump's said to be furious.",
        "Trump's said it before.",
        "It's said to be a plan.",
        "It's said that nobody knows.",
    ],
)
def test_a_genitive_before_what_somebody_has_is_no_part_of_a_name(opening: str) -> None:
    found = voices(f"{opening} [1s:Trump] [1c:said] [1k:he would not back down].")
    assert found.name(1) in ("Trump", "Donald Trump")


def test_a_name_may_begin_with_a_day_behind_the() -> None:
    found = voices(
        """
        The [1s:Sunday Times] [1c:said] [1k:he lied]. [2s:The paper] [2c:said] [2k:he took money].
        """
    )
    assert found.same(1, 2)
    assert kinds(found, 1) == [("Sunday Times", "media")]


def test_it_is_a_body_rather_than_a_bare_surname() -> None:
    found = voices(
        """
        [1s:Nato] [1c:said] [1k:it would help]. [2s:Rutte] [2c:said] [2k:allies agreed].
        [3s:It] [3c:said] [3k:troops were ready].
        """
    )
    assert found.same(1, 3)


def test_a_list_of_owners_is_no_list_of_speakers() -> None:
    found = voices("[1s:Apple's, Google's and Meta's lawyers] [1c:said] [1k:it was baseless].")
    source = found.of(1)
    assert source is not None
    assert source.naming != "named"


def test_two_people_of_one_name_are_told_apart_by_their_ages() -> None:
    found = voices(
        """
        [1s:John Smith, 45,] [1c:said] [1k:it rained]. [2s:John Smith, 19,] [2c:said] [2k:it did
        not]. [3s:John Smith, 46,] [3c:said] [3k:it did].
        """
    )
    assert found.apart(1, 2)
    assert found.same(1, 3)


def test_a_surname_that_two_people_bear_is_doubted_in_words() -> None:
    found = voices(
        """
        [1s:Anna Martin] [1c:said] [1k:it rained]. [2s:Paul Martin] [2c:said] [2k:it snowed].
        Both left town. A vote was held on Monday. [3s:Martin] [3c:said] [3k:nothing was lost].
        """
    )
    own = {a.id: a.doubts for a in found.attributions}
    assert own["a1"] == own["a2"] == ()
    assert own["a3"] == ("“Martin” may be Anna Martin",)


def test_a_handle_is_a_name() -> None:
    source = voices("[1s:@harbour_news] [1c:wrote] [1k:that the ferry was late].").of(1)
    assert source is not None
    assert (source.name, source.kind, source.naming) == ("@harbour_news", "unknown", "named")


def test_words_that_the_article_does_not_have_are_not_quoted_as_a_reason() -> None:
    source = voices("[1s:Others] [1c:said] [1k:the ferry was late].").of(1)
    assert source is not None
    assert "some" not in source.because


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("_Daily News_", "Daily News"),
        ("the mayor, **Tim Cox**", "Tim Cox"),
        ("Tim Cox**, the mayor", "Tim Cox"),
        ("a *second* source", "a second source"),
    ],
)
def test_marks_of_emphasis_are_no_part_of_a_name(source: str, name: str) -> None:
    assert voices(f"On Monday [1s:{source}] [1c:said] [1k:the bridge was safe].").name(1) == name


def test_the_paper_is_the_study_where_no_medium_was_named() -> None:
    found = voices(
        """
        [1s:A study] [1c:found] [1k:that eels sleep]. [2s:The paper] [2c:says] [2k:they dream].
        """
    )
    assert found.same(1, 2)
    other = voices(
        """
        [1s:A study] [1c:found] [1k:that eels sleep], [2s:The New York Times] [2c:reported]
        [2k:on Monday]. [3s:The paper] [3c:said] [3k:no more]."""
    )
    assert other.same(2, 3)


@pytest.mark.parametrize("said", ["her claim was false", "it would close. Then he left"])
def test_a_firm_is_no_person_for_a_pronoun_that_means_somebody_else(said: str) -> None:
    assert kinds(voices(f"[1s:Walgreens] [1c:said] [1k:{said}]."), 1) == [
        ("Walgreens", "organisation")
    ]


@pytest.mark.parametrize(
    ("source", "role", "affiliation"),
    [
        ("Vern Ashe, of the University of Hale,", "", "University of Hale"),
        ("Dr Vern Ashe of the University of Hale", "", "University of Hale"),
        ("Vern Ashe, director of sales at Orvo Foods,", "director of sales", "Orvo Foods"),
        ("Vern Ashe, the president of Ostler Bank,", "president", "Ostler Bank"),
        ("University of Hale geologist Vern Ashe", "geologist", "University of Hale"),
        (
            "Orvo Foods’ head of research, Vern Ashe,",
            "head of research",
            "Orvo Foods",
        ),
        ("Vern Ashe, Orvo Bank's chief executive,", "chief executive", "Orvo Bank"),
        ("County Commissioner Vern Ashe", "County Commissioner", ""),
        ("The Foreign Affairs Minister Vern Ashe", "Foreign Affairs Minister", ""),
        ("Vern Ashe, analyst at E.F. Orvo Co,", "analyst", "E.F. Orvo Co"),
    ],
)
def test_a_role_and_the_body_it_belongs_to_are_told_apart(
    source: str, role: str, affiliation: str
) -> None:
    found = voices(f"Then [1s:{source}] [1c:said] [1k:it was so].").of(1)
    assert found is not None
    assert (found.name, found.role, found.affiliation) == ("Vern Ashe", role, affiliation)


@pytest.mark.parametrize("kin", ["her brother Leon", "his sister Leon", "Her uncle, Leon,"])
def test_kinship_is_no_part_of_a_name(kin: str) -> None:
    found = voices(f"Ana Ruiz was there. [1s:{kin}] [1c:said] [1k:it was so].").of(1)
    assert found is not None
    assert (found.name, found.kind, found.naming) == ("Leon", "person", "named")


def test_a_name_in_capitals_is_spelt_as_names_are() -> None:
    found = voices("[1s:ANA RUIZ][1c::] [1k:Good evening].").of(1)
    assert found is not None
    assert found.name == "Ana Ruiz"


def test_a_role_behind_a_name_needs_no_comma() -> None:
    found = voices("[1s:Professor Vern Ashe deputy director of the mint] [1c:said] [1k:so].").of(1)
    assert found is not None
    assert (found.name, found.kind, found.naming) == ("Vern Ashe", "person", "named")


@pytest.mark.parametrize(
    ("source", "name", "kind", "naming"),
    [
        ("The unit's director, professor Helena Britt,", "Helena Britt", "person", "named"),
        ("a man known as the cook", "a man", "person", "anonymous"),
        ("the television station run by a church", "the television station", "media", "named"),
        ("The weekly newsletter", "The weekly newsletter", "media", "named"),
    ],
)
def test_the_head_of_a_description_is_found(source: str, name: str, kind: str, naming: str) -> None:
    found = voices(f"Then [1s:{source}] [1c:said] [1k:it was so].").of(1)
    assert found is not None
    assert found.name.startswith(name)
    assert (found.kind, found.naming) == (kind, naming)


@pytest.mark.parametrize(
    "source",
    [
        "former ambassador to Pakistan Abdul Zaeef",
        "Secretary of State for Trade and Industry Paul Zaeef",
        "the mayor of San Jose Sam Zaeef",
        "undersecretary of economic affairs Paul Zaeef",
    ],
)
def test_a_person_is_named_at_the_end_of_a_long_office(source: str) -> None:
    found = voices(f"Then [1s:{source}] [1c:said] [1k:it was so].").of(1)
    assert found is not None
    assert (found.name.split()[-1], found.kind, found.naming) == ("Zaeef", "person", "named")
    assert len(found.name.split()) == 2


@pytest.mark.parametrize(
    "source",
    [
        "A friend of composer Paul Zaeef",
        "a critic of President Abdul Zaeef",
        "an aide to Paul Zaeef",
    ],
)
def test_whose_friend_or_aide_somebody_is_does_not_speak(source: str) -> None:
    found = voices(f"Then [1s:{source}] [1c:said] [1k:it was so].").of(1)
    assert found is not None
    assert (found.kind, found.naming) == ("person", "anonymous")
