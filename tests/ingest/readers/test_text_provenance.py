"""Where the news of a text file comes from, read in lanes."""

import pytest

from archive.ingest.readers.text import line_roles, read_bytes


@pytest.fixture
def read(gazetteer):
    return lambda text: read_bytes(text.encode(), "page.txt", gazetteer).records


def test_provenance_is_read_in_lanes(read, prose):
    text = f"""عودة اللقالق
لقلق فوق السهل (رويترز)
القاهرة (أ ف ب) - {prose("السهل")}
وذكرت صحيفة «الضفة» أن اللقالق عادت، ونقلت فرانس برس عن باحث قوله إنها كثيرة.
{prose("المركز")}
رابط الخبر بصحيفة السهول: عودة اللقالق
المصدر: نشرة الحقول"""
    (record,) = read(text)
    assert (record.source, record.agency, record.dateline) == ("نشرة الحقول", "فرانس برس", "القاهرة")
    assert (record.cited, record.photo_credit, record.language) == (("الضفة", "السهول"), "رويترز", "ar")
    assert not any("رابط" in text for _, text in record.paragraphs)


def test_a_source_that_is_an_agency_is_the_agency_too(read, prose):
    (record,) = read(f"عودة اللقالق\n{prose('السهل')}\n{prose('المركز')}\nالمصدر: رويترز")
    assert (record.source, record.agency) == ("رويترز", "رويترز")


@pytest.mark.parametrize(
    "printed", ["نشرة الحقول + وكالات", "نشرة الحقول - وكالات", "نشرة الحقول، وكالات", "نشرة الحقول والوكالات"]
)
def test_agencies_without_a_name_are_no_part_of_the_source(read, prose, printed):
    (record,) = read(f"عودة اللقالق\n{prose('السهل')}\n{prose('المركز')}\nالمصدر: {printed}")
    assert record.source == "نشرة الحقول"


def test_a_source_of_nothing_but_agencies_stays(read, prose):
    (record,) = read(f"عودة اللقالق\n{prose('السهل')}\n{prose('المركز')}\nالمصدر: وكالات")
    assert record.source == "وكالات"


def test_a_byline_may_name_the_photographer(read, prose):
    (record,) = read(f"عودة اللقالق\nحوار وتصوير: سلمى الحداد\n{prose('السهل')}\n{prose('المركز')}")
    assert (record.author, record.photo_credit) == ("سلمى الحداد", "سلمى الحداد")


def test_a_line_that_says_where_the_news_was_printed_has_the_role_of_a_source(gazetteer, prose):
    text = f"عودة اللقالق\n{prose('السهل')}\nرابط الخبر بصحيفة السهول: عودة اللقالق"
    assert line_roles(text.encode(), gazetteer)[-1] == (3, "source")
