import datetime as dt

import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.chronology.models import DateMention

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return article_save(article=Article(title="خبر"), paragraphs=[])


def mention(article, first, last, decision=""):
    return DateMention.objects.create(
        article=article, value=first[:4], first=first, last=last, precision="day", basis="stated", surface="x",
        paragraph=0, start=0, end=1, decision=decision,
    )  # fmt: skip


def test_refused_dates_are_not_visible(article):
    rows = [mention(article, "2024-01-01", "2024-01-01", decision) for decision in ("", "confirmed", "refused")]
    assert set(DateMention.objects.visible()) == set(rows[:2])
    assert set(DateMention.objects.decided()) == set(rows[1:])


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2024-01-01", "2024-12-31", True),
        ("2024-06-01", "2024-06-30", False),
        ("2024-01-02", None, False),
        (None, "2024-12-30", False),
        ("2023-01-01", None, True),
        (None, None, True),
    ],
)
def test_a_date_is_within_days_if_all_of_it_is(article, first, last, found):
    mention(article, "2024-01-01", "2024-12-31")
    days = [dt.date.fromisoformat(day) if day else None for day in (first, last)]
    assert DateMention.objects.within(*days).exists() is found
