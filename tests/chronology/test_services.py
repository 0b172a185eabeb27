import datetime as dt

import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.chronology.models import DateMention
from archive.chronology.services import dates_build, dates_refresh

PARAGRAPHS = (
    ("lede", "افتتح المعرض الاثنين 6 شباط 2023 بعد توقف منذ عام 2019."),
    ("paragraph", "وامتدت الدورة السابقة بين عامي 2017 و2018."),
)


@pytest.fixture
def article(db):
    return article_save(article=Article(title="معرض الكتاب 2023-02-06"), paragraphs=PARAGRAPHS)


def test_it_writes_down_dates_of_title_and_paragraphs_with_their_place(article):
    rows = dates_build(article, PARAGRAPHS)
    assert [(row.paragraph, row.value, row.end_value, row.surface) for row in rows] == [
        (-1, "2023-02-06", "", "2023-02-06"),
        (0, "2023-02-06", "", "6 شباط 2023"),
        (0, "2019", "", "عام 2019"),
        (1, "2017", "2018", "عامي 2017 و2018"),
    ]
    assert rows[3].last == dt.date(2018, 12, 31)
    assert {row.basis for row in rows} == {"stated"}


def test_it_replaces_the_rows_when_read_again(article):
    assert dates_refresh(article=article) == 4
    assert dates_refresh(article=article, paragraphs=[("lede", "عام 1999")]) == 2
    assert list(DateMention.objects.values_list("value", flat=True)) == ["2023-02-06", "1999"]
