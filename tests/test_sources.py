"""Who the sources are: on the seed, and on articles made up in the styles of eight houses."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from marked import Voices, house, parse, voices
from seed import gold_extraction

from analysis.model import Attribution, Source
from analysis.readings import read_text
from analysis.sources import identify


@cache
def seed() -> tuple[tuple[Attribution, ...], tuple[Source, ...], tuple[Source, ...]]:
    """The seed's gold statements, identified anew."""
    gold = gold_extraction()
    bare = tuple(replace(a, speaker=None, implicit=False) for a in gold.attributions)
    return identify(gold.article, gold.quotations, bare)


@cache
def read(style: str) -> Voices:
    return house(style)


def clusters(attributions: tuple[Attribution, ...]) -> set[frozenset[str]]:
    found: dict[str | None, set[str]] = {}
    for a in attributions:
        found.setdefault(a.speaker, set()).add(a.id)
    return {frozenset(ids) for ids in found.values()}


def test_every_statement_of_the_seed_has_the_voice_the_gold_gives_it() -> None:
    assert clusters(seed()[0]) == clusters(gold_extraction().attributions)


def test_kind_and_naming_of_every_source_of_the_seed_are_those_of_the_gold() -> None:
    gold = {s.id: s for s in gold_extraction().sources}
    own = {s.id: s for s in seed()[1]}
    for mine, theirs in zip(seed()[0], gold_extraction().attributions, strict=True):
        source, wanted = own[str(mine.speaker)], gold[str(theirs.speaker)]
        assert (source.kind, source.naming) == (wanted.kind, wanted.naming), source.name


def test_the_four_unnamed_sources_of_the_seed_are_kept_apart() -> None:
    unnamed = [s for s in seed()[1] if s.naming == "anonymous"]
    assert [s.name.split()[0] for s in unnamed] == ["Sources", "a", "another", "A"]
    assert [len(s.mentions) for s in unnamed] == [2, 3, 4, 3]


def test_the_reason_for_anonymity_is_kept_as_the_article_words_it() -> None:
    assert [s.reason for s in seed()[1] if s.reason] == ["who requested anonymity"]
    assert any("for fear of losing his job" in s.reason for s in read("agency").sources)
    assert any(s.reason.endswith("not finished") for s in read("broadsheet").sources)
    assert any("not authorised to speak" in s.reason for s in read("gulf").sources)
    assert any("did not wish to be named" in s.reason for s in read("indian").sources)


def test_people_named_and_never_heard_are_listed() -> None:
    names = {s.name for s in seed()[2]}
    assert {"Tom Barrack", "Asaad Al Shibani", "Ahmad Al Shara", "The National"} <= names
    assert not names & {s.name for s in seed()[1]}


def test_ids_count_the_sources_in_the_order_in_which_they_first_speak() -> None:
    assert [s.id for s in seed()[1]] == [f"s{n}" for n in range(1, len(seed()[1]) + 1)]
    assert [s.id for s in seed()[2]] == [f"u{n}" for n in range(1, len(seed()[2]) + 1)]


def test_every_mention_of_a_source_is_where_it_says() -> None:
    text = gold_extraction().article.text
    surfaces = {m.span.of(text) for s in seed()[1] for m in s.mentions if s.name == "Donald Trump"}
    assert surfaces == {"Donald Trump", "Mr Trump", "Trump", "The US president"}


def test_confidence_and_reasons_are_given_for_every_source() -> None:
    assert all(0 < s.confidence <= 1 and s.because for s in seed()[1])


def test_a_role_is_kept_as_the_article_words_it_without_the_body_it_names() -> None:
    assert {s.name: s.role for s in seed()[2]}["Tom Barrack"] == "US envoy"
    lawyer = read("agency").of(6)
    assert lawyer is not None
    assert lawyer.role == "maritime lawyer"
    assert lawyer.affiliation == "Clyde Bay University"


@pytest.mark.parametrize(
    ("style", "numbers", "name"),
    [
        ("agency", (1, 4, 8), "Southern Straits Ferries"),
        ("agency", (2, 3), "Priya Raman"),
        ("agency", (6, 7), "Daniel van der Berg"),
        ("broadsheet", (1, 6), "Margaret Okafor"),
        ("broadsheet", (2, 3), "Edwin Hale"),
        ("broadsheet", (4, 5), "David Okafor"),
        ("tabloid", (1, 2), "Doreen Akhurst"),
        ("tabloid", (3, 4), "Kev Malone"),
        ("business", (5, 6), "Ana Sofía Ibáñez de la Torre"),
        ("business", (7, 8), "Finland"),
        ("magazine", (1, 7, 8), "Li Weiming"),
        ("magazine", (2, 3), "Li Guoqiang"),
        ("broadcaster", (2, 3), "Arvind Chaudhary"),
        ("gulf", (2, 3, 4), "Yusuf bin Khalfan Al Amri"),
        ("gulf", (1,), "Hamdan bin Saeed Al Noor"),
        ("australian", (1, 2, 10, 11), "Jess Tran"),
        ("australian", (3, 5), "Bruce O’Dowd"),
        ("australian", (4, 6), "Karen O’Dowd"),
        ("indian", (1, 2), "Madras High Court"),
        ("indian", (3, 4), "R. Meenakshi Sundaram"),
        ("indian", (5, 6), "S. Karthikeyan"),
        ("indian", (9, 11), "Dravida Welfare Front"),
    ],
)
def test_one_voice_has_one_full_name_in_every_house_style(
    style: str, numbers: tuple[int, ...], name: str
) -> None:
    found = read(style)
    assert found.same(*numbers)
    assert found.name(numbers[0]) == name


def test_two_people_of_one_surname_are_told_apart_by_title() -> None:
    assert read("broadsheet").apart(4, 6)
    assert read("australian").apart(3, 4)


def test_two_people_of_one_surname_are_told_apart_where_no_title_helps() -> None:
    assert read("magazine").apart(1, 3)


def test_a_capital_stands_for_its_government() -> None:
    for style, number, country in (("agency", 9, "Australia"), ("broadcaster", 8, "India")):
        source = read(style).of(number)
        assert source is not None
        assert (source.name, source.kind, source.naming) == (country, "government", "named")


def test_the_name_of_a_building_stands_for_a_government() -> None:
    source = read("broadsheet").of(10)
    assert source is not None
    assert (source.kind, source.naming) == ("government", "named")


def test_a_company_is_found_again_as_the_company() -> None:
    assert read("agency").same(1, 8)


def test_an_unnamed_source_is_followed_through_its_chain() -> None:
    gulf = read("gulf")
    assert gulf.apart(5, 6, 7, 9)
    assert gulf.same(6, 8)
    assert gulf.same(9, 10)


def test_an_unnamed_witness_is_found_again_by_what_was_said() -> None:
    assert read("broadcaster").apart(4, 6)
    assert read("broadcaster").same(6, 7)


def test_they_may_mean_one_person_of_whom_no_more_is_said() -> None:
    assert read("broadcaster").same(4, 5)


def test_the_spokesman_is_the_spokesman_met_before() -> None:
    assert read("business").same(9, 10)
    assert read("business").apart(1, 9)


def test_somebody_described_first_and_named_later_is_one_voice() -> None:
    found = voices(
        """
        [1s:A Lagos judge] has [1c:ruled] [1k:that the sale was void].
        [2s:Justice Ngozi Adeyemi] [2c:wrote] [2k:“The papers speak for themselves”].
        [3s:The judge] [3c:ordered] [3k:the bank to pay].
        """
    )
    assert found.same(1, 2, 3)
    assert found.name(1) == "Ngozi Adeyemi"


@pytest.mark.parametrize(
    ("style", "number", "kind", "naming"),
    [
        ("agency", 1, "organisation", "named"),
        ("agency", 2, "person", "named"),
        ("agency", 5, "person", "anonymous"),
        ("broadsheet", 7, "group", "anonymous"),
        ("broadsheet", 8, "person", "anonymous"),
        ("broadsheet", 9, "group", "generic"),
        ("tabloid", 5, "organisation", "named"),
        ("tabloid", 6, "person", "anonymous"),
        ("business", 2, "group", "anonymous"),
        ("business", 3, "person", "anonymous"),
        ("business", 4, "group", "generic"),
        ("business", 7, "government", "named"),
        ("magazine", 4, "document", "named"),
        ("magazine", 6, "group", "generic"),
        ("broadcaster", 1, "group", "anonymous"),
        ("broadcaster", 9, "media", "named"),
        ("gulf", 5, "group", "anonymous"),
        ("gulf", 9, "person", "anonymous"),
        ("gulf", 11, "government", "named"),
        ("australian", 7, "person", "anonymous"),
        ("australian", 9, "group", "generic"),
        ("indian", 7, "group", "anonymous"),
        ("indian", 12, "media", "named"),
    ],
)
def test_kind_and_naming_are_right_in_every_house_style(
    style: str, number: int, kind: str, naming: str
) -> None:
    source = read(style).of(number)
    assert source is not None
    assert (source.kind, source.naming) == (kind, naming)


def test_a_report_is_found_again_as_the_report() -> None:
    assert read("magazine").same(4, 5)


def test_state_media_belong_to_the_country_beside_them() -> None:
    assert "Pakistan" in read("broadcaster").name(9)


def test_a_quotation_without_a_source_goes_on_with_the_running_speaker() -> None:
    for style, number, before in (("magazine", 8, 7), ("australian", 11, 10)):
        found = read(style)
        assert found.same(number, before)
        assert next(a for a in found.attributions if a.id == f"a{number}").implicit


def test_a_passive_without_a_source_is_given_to_nobody() -> None:
    found = voices(
        """
        [1s:Mayor Ruth Adler] [1c:said] [1k:the bridge was safe].
        [2k:The works] [2c:are expected] [2k:to end in June].
        """
    )
    source = found.of(2)
    assert source is not None
    assert (source.kind, source.naming) == ("unknown", "generic")
    assert found.apart(1, 2)


def test_i_inside_a_quotation_is_whoever_is_quoted() -> None:
    found = voices(
        """
        [1k:“] [2s:I] [2c:believe] [2k:the dam will hold][1k:,”] [1c:said] [1s:Tomas Novak].
        [3s:Novak] [3c:said] [3k:tests went on].
        """
    )
    assert found.same(2, 3)


def test_who_means_the_name_right_before_it() -> None:
    found = voices(
        """
        The prize went to Aroha Ngata, [1s:who] [1c:thanked] [1k:her crew for the boat].
        A clerk at Marlow and Sons, [2s:who] [2c:asked] [2k:not to be filmed], was less pleased.
        """
    )
    assert found.name(1) == "Aroha Ngata"
    source = found.of(2)
    assert source is not None
    assert source.naming == "anonymous"


def test_a_source_that_the_reader_cut_short_is_read_to_its_end() -> None:
    found = voices(
        """
        [1s:Jordan]'s King Abdullah II [1c:said] [1k:the border was calm].
        [2s:King Abdullah] [2c:said] [2k:it would stay so].
        [3s:A source] [3c:said] [3k:dams were at issue]. [4s:Another source] [4c:said] [4k:oil was].
        [5s:The source] who spoke of dams [5c:said] [5k:a text was near].
        """
    )
    assert found.same(1, 2)
    assert found.name(1) == "King Abdullah II"
    assert found.same(3, 5)


def test_the_reason_is_no_part_of_the_name() -> None:
    assert read("agency").name(5) == "A dock worker"


def test_two_names_joined_by_and_are_one_group_of_two() -> None:
    found = voices(
        """
        [1s:Sir Alan Moss and Dame Ruth Bell] [1c:said] [1k:the archive must stay].
        [2s:Both] [2c:said] [2k:they would resign]. [3s:Dame Ruth] [3c:called] [3k:the plan “mean”].
        """
    )
    assert found.same(1, 2)
    assert found.apart(1, 3)
    source = found.of(1)
    assert source is not None
    assert source.kind == "group"
    assert source.name == "Alan Moss and Ruth Bell"


def test_a_statement_carried_by_two_sources_keeps_them_apart() -> None:
    pairs = [a for a in seed()[0] if "King Abdullah said" in _content(a)]
    assert {a.speaker for a in pairs} == {"s4"} or len({a.speaker for a in pairs}) == 1
    inner = [a for a in seed()[0] if _content(a).startswith("Jordan was ready")]
    assert {a.speaker for a in inner}.isdisjoint({a.speaker for a in pairs})


def _content(attribution: Attribution) -> str:
    return attribution.content[0].of(gold_extraction().article.text)


def test_the_source_that_may_be_either_of_two_is_doubted_in_words() -> None:
    found = voices(
        """
        [1s:A first source] [1c:said] [1k:the ship had turned].
        [2s:A second source] [2c:said] [2k:it had not].
        The harbour was closed at noon.
        Storms were forecast for the night.
        [3s:The source] [3c:said] [3k:the crew was safe].
        """
    )
    doubts = next(a for a in found.attributions if a.id == "a3").doubts
    assert doubts == ("“The source” may be A second source or A first source",)


def test_a_name_in_a_headline_is_the_one_of_the_story() -> None:
    found = voices(
        """
        # [1s:Minister] [1c:says] [1k:no to tolls]
        # Okello [2c:Vows] [2k:To Fight Tolls]
        [3s:Transport minister Grace Okello] [3c:said] [3k:roads would stay free].
        """
    )
    assert found.same(1, 3)


def test_an_article_without_statements_has_no_sources() -> None:
    article, _ = parse("Ada Lovelace walked to the river and said nothing.")
    attributions, heard, unheard = identify(article, (), ())
    assert (attributions, heard) == ((), ())
    assert [s.name for s in unheard] == ["Ada Lovelace"]


def test_the_same_article_gives_the_same_sources_again() -> None:
    gold = gold_extraction()
    assert identify(gold.article, gold.quotations, gold.attributions) == identify(
        gold.article, gold.quotations, gold.attributions
    )


def test_odd_sources_break_nothing() -> None:
    found = voices(
        """
        [1s:,] [1c:said] [1k:it]. [2s:"] [2c:said] [2k:that]. [3s:’s] [3c:said] [3k:this].
        [4s:{}%s] [4c:said] [4k:more]. [5s:Ö] [5c:said] [5k:less]. [6s:of the] [6c:said] [6k:so].
        """
    )
    assert len(found.attributions) == 6


def test_a_present_office_is_the_role_before_a_former_one() -> None:
    reading = read_text(
        "Omani minister Salim Al Busaidi, a former student of law at the port's night school, "
        "said the harbour would open in June."
    )
    found = reading.extraction.sources[0]
    assert (found.name, found.role) == ("Salim Al Busaidi", "Omani minister")


def test_a_numeral_that_stands_for_a_king_breaks_nothing() -> None:
    found = voices("""
        [1s:King Abdullah II] [1c:said] [1k:it was late].

        [2s:King II] [2c:said] [2k:it was early].
        """)
    assert found.name(1) == "King Abdullah II"


def test_who_is_named_and_says_nothing_is_told_if_it_is_surely_somebody() -> None:
    found = voices(
        "Ana Ruiz went to Oman with Ben Hale, Mr Orr, Kline, Reuters, Hale Foods and the UN. "
        "Nordbank fell. [1s:Ruiz] [1c:said] [1k:no]."
    )
    told = [source.name for source in found.unheard]
    assert told == ["Ben Hale", "Orr", "Reuters", "Hale Foods", "United Nations"]
