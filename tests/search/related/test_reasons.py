"""Related articles say what they share with the article."""

import datetime as dt

import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_withdraw, outbox_add
from archive.chronology.models import DateMention
from archive.search import drain, related_by_days, related_by_names, related_by_words
from tests.search.conftest import mention, write
from tests.search.test_grouping import versions

pytestmark = pytest.mark.django_db
DAY, OTHER_DAY = dt.date(2024, 6, 19), dt.date(2024, 5, 2)


def says(article, day):
    DateMention.objects.create(
        article=article, value=day.isoformat(), first=day, last=day, precision="day", basis="stated", surface="x",
        paragraph=0, start=0, end=1,
    )  # fmt: skip


@pytest.fixture
def articles():
    """Two speak of the satellite; the first three share a place, the first two a person."""
    made = [
        write("إطلاق قمر صناعي", "أطلقت الوكالة قمرا صناعيا من القاعدة."),
        write("قمر صناعي جديد", "وصل القمر الصناعي إلى مداره."),
        write("أسعار النفط", "ارتفعت أسعار النفط في السوق."),
    ]
    for number in range(30):
        write(f"خبر {number}", "سقط المطر على المدينة.")
    *_, place = (mention(article, "place", "قاعدة") for article in made)
    *_, person = (mention(article, "person", "مهندسة") for article in made[:2])
    drain()
    return made, place, person


def test_by_names_the_rarest_first_with_the_names(articles):
    made, place, person = articles
    found = related_by_names(made[0], 5)
    assert [one.article for one in found] == [made[1], made[2]]
    assert found[0].names == (("person", person.key), ("place", place.key))
    assert found[1].names == (("place", place.key),)


def test_by_words_with_the_words_as_printed(articles):
    made, *_ = articles
    (found,) = related_by_words(made[0], 5)
    assert found.article == made[1]
    assert set(found.words) == {"قمر", "صناعي"}
    assert related_by_words(made[2], 5) == []


def test_by_days_that_both_mention_before_those_of_the_same_day(articles):
    made, *_ = articles
    Article.objects.filter(pk__in=[made[0].pk, made[2].pk]).update(
        published_on=OTHER_DAY, published_precision="day", published_basis="stated"
    )
    for article in made[:2]:
        says(article, DAY)
        article.refresh_from_db()
    for article in made:
        outbox_add([article.pk])
    drain()
    found = related_by_days(made[0], [DAY], 5)
    assert [(one.article, one.days, one.is_same_day) for one in found] == [
        (made[1], (DAY,), False),
        (made[2], (), True),
    ]


def test_a_date_known_to_the_month_is_no_day(articles):
    made, *_ = articles
    first = dt.date(2024, 6, 1)
    for article, precision in ((made[0], "day"), (made[1], "month")):
        article.published_on, article.published_precision, article.published_basis = first, precision, "stated"
        article.save()
        outbox_add([article.pk])
    drain()
    assert related_by_days(made[0], [], 5) == []


def test_neither_versions_nor_withdrawn_articles_are_related(articles):
    made, *_ = articles
    versions(made[0], made[1])
    article_withdraw(article=made[2])
    drain()
    assert related_by_names(made[0], 5) == []
    assert related_by_words(made[0], 5) == []
