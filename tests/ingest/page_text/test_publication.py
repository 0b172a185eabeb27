import pytest

from archive.ingest.page_text.lines import read_lines
from archive.ingest.page_text.publication import inferred_date, stated_date
from archive.ingest.page_text.roles import assign_roles


def _stated(text, gazetteer):
    lines = read_lines(text)
    assign_roles(lines, gazetteer)
    return stated_date(lines)


def test_a_publication_date_goes_before_an_updates(gazetteer, prose):
    text = f"عودة اللقالق\nآخر تحديث: 5 أبريل 2019\nتاريخ النشر: 3 أبريل 2019\n{prose('السهل')}"
    published = _stated(text, gazetteer)
    assert (published.first.isoformat(), published.basis) == ("2019-04-03", "stated")
    assert "تاريخ النشر: 3 أبريل 2019" in published.evidence


def test_a_date_line_that_says_no_date_states_none(gazetteer, prose):
    assert _stated(f"عودة اللقالق\nتاريخ النشر: قريبا\n{prose('السهل')}", gazetteer) is None


def test_a_full_date_with_its_weekday_in_the_lede_is_evidence():
    published = inferred_date("بيروت- عادت اللقالق الأربعاء 3أبريل2019، إلى السهل", [])
    assert (published.first.isoformat(), published.basis) == ("2019-04-03", "inferred")
    assert "الأربعاء 3أبريل2019" in published.evidence


@pytest.mark.parametrize(
    "lede",
    [
        "عادت اللقالق في 3 أبريل 2019 إلى السهل",
        "عادت اللقالق الجمعة 3 أبريل 2019",
        "عادت اللقالق أمس الأربعاء",
        "في أبريل 2019",
    ],
)
def test_a_date_in_passing_a_wrong_weekday_and_relative_words_are_none(lede):
    assert inferred_date(lede, []) is None


def test_a_pictures_date_counts_where_the_lede_names_its_weekday():
    caption = "لقلق فوق السهل. 3 أبريل 2019 - REUTERS"
    assert inferred_date("أعلنت الجمعية، الأربعاء، عودة اللقالق", [caption]).first.isoformat() == "2019-04-03"
    assert inferred_date("أعلنت الجمعية، الخميس، عودة اللقالق", [caption]) is None
