import pytest
from django.db import IntegrityError

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.chronology.models import DateMention

pytestmark = pytest.mark.django_db
ROW = {
    "value": "2024", "first": "2024-01-01", "last": "2024-12-31", "precision": "year", "basis": "stated",
    "surface": "عام 2024", "paragraph": 0, "start": 3, "end": 11,
}  # fmt: skip


@pytest.fixture
def article():
    return article_save(article=Article(title="خبر"), paragraphs=[("lede", "في عام 2024")])


@pytest.mark.parametrize("fault", [{"last": "2023-12-31"}, {"end": 3}, {"decision": "perhaps"}])
def test_the_database_refuses_intervals_that_run_backwards_empty_spans_and_unknown_decisions(article, fault):
    with pytest.raises(IntegrityError):
        DateMention.objects.create(article=article, **ROW | fault)


def test_dates_are_in_order_of_their_place(article):
    later = DateMention.objects.create(article=article, **ROW)
    title = DateMention.objects.create(article=article, **ROW | {"paragraph": -1})
    earlier = DateMention.objects.create(article=article, **ROW | {"start": 0})
    assert list(article.dates.all()) == [title, earlier, later]


def test_a_date_is_shown_as_its_words_and_value(article):
    assert str(DateMention(article=article, **ROW)) == "عام 2024 = 2024"
