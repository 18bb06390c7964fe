"""Articles in another language than English: how they are told, and that they are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from newsroom import WORDS

from analysis.cli import main
from analysis.ingest import languages

GERMAN = (
    "Der Stadtrat hat die alte Brücke am Montag geschlossen, nachdem bei einer Prüfung Risse in "
    "zwei Pfeilern gefunden worden waren. Die Bürgermeisterin sagte, man habe keine andere Wahl "
    "gehabt, und das Geld für die Arbeiten sei noch nicht da."
)


SPANISH = (
    "El ayuntamiento cerró el puente viejo el lunes después de que una inspección hallara grietas "
    "en dos de sus pilares. La alcaldesa dijo que no había otra opción y que las obras durarían "
    "dos años, según un informe publicado la semana pasada."
)
FRENCH = (
    "Le conseil municipal a fermé le vieux pont lundi après la découverte de fissures dans deux de "
    "ses piliers. La maire a déclaré qu’il n’y avait pas d’autre choix et que les travaux "
    "dureraient deux ans, selon un rapport publié la semaine dernière."
)
RUSSIAN = (
    "Городской совет закрыл старый мост в понедельник после того, как проверка нашла трещины в "
    "двух опорах. Мэр сказала, что другого выбора не было и что работы продлятся два года."
)
MIXED = (
    "The council closed the old bridge on Monday. “No teníamos otra opción,” said the mayor of San "
    "Juan de la Peña, in Spanish, and the engineers told her that the work would take two years, "
    "as they had written in their report."
)
RESULTS = "Results: Leeds 2 Hull 0, York 1 Ripon 1, Selby 3 Goole 2, Malton 0 Thirsk 0. " * 4


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "de"),
        (SPANISH, "es"),
        (FRENCH, "fr"),
        (RUSSIAN, "another"),
        (MIXED, ""),
        (RESULTS, ""),
        ("Zu kurz.", ""),
    ],
)
def test_the_language_is_told_by_the_words_that_join(text: str, language: str) -> None:
    assert languages.other_language(text) == language


def test_another_language_stops_unless_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "b.txt").write_text(WORDS, encoding="utf-8")
    ids = []
    for options in ([], ["--any-language"]):
        with pytest.raises(SystemExit) as ended:
            main(["extract", str(tmp_path), *options])
        out = capsys.readouterr()
        ids.append([json.loads(line)["id"] for line in out.out.splitlines()])
        if not options:
            assert ended.value.code == 2 and "a.txt: this is in another language (de)" in out.err
            assert "--any-language" in out.err
    assert ids == [["b"], ["a", "b"]]
