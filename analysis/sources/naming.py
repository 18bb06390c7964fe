"""Says of each source what kind it is, whether it is named, its role, and why it is not named.

*named*: the article gives a proper name; *anonymous*: particular people whose names it withholds
("a second source", "aides"); *generic*: a class ("critics", "many voters").
"""

from __future__ import annotations

import re

from analysis.model import Naming, SourceKind
from analysis.sources import lexicon
from analysis.sources.entities import Entity
from analysis.sources.nominal_kinds import PROPORTION
from analysis.sources.roles import PARTIES

REASON = re.compile(
    r"""(?ix)
    (?:who\s+)?
    (?:
      (?:(?:had|has|have)\s+)?(?:requested|asked\s+for|sought|demanded|insisted\s+(?:up)?on|(?:was|were|been)\s+granted|was\s+given|(?:(?:(?:spoke|speaking)\s+)?(?:on|under)\s+(?:the\s+)?)?condition\s+of)\s+(?:\w+\s+)?anonymity
      |(?:asked|requested|wished|wanted|preferred|declined|refused|asking|requesting|declining|preferring)\s+(?:to\s+(?:remain|stay)\s+anonymous|not\s+to\s+be\s+(?:further\s+)?(?:named|identified|quoted(?:\s+by\s+name)?)|to\s+be\s+(?:named|identified|quoted\s+by\s+name)|that\s+(?:his|her|their)\s+names?\s+not\s+be\s+(?:used|published|printed))
      |(?:declined|refused|did\s*n[o’']t\s+want|was\s+not\s+willing|(?:was\s+)?unwilling|would\s*n[o’']t|declining|refusing)\s+(?:to\s+)?(?:give|provide|share|reveal|disclose|state|tell\s+\w+)\s+(?:his|her|their)\s+(?:\w+\s+)?names?
      |(?:did|does|do)\s*n[o’']t\s+(?:want|wish)\s+(?:(?:his|her|their)\s+(?:\w+\s+)?names?\s+(?:to\s+be\s+)?(?:used|published|printed|known|made\s+public)|to\s+be\s+(?:named|identified|quoted(?:\s+by\s+name)?))
      |(?:(?:because\s+\w+\s+)?(?:was|were|is|are)\s*)?(?:not|n[’']t|un)[\s-]?authori[sz]ed\s+to\s+(?:speak|talk|comment|discuss|brief)(?:\s+[\w'’]+){0,8}
      |who\s+(?:cannot|can[’']t|could\s+not|may\s+not)\s+be\s+(?:named|identified)(?:\s+[\w'’]+){0,8}
      |(?:whose\s+)?names?\s+(?:has|have|was|were|is|are)\s+(?:been\s+)?(?:withheld|changed)(?:\s+[\w'’]+){0,6}
      |(?:spoke|speaking|talked|said)\s+(?:anonymously|privately|off\s+the\s+record)
      |not\s+(?:to\s+be\s+|being\s+)?(?:named|identified)
      |for\s+fear\s+of(?:\s+[\w'’]+){1,5}|fearing\s+(?:reprisals?|retaliation|retribution)
    )
    (?:\s+(?:because|as|for\s+fear|out\s+of|citing|in\s+order\s+to|to\s+(?:discuss|speak|describe|avoid|protect|talk))\b(?:(?!\s+(?:said|says|told|tells|added)\b)[^.;,"“”\n]){1,120})?
    """
)
# One of these is in all that the pattern finds: where none is, the search is left out.
NEEDED = "anonym name identif quoted authori privately record fear".split()
INSIDE_KNOWLEDGE = re.compile(
    r"(?i)\b(?:familiar with|close to|briefed (?:on|about)|with (?:direct |first-?hand )?knowledge|"
    r"privy to|aware of the|involved in the|who (?:attended|were (?:in|at)|saw|heard))\b"
)
SHARE = re.compile(
    r"(?i)%|\bin (?:10|ten|five|four|three)\b|\b(?:third|quarter|half|fifth|tenth)s? of\b|"
    r"\bper ?cent\b|majority|both (?:parties|sides)|\belected"
)
ONE_IN = re.compile(  # "one in three", "a third of voters"
    r"(?i)(?:(?:about|almost|nearly|only|over|roughly) )?"
    r"(?:one in (?:\d+|two|three|four|five|six|ten)|an? (?:third|quarter|fifth|tenth) of)\b"
)
SPEECH = re.compile(
    r"(?i)\b(?:sa(?:id|y)|t(?:old|ell)|according|insist|acknowledg|announc|suggest|"
    r"warn|claim|detail|outlin|describ|confirm|add|explain|not(?:e|ing)|call|argu|den(?:y|ied|ies)|refus|"
    r"declin|report|stat(?:ed|es)|recall|predict|put it|comment|reveal|disclos|allege|estimat|"
    r"cit(?:e|ing)|contend|maintain|express|complain|assert|concede|admit|caution|ask|"
    r"urg|repl|respon|question)"
)
GENERIC_QUANTIFIERS = frozenset(
    "many most no any every all few more some others countless various numerous other".split()
)
WHOSE = re.compile(r"\s(?:by|from|of|in|on|to|for|seen|obtained)\s")
PLACED = re.compile(r"\s(?:at|in|of|from|on|aboard|near)\s(?:the\s\w|[A-Z])")
SHOWN = re.compile(r"\s(?:seen|obtained|reviewed|viewed|released|leaked|filed|published|sent)\b")
CROWD = re.compile(
    r"(?i)(?:(?:at least|about|nearly|more than|only|some) )?(?:a |half a |several |two )?"
    r"(?:dozens?|hundreds?|scores?)\b(?! of (?:thousands|millions))"
)
A_FEW = frozenset("some few other others".split())
EVENT = re.compile(
    r"(?i)(?<!have )(?<!has )(?<!would )"
    r"\b(?:said|tells?|told|wrote|writes?|spoke|saw|heard|\w{3,}ed)\b(?! to be)"
)
FEW = frozenset({"two", "both", "three", "four"})
PARTICULAR_QUANTIFIERS = frozenset("two three four five six seven eight nine ten several".split())


OWNED = re.compile(r"(?:[Tt]he )?(?!(?:The|His|Her|Their|Its|My|Our|A|An|One|Another)\b)[A-Z]")


def reason(text: str) -> str:
    """Return the words by which a text explains why someone is not named; "" if none do.

    Args:
        text: The sentence of a mention, or two; not more than a paragraph.
    """
    told = text.casefold()
    match = REASON.search(text) if any(word in told for word in NEEDED) else None
    return match.group().strip(" —–-") if match else ""


def kind(entity: Entity) -> SourceKind:
    """Return the kind of source, from its names, its head noun and what was learnt on the way."""
    if entity.members and entity.exemplified:
        return _of_more(entity)
    if entity.members:
        kinds = {kind(m) for m in entity.members}
        if not kinds <= {"government", "media", "organisation"}:
            return "group"
        # Of names joined by "and" some are one: "Science and Technology Committee".
        return kinds.pop() if len(kinds) == 1 else "group" if entity.determiner else "organisation"
    if _is_hearsay(entity):
        return "media"
    if entity.kind in (
        "person",
        "group",
        "organisation",
        "government",
        "media",
        "document",
        "unknown",
    ):
        if entity.kind == "person" and entity.plural:
            return "group"
        return entity.kind  # type: ignore[return-value]
    if entity.names:
        many = max(len(n) for n in entity.names) > 1 or entity.gender in ("f", "m")
        given = any(lexicon.given_gender(n[0]) for n in entity.names)
        return "person" if many or given else "organisation"
    return "unknown"


def _of_more(entity: Entity) -> SourceKind:
    """Return the kind of several of which some are named.

    Bodies stay bodies ("the Gazette and the Harbour newspaper chain"); others are a group.
    """
    kinds = {kind(member) for member in entity.members}
    last = lexicon.noun_kind(entity.label.rpartition(" ")[2].casefold())
    bodies = kinds <= set(lexicon.BODIES) and last in lexicon.BODIES
    return kinds.pop() if bodies and len(kinds) == 1 else "group"


def _is_hearsay(entity: Entity) -> bool:
    """Tell whether media are meant that the article does not name: "some reports"."""
    if entity.names or entity.determiner in ("definite", "possessed"):
        return False
    reports = "reports" in entity.heads and WHOSE.search(entity.label) is None
    sources = "sources" in entity.heads and entity.modifiers & {"news", "media", "press"}
    return reports or bool(sources)


def naming(entity: Entity) -> tuple[Naming, str]:
    """Return whether an entity is named, and why that was decided."""
    if entity.members:
        found = {naming(member)[0] for member in entity.members}
        if "named" in found:
            whole = all(m.named for m in entity.members)
            return "named", "its members are named" if whole else "one of its members is named"
        return ("anonymous", ONE) if "anonymous" in found else ("generic", "a class")
    if entity.named:
        return "named", "the article gives a proper name"
    if entity.label == "the author":
        return "named", "the article's own voice"
    if _is_hearsay(entity):
        return "anonymous", "media without names"
    own = kind(entity)
    if own == "person":
        share = ONE_IN.match(entity.label) is not None
        nobody = share or entity.quantifier in ("no", "any", "every")
        return ("generic", "nobody in particular") if nobody else ("anonymous", ONE)
    if own == "group":
        return _of_group(entity)
    if own == "document":
        return _of_document(entity)
    return _of_body(entity, own)


ONE = "one particular person without a name"


def _of_document(entity: Entity) -> tuple[Naming, str]:
    bare = entity.determiner == "bare" and not SHOWN.search(entity.label)
    ahead = next((b for h in entity.heads if (b := entity.label.casefold().find(h)) > 0), 0)
    if entity.plural and bare and not entity.quantifier and _holds_name(entity.label[:ahead]):
        return "named", "whose they are stands in what they are called"
    if entity.plural and (entity.quantifier or bare):
        return "generic", "a class of documents"
    if entity.heads & lexicon.words("nouns", "inscription"):
        return "generic", "words on a thing, of nobody in particular"
    return "named", "one particular document"


def _of_body(entity: Entity, own: SourceKind) -> tuple[Naming, str]:
    if own == "unknown":
        return "generic", "the article gives no source, or none that speaks"
    if own == "government" and entity.plural and entity.determiner == "definite":
        return "named", "governments named before"
    if "police" in entity.heads:
        return "named", "a particular body, called by what it is"
    if entity.quantifier in PARTICULAR_QUANTIFIERS:
        return "anonymous", "a counted number of bodies without names"
    if entity.plural or entity.quantifier in GENERIC_QUANTIFIERS:
        return "generic", "a class of bodies"
    if own == "media" and entity.determiner == "bare":
        return "generic", "media of a kind"
    if own in ("government", "media") and entity.determiner != "new":
        return "named", "a particular body, called by what it is"
    if entity.determiner == "bare":
        return "generic", "a class of bodies"
    if entity.determiner == "definite" and _holds_name(entity.label):
        return "named", "a proper name stands in what it is called"
    return "anonymous", "one particular body without a name"


def _holds_name(label: str) -> bool:
    """Tell whether a label holds a name, as "the Lanark pit".

    Not so "the French firm": a country names nobody.
    """
    words = (word.removesuffix("’s").removesuffix("'s") for word in label.split()[1:])
    return any(w[:1].isupper() and lexicon.place(w) is None for w in words)


def _of_group(entity: Entity) -> tuple[Naming, str]:
    """Return the naming of a group, and why: particular people, or a general group.

    What they are called, how many they are and what they do decides.
    """
    if entity.exemplified:
        return "named", "the article names some of them"
    small = entity.quantifier in FEW
    if small and entity.determiner == "definite":
        return "named", "a small number of people named before"
    if "family" in entity.heads and OWNED.match(entity.label):
        return "named", "a family whose name the article gives"
    if any(reason(t) for t in entity.tails):
        return "anonymous", "the article says why it gives no name"
    if SHARE.search(entity.label) or PROPORTION.match(entity.label):
        return "generic", "a share of a class"
    event = _heard_there(entity)
    if entity.quantifier in GENERIC_QUANTIFIERS and not (event and entity.quantifier in A_FEW):
        told = entity.quantifier in entity.label.casefold().split()
        return "generic", f"“{entity.quantifier}” makes it a class" if told else "a class of people"
    if event:
        return "anonymous", "people who were there, without names"
    if entity.heads & {"sources", "authorities"}:
        return "anonymous", "particular people without names"
    if INSIDE_KNOWLEDGE.search(entity.label):
        return "anonymous", "particular people who know, without names"
    return _particular(entity)


def _heard_there(entity: Entity) -> bool:
    """Tell whether people of a place or an event speak, as in "survivors told the radio"."""
    ones = {lexicon.singular(h) for h in entity.heads}
    told = any(EVENT.search(c) for c in entity.cues)
    definite = entity.determiner in ("definite", "possessed") and not entity.quantifier
    placed = "local" in entity.modifiers or PLACED.search(entity.label) is not None
    if ones & lexicon.words("nouns", "situated"):
        return told or definite or placed
    return bool(ones & lexicon.words("nouns", "placed")) and told and placed


def _particular(entity: Entity) -> tuple[Naming, str]:
    spoke = not entity.cues or any(SPEECH.search(c) for c in entity.cues)
    if not spoke and entity.determiner == "bare" and entity.quantifier == "":
        return "generic", "a class: none of them is heard to say something"
    ones = {lexicon.singular(h) for h in entity.heads}
    if ones & lexicon.words("nouns", "particular"):
        return "anonymous", "particular people without names"
    known = ones & (lexicon.words("nouns", "class") - {"man", "woman", "person"})
    told = any(EVENT.search(cue) for cue in entity.cues)
    counted = entity.quantifier in PARTICULAR_QUANTIFIERS or entity.quantifier.isdigit()
    # "Two historians", where "historians" are a class; not "two of the historians".
    few = entity.quantifier in FEW and f"{entity.quantifier} of " not in entity.label.casefold()
    if (counted and (few or not known)) or (CROWD.match(entity.label) and told):
        return "anonymous", "a counted number of people without names"
    trade = any(map(lexicon.is_person_noun, ones - PARTIES)) and len(entity.label.split()) == 2
    if entity.determiner == "definite" and told and trade and not known:
        return "anonymous", "particular people met before, without names"
    if entity.determiner == "possessed" and not ones & lexicon.words("nouns", "class"):
        return "anonymous", "somebody's own people, without names"
    return "generic", "a class of people"
