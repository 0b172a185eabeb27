import pytest

from archive.web.presenters import arabic_text


@pytest.mark.parametrize(
    ("count", "phrase"),
    [
        (0, "لا مقالات"),
        (1, "مقال واحد"),
        (2, "مقالان"),
        (3, "3 مقالات"),
        (10, "10 مقالات"),
        (11, "11 مقالًا"),
        (99, "99 مقالًا"),
        (100, "100 مقال"),
        (102, "102 مقال"),
        (103, "103 مقالات"),
        (1_111, "1,111 مقالًا"),
        (35_103, "35,103 مقالات"),
    ],
)
def test_a_counted_noun_follows_its_number(count, phrase):
    assert arabic_text.counted(count, "article") == phrase


@pytest.mark.parametrize(
    ("value", "phrase"),
    [
        ("2024-06-20", "20 يونيو 2024"),
        ("2001-03", "مارس 2001"),
        ("2023", "2023"),
        (None, "دون تاريخ"),
        ("", "دون تاريخ"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(value, phrase):
    assert arabic_text.date_phrase(value) == phrase


def test_the_day_of_the_week_is_named_where_the_day_is_known():
    assert arabic_text.full_date_phrase("2024-06-20") == "الخميس 20 يونيو 2024"
    assert arabic_text.full_date_phrase("2024-06") == "يونيو 2024"


def test_a_range_names_the_ends_it_has():
    assert arabic_text.range_phrase("2001-03", "2024-06-20") == "من مارس 2001 إلى 20 يونيو 2024"
    assert arabic_text.range_phrase(None, "2024") == "إلى 2024"
