"""Small articles about who is who, with what is right: our own, invented people and places.

``UNTIED``: a role, pronoun or description that the text ties to no named person is a source of its
own. ``TIED``: the text ties it. Each row: an id, the text, and (part of the content, the source's
name or description). A description stands for any unnamed source whose name holds its words.
"""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """A text, and for parts of contents whose they are; ``never`` are people who say nothing."""

    id: str
    text: str
    says: tuple[tuple[str, str], ...]
    never: tuple[str, ...] = ()


def _case(key: str, text: str, *says: tuple[str, str], never: str = "") -> Case:
    return Case(key, text, says, tuple(never.split("; ")) if never else ())


UNTIED = (
    _case(
        "court-judge",
        "Nadia Sorrel, 29, was jailed for two years on Monday for stealing from a "
        "charity. The judge said the theft had been planned for months.",
        ("planned for months", "judge"),
        never="Nadia Sorrel",
    ),
    _case(
        "court-prosecutor",
        "Peter Hallam denied the charge at Selwick Crown Court. The prosecutor "
        "said the knife was found under his bed.",
        ("under his bed", "prosecutor"),
    ),
    _case(
        "court-lawyer",
        "Judge Irene Foss opened the hearing. The lawyer said his client had been at "
        "home all night.",
        ("at home all night", "lawyer"),
        never="Irene Foss",
    ),
    _case(
        "crash-driver",
        "Owen Tait was riding home when a van hit him on Low Road. The driver said "
        "the sun had blinded her.",
        ("the sun had blinded her", "driver"),
        never="Owen Tait",
    ),
    _case(
        "crash-pilot",
        "Amit Desai watched the plane come down behind his barn. The pilot told "
        "rescuers that both engines had failed.",
        ("both engines had failed", "pilot"),
        never="Amit Desai",
    ),
    _case(
        "sport-referee",
        "Jonas Brack was sent off after an hour. The referee said he had no choice.",
        ("no choice", "referee"),
        never="Jonas Brack",
    ),
    _case(
        "sport-coach",
        "Lena Moor won the 800 metres in a record time. The coach said she had never "
        "seen such a finish.",
        ("such a finish", "coach"),
        never="Lena Moor",
    ),
    _case(
        "hospital-doctor",
        "Ruth Kimani was taken to Mbale hospital with a fever. The doctor said it was malaria.",
        ("it was malaria", "doctor"),
        never="Ruth Kimani",
    ),
    _case(
        "hospital-patient",
        "Dr. Ellen Marsh runs the ward. The patient said nobody had come to see him for hours.",
        ("nobody had come", "patient"),
        never="Ellen Marsh",
    ),
    _case(
        "school-teacher",
        "Kofi Mensah, 8, was sent home for his haircut. The teacher said rules were rules.",
        ("rules were rules", "teacher"),
        never="Kofi Mensah",
    ),
    _case(
        "house-landlord",
        "Marion Frost has lived in the flat for 40 years. The landlord said the rent had to rise.",
        ("the rent had to rise", "landlord"),
        never="Marion Frost",
    ),
    _case(
        "work-manager",
        "Sunil Rao was dismissed in March. The manager said he had been warned twice.",
        ("warned twice", "manager"),
        never="Sunil Rao",
    ),
    _case(
        "minister-prime",
        "Health Minister Carla Nunes announced the plan on Friday. The prime minister "
        "said it would cost too much.",
        ("cost too much", "prime minister"),
    ),
    _case(
        "mayor-deputy",
        "Mayor Hugh Tolland opened the bridge. The deputy mayor said it was unsafe.",
        ("it was unsafe", "deputy mayor"),
        never="Hugh Tolland",
    ),
    _case(
        "president-vice",
        "President Ana Belmonte signed the bill. The vice president said she regretted it.",
        ("regretted it", "vice president"),
    ),
    _case(
        "minister-other",
        "Finance Minister Jo Adeyemi spoke first. The defence minister said the army needed more.",
        ("the army needed more", "defence minister"),
        never="Jo Adeyemi",
    ),
    _case(
        "police-caller",
        "Two cars burned on Quay Street. The caller said she had seen a man run. "
        "Inspector Tom Veale asked for witnesses.",
        ("seen a man run", "caller"),
        never="Tom Veale",
    ),
    _case(
        "kin-son",
        "Walter Grice, 81, died in the flood. His son said the warning came too late.",
        ("the warning came too late", "son"),
        never="Walter Grice",
    ),
    _case(
        "kin-attorney",
        "Senator Bill Cray was charged on Tuesday. His attorney said he would fight.",
        ("he would fight", "attorney"),
        never="Bill Cray",
    ),
    _case(
        "kin-widow",
        "Sgt. Dan Moss was killed in April. The widow said nobody had called her.",
        ("nobody had called her", "widow"),
        never="Dan Moss",
    ),
    _case(
        "address-told",
        'Grace Obi came to the office at nine. "You are late," the clerk told Obi.',
        ("You are late", "clerk"),
        never="Grace Obi",
    ),
    _case(
        "address-pronoun",
        'Liam Reed knocked at noon. "We are closed," he told Reed.',
        ("We are closed", ""),
        never="Liam Reed",
    ),
    _case(
        "about-pronoun",
        "Ida Voss met Clara Penn in May. She said Voss would be paid on Friday.",
        ("would be paid", "Clara Penn"),
        never="Ida Voss",
    ),
    _case(
        "company-town",
        "Smoke was seen over Brackley on Sunday. The company said nobody was hurt.",
        ("nobody was hurt", "company"),
        never="Brackley",
    ),
    _case(
        "company-street",
        "Police closed Marsh Lane at six. The company said the leak was small.",
        ("the leak was small", "company"),
        never="Marsh Lane",
    ),
    _case(
        "union-company",
        "Norwood Steel will shut its mill. The union said 300 jobs would go.",
        ("300 jobs would go", "union"),
        never="Norwood Steel",
    ),
    _case(
        "campaign",
        "Senator Ada Lind met Owen Pell at Brent College. The campaign said she would return.",
        ("she would return", "campaign"),
        never="Brent College",
    ),
    _case(
        "ordinals",
        "Two boys were questioned. The first boy said he had slept. The second boy said he "
        "had been at school.",
        ("he had slept", "first boy"),
        ("been at school", "second boy"),
    ),
    _case(
        "one-another",
        "Four teachers spoke to us. One said classes were too large. Another said the roof leaked.",
        ("classes were too large", ""),
        ("the roof leaked", ""),
    ),
    _case(
        "owner-dog",
        "Tim Parr, 6, was bitten in Holm Park. The owner said the dog was old.",
        ("the dog was old", "owner"),
        never="Tim Parr",
    ),
    _case(
        "surgeon",
        "Novelist Edna Clay had a heart operation on Friday. The surgeon said it went well.",
        ("it went well", "surgeon"),
        never="Edna Clay",
    ),
    _case(
        "editor",
        "Reporter Max Stone wrote the story. The editor said it was checked.",
        ("it was checked", "editor"),
    ),
    _case(
        "neighbour",
        "Paula Finch, who lives alone, was found on Sunday. The neighbour said the radio "
        "had played all night.",
        ("the radio had played", "neighbour"),
        never="Paula Finch",
    ),
    _case(
        "conductor",
        "Violinist Hana Sato played twice. The conductor said he wept.",
        ("he wept", "conductor"),
        never="Hana Sato",
    ),
    _case(
        "inspector-council",
        "Cllr Priya Nair asked for a report. The inspector said the roof was safe.",
        ("the roof was safe", "inspector"),
    ),
)

TIED = (
    _case(
        "apposition",
        "Olga Brandt, the driver of the bus, was not hurt. The driver said the brakes had failed.",
        ("the brakes had failed", "Olga Brandt"),
    ),
    _case(
        "apposition-a",
        "Neil Firth, a fisherman from Mousehole, found the boat. The fisherman said it was empty.",
        ("it was empty", "Neil Firth"),
    ),
    _case(
        "title",
        "Judge Irene Foss opened the hearing. The judge said she would rule on Friday.",
        ("rule on Friday", "Irene Foss"),
    ),
    _case(
        "title-mayor",
        "Mayor Hugh Tolland opened the bridge. The mayor said it was safe.",
        ("it was safe", "Hugh Tolland"),
    ),
    _case(
        "title-sen",
        "Sen. Bill Cray of Ohio voted no. The senator said the bill was rushed.",
        ("the bill was rushed", "Bill Cray"),
    ),
    _case(
        "minister",
        "Health Minister Carla Nunes announced the plan. The minister said it would save lives.",
        ("save lives", "Carla Nunes"),
    ),
    _case(
        "prime",
        "Prime Minister Rafael Costa flew home. The prime minister said talks would go on.",
        ("talks would go on", "Rafael Costa"),
    ),
    _case(
        "vice",
        "Vice President Joan Orr spoke in Lima. The vice president said trade would grow.",
        ("trade would grow", "Joan Orr"),
    ),
    _case(
        "role-before",
        "Lifeguard Sam Petty pulled the girl out. The lifeguard said she was cold.",
        ("she was cold", "Sam Petty"),
    ),
    _case(
        "pronoun-he",
        "Martin Quill lost his farm. He said the bank had lied.",
        ("the bank had lied", "Martin Quill"),
    ),
    _case(
        "pronoun-she",
        "Ida Voss met Tom Penn in May. She said he had promised to pay.",
        ("promised to pay", "Ida Voss"),
    ),
    _case(
        "surname",
        "Grace Obi and Liam Reed run the shop. Reed said sales were poor.",
        ("sales were poor", "Liam Reed"),
    ),
    _case(
        "company",
        "Calder Foods closed two plants on Monday. The company said costs were too high.",
        ("costs were too high", "Calder Foods"),
    ),
    _case(
        "company-inc",
        "Ferrous Inc. will hire 200 people. The company said the jobs were permanent.",
        ("the jobs were permanent", "Ferrous"),
    ),
    _case(
        "union",
        "The Transport Workers Union called a strike. The union said talks had failed.",
        ("talks had failed", "Transport Workers Union"),
    ),
    _case(
        "committee",
        "The Senate Ethics Committee met in private. The committee said it found no fault.",
        ("found no fault", "Senate Ethics Committee"),
    ),
    _case(
        "chain",
        "A nurse at the clinic said beds were short. The nurse said patients slept on chairs.",
        ("beds were short", "nurse"),
        ("slept on chairs", "nurse"),
    ),
    _case(
        "they-two",
        "Ben Hale and Rosa Lund adopted the boy in June. They said he was thriving.",
        ("he was thriving", "Ben Hale and Rosa Lund"),
    ),
    _case(
        "he-continues",
        '"I saw it fall," said Amos Pike, a roofer. "Then it was quiet," he said.',
        ("I saw it fall", "Amos Pike"),
        ("Then it was quiet", "Amos Pike"),
    ),
    _case(
        "it-company",
        "Lumen Works will move to Derby. It said 40 jobs would go.",
        ("40 jobs would go", "Lumen Works"),
    ),
    _case(
        "nominal-she",
        'The coroner praised Tom Arden. "He did all he could," she said.',
        ("He did all he could", "coroner"),
    ),
    _case(
        "nominal-he",
        "A boatman rowed out to Ellen Marsh. He said she was calm.",
        ("she was calm", "boatman"),
    ),
    _case(
        "spokesman",
        "Dana Holt, a spokeswoman for the airline, apologised. The spokeswoman said "
        "refunds would be paid.",
        ("refunds would be paid", "Dana Holt"),
    ),
    _case(
        "bishop",
        "The Rev. Paul Agnew buried both men. The reverend said the town was tired.",
        ("the town was tired", "Paul Agnew"),
    ),
    _case(
        "professor",
        "Prof. Mei Lin of Kent University led the study. The professor said more work was needed.",
        ("more work was needed", "Mei Lin"),
    ),
)
