"""The shipped tables are sound: an error in an edit is caught here."""

from archive.entities.authority.name_forms import bare_form
from archive.entities.authority.tables import authority_rows
from archive.text import fold, is_stop_word

ROWS = authority_rows()


def test_there_are_persons_places_and_organizations_by_the_hundred():
    for kind in ("person", "place", "organization"):
        assert sum(row.type == kind for row in ROWS) >= 300


def test_keys_are_ascii_slugs_and_names_are_not_empty():
    for row in ROWS:
        assert row.key.isascii()
        assert row.key.replace("-", "").isalnum(), row.key
        assert row.name.strip() == row.name != ""


def test_no_form_is_a_stop_word_or_a_single_letter():
    for row in ROWS:
        for text, _ in row.forms:
            bare = fold(bare_form(text))
            assert not is_stop_word(bare) or "(" in text, (row.key, text)
            assert len(bare) > 1, (row.key, text)


def test_context_words_and_alternatives_are_closed():
    for row in ROWS:
        for text, _ in row.forms:
            assert text.count("(") == text.count(")"), (row.key, text)
            assert "{" not in text, (row.key, text)
            assert "}" not in text, (row.key, text)


def test_wikidata_ids_look_like_ids_and_belong_to_one_entity():
    ids = [row.wikidata for row in ROWS if row.wikidata]
    assert all(one.startswith("Q") and one[1:].isdigit() for one in ids)
    assert len(ids) == len(set(ids))


def test_every_sovereign_country_has_a_nationality():
    without = [
        row.key
        for row in ROWS
        if row.description.startswith("دولة، عاصمتها")
        if not any(relation == "nationality" for _, relation in row.forms)
    ]
    assert without == []


def test_no_bare_form_is_a_clitic_and_a_stop_word():
    for row in ROWS:
        for text, _ in row.forms:
            word = fold(text)
            if " " not in word and "(" not in word and word[0] in "وفبلك":
                assert not is_stop_word(word[1:]), (row.key, text)


def test_the_latin_name_of_an_organization_is_one_of_its_forms():
    for row in ROWS:
        if row.type == "organization" and row.latin:
            assert row.latin in dict(row.forms), row.key
