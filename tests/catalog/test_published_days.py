import datetime as dt

import pytest

from archive.catalog.selectors import (
    articles_of_day,
    articles_of_month_alone,
    days_of_month,
    near_days,
    newest_day,
)
from tests.search.conftest import write

pytestmark = pytest.mark.django_db
JUNE_20 = dt.date(2024, 6, 20)


def printed(title, published, **fields):
    return write(title, *fields.pop("texts", ("نص قصير.",)), published=published, **{"source": "النهار", **fields})


def test_a_days_articles_are_those_that_readers_may_see_the_longest_first():
    short = printed("قصير", "2024-06-20")
    long = printed("طويل", "2024-06-20", texts=("جملة أولى طويلة.", "وجملة ثانية بعدها."))
    other = printed("آخر", "2024-06-20", source="السفير")
    printed("مسودة", "2024-06-20", state="draft")
    printed("بطاقة", "2024-06-20", kind="stub")
    printed("أمس", "2024-06-19")
    printed("الشهر", "2024-06")
    assert [article.pk for article in articles_of_day(JUNE_20)] == [long.pk, short.pk, other.pk]
    assert articles_of_day(JUNE_20, other.source) == [other]
    assert articles_of_day(JUNE_20)[0].length == len("جملة أولى طويلة.وجملة ثانية بعدها.")


def test_articles_of_the_month_alone_stand_apart():
    month = printed("الشهر", "2024-06")
    printed("السنة", "2024")
    printed("الأول من الشهر", "2024-06-01")
    printed("شهر مسحوب", "2024-06", state="withdrawn")
    assert list(articles_of_month_alone(JUNE_20)) == [month]
    assert [article.title for article in articles_of_day(dt.date(2024, 6, 1))] == ["الأول من الشهر"]


def test_near_days_have_articles_and_are_the_nearest():
    for day in ("2024-04-03", "2024-05-30", "2024-06-18", "2024-06-20", "2024-06-25", "2024-08-01"):
        printed(day, day)
    printed("مسودة", "2024-06-19", state="draft")
    other = printed("سواه", "2024-06-21", source="السفير")
    near = near_days(JUNE_20)
    assert (near.previous, near.next) == (dt.date(2024, 6, 18), dt.date(2024, 6, 21))
    assert (near.before_month, near.after_month) == (dt.date(2024, 5, 30), dt.date(2024, 8, 1))
    assert vars(near_days(JUNE_20, other.source)) == {
        "previous": None, "next": dt.date(2024, 6, 21), "before_month": None, "after_month": None,
    }  # fmt: skip
    assert days_of_month(JUNE_20) == {dt.date(2024, 6, day): 1 for day in (18, 20, 21, 25)}


def test_a_day_after_tomorrow_is_no_day():
    future = dt.date.today() + dt.timedelta(days=30)
    printed("مستقبل", future.isoformat())
    printed("ماض", "2024-06-20")
    assert newest_day() == JUNE_20
    assert articles_of_day(future) == []
    assert near_days(JUNE_20).next is None
