import datetime as dt

import pytest

from archive.catalog.models import Article
from archive.catalog.selectors import place_in_day
from archive.catalog.services import article_save, source_get_or_create

pytestmark = pytest.mark.django_db


def write(title, **fields):
    defaults = {
        "title": title,
        "source": source_get_or_create(name="المرفأ"),
        "published_on": dt.date(2024, 6, 20),
        "published_precision": "day",
        "published_basis": "stated",
    }
    return article_save(article=Article(**{**defaults, **fields}), paragraphs=[("paragraph", "نص.")])


def test_it_stands_between_the_articles_of_its_day_in_the_order_in_which_they_came_in():
    first, second, third = (write(title) for title in ("أول", "ثانٍ", "ثالث"))
    place = place_in_day(second)
    assert (place.number, place.count) == (2, 3)
    assert place.previous == (first.key, "أول")
    assert place.next == (third.key, "ثالث")
    assert place_in_day(first).previous is None
    assert place_in_day(third).next is None


def test_only_published_articles_of_the_same_source_and_day_count():
    article = write("أول")
    write("مسودة", state="draft")
    write("بطاقة", kind="stub")
    write("مصدر آخر", source=source_get_or_create(name="الضفة"))
    write("يوم آخر", published_on=dt.date(2024, 6, 21))
    write("الشهر كله", published_on=dt.date(2024, 6, 1), published_precision="month")
    assert place_in_day(article) is None


def test_without_a_source_or_a_day_there_is_none():
    for fields in ({"source": None}, {"published_on": dt.date(2024, 6, 1), "published_precision": "month"}):
        write("جار", **fields)
        assert place_in_day(write("خبر", **fields)) is None


def test_it_takes_one_query(django_assert_num_queries):
    write("أول")
    article = write("ثانٍ")
    with django_assert_num_queries(1):
        place_in_day(article)
