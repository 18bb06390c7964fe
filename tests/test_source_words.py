"""Small words beside names and roles: each does what it does in English."""

from __future__ import annotations

import pytest
from marked import voices
from worded import find, phrase

from analysis.sources.descriptions import name_of, role_of
from analysis.sources.entities import Entity
from analysis.sources.name_matching import key_of
from analysis.sources.ties import compatible

PARTICLES = (
    "al el ul bin ibn ben bint van von der den de del della di da dos das du la le ter ten st y zu "
    "af av abu dela delos dei degli los las"
)
DAYS = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March July "
    "September October November December"
)
CLAUSES = (
    "although amid and as because before but despite during if including like not rather since so "
    "such than then though unless until when where which while with without yet"
)


def texts(sentence: str) -> list[str]:
    """Return the names of a sentence."""
    return [name.text for name in find(sentence)]


def mayor(role: str) -> Entity:
    before = set(role.split()[:-1])
    return Entity("person", [("Ana", "Ruiz")], roles=[role], heads={"mayor"}, modifiers=before)


@pytest.mark.parametrize(
    "behind",
    "all both themselves himself herself itself alone also each who there here nearby today "
    "yesterday tonight".split(),
)
def test_what_stands_behind_a_noun_is_not_its_head(behind: str) -> None:
    assert phrase(f"the officials {behind}").head == "officials"


@pytest.mark.parametrize(
    "ahead",
    "from by according for in and but even only at least nearly almost about still not".split(),
)
def test_what_stands_before_an_article_is_no_determiner(ahead: str) -> None:
    found = phrase(f"{ahead} the officials")
    assert (found.head, found.determiner) == ("officials", "definite")


@pytest.mark.parametrize(
    "many",
    "group number majority slew host handful raft string range variety array chorus cadre dozen "
    "score army crowd stream parade".split(),
)
def test_many_of_a_class_are_the_class(many: str) -> None:
    found = phrase(f"a {many} of leaders")
    assert (found.head, found.plural) == ("leaders", True)


@pytest.mark.parametrize("behind", "all both each himself herself itself also too alone".split())
def test_a_name_stays_one_with_what_stands_behind_it(behind: str) -> None:
    assert phrase(f"Ana Ruiz {behind}").form == "name"


@pytest.mark.parametrize("left", "former ex retired outgoing late onetime".split())
def test_who_has_left_an_office_does_not_hold_it(left: str) -> None:
    assert not compatible(phrase("the current mayor"), mayor(f"{left} mayor"))


@pytest.mark.parametrize("now", "current incumbent new serving sitting".split())
def test_who_holds_an_office_has_not_left_it(now: str) -> None:
    assert not compatible(phrase(f"the {now} mayor"), mayor("former mayor"))
    assert compatible(phrase(f"the {now} mayor"), mayor("mayor"))


@pytest.mark.parametrize(
    "young", "baby boy daughter girl man pupil son student teenager woman youth".split()
)
def test_the_mother_of_a_child_may_be_that_of_a_boy(young: str) -> None:
    mother = Entity("person", label="the child's mother", heads={"mother"})
    assert compatible(phrase(f"the {young}'s mother"), mother)


def test_the_mother_of_a_victim_is_not_that_of_the_accused() -> None:
    mother = Entity("person", label="the accused's mother", heads={"mother"})
    assert not compatible(phrase("the victim's mother"), mother)
    assert compatible(phrase("the accused's mother"), mother)


@pytest.mark.parametrize("title", "Mr Mrs Ms Miss Mx Dr Sir Dame Lord Lady".split())
def test_a_title_of_courtesy_is_no_role(title: str) -> None:
    assert role_of(Entity(titles=[title])) == ""


@pytest.mark.parametrize("numeral", "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI".split())
def test_who_has_a_numeral_is_called_with_the_title(numeral: str) -> None:
    pope = Entity("person", [("Pius", numeral)], titles=["Pope"])
    assert name_of(pope) == f"Pope Pius {numeral}"


@pytest.mark.parametrize("suffix", "Jr. Jr Sr. Sr II III IV".split())
def test_what_stands_behind_a_name_makes_it_no_other(suffix: str) -> None:
    assert key_of(("Ana", "Ruiz", suffix)) == ("ana", "ruiz")


@pytest.mark.parametrize("kin", "Sons Daughters Co Partners Brothers Company Associates".split())
def test_an_and_before_kin_or_partners_lies_inside_a_firm(kin: str) -> None:
    assert f"Marlow and {kin}" in texts(f"He paid Marlow and {kin} for it.")


@pytest.mark.parametrize(
    "verb", "will has had is was would could may must plans expects said says".split()
)
def test_a_rare_word_before_a_verb_is_a_name(verb: str) -> None:
    assert "Zorvex" in texts(f"Zorvex {verb} cut 200 jobs.")


@pytest.mark.parametrize("word", ["Qyx", "Zorvexists", "Zorvex's", "Table"])
def test_a_word_that_is_short_or_known_or_several_is_no_name_for_being_rare(word: str) -> None:
    assert texts(f"{word} will cut 200 jobs.") == []


@pytest.mark.parametrize("particle", "al bin ibn van von de".split())
def test_a_name_may_begin_with_a_particle(particle: str) -> None:
    assert f"{particle} Berg" in texts(f"They met {particle} Berg there.")


@pytest.mark.parametrize("particle", PARTICLES.split())
def test_a_particle_lies_inside_a_name(particle: str) -> None:
    assert f"Daniel {particle} Berg" in texts(f"Later Daniel {particle} Berg left.")


@pytest.mark.parametrize("given", "Will May April June August Young".split())
def test_a_word_that_is_a_name_too_is_one_before_a_surname(given: str) -> None:
    assert f"{given} Smith" in texts(f"{given} Smith left.")


@pytest.mark.parametrize("day", DAYS.split())
def test_a_day_or_month_is_no_part_of_the_name_behind_it(day: str) -> None:
    assert texts(f"It said on {day} Nordbank would close.") == ["Nordbank"]


def test_a_day_behind_the_is_part_of_a_name() -> None:
    assert texts("He read it in The Sunday Echo there.") == ["Sunday Echo"]


@pytest.mark.parametrize(
    "word",
    "A An The I But And This That In On At Of For With From To He She It They We You".split(),
)
def test_a_small_word_at_the_start_is_no_part_of_a_name(word: str) -> None:
    assert texts(f"{word} Nordbank left.") == ["Nordbank"]


@pytest.mark.parametrize("word", CLAUSES.split())
def test_a_clause_behind_a_name_is_no_apposition(word: str) -> None:
    assert find(f"They met Ana Ruiz, {word} he left early, there.")[0].after == ""


@pytest.mark.parametrize("party", "Republican Democrat Conservative Liberal Socialist".split())
def test_a_party_before_a_name_is_a_role(party: str) -> None:
    (name,) = find(f"They met {party} Ana Ruiz there.")
    assert (name.text, name.role) == ("Ana Ruiz", party)


@pytest.mark.parametrize("short", "Jr. Sr. Co. Inc. Corp. Ltd.".split())
def test_a_full_stop_belongs_to_a_short_word_of_a_name(short: str) -> None:
    assert f"Marlow {short}" in texts(f"He knew Marlow {short} and left.")


@pytest.mark.parametrize(
    "office",
    "campaign administration office team camp government foundation transition company".split(),
)
def test_somebodys_office_is_named_after_its_owner(office: str) -> None:
    source = voices(f"[1s:Ana Ruiz's {office}] [1c:said] [1k:no].").of(1)
    assert source is not None
    assert (source.name, source.naming) == (f"Ana Ruiz’s {office}", "named")
    assert source.affiliation == "Ana Ruiz"


@pytest.mark.parametrize(
    "place",
    ["first", "second", "third", "fourth", "sixth"],
)
def test_a_counting_word_means_who_was_introduced_at_that_place(place: str) -> None:
    order = ["first", "second", "third", "fourth", "fifth", "sixth"]
    introduced = ["One nurse", *(f"A {other} nurse" for other in order[1:])]
    told = " ".join(
        f"[{n}s:{who}] [{n}c:said] [{n}k:it was late]." for n, who in enumerate(introduced, 1)
    )
    found = voices(f"{told} [7s:The {place}] [7c:said] [7k:no].")
    assert found.same(order.index(place) + 1, 7)
