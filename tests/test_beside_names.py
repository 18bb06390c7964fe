"""What stands beside a name: each form is found, what looks like it is not."""

from __future__ import annotations

from worded import Found, Row, each_row, mistaken

from analysis.sources.affiliations import OF as AFFILIATIONS_OF
from analysis.sources.affiliations import OWNED, WITHIN
from analysis.sources.appositions import FURTHER, JOINT, MARK, OF_PLACE
from analysis.sources.appositions import OF as APPOSITIONS_OF
from analysis.sources.entities import LED
from analysis.sources.entities import OWNER as ENTITIES_OWNER
from analysis.sources.name_features import COMMA, PRONOUN
from analysis.sources.name_forms import AHEAD, BESIDE
from analysis.sources.name_forms import TRADE as NAME_FORMS_TRADE
from analysis.sources.names import INITIAL, NO_MORE, OFFICE_HELD
from analysis.sources.roles import OWNER as ROLES_OWNER
from analysis.sources.roles import TRADE as ROLES_TRADE
from analysis.sources.titlecase import TURN
from analysis.sources.wordstream import SAYS, SENTENCE_END

PHRASES: list[Row] = [
    (
        "what further describes somebody",
        FURTHER.match,
        ", a nurse|, an aide|, the mayor|, who|, whose|, now|, 45",
        ", said| a nurse|, theft",
    ),
    (
        "the place of a person",
        OF_PLACE.fullmatch,
        "of Ohio|from Ohio|of Dayton, Ohio|of St. Paul|from New York City",
        "of the town|in Ohio|of ohio",
    ),
    (
        "marks before an apposition",
        MARK.search,
        "a, b|a—b|a–b|a -b",
        "a b|a-b",
    ),
    (
        "the field of an office",
        APPOSITIONS_OF.fullmatch,
        " of state | of economic affairs | for trade | to the king ",
        " state | of trade| with trade ",
    ),
    (
        "what joins names",
        JOINT.fullmatch,
        ", | and |, and | & |/| or |’s and |, the | and his | and the former |, her late ",
        " met | but ",
    ),
    (
        "what stands between an office and its holder",
        OFFICE_HELD.fullmatch,
        (
            ", |, the |, the Rev. |, the Most Rev. |, the Right Reverend |, Hon. |"
            ", the Very Rev. |, Rt. Hon. "
        ),
        ", a | the ",
    ),
    (
        "a letter that is no initial",
        INITIAL.fullmatch,
        "T-shirt|X-ray",
        "T-Shirt|Tea-shirt",
    ),
    (
        "what may stand behind a name alone",
        NO_MORE.match,
        "|’s|'|’s, the firm|’s, a firm|’s, which fell|, a firm| (Fox)| – a firm| — a firm",
        " Bank|’s bank",
    ),
    (
        "the end of a sentence",
        SENTENCE_END.search,
        "No. He|No! He|No? 5|No.” He|No.) He|No. “He|No. (He",
        "No. he|No He|No.He",
    ),
    (
        "a genitive that says something",
        SAYS.match,
        "’s said|'s says|’s told|’s tells|’s, the agency, said|’s, a firm, says",
        "’s to say|’s said to|’s firm said",
    ),
    (
        "the owner of a role",
        ROLES_OWNER.search,
        "Oman’s |Hale's |New York’s |firms’ Orvo’s ",
        "oman’s |Oman’s",
    ),
    (
        "the trade of a label",
        ROLES_TRADE.match,
        ", baker|, local baker:|, baker)|, nurse\n",
        ", Baker said|, Baker|, old local baker",
    ),
    (
        "the label of who speaks",
        TURN.match,
        "BAKER: |DET. PENCE: ",
        "Baker: |BAKER:x",
    ),
    (
        "a role and its body",
        WITHIN.fullmatch,
        (", a lawyer for |, head of the |, chief aide at |, an analyst with |, a man from the "),
        " a lawyer for |, lawyer ",
    ),
    (
        "the role of somebody's own",
        OWNED.fullmatch,
        "’s head of research, |' head, |'s chief-of staff, ",
        "’s Head, |’s head |s head, ",
    ),
    (
        "what ties a person to a body",
        AFFILIATIONS_OF.fullmatch,
        " of | from the | at the | with |, of |, from ",
        " in |, in |of",
    ),
    (
        "a genitive",
        ENTITIES_OWNER.search,
        "Cole's aide|Coles' aide|Cole’s aide",
        "Cole aide|Cole’saide",
    ),
    (
        "what ends an owner",
        LED.search,
        "aide of it|aide for|in it|at it|from it|with it|by it|on it|to it",
        "aide|often|format",
    ),
    (
        "a noun before a name",
        AHEAD.search,
        (
            "the company, |The firm |one news site, |Its parent company, |their bank |"
            "a big old bank |another firm |an agency |the state-run firm "
        ),
        (
            "for the bank, |of the bank |at the bank |by the bank |to the bank |in the bank |"
            "with the bank |from the bank |his bank |the Firm "
        ),
    ),
    (
        "a noun right before a name",
        BESIDE.search,
        "victim group |agency ",
        "Group |group",
    ),
    (
        "trades by their ending",
        NAME_FORMS_TRADE.fullmatch,
        "geologist|economist|salesperson|agronomist|policewoman",
        "nurse|ologist",
    ),
    (
        "pronouns that take a name up",
        PRONOUN.search,
        "he|she|his|her|him|who|it|its|which|they|their|we|where|there|It",
        "the|them|ours",
    ),
    (
        "what stands behind a comma",
        COMMA.match,
        ", Executive Vice President of|, head|, chief’s aide",
        " head|,head",
    ),
]


@each_row(PHRASES)
def test_each_phrase_is_found_and_what_looks_like_it_is_not(
    found: Found, phrases: str, others: str
) -> None:
    assert mistaken(found, phrases, others) == ([], [])
