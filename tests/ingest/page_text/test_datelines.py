import pytest

from archive.ingest.page_text.datelines import read_dateline, read_prefix


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("بيروترويترز", "بيروت", "رويترز"),
        ("القاهرةأ ف ب", "القاهرة", "فرانس برس"),
        ("عمّان - بترا", "عمّان", "بترا"),
        ("الرباط / الأناضول", "الرباط", "الأناضول"),
        ("بغداد (واع)", "بغداد", "واع"),
        ("كوالالمبور - AFP", "كوالالمبور", "فرانس برس"),
        ("رويترز", "", "رويترز"),
        ("القاهرة", "القاهرة", ""),
        ("بوغوتارويترز", "بوغوتا", "رويترز"),
        ("دبي - نشرة الحقول", "دبي", "نشرة الحقول"),
        ("دبيالحقول", "دبي", "الحقول"),
    ],
)
def test_it_reads_a_line_that_is_a_dateline(line, place, agency, gazetteer):
    assert read_dateline(line, gazetteer)[:2] == (place, agency)


@pytest.mark.parametrize(
    "line", ["اتفقنا", "الهدف من الحملة", "أخبار رويترز", "عادت اللقالق إلى القاهرة.", "المغرب يستقبل اللقالق"]
)
def test_other_lines_are_no_datelines(line, gazetteer):
    assert read_dateline(line, gazetteer) is None


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("بيروت- عادت اللقالق إلى السهل", "بيروت", ""),
        ("زحلة- عادت اللقالق إلى السهل", "زحلة", ""),
        ("القاهرة - عادت اللقالق إلى السهل", "القاهرة", ""),
        ("القاهرة (أ ف ب) - عادت اللقالق", "القاهرة", "فرانس برس"),
        ("بغداد / واع / عادت اللقالق", "بغداد", "واع"),
        ("عمّان، 3 نيسان 2019 (بترا) - عادت اللقالق", "عمّان", "بترا"),
        ("(رويترز) - عادت اللقالق", "", "رويترز"),
        ("تونس: عادت اللقالق إلى السهل", "تونس", ""),
    ],
)
def test_it_reads_a_dateline_before_the_first_words(line, place, agency, gazetteer):
    assert read_prefix(line, gazetteer)[:2] == (place, agency)


@pytest.mark.parametrize(
    "line", ["عاد اللقلق - وهو طائر كبير - إلى السهل", "تقرير- عادت اللقالق", "وقالت الجمعية: عادت اللقالق", "- عادت"]
)
def test_other_openings_are_no_datelines(line, gazetteer):
    assert read_prefix(line, gazetteer) is None


def test_a_person_beside_a_place_is_the_reporter(gazetteer):
    assert read_dateline("القاهرة – سلمى الحداد", gazetteer) == ("القاهرة", "", "سلمى الحداد")


def test_a_headline_may_stand_where_no_stranger_is_believed(gazetteer):
    assert read_dateline("القاهرة - عودة اللقالق", gazetteer, unknown_agencies=False) is None
