import pytest

from archive.ingest.page_text.bylines import is_author_and_date, is_only_date, read_byline, read_signature


@pytest.mark.parametrize(
    ("line", "author", "day"),
    [
        ("قسم البيئة والمناخ 03-04-2019", "قسم البيئة والمناخ", "2019-04-03"),
        ("3 نيسان 2019 | سلمى الحداد", "سلمى الحداد", "2019-04-03"),
        ("الأربعاء 3 أبريل 2019 - 14:30", "", "2019-04-03"),
        ("2019-04-03T14:30:00+03:00", "", "2019-04-03"),
    ],
)
def test_it_reads_a_byline_with_its_date(line, author, day):
    byline = read_byline(line)
    assert (byline.author, byline.date.value) == (author, day)


@pytest.mark.parametrize(
    "line",
    [
        "عادت الطيور في أبريل 2019",
        "عادت الطيور إلى السهل. 3 أبريل 2019",
        "بين 3 أبريل 2019 و5 مايو 2019",
        "عودة اللقالق",
    ],
)
def test_other_lines_are_no_bylines(line):
    assert read_byline(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "توفي في دمشق يوم الأحد 3 مارس 2024 الشاعر المعروف",
        "افتتح الرئيس المشروع يوم الاثنين 4 مارس 2024",
        "مشاركة المصورين حتى تاريخ 16 مارس 2024 وذلك من خلال",
        "غادر الوفد بعد 22 يوليو 2019 مباشرة",
    ],
)
def test_lines_with_a_verb_or_a_preposition_are_prose(line):
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("line", "is_author"),
    [
        ("سلمى الحداد 3 أبريل 2019", True),
        ("القاهرة - 3 أبريل 2019 - سلمى الحداد", True),
        ("جدول المباريات 3 أبريل 2019", False),
        ("انطلاق المهرجان 3 أبريل 2019", False),
        ("نشرت المجلة في 4 يناير 2015 مقالا بعنوان", False),
    ],
)
def test_the_words_next_to_the_date_must_be_a_name(line, is_author):
    byline = read_byline(line)
    assert byline is not None
    assert is_author_and_date(byline) is is_author


@pytest.mark.parametrize("line", ["الأربعاء 3 أبريل 2019 - 14:30", "3 نيسان / أبريل 2019 09:22 مساءً", "في 2019-04-03"])
def test_a_date_with_weekday_and_time_is_only_a_date(line):
    assert is_only_date(line)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("سلمى الحداد - القاهرة", "سلمى الحداد"),
        ("أحمد سالم – بيروت", "أحمد سالم"),
        ("سلمى الحداد من بيروت", "سلمى الحداد"),
        ("أحمد سالم (القاهرة)", "أحمد سالم"),
        ("خالد منصور / بغداد", "خالد منصور"),
    ],
)
def test_a_name_with_a_place_is_a_signature(line, author, gazetteer):
    signature = read_signature(line, gazetteer)
    assert signature is not None
    assert signature.author == author
    assert signature.place in line


@pytest.mark.parametrize(
    "line", ["عودة اللقالق - القاهرة", "بيروت - القاهرة", "سلمى الحداد - النهر", "سلمى - القاهرة", "القاهرة"]
)
def test_other_lines_are_no_signatures(line, gazetteer):
    assert read_signature(line, gazetteer) is None
