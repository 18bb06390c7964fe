"""Phrases by which names, roles and pronouns are read: each is found, what looks like it is not."""

from __future__ import annotations

from worded import Found, Row, each_row, mistaken

from analysis.sources.appositions import CALLED
from analysis.sources.descriptions import ADVERB, FORMER
from analysis.sources.name_forms import FIELD, OFFICE
from analysis.sources.name_runs import ABSTRACT, SEVERAL
from analysis.sources.names import KIN, MANY
from analysis.sources.phrases import EXAMPLES, GREETING, WHEN
from analysis.sources.predicates import BEHIND, STANDINGS
from analysis.sources.pronouns import ONE_OF, RELATIVE
from analysis.sources.proper import DATELINE
from analysis.sources.resolution import OWN_VOICE, PASSIVE
from analysis.sources.roles import FINITE, PREFIXED
from analysis.sources.wordstream import ABBREVIATION, COMPOUND

PHRASES: list[Row] = [
    (
        "the author's own voice",
        OWN_VOICE.search,
        (
            "it seems|they seem|it seemed|it appears|they appear|it appeared|is clear|"
            "unclear|clearly|presumably|Apparently|likely|unlikely|certain|it looks|"
            "they look|it looked|perhaps|surely|remains to be seen|remain to be seen|"
            "no doubt|obvious|probably|doubtless|inevitably|inevitable|arguably|we|our|"
            "one wonders|expect"
        ),
        "said|expected|overlooked|is told",
    ),
    (
        "what nobody is said to say",
        PASSIVE.search,
        (
            "is considered|are expected|was not widely expected|were told|has been shown|"
            "being taken|be held|is thought|is said|was sold|is reportedly|known|thought|"
            "believed|alleged|allegedly|supposedly|said to"
        ),
        "said|tells|is big|adds",
    ),
    (
        "where an article was written",
        DATELINE.match,
        "LONDON – |HOLLOWAY, Ohio, June 4 – |NEW YORK (AP) — |PARIS -- |O'FALLON - ",
        "London – |LONDON is",
    ),
    (
        "when something was said",
        WHEN.search,
        (
            "Hale today|Hale yesterday|Hale tonight|Hale tomorrow|Hale now|Hale later|"
            "Hale earlier|Hale recently|Hale last night|Hale this week|Hale last month|"
            "Hale last year|Hale this morning|Hale late afternoon|Hale early evening|"
            "Hale last Tuesday|Hale on Monday|Hale Tuesday|Hale on Wednesday night|"
            "Hale on Thursday morning|Hale Friday|Hale Saturday evening|Hale on Sunday"
        ),
        "Hale|Hale often|the day",
    ),
    (
        "examples of a group",
        EXAMPLES.search,
        (
            "leaders like Ana|people including Ana|they include Ana|it includes Ana|"
            "such as Ana|among them Ana"
        ),
        "and Ana",
    ),
    (
        "the greeting of a letter",
        GREETING.match,
        "Dear Sir, I|Sirs: I|Madam, I|Dear Sir or Madam, I|Editor, I",
        "Sir Ben",
    ),
    (
        "who and which",
        RELATIVE.match,
        (
            "who|whom|whose|which|that|most of whom|some of which|many of whom|all of whom|"
            "both of whom|one of whom|none of whom|each of which|several of whom|few of whom|"
            "two of whom|three of whom"
        ),
        "he|much of whom",
    ),
    (
        "one of several",
        ONE_OF.match,
        "one|another|a second|the third|the fourth|the fifth|the other|one of them|another of us",
        "the first|nobody",
    ),
    (
        "what only a firm has",
        OFFICE.match,
        (
            "’s chief executive|'s chief operating officer|’s chief financial officer|"
            "’s chief technology officer|’s chairman|’s chairwoman|’ managing director|"
            "’s vice president of|’s vice-president of|’s shareholders|’s shares|"
            "’s board of directors"
        ),
        "’s brother|’s chief",
    ),
    (
        "what a field stands behind",
        FIELD.search,
        (
            "a professor of |lecturer in |doctor of |Master of |bachelor of |a degree in |"
            "a doctorate in "
        ),
        "a friend of ",
    ),
    (
        "what a name stands behind",
        CALLED.search,
        (
            "a boy named |a man called |a man nicknamed |known as |known only as |"
            "known simply as |calling himself |calling herself |calling themselves |"
            "who identified himself as |identified as |introduced herself only as |"
            "described himself as |identified simply as |who gave his name as |"
            "giving only her first name, |gives their full name as |"
            "gave his last name only as |gave his surname as "
        ),
        "said |renamed ",
    ),
    (
        "when a role was held",
        ADVERB.search,
        (
            "the mayor also|the mayor then|the mayor later|the mayor again|the mayor now|"
            "the mayor today|the mayor yesterday"
        ),
        "the mayor",
    ),
    (
        "what was held once",
        FORMER.match,
        (
            "former mayor|a former mayor|the ex-mayor|his one-time aide|an ex-aide|"
            "her former aide|its former head|their former head|Former mayor"
        ),
        "mayor|a mayor|formerly",
    ),
    (
        "adjectives with a capital",
        COMPOUND.search,
        (
            "US-backed|US-led|Oslo-held|Oslo-born|Victorian-era|Ohio-style|City-wide|"
            "Oslo-made|London-bound|User-friendly|Bay-area|English-speaking|Oil-rich|"
            "Men-only|State-run|Oil-heavy"
        ),
        "Lloyd-George|Coca-Cola|Ahmed",
    ),
    (
        "what was held once or beside",
        PREFIXED.fullmatch,
        "Ex-footballer|Vice-chair|Co-founder|Non-executive|Then-mayor|Self-employed",
        "Coca-cola|Ex-Footballer",
    ),
    (
        "a clause",
        FINITE.match,
        "is|are late|was|were|will|would|has|had|have|he then had",
        "who is|a nurse|which was|whose dog is",
    ),
    (
        "kin",
        KIN.search,
        "Parents |parents |Brothers |Sisters |siblings |twins |Couple |cousins |parents, ",
        "aides ",
    ),
    (
        "many of a kind",
        MANY.search,
        "Proponents|Residents|Activists|Librarians|Dealers|Investors|Charities|Consultants",
        "Marks|Hales",
    ),
    (
        "several of a trade",
        SEVERAL.search,
        (
            "residents|activists|librarians|dealers|investors|retirees|salesmen|townspeople|"
            "consultants"
        ),
        "marks|pallas",
    ),
    (
        "what a body cares for",
        ABSTRACT.search,
        (
            "development|education|precision|evidence|science|assistance|variety|safety|"
            "security|technology|ecology|economics|culture|agriculture|welfare|industry|"
            "trade|control|arts|sports|services|prices|revenues|planning"
        ),
        "bank|council|hale",
    ),
    (
        "words with a full stop",
        ABBREVIATION.search,
        (
            "J.|Mr.|Mrs.|Ms.|Dr.|Prof.|Sen.|Sens.|Rep.|Reps.|Gov.|Gen.|Lt.|Maj.|Col.|Capt.|"
            "Sgt.|Adm.|Rev.|Hon.|St.|Jr.|Sr.|No.|Co.|Inc.|Corp.|Ltd.|vs.|Jan.|Feb.|Aug.|"
            "Sept.|Oct.|Nov.|Dec.|Md.|Va.|Pa.|Calif.|Fla.|Mass.|Conn.|Ill.|Minn.|Wis.|Ore.|"
            "Wash.|Ariz.|Tenn.|Ala.|Ga.|Mo.|Miss.|Mich.|Ky.|La.|Okla.|Kan.|Neb.|Nev.|Colo.|"
            "Tex."
        ),
        "town.|Oslo.|Mr",
    ),
    (
        "what somebody is",
        BEHIND.match,
        (
            " is a nurse| was a nurse| has been a nurse| had been a nurse| became a nurse|"
            " becomes a nurse| remains a nurse| works as a nurse| worked as a nurse|"
            " serves as a nurse| served as a nurse| was elected a nurse| is named a nurse|"
            " has been appointed a nurse| had been made a nurse|"
            " was unanimously chosen as a nurse| was sworn in as a nurse|"
            " was hired as a nurse| was employed as a nurse|, 34, is a nurse|"
            ", aged 34, is a nurse|, who is a nurse|, 34, who is a nurse| who is a nurse|"
            " is also a nurse| is now a nurse| was once a nurse"
        ),
        " sees a nurse| is No. 1",
    ),
    (
        "a victim",
        STANDINGS["victim"].match,
        (
            " was robbed| was attacked| was stabbed| was shot| was beaten| was assaulted|"
            " was mugged| was raped| was murdered| was kidnapped| was killed| was injured|"
            " was wounded| was abducted| was burgled| was defrauded| was swindled| was hit|"
            " was harassed| was abused| had been robbed|, who has been robbed|"
            ", 40, is robbed| was brutally robbed| and her son who was robbed"
        ),
        " was seen| will be robbed",
    ),
    (
        "a defendant",
        STANDINGS["defendant"].match,
        (
            " was charged with| was on trial| was tried for| was indicted|"
            " had been charged with|, who has been charged with|, 40, is charged with|"
            " was brutally charged with| and her son who was charged with"
        ),
        " was seen| will be charged with",
    ),
    (
        "a suspect",
        STANDINGS["suspect"].match,
        (
            " was arrested| was detained| was suspected of| was wanted for| was wanted over|"
            " had been arrested|, who has been arrested|, 40, is arrested|"
            " was brutally arrested| and her son who was arrested"
        ),
        " was seen| will be arrested",
    ),
]


@each_row(PHRASES)
def test_each_phrase_is_found_and_what_looks_like_it_is_not(
    found: Found, phrases: str, others: str
) -> None:
    assert mistaken(found, phrases, others) == ([], [])
