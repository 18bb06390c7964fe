"""House styles in sentences written for these tests: what a paragraph is, and its credit."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path

import pytest
from seed import GOLD, SEED

from analysis import ingest
from analysis.ingest import press
from analysis.model import Article, Paragraph

PROSE = [
    (
        "The council voted on Monday to close two of the four libraries, in spite of a petition "
        "that more than nine thousand people had signed."
    ),
    (
        "Officials said the buildings needed repairs that the budget could not pay "
        "for, and that readers would be offered a van instead."
    ),
    (
        "The decision will be looked at in the spring, when the auditors have handed in their "
        "report on the sale of the old town hall to a developer."
    ),
]


def among_prose(paragraph: str, place: int = 2) -> tuple[Article, Paragraph]:
    parts = [*PROSE[:place], paragraph, *PROSE[place:]]
    article = ingest.from_text("\n\n".join(parts))
    return article, next(p for p in article.paragraphs if p.span.of(article.text) == paragraph)


CAPTIONS = [
    # surface, credit
    ("Smoke rises over the port of Hodeidah on Monday. Reuters", "Reuters"),
    ("Traders at the souq in Manama before the holiday. EPA", "EPA"),
    ("Smoke over the port of Hodeidah on Monday. — AFP", "AFP"),
    ("Rescuers at the site of the collapse in Beed on Friday. | Photo Credit: PTI", "PTI"),
    ("The minister at a rally in Nagpur. (PTI Photo)", "PTI Photo"),
    ("Commuters wade through a street in Dharavi. Express photo by Asha Rane", "Asha Rane"),
    ("The chief minister with his aides. Image Courtesy: ANI", "ANI"),
    ("Protesters outside the town hall in Leeds. Photograph: Jane Doe/PA", "Jane Doe/PA"),
    (
        "Protesters in Kyiv on Sunday Photograph: Ivan Petrenko/AFP/Getty Images",
        "Ivan Petrenko/AFP/Getty Images",
    ),
    ("Gov. Ann Poe speaks in Reno, Nev., on May 3, 2023. (AP Photo/John Roe)", "AP Photo/John Roe"),
    (
        "Ann Poe at the Capitol on Tuesday. (Jane Doe/The Washington Herald)",
        "Jane Doe/The Washington Herald",
    ),
    ("Ann Poe at home in Reno. (Jane Doe for The Reno Herald)", "Jane Doe for The Reno Herald"),
    (
        "A combine harvester near Dubbo. Picture: NCA NewsWire / Gaye Moss",
        "NCA NewsWire / Gaye Moss",
    ),
    ("The premier after question time. Credit: Alex Moss", "Alex Moss"),
    ("Firefighters near Cobargo on Friday. (Supplied)", "Supplied"),
    ("Image source, Getty Images", "Getty Images"),
    ("The actress leaving a club in Soho last night. (Image: Splash News)", "Splash News"),
    ("Liam Moss, 34, outside court. Pic: SWNS", "SWNS"),
    ("Delegates at the summit in Doha. Photo: Getty Images", "Getty Images"),
    ("Delegates at the summit in Doha / AFP", "AFP"),
    ("The reef from the air. Jane Doe / AFP via Getty Images", "Jane Doe / AFP via Getty Images"),
    ("Jim Harlow / Reuters", "Jim Harlow / Reuters"),
    ("The old mill at dusk. Photograph by Ruth Amsel", "Ruth Amsel"),
    ("A view of the harbour. © Shutterstock", "Shutterstock"),
]


@pytest.mark.parametrize(("surface", "credit"), CAPTIONS)
def test_a_caption_is_told_by_its_credit_and_the_credit_is_marked(
    surface: str, credit: str
) -> None:
    article, paragraph = among_prose(surface)
    assert paragraph.kind == "caption"
    assert paragraph.because
    assert paragraph.credit is not None
    assert paragraph.credit.of(article.text) == credit
    assert paragraph.span.covers(paragraph.credit)


@pytest.mark.parametrize(
    "surface",
    [
        "Image caption, The minister leaves Downing Street after the meeting",
        "FILE - The plant in Ohio is seen from the air in this picture of May 2019.",
        "Pictured: Liam Moss, 34, with his sister on holiday in Tenerife",
        "The tower as it will look in 2030. (Representational image)",
    ],
)
def test_a_caption_without_a_name_is_told_by_how_it_opens_or_ends(surface: str) -> None:
    paragraph = among_prose(surface)[1]
    assert paragraph.kind == "caption"
    assert paragraph.credit is None


BYLINES = [
    "By Jane Doe",
    "BY JANE DOE AND JOHN ROE",
    "By Jane Doe, Political Editor",
    "By Maria van der Berg in Brussels and Ahmad Al Harbi in Riyadh",
    "Jane Doe, Diplomatic Correspondent",
    "Jane Doe in Beirut and John Roe in Damascus",
    "Reporting by Jane Doe in Cairo; Editing by John Roe",
    "(Additional reporting by Jane Doe; Writing by John Roe; Editing by Ann Poe)",
    "Published: 3 May 2021, 10:30 GMT",
    "Updated 5:33 PM EST, Tue January 5, 2021",
    "Staff and agencies",
    "Our Correspondent",
    "(With inputs from PTI)",
]


@pytest.mark.parametrize("surface", BYLINES)
def test_a_byline_is_told_wherever_houses_put_their_names(surface: str) -> None:
    assert among_prose(surface, place=0)[1].kind == "byline"


def test_name_and_office_under_the_title_are_bylines() -> None:
    top = ["Council closes two libraries", "Jane Doe", "Economics editor"]
    article = ingest.from_text("\n".join([*top, *PROSE]))
    assert [p.kind for p in article.paragraphs] == ["heading", "byline", "byline"] + ["body"] * 3


def test_who_else_reported_is_a_byline_at_the_end() -> None:
    assert among_prose("Jane Doe contributed reporting from Cairo.", place=3)[1].kind == "byline"
    assert among_prose("Ann Poe is a columnist for the Herald.", place=3)[1].kind == "byline"


BOILERPLATE = [
    "Sign up for our newsletter and never miss a story.",
    "Sign up to First Edition, our free daily newsletter",
    "Read more: Why the libraries are closing",
    "READ MORE: Council leader quits over library row",
    "Also Read | Sensex falls 300 points",
    "Follow us on Twitter and Facebook for the latest news.",
    "Follow Jane Doe on Twitter @janedoe.",
    "© 2024 The Daily Test. All rights reserved.",
    "Copyright 2024 The Daily Test. All rights reserved. This material may not be published.",
    "This story was updated at 5pm to add a comment from the council.",
    "This article was amended on 3 May 2021 to correct the number of libraries.",
    "• This article was amended on 3 May 2021 to correct a name.",
    "Topics",
    "Correction: An earlier version of this article gave the wrong number of libraries.",
    "An earlier version of this story gave the wrong number of libraries.",
    "Because of an editing error, an article on Monday misstated the number of libraries.",
    "This article has been revised to reflect the following correction: It said ten libraries.",
    "Correction Appended.",
    "A previous version of this column contained errors in the second paragraph.",
    "Owing to an editing error, an earlier version of this story named the wrong town.",
    "We use cookies to improve your experience.",
    "Story continues below advertisement",
    "Advertisement",
    "Do you have a story? Email us at tips@example.org.",
    "news@example.org",
    "https://example.org/more",
    "* * *",
    "(BEGIN VIDEO CLIP)",
    "Specs Engine: 1.5-litre Power: 110hp Torque: 145Nm Price: From £19,995",
    "Camera: 50MP Battery: 5,000mAh Display: 6.7in OLED Storage: 256GB Price: $999",
]


# What a note of the editors may look like, and is not.
NO_NOTES = [
    "Corrections: “The minister was wrong on every count,” the analyst said of the budget.",
    "CORRECTIONS: The state's department of prisons said that it would close two of them.",
    "This story has been changed by every teller, says the folklorist Ana Ruiz.",
    "This column has been revised twice since the temple was built, said the archaeologist.",
    "This column was updated in the 1960s to carry a new statue, the council said.",
    "This piece was revised by the composer in 1911, the museum says.",
    "A previous version of this story, told by Mr Jones to police, had no second man in it.",
    "This story was revised several times by the defendant, prosecutors said.",
    "Because of an editing error, the ministry sent the wrong figures to parliament, it admitted.",
    "This report has been amended by the committee, its chair said.",
    "An earlier version of this bill wrongly treated tenants as owners, Senator Ana Ruiz said.",
    "A previous version of this app misidentified faces as animals, the company admitted.",
    "Due to an editing error, this article of the constitution names the wrong court, she said.",
    "Because of an editing error, an article in the contract was left out, the judge said.",
    "Due to an editing error, an earlier version of the film showed the actor's face, he said.",
    "This story was changed to suit the film, the author said.",
    "This post was edited to remove my words, the senator said of her party's website.",
    "Correction Appended, the mayor wrote under his own tweet, and said he was sorry.",
]


@pytest.mark.parametrize("surface", NO_NOTES)
def test_what_only_begins_like_a_note_of_the_editors_is_read(surface: str) -> None:
    assert among_prose(surface)[1].kind == "body"


@pytest.mark.parametrize("surface", BOILERPLATE)
def test_the_furniture_of_a_page_is_boilerplate_with_a_reason(surface: str) -> None:
    paragraph = among_prose(surface)[1]
    assert paragraph.kind == "boilerplate"
    assert paragraph.because


def test_a_fact_box_of_labels_and_values_is_boilerplate() -> None:
    box = ["Company: Fixit", "Founded: 2019", "Staff: 25", "Funding: $2m"]
    article = ingest.from_text("\n\n".join([*PROSE, *box]))
    assert [p.kind for p in article.paragraphs] == ["body"] * 3 + ["boilerplate"] * 4


BODY = [
    "“We will not close it,” he told Reuters.",
    "The picture was bought by Getty Images.",
    "The figures were first reported by the Press Association.",
    "WASHINGTON, Jan 3 (Reuters) - The Senate voted on Tuesday to keep the libraries open.",
    "NEW YORK (AP) — The mayor said on Friday that she would resign.",
    "By Monday, the water had reached the second floor of the library.",
    "By Friday night, Jane Doe had left the country.",
    "Read more books, the teacher told them.",
    "WALLACE: What do you say to that?",
    "DOE: Nothing at all. ROE: Nor do I. DOE: That is that.",
    "He posted a photo by a neighbour.",
    "Subscribers to the service complained that the price had doubled.",
    "Advertising revenue fell by a tenth, the company said.",
    "Follow the money, the detective said.",
    "Copyright law is older than the library itself.",
    "The shares closed at $14.20, down 3%: the lowest since 2019.",
    "― Adriana Moss",
    "“Who is going to pay?”",
    "He added:",
]


@pytest.mark.parametrize("surface", BODY)
def test_prose_that_only_looks_like_furniture_stays_body(surface: str) -> None:
    assert among_prose(surface)[1].kind == "body"


def test_an_agency_that_signs_the_story_does_not_make_its_last_paragraph_a_caption() -> None:
    last = "The next vote on the libraries is due in May, after the budget is settled. Reuters"
    article = ingest.from_text("\n\n".join([*PROSE, last]))
    assert article.paragraphs[-1].kind == "body"


HEADINGS = [
    ("Council votes to close two libraries", 0),
    ("‘A dark day for reading’: town loses two libraries", 0),
    ("COUNCIL CLOSES LIBRARIES", 0),
    ("Council Votes to Close Two of Four Libraries.", 0),
    ("What happens next", 2),
    ("A Town Without Books", 2),
    ("9:05 p.m.", 2),
]


@pytest.mark.parametrize(("surface", "place"), HEADINGS)
def test_a_heading_is_a_short_line_that_ends_unlike_a_sentence(surface: str, place: int) -> None:
    article, paragraph = among_prose(surface, place)
    assert paragraph.kind == "heading"
    assert article.title == (surface if place == 0 else "")


def test_a_first_line_with_a_full_stop_is_a_heading_before_a_dateline() -> None:
    text = "Council votes to close libraries.\n\nLEEDS, May 3 (Reuters) - " + "\n\n".join(PROSE)
    article = ingest.from_text(text)
    assert [p.kind for p in article.paragraphs] == ["heading", "body", "body", "body"]


def test_every_paragraph_of_the_seed_is_what_a_person_says_it_is() -> None:
    article = ingest.load(SEED)
    gold = json.loads(GOLD.read_text(encoding="utf-8"))["paragraphs"]
    found = [
        (p.span.start, p.span.end, p.kind, p.credit and p.credit.of(article.text))
        for p in article.paragraphs
    ]
    assert found == [(g["start"], g["end"], g["kind"], g.get("credit")) for g in gold]
    assert article.title == ""
    assert article.repairs == ()
    assert article.sha256 == hashlib.sha256(SEED.read_bytes()).hexdigest()


def test_the_word_lists_hold_no_entry_twice_and_none_that_is_empty() -> None:
    for names in press.lexicon().values():
        for entries in names.values():
            assert len(set(entries)) == len(entries)
            assert all(entry.strip() for entry in entries)


def test_a_comment_on_the_origin_heads_the_word_lists() -> None:
    from importlib.resources import files

    head = files("analysis").joinpath("data/press.toml").read_text(encoding="utf-8")[:600]
    assert "Origin:" in head
    assert "licence" in head


@pytest.mark.skipif("POLNEAR_DIR" not in os.environ, reason="POLNEAR_DIR does not lead to PolNeAR")
def test_hardly_a_statement_of_polnear_lies_in_a_paragraph_set_aside() -> None:
    lost = statements = 0
    for path in sorted(Path(os.environ["POLNEAR_DIR"], "dev").glob("*.txt")):
        article = ingest.load(path)
        aside = [p.span for p in article.paragraphs if p.kind in ("caption", "boilerplate")]
        gold = path.with_suffix(".ann").read_text(encoding="utf-8")
        for start in map(int, re.findall(r"^T\d+\tContent (\d+)", gold, re.MULTILINE)):
            statements += 1
            lost += any(span.start <= start < span.end for span in aside)
    assert statements > 2000
    assert lost < 0.003 * statements
