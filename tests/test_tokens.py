from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.tokenize import NLTKWordTokenizer
from seed import gold_extraction

from analysis.model import Article, Paragraph, Span
from analysis.sources import wordstream
from analysis.tokens import WORD, tokenise

ROOT = Path(__file__).resolve().parents[1]


def article(text: str) -> Article:
    """An article whose lines are its paragraphs."""
    found = re.finditer(r"\S(?:[^\n]*\S)?", text)
    return Article("test", text, tuple(Paragraph(Span(*m.span())) for m in found))


def sentences(text: str) -> list[str]:
    done = tokenise(article(text))
    return [s.span.of(text) for s in done.sentences]


def words(text: str) -> list[str]:
    done = tokenise(article(text))
    return [t.span.of(text) for t in done.tokens]


# A bar is where a sentence ends and the next begins.
BOUNDARIES = [
    # titles, initials, abbreviations
    "Mr. Smith met Mrs. Jones. | They talked.",
    "Mr Smith met Mrs Jones. | They talked.",
    "Gen. Mark Milley and Sen. John McCain spoke. | Nobody listened.",
    "Lt. Col. Anne Brown resigned. | Her deputy stayed.",
    "Gen. “Mad Dog” Mattis spoke.",
    "J. K. Rowling wrote it. | Critics liked it.",
    "J.K. Rowling wrote it. | It sold.",
    "George W. Bush won. | Al Gore lost.",
    "St. Louis lies on a river. | So does Memphis.",
    "He moved to St. Petersburg in May. | She stayed.",
    "The U.S. Senate voted on Friday. | The House did not.",
    "He flew to the U.S. | He came back a day later.",
    "The U.S.-led coalition struck. | Nobody was hurt.",
    "It lies in Washington, D.C. | The museum is free.",
    "The meeting began at 9 a.m. | It ended at 5 p.m.",
    "He left at 9 a.m. Monday. | She stayed.",
    "Apple Inc. said so. | Shares rose.",
    "He works for Apple Inc. | She works for Dell.",
    "Tata Motors Ltd. posted a loss. | Its rival did not.",
    "Shri. Modi spoke in Delhi. | The crowd cheered.",
    "He lives at No. 10 Downing Street. | She does not.",
    "He said no. | Then he left.",
    "He was ill. | She was not.",
    "We saw the man. | He waved.",
    "On Dec. 8 the court ruled. | The law stood.",
    "Born on Jan. 3, 1970, he grew up here. | He left.",
    "WASHINGTON, Dec. 8 (UPI) — In response, he spoke. | They clapped.",
    "It was England vs. Australia. | England won.",
    "Apples, pears, etc. were sold. | Nothing was left.",
    "Sammy Davis Jr. sang. | The hall was full.",
    "Plan B. | That was all they had.",
    # numbers
    "It cost $3.5 million. | Nobody paid.",
    "The 2.0-litre engine uses 9.1L/100km. | It costs Dh149,900.",
    "It happened in 2015. | Nobody was told.",
    "Profits rose 3.5%. | Sales fell.",
    "The match ended 2-1. | Fans cheered.",
    # quotation marks
    "“I won.” | He said it twice.",
    '"I won." | He said it twice.',
    "'I won.' | He said it twice.",
    "“I won,” he said. | “They lost.”",
    '“I won," he said. | “No one wants that, not even they." | In return, they left.',
    "“Who knows?” he asked. | Nobody did.",
    "“Who knows?” Mr Smith asked. | Nobody did.",
    '"Never again!" Sarah Brown said. | She meant it.',
    "“Never again!” | The crowd fell silent.",
    "“Stop!” | He ran.",
    "He called it “a farce.” | She disagreed.",
    "He called it “a farce”. | She disagreed.",
    "He said ‘we shall see’. | She did not.",
    "He said. | “The end is near.”",
    "He said.| “The end is near.”",
    "So it was said.|“The end is near.”",
    'So it was said.|"The end is near."',
    "It was said.|The end was near.",
    "« Bonjour. » | Il est parti.",
    "„Ich gehe.“ | Er blieb.",
    "“‘No,’ he told me.” | She wept.",
    "He said (and he meant it). | She left.",
    "(He meant it.) | She left.",
    "“Wait … I know,” he said. | She waited.",
    "“Wait... what?” he said. | She waited.",
    "“I thought...” | He stopped.",
    "It was over.... | They left.",
    "Really?! | Yes.",
    # houses, lists, captions, headlines
    "Fighting in the south. | Reuters",
    "1. Save the bees",
    "a) Save the bees. | b) Plant trees.",
    "PM SAYS NO TO U.S. DEAL",
    "POLICE ARREST SIX. | MORE TO COME.",
    "Who Won? | Everyone Did",
    "Visit www.example.com. | It is free.",
    "Write to a.b@example.co.uk. | We answer.",
    "See example.com for more. | It is free.",
    "He left. | al-Shara did not.",
    "He left. | iPhone sales fell.",
    "The Yahoo! site fell. | It rose again.",
    "The PM met the ACT chief minister in Canberra. | Ms Gallagher agreed.",
    "The RBI raised the rate by 25 bps. | Sensex fell 300 points.",
    "Rs. 500 notes were banned. | Queues grew.",
    "The minister (Lab., Leeds) agreed. | So did we.",
    "Is it so? | I doubt it. | Do you?",
    "NASHUA, N.H. — The race began. | Few came.",
    "It was over. | — Reuters",
    "They fought . . . The war ended. | Peace came.",
    "They fought. . . . | The war ended.",
    "“… There is a way,” he said. | She left.",
    "The year was 1988. | The wall stood.",
    "Pres. Obama met Lt. Gov. Kathy Hochul. | They talked.",
    "It starts at 9 p.m. EST. | Doors open at eight.",
    "He asked: “Why?” | The answer never came.",
    "Dr Singh earns Rs. 5 lakh a month. | His clerk earns less.",
    "Sheikh Mohammed bin Rashid spoke. | He praised the team.",
]


@pytest.mark.parametrize("case", BOUNDARIES)
def test_sentences_end_where_a_reader_ends_them(case: str) -> None:
    expected = [part.strip() for part in case.split("|")]
    assert sentences(case.replace(" | ", " ").replace("|", "")) == expected


WORDS = [
    "Mr|Smith|and|Mrs|Jones|left|.",
    "Mr.|Smith|and|Mrs.|Jones|left|.",
    "The|U.S.|House|voted|.",
    "He|left|the|U.S.",
    "a|U.S.-led|force",
    "Gen.|Mark|Milley|spoke|.",
    "J.|K.|Rowling|wrote|it|.",
    "J.K.|Rowling|wrote|it|.",
    "a|$|14|billion|deal",
    "US$|14|billion",
    "£|5bn|and|€|6m",
    "a|2.0-litre|engine",
    "uses|9.1L/100km|now",
    "1,750-4,000rpm|or|5,200rpm",
    "From|Dh149,900|upwards",
    "I|do|n't|know|.",
    "I|do|n’t|know|.",
    "I|'d|'ve|gone|.",
    "Al-Shara|'s|men",
    "Al-Shara|’s|men",
    "the|officials|'|view",
    "the|officials|’|view",
    "O'Neill|and|O’Neill",
    "Sana'a|and|Ba‘ath|and|Qur’an",
    "“|Yes|,|”|he|said|.",
    '"|Yes|,|"|he|said|.',
    '“|Yes|,|"|he|said|.',
    "‘|Yes|,|’|he|said|.",
    "``|Yes|,|''|he|said|.",
    "''|Yes|,|''|he|said|.",
    "«|Oui|»",
    "He|said|“|The|end|”|.",
    "Wait|...|what|?",
    "Wait|…|what|?",
    "see|https://example.com/a?b=c#d|.",
    "see|www.example.com|,|please",
    "write|to|a.b+c@example.co.uk|.",
    "so|happy|😀|!",
    "family|👨‍👩‍👧|here",
    "flags|🇯🇴|🇸🇾",
    "peace|—|he|said|—|now",
    "peace|--|now",
    "at|9|a.m.|on|Monday",
    "No.|10|Downing|Street",
    "He|said|no|.",
    "about|3.5|per|cent|.",
    "up|14|%|on|the|year",
    "St.|Louis|lies|west|.",
    "on|Dec.|8|.",
    "the|'90s|and|the|1990s",
    "get|’em|now",
    "AT&T|and|R&D",
    "(|UPI|)|and|[|sic|]",
    "co-operation|in|10:30|talks",
    "at|-5|degrees",
    "@realName|wrote|#freedom",
    "an|armed|Israeli-Turkish|clash",
    "cannot|go",
    "naïve|café|Zürich|São",
    "a|Ph.D.|thesis",
    "said|שָׁלוֹם|and|नमस्ते|and|ไทยที่นี่",
    "#cafe\u0301|and|Jose\u0301",
    "it|took|2|½|years",
]


@pytest.mark.parametrize("case", WORDS)
def test_words_are_split_as_the_treebank_splits_them(case: str) -> None:
    expected = case.split("|")
    text = ""
    for word in expected:
        text += _gap(text, word) + word
    assert words(text) == expected


def _gap(text: str, word: str) -> str:
    """The space a newspaper would print between what stands there and the next word."""
    closes = {",", ".", "?", "!", "...", "…", ")", "]", "»", "”", "’", "''", "%", "n't", "n’t"}
    clitic = re.fullmatch(r"['’](?:s|d|ve)?", word) and word != "‘"
    if not text or text[-1] in "“‘«([$£€" or text in ("``", "''", '"') or text.endswith("US$"):
        return ""
    if clitic or (word in closes and word != "''"):
        return ""
    closing = (word == '"' and text.count('"') + text.count("“") == 1) or word == "''"
    return "" if closing else " "


def test_a_missing_space_before_a_quotation_splits_words_and_sentences() -> None:
    assert words("So he said.“The end.”") == ["So", "he", "said", ".", "“", "The", "end", ".", "”"]


def test_a_dash_without_spaces_separates_words() -> None:
    assert words("peace—now") == ["peace", "—", "now"]


def test_marks_glued_to_words_are_words_of_their_own() -> None:
    assert words('the"best"man') == ["the", '"', "best", '"', "man"]


def test_every_word_of_the_seed_lies_in_its_sentence_and_paragraph() -> None:
    source = gold_extraction().article
    done = tokenise(source)
    _assert_exact(done)
    assert len(done.sentences) == 46
    assert {s.paragraph for s in done.sentences} == set(range(len(source.paragraphs)))


def test_the_seed_keeps_closing_marks_with_their_sentence() -> None:
    done = tokenise(gold_extraction().article)
    surfaces = [s.span.of(done.text) for s in done.sentences]
    assert '“No one wants to see continued destabilisation in Syria, not even Israel."' in surfaces
    assert "Reuters" in surfaces


def test_tokenising_twice_changes_nothing() -> None:
    once = tokenise(gold_extraction().article)
    assert tokenise(once) == once


def test_plain_sentences_are_split_as_nltk_splits_them() -> None:
    text = "The minister's aide couldn't say, however, whether $5 million (or more) was spent."
    assert words(text) == NLTKWordTokenizer().tokenize(text)


def test_an_article_without_paragraphs_has_no_sentences() -> None:
    done = tokenise(Article("empty", "", ()))
    assert done.sentences == () and done.tokens == ()


def _assert_exact(done: Article) -> None:
    """What holds for every article: nesting, order, and each visible code point once."""
    text = done.text
    seen = bytearray(len(text))
    for token in done.tokens:
        assert done.sentences[token.sentence].span.covers(token.span)
        assert not any(c.isspace() for c in token.span.of(text))
        for place in range(token.span.start, token.span.end):
            seen[place] += 1
    for one, two in zip(done.tokens, done.tokens[1:], strict=False):
        assert one.span.end <= two.span.start and one.sentence <= two.sentence
    for before, after in zip(done.sentences, done.sentences[1:], strict=False):
        assert before.span.end <= after.span.start and before.paragraph <= after.paragraph
    for sentence in done.sentences:
        assert done.paragraphs[sentence.paragraph].span.covers(sentence.span)
        surface = sentence.span.of(text)
        assert surface and surface == surface.strip()
    for paragraph in done.paragraphs:
        for place in range(paragraph.span.start, paragraph.span.end):
            assert seen[place] == (not text[place].isspace())


NEWSY = st.text(
    st.sampled_from("aAbBsS .,!?'\"“”‘’«»…-—()$1290\n\t\u00a0\u0301\u200d\u2028\U0001f600`&@#/:_"),
    max_size=80,
)


@settings(max_examples=500, deadline=None)
@given(st.one_of(NEWSY, st.text(max_size=60)))
def test_every_visible_code_point_is_in_one_word_and_one_sentence(text: str) -> None:
    _assert_exact(tokenise(article(text)))


@settings(max_examples=200, deadline=None)
@given(NEWSY, NEWSY)
def test_a_paragraph_is_split_whatever_stands_in_the_others(one: str, two: str) -> None:
    alone = tokenise(article(one))
    both = tokenise(article(one + "\n" + two))
    assert both.tokens[: len(alone.tokens)] == alone.tokens
    assert both.sentences[: len(alone.sentences)] == alone.sentences


HOSTILE = {
    "one word": "a",
    "full stops": ".",
    "dotted word": "a.",
    "dotted capitals": "A.b",
    "marks": '"',
    "apostrophes": "a'",
    "spaced dots": ". ",
    "sentences": "He left. She said “no.” ",
    "addresses": "www.",
    "mail": "a.b@",
    "closing": ".)",
    "opening": ".(",
    "combining": "e\u0301",
    "hyphens": "a-",
    "digits": "1,",
    "spaces": "a" + " " * 50,
    "joiners": "\U0001f600\u200d",
    "speakers": "“Why?” Mr Al Bo ",
}


def test_one_long_line_of_anything_is_done_in_time() -> None:
    code = (
        "import sys; from analysis.model import *; from analysis.tokens import tokenise\n"
        "for unit in sys.argv[1:]:\n"
        "    print(repr(unit), flush=True); text = (unit * (150_000 // len(unit))).strip()\n"
        "    tokenise(Article('long', text, (Paragraph(Span(0, len(text))),)))"
    )
    # Quadratic work takes hours here and linear work seconds: the limit is generous on purpose.
    command = [sys.executable, "-c", code, *HOSTILE.values()]
    subprocess.run(command, check=True, timeout=300, cwd=ROOT)


PARTS = ["A", "b", "McCoy", "é", "7", ".", ",", "'s", "’", "-", "@", "https://", " ", "\n", "Ph.D"]


@pytest.mark.parametrize("pattern", [WORD, wordstream.WORD], ids=["tokens", "names"])
@given(text=st.lists(st.sampled_from(PARTS)).map("".join))
def test_plain_words_are_found_first_as_the_rest_of_the_pattern_finds_them(
    pattern: re.Pattern[str] | regex.Pattern[str], text: str
) -> None:
    plain, rest = pattern.pattern.split("|", 1)
    assert re.match(plain, "Word, ")
    engine = regex if pattern is WORD else re
    expected = [found.span() for found in engine.finditer(rest, text)]
    assert [found.span() for found in pattern.finditer(text)] == expected


def test_the_parameters_name_where_they_come_from() -> None:
    data = json.loads((ROOT / "analysis/data/punkt.json").read_text(encoding="utf-8"))
    assert data["texts"] > 0 and len(data["sha256"]) == 64
    reviewed = json.loads((ROOT / "analysis/data/punkt_abbreviations.json").read_text("utf-8"))
    assert "by hand" in reviewed["origin"]


def test_training_twice_gives_the_same_parameters(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(3):
        words = " ".join(f"The min. of no. {n} said it. He went by." for n in range(30))
        (texts / f"{number}.txt").write_text(words, encoding="utf-8")
    made = []
    for seed in ("0", "1"):
        out = tmp_path / f"{seed}.json"
        command = [sys.executable, "-m", "analysis.training.punkt", str(texts), str(out)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(command, check=True, cwd=ROOT, env=environment)
        made.append(out.read_bytes())
    assert made[0] == made[1]


@pytest.mark.skipif("POLNEAR_DIR" not in os.environ, reason="POLNEAR_DIR is not set")
def test_articles_of_the_corpus_are_split_exactly() -> None:
    for path in sorted(Path(os.environ["POLNEAR_DIR"], "dev").glob("*.txt"))[:20]:
        _assert_exact(tokenise(article(path.read_text(encoding="utf-8"))))
