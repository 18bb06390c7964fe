from __future__ import annotations

import hashlib
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seed import gold_extraction

from analysis.model import Quotation, Span
from analysis.quotes import inside, pair, quoting, runs

ROOT = Path(__file__).resolve().parents[1]


def lines(text: str) -> list[Span]:
    """The lines of a text as its paragraphs."""
    return [Span(*m.span()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def quoted(text: str) -> list[str]:
    """The surfaces of all quotations; nested ones are marked by ">", unclosed ones by "+"."""
    found = pair(text, lines(text))
    return [">" * q.depth + q.span.of(text) + "+" * (not q.closed) for q in found]


CASES = {
    # marks that could be read in two ways
    "He said 'the boys' club is shut' twice.": ["'the boys' club is shut'"],
    "'The Joneses' house is for sale,' she said.": ["'The Joneses' house is for sale,'"],
    "In the '90s' boom he left.": [],
    "He is 6'2'' tall, she said ''twice''.": ["''twice''"],
    "\"We left in '98,\" he said. \"It was ''cold''.\"": [
        '"We left in \'98,"',
        "\"It was ''cold''.\"",
        ">''cold''",
    ],
    "„Wir gehen” said the man, „jetzt.”": ["„Wir gehen”", "„jetzt.”"],
    "»Wir gehen«, said the man, »jetzt.«": ["»Wir gehen«", "»jetzt.«"],
    "“We will go.\nShe left.\n“We will see.”": ["“We will go.+", "“We will see.”"],
    "Five o'clock and rock 'n' roll: 'yes' he said": ["'yes'"],
    'He wrote " we go " and left.': ['" we go "'],
    "He wrote “ we go ” and “ they stay ”.": ["“ we go ”", "“ they stay ”"],
    "« Ainsi soit-il, » he wrote.": ["« Ainsi soit-il, »"],
    '"Go!"—"No!"—"Yes!"': ['"Go!"', '"No!"', '"Yes!"'],
    "He said “we will”/“we won't” all day.": ["“we will”", "“we won't”"],
    "It was James' 'last' word": ["'last'"],
    "‘“Yes,” she said.’": ["‘“Yes,” she said.’", ">“Yes,”"],
    # double marks
    "He said “yes” to it.": ["“yes”"],
    'He said "yes" to it.': ['"yes"'],
    'He said “yes" to it.': ['“yes"'],
    'He said "yes” to it.': ['"yes”'],
    "“Yes,” he said. “No.”": ["“Yes,”", "“No.”"],
    '"Yes," he said. "No."': ['"Yes,"', '"No."'],
    'The “one" and “two" and “three".': ['“one"', '“two"', '“three"'],
    "Il dit « Bonjour » et part.": ["« Bonjour »"],
    "Il dit «\u00a0Bonjour\u00a0» et part.": ["«\u00a0Bonjour\u00a0»"],
    "Il dit «Bonjour» et part.": ["«Bonjour»"],
    "Er sagte »Guten Tag« und ging.": ["»Guten Tag«"],
    "Er sagte „Guten Tag“ und ging.": ["„Guten Tag“"],
    "„Guten Tag“, sagte er. „Ja.“": ["„Guten Tag“", "„Ja.“"],
    "Powiedział „dzień dobry” i wyszedł.": ["„dzień dobry”"],
    "He said ''yes'' to it.": ["''yes''"],
    "He said ``yes'' to it.": ["``yes''"],
    "''Yes,'' he said, ''but no.''": ["''Yes,''", "''but no.''"],
    'a "b" (c "d") e': ['"b"', '"d"'],
    '("Yes," he said.)': ['"Yes,"'],
    'He ["the boss"] left.': ['"the boss"'],
    "He left—“for good”—at noon.": ["“for good”"],
    'He left—"for good"—at noon.': ['"for good"'],
    'the "best"man': ['"best"'],
    "So he said.“The end is near.” She left.": ["“The end is near.”"],
    'He said, " We shall see, " and left.': ['" We shall see, "'],
    "He said, “ We shall see, ” and left.": ["“ We shall see, ”"],
    'A 6" pipe and a 5\'10" man.': [],
    'The 6" pipe is "fine", he said.': ['"fine"'],
    '"I am 6\'2"," he said.': ['"I am 6\'2","'],
    "No marks at all.": [],
    "“Wow!”—she said—“great?”": ["“Wow!”", "“great?”"],
    "“Really…” he said.": ["“Really…”"],
    "The word “ “ stands alone.": [],
    # single marks, British style
    "He said 'yes' to it.": ["'yes'"],
    "He said ‘yes’ to it.": ["‘yes’"],
    "He said ‘yes' to it.": ["‘yes'"],
    "'It's over,' he said.": ["'It's over,'"],
    "‘It’s over,’ he said. ‘They’re gone.’": ["‘It’s over,’", "‘They’re gone.’"],
    "'It's over,' he said. 'They're gone.'": ["'It's over,'", "'They're gone.'"],
    "'We don't know O'Neill's plans,' she said, 'and can't ask.'": [
        "'We don't know O'Neill's plans,'",
        "'and can't ask.'",
    ],
    "The ministers' plan and the players' union.": [],
    "The ministers’ plan and the players’ union.": [],
    "The players' 'bad day' ended.": ["'bad day'"],
    "The players’ ‘bad day’ ended.": ["‘bad day’"],
    "He called the ministers' plan 'a farce' yesterday.": ["'a farce'"],
    "‘The ministers’ plan is dead,’ he said.": ["‘The ministers’ plan is dead,’"],
    "'The ministers' plan is dead,' he said.": ["'The ministers' plan is dead,'"],
    "Get 'em while it's hot in the '90s.": [],
    "Get ’em while it’s hot in the ’90s.": [],
    "'Twas rock 'n' roll of the '60s.": [],
    "Sana'a, Ba‘ath, Qur’an and Sa‘ud.": [],
    "He is 6' tall and 5'10 wide.": [],
    "Jess's and James' and Jones’ house.": [],
    # nesting
    "“He told me ‘go’ and I went,” she said.": ["“He told me ‘go’ and I went,”", ">‘go’"],
    "‘He told me “go” and I went,’ she said.": ["‘He told me “go” and I went,’", ">“go”"],
    "\"He told me 'go' and I went,\" she said.": ["\"He told me 'go' and I went,\"", ">'go'"],
    "'He told me \"go\" and I went,' she said.": ["'He told me \"go\" and I went,'", '>"go"'],
    "“‘Go,’ he told me.”": ["“‘Go,’ he told me.”", ">‘Go,’"],
    "“He said, ‘Go.’”": ["“He said, ‘Go.’”", ">‘Go.’"],
    "\"He said, 'Go.'\"": ["\"He said, 'Go.'\"", ">'Go.'"],
    "“We don’t ‘do’ that,” he said.": ["“We don’t ‘do’ that,”", ">‘do’"],
    "“He asked, ‘What does “soon” mean?’” said Al Roe.": [
        "“He asked, ‘What does “soon” mean?’”",
        ">‘What does “soon” mean?’",
        ">>“soon”",
    ],
    '"She told me, \'Trust no man who says "trust me",\' and left," he said.': [
        '"She told me, \'Trust no man who says "trust me",\' and left,"',
        ">'Trust no man who says \"trust me\",'",
        '>>"trust me"',
    ],
    "“He said “no” and left,” she said. “So “be” it.”": [
        "“He said “no” and left,”",
        ">“no”",
        "“So “be” it.”",
        ">“be”",
    ],
    '"He said "no" or "never" then," she said.': [
        '"He said "no" or "never" then,"',
        '>"no"',
        '>"never"',
    ],
    '“He said "no" and left,” she said.': ['“He said "no" and left,”', '>"no"'],
    # an opening mark and an elision
    "'Ow do,' said Jim. ''Tis a fine day,' said Alf Best. Bo Dee said it was 'cold'.": [
        "'Ow do,'",
        "''Tis a fine day,'",
        "'cold'",
    ],
    "‘’Tis a fine day,’ said Alf Best.": ["‘’Tis a fine day,’"],
    "''Tis a fine day,'' said Alf Best.": ["''Tis a fine day,''"],
    "Al Roe said ''Til Tuesday'' were 'good'.": ["''Til Tuesday''", "'good'"],
    # unbalanced
    "“Gone, he said. “Then,” he said, “no.”": ["“Then,”", "“no.”"],
    "“One. “Two,” he said.\n“Three.”": ["“Two,”", "“Three.”"],
    "“Yes, he said.": ["“Yes, he said.+"],
    '"Yes, he said.': ['"Yes, he said.+'],
    "Yes,” he said.": [],
    "He said “yes” and “no.": ["“yes”", "“no.+"],
    "He said yes” and “no”.": ["“no”"],
    'He said yes" and "no".': ['"no"'],
    # several paragraphs
    "“One.\n“Two.\n“Three,” he said.": ["“One.+", "“Two.+", "“Three,”"],
    '"One.\n"Two.\n"Three," he said.': ['"One.+', '"Two.+', '"Three,"'],
    "‘One.\n‘Two.\n‘Three,’ he said.": ["‘One.+", "‘Two.+", "‘Three,’"],
    "He said: “One.\n“Two.”\nShe left.": ["“One.+", "“Two.”"],
    "“One.”\n“Two.”": ["“One.”", "“Two.”"],
    "“One.\nTwo is no quotation.\n“Three.”": ["“One.+", "“Three.”"],
    "“One.\nTwo,” he said.": ["“One.+", "Two,”"],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_marks_are_paired_as_a_reader_pairs_them(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


SEED = [
    (
        "\"support for Syria's efforts to preserve its security, stability, sovereignty, and "
        'territorial integrity"'
    ),
    '"share its expertise in all fields"',
    (
        "“The American idea is to form a Friends of Syria group of nations who would encourage "
        'Damascus to change course,"'
    ),
    '“No one wants to see continued destabilisation in Syria, not even Israel."',
    "“If Al Shara keeps letting the militants run the show, the government will self-destruct,”",
    '"to capture the south easily"',
    '"proxy war and suicide bombings"',
    "“efforts”",
    "“holding perpetrators of violations accountable”",
    "“ensuring its security, stability and sovereignty”",
    '"from itself"',
    '"tough guy"',
    '"very strong past"',
    '"The last thing Jordan wants to see"',
    '"No one is very happy with Al Shara but no one wants to see him really fail."',
]


def test_every_quotation_of_the_seed_is_found_and_no_other() -> None:
    extraction = gold_extraction()
    found = [q.span.of(extraction.article.text) for q in extraction.quotations]
    assert found == SEED
    assert all(q.closed and q.depth == 0 for q in extraction.quotations)


def test_inner_leaves_out_the_marks() -> None:
    text = "He said ``yes'' and “no\" and ‘so’. “And\n’Tis over,” he said."
    found = pair(text, lines(text))
    assert [q.inner.of(text) for q in found] == ["yes", "no", "so", "And", "’Tis over,"]


def test_a_quotation_over_three_paragraphs_is_one_run() -> None:
    text = "“One.\n“Two.\n“Three,” he said. “Four.”"
    assert [q.run for q in pair(text, lines(text))] == [0, 0, 0, 1]


def test_marks_around_nothing_are_no_quotation() -> None:
    assert quoted('id="" name="x"') == ['"x"']


def test_the_mask_covers_what_is_quoted_marks_included() -> None:
    text = "a “b ‘c’ d” e"
    assert inside(text, pair(text, lines(text))) == bytes(map(int, "0011111111100"))


SOUP = st.text(st.sampled_from("ab s.,!\n\n \"“”„'‘’«»`—()6é"), max_size=60)


@settings(max_examples=1000, deadline=None)
@given(st.one_of(SOUP, st.text(max_size=40)))
def test_quotations_are_nested_and_stay_in_their_paragraph(text: str) -> None:
    paragraphs = lines(text)
    found = pair(text, paragraphs)
    assert list(found) == sorted(found, key=lambda q: (q.span.start, -q.span.end))
    for quotation in found:
        assert paragraphs[quotation.paragraph].covers(quotation.span)
        assert quotation.span.covers(quotation.inner)
        assert quotation.inner.of(text).strip()
    _assert_nested(found)


def _assert_nested(found: tuple[Quotation, ...]) -> None:
    around: list[Span] = []
    for quotation in found:
        while around and around[-1].end <= quotation.span.start:
            around.pop()
        assert quotation.depth == len(around)
        assert not around or around[-1].covers(quotation.span)
        around.append(quotation.span)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 60), st.sampled_from("\"“”„«»'‘’"))
def test_a_stray_mark_spoils_no_other_paragraph(place: int, mark: str) -> None:
    before = "She said “one” and 'two'.\n"
    middle = "The men came over the hill and went into the old town again.\n"
    after = 'He said "three" and ‘four’. Then “five,” they said.'
    place = min(place, len(middle) - 1)
    text = before + middle[:place] + mark + middle[place:] + after
    found = pair(text, lines(text))
    others = [q.span.of(text) for q in found if q.paragraph != 1]
    assert others == ["“one”", "'two'", '"three"', "‘four’", "“five,”"]


HOSTILE = ['"', "'", "“", "‘a’ ", "“a” ", "“‘a’", "''", "a' ", '" a', " ''tis", " “a", "“a “b” ” "]


def test_any_marks_are_read_as_they_were() -> None:
    """A change of any decision shows here: if it is meant, write the new digest."""
    rng = random.Random(4)  # noqa: S311 - nothing secret
    words = (
        "the He said she yes dogs' it's 6 10 '90s 'em rock left I Bill's ( [ — - … , . !".split()
    )
    marks = "\" \" “ ” ‘ ’ ' ' '' `` « » „".split()
    digest = hashlib.sha256()
    for _ in range(6_000):
        parts = [
            rng.choice(words if rng.random() < 0.6 else marks)
            + rng.choice(["", "", " ", " ", "\n"])
            for _ in range(rng.randint(2, 9))
        ]
        text = "".join(parts)
        found = pair(text, lines(text))
        digest.update(repr((text, found, bytes(inside(text, found)))).encode())
    assert digest.hexdigest()[:16] == "60b1eb289bbbb9dc"


def test_one_long_line_of_marks_is_done_in_time() -> None:
    code = (
        "import sys; from analysis.model import Span; from analysis.quotes import inside, pair\n"
        "for unit in sys.argv[1:]:\n"
        "    print(repr(unit), flush=True); text = unit * (150_000 // len(unit))\n"
        "    inside(text, pair(text, [Span(0, len(text))]))"
    )
    # Quadratic work takes hours here and linear work seconds: the limit is generous on purpose.
    subprocess.run([sys.executable, "-c", code, *HOSTILE], check=True, timeout=300, cwd=ROOT)


def test_speech_over_paragraphs_is_one_run_and_a_place_leads_to_its_quotation() -> None:
    text = "“We go.\n“We ‘stay’ there.” He left. “No.”"
    found = pair(text, lines(text))
    own = [[q.span.of(text) for q in run] for run in runs(reversed(found))]
    assert own == [["“We ‘stay’ there.”", "“We go."], ["“No.”"]]
    at = text.index("stay")
    assert [q.span.of(text) for q in quoting(found, Span(at, at + 4))] == own[0][::-1]
    at = text.index("He left")
    assert quoting(found, Span(at, at + 4)) == []
    both = Span(text.index("there"), len(text))
    assert [q.span.of(text) for q in quoting(found, both)] == own[0][::-1]
