"""Who goes on speaking after a statement that holds another: the outer speaker, where it may be.

Made up, in the manner of several kinds of news; each line gives a piece of what is said and a name
of who says it.
"""

from __future__ import annotations

import pytest

from analysis import ingest, pipeline
from analysis.model import Attribution, Span
from analysis.sources.nested import Holders

Case = tuple[str, dict[str, str]]

OUTER: dict[str, Case] = {
    "diplomacy": (
        (
            "Foreign secretary James Orr said President Luis Vega had told him that the border "
            "would open. He said that the trucks were ready. “He was clear,” he said."
        ),
        {"border would": "Vega", "trucks were": "Orr", "He was clear": "Orr"},
    ),
    "parliament": (
        (
            "Minister Asha Rao told the Lok Sabha that Governor Meena Das had written to her that "
            "the dam was cracked. She said engineers would inspect it on Monday. “The report will "
            "be public,” she said."
        ),
        {"engineers would": "Asha Rao", "report will": "Asha Rao"},
    ),
    "obituary": (
        (
            "Her daughter, Ruth, recalled that Mrs Adeyemi always insisted the choir would outlive "
            "her. “Mum used to say, ‘Sing first and worry later,’” she said."
        ),
        {"choir would": "Adeyemi", "Mum used": "Ruth"},
    ),
    "merger": (
        (
            "Telco Vantel said the regulator had told it that the merger would be blocked. It said "
            "that it would appeal."
        ),
        {"merger would": "regulator", "would appeal": "Vantel"},
    ),
    "unnamed": (
        (
            "The ambassador said the prime minister had told him that the generals feared a coup. "
            "“My contacts say so,” he said."
        ),
        {"contacts say": "ambassador"},
    ),
    "three": (
        (
            "The ambassador said the prime minister had told him that the generals feared a coup "
            "was being planned in the north. “My contacts say the president believes that the army "
            "is loyal,” he said."
        ),
        {"My contacts": "ambassador"},
    ),
    "shared surname": (
        (
            "Lawyer Nia Cole said her client, Tessa Cole, believes the police lied. Cole said the "
            "case should be dropped. “Tessa says she was at home,” Cole said."
        ),
        {"case should": "Nia Cole", "Tessa says": "Nia Cole"},
    ),
    "father and son": (
        (
            "Elton Marsh said his late father, Roy Marsh, always argued that farming was a gamble. "
            "“Dad said you bet on rain,” Marsh said. Marsh said he had sold the herd."
        ),
        {"farming was": "Roy Marsh", "Dad said": "Elton Marsh", "sold the herd": "Elton Marsh"},
    ),
    "sisters": (
        (
            "The defendant's mother, Joan Hale, said her sister Pat told her that the boy was with "
            "her. “She said he was asleep,” she told the jury."
        ),
        {"boy was": "Pat", "She said": "Joan Hale"},
    ),
    "team": (
        (
            "Captain Ben Reid said coach Al Moss thinks the side is too old. “I told him I'm "
            "thirty,” he said. He laughed and said he would play on."
        ),
        {"side is": "Al Moss", "thirty": "Ben Reid", "play on": "Ben Reid"},
    ),
    "two ministers": (
        (
            "The health minister said the finance minister had told her that the money was gone. "
            "“The minister says it went on roads,” she said."
        ),
        {"money was": "finance", "The minister says": "health"},
    ),
    "two presidents": (
        (
            "Russia's president said the American president had promised him that no missiles "
            "would be moved. “The president gave me his word,” he said."
        ),
        {"no missiles": "American", "his word": "Russia's"},
    ),
    "court": (
        (
            "Detective Sergeant Ray Holt told the jury that the driver, Neil Bassett, had claimed "
            "the brakes failed. He said the car had been serviced a week earlier. “There was "
            "nothing wrong with it,” he said."
        ),
        {"brakes": "Bassett", "serviced": "Holt", "nothing wrong": "Holt"},
    ),
    "football": (
        (
            "Manager Steve Rudd said club doctor Ian Moffat had warned that the knee would need an "
            "operation. “We are short of strikers as it is,” he said."
        ),
        {"knee would": "Moffat", "strikers": "Rudd"},
    ),
    "shops": (
        (
            "Supermarket chain Brisco said the competition authority had told it that the sale "
            "must wait. It said that no shop would close."
        ),
        {"sale must": "authority", "no shop": "Brisco"},
    ),
    "brothers": (
        (
            "Architect Leo Tarn said his brother, Max Tarn, had argued that the tower was unsafe. "
            "Tarn said the plans were changed in May."
        ),
        {"tower was": "Max Tarn", "plans were": "Leo Tarn"},
    ),
    "army": (
        (
            "Senator Paula Reyes said General Alice Stroud had told her that Colonel Jane Petty "
            "believed the base was not safe. She said the hearing would be held on Friday."
        ),
        {"hearing would": "Paula Reyes"},
    ),
    "roads": (
        (
            "Governor Femi Balogun said Senator Tunde Ajayi had assured him that the road money "
            "was on its way. He said work would start before the rains. “The people have waited "
            "long enough,” he added."
        ),
        {"road money": "Ajayi", "work would": "Balogun", "waited": "Balogun"},
    ),
    "hospital": (
        (
            "Hospital director Carla Nunes said nurse Rosa Pinto had reported that the alarm did "
            "not ring. She said an inquiry had begun."
        ),
        {"alarm did": "Rosa Pinto", "inquiry had": "Carla Nunes"},
    ),
    "source behind": (
        (
            "The pilot, Hugo Lenz, had told him that the engine was on fire, air controller Otto "
            "Brandl said. He said the call lasted ten seconds."
        ),
        {"engine was": "Lenz", "call lasted": "Brandl"},
    ),
    "poet": (
        (
            "His widow, Martha, said that the poet's sister, Agnes Doyle, always maintained the "
            "poems were written in prison. “They were written in our kitchen,” she said."
        ),
        {"kitchen": "Martha"},
    ),
    "school": (
        (
            "Head teacher Anne Fell said the caretaker, Joyce Bell, had reported that the boiler "
            "was leaking. She said classes would move to the hall. “Parents need not worry,” she "
            "added."
        ),
        {"boiler was": "Joyce Bell", "classes would": "Anne Fell", "Parents need": "Anne Fell"},
    ),
    "film": (
        (
            "Director Karl Odum recalled that producer Sam Wray insisted the ending was too dark. "
            "He shot a second one in Lisbon. “I never used it,” he said."
        ),
        {"ending was": "Sam Wray", "never used": "Karl Odum"},
    ),
    "several": (
        (
            "Residents said officials had promised them that the dam would hold. They said nobody "
            "came to inspect it."
        ),
        {"dam would hold": "officials", "nobody came": "Residents"},
    ),
    "police": (
        (
            "Chief Constable Mark Dale said suspect Lee Horn had told detectives that he acted "
            "alone. He appealed for witnesses and said the knife had not been found."
        ),
        {"he acted alone": "Lee Horn", "knife had": "Mark Dale"},
    ),
    "couple": (
        (
            "Actor Joe Lamb said his wife, Kate Lamb, believed the house was haunted. Lamb said "
            "the film begins in May."
        ),
        {"film begins": "Joe Lamb"},
    ),
    "two sentences on": (
        (
            "Vice President Ruth Odell told aides that Senator Grace Kim had said the bill was "
            "dead. The bill failed by two votes on Thursday. She said the White House would try "
            "again in the autumn."
        ),
        {"bill was dead": "Grace Kim", "would try again": "Ruth Odell"},
    ),
    "role": (
        (
            "Foreign secretary James Orr said President Luis Vega had told him that the border "
            "would open. The former teacher added that the trucks were ready."
        ),
        {"trucks were": "Orr"},
    ),
}

INNER: dict[str, Case] = {
    "only he": (
        (
            "Chancellor Emma Voigt said Prime Minister Karl Brandt had told her that the vote was "
            "lost. He said he would not resign."
        ),
        {"vote was": "Brandt", "not resign": "Brandt"},
    ),
    "only they": (
        (
            "Coach Dana Wells said the players had told her that they wanted to stay. They said "
            "the city felt like home."
        ),
        {"wanted to stay": "players", "felt like": "players"},
    ),
    "only several": (
        (
            "A nurse said the patients had told her that the food was cold. They said the soup was "
            "ice."
        ),
        {"food was": "patients", "soup was": "patients"},
    ),
    "asked": (
        (
            "Recently, Glen Ford, the pizza maven and former Republican presidential candidate who "
            "hosts an Atlanta area radio show, was asked by a caller why young men are coming to "
            "the U.S. as refugees. “So they can be planted among us,” he said."
        ),
        {"So they": "Glen Ford"},
    ),
    "in the same quotation": (
        (
            "Chairman Martin Doyle said: “Paul Ryan told me the deal was dead. He said the bank "
            "had refused.”"
        ),
        {"deal was": "Paul Ryan", "bank had": "Paul Ryan"},
    ),
    "surname in the same quotation": (
        (
            "Lawyer Nia Cole said: “Tessa Cole told me the police lied. Cole said she saw the "
            "whole thing.”"
        ),
        {"police lied": "Tessa Cole", "whole thing": "Tessa Cole"},
    ),
    "named again": (
        (
            "Mayor Tom Birch said engineer Paul Kemp had told him that the bridge was sound. Kemp "
            "inspected it again on Sunday. He said the cracks had grown."
        ),
        {"bridge was": "Kemp", "cracks had": "Kemp"},
    ),
    "dateline": (
        (
            "BENGALURU: Deputy chief minister R Venkatesh on Friday said the Centre had assured "
            "the state that Rs 2,400 crore in drought relief would be released by the month-end. "
            "“The Union finance minister told our delegation that the file had been cleared,” he "
            "told reporters."
        ),
        {"The Union": "Venkatesh"},
    ),
    "goes by the surname": (
        (
            "Maya Lind won again on Sunday. Lind said the wind was kind. Her coach, Sven Lind, "
            "said Maya Lind had told him that she was tired. Lind said she would rest."
        ),
        {"wind was": "Maya Lind", "would rest": "Maya Lind"},
    ),
    "denies": (
        "Prosecutor Daniel Voss said Karl Hahn told police he was asleep. He denies murder.",
        {"murder": "Karl Hahn"},
    ),
    "admitted": (
        (
            "Lawyer Peter Grant said Luke Moran told police he was at home. He admitted that he "
            "had lied."
        ),
        {"had lied": "Luke Moran"},
    ),
}


@pytest.mark.parametrize("case", OUTER)
def test_a_main_statement_goes_on_with_the_outer_speaker(case: str) -> None:
    _check(*OUTER[case])


@pytest.mark.parametrize("case", INNER)
def test_the_inner_speaker_goes_on_where_the_outer_one_can_not(case: str) -> None:
    _check(*INNER[case])


def _check(text: str, says: dict[str, str]) -> None:
    found = pipeline.extract(ingest.from_text(text, "nested"))
    names = {source.id: source.name for source in found.sources}
    for part, who in says.items():
        holding = [a for a in found.attributions if any(part in s.of(text) for s in a.content)]
        inner = min(holding, key=lambda a: sum(map(len, a.content)))
        assert who in names[str(inner.speaker)], part


def test_a_statement_holds_what_stands_in_its_content_but_a_turn_of_a_dialogue_does_not() -> None:
    def said(key: str, source: Span, cue: Span, content: Span) -> Attribution:
        return Attribution(key, (source,), (cue,), (content,), "indirect", 1.0)

    outer = said("a1", Span(0, 3), Span(4, 8), Span(9, 60))
    inner = said("a2", Span(9, 13), Span(14, 18), Span(19, 60))
    turn = said("a3", Span(70, 73), Span(73, 74), Span(75, 99))
    holders = Holders([outer, inner, turn])
    assert holders.of(Span(30, 34)) == (outer, inner)
    assert holders.of(Span(9, 13)) == (outer,)
    assert holders.of(Span(0, 3)) == holders.of(Span(80, 84)) == holders.of(Span(58, 64)) == ()


def test_an_inner_person_who_fits_makes_the_outer_one_less_sure() -> None:
    def sure(inner: str) -> float:
        text = f"Foreign secretary James Orr said {inner} had told him it was late. He said it was."
        (last,) = [
            a for a in pipeline.extract(ingest.from_text(text)).attributions if not a.parent
        ][1:]
        return last.speaker_confidence

    assert sure("President Luis Vega") < sure("President Lucia Vega")
