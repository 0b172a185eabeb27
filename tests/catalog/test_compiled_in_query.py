"""Queries that are put together once."""

import datetime as dt

import pytest

from archive.catalog.compiled_in_query import CompiledInQuery
from archive.catalog.models import Article, Source

pytestmark = pytest.mark.django_db
names = CompiledInQuery(
    lambda keys: Source.objects.exclude(name="ج").filter(key__in=keys).order_by("-name").values_list("name")
)


@pytest.fixture(autouse=True)
def sources():
    for name in "ابجد":
        Source.objects.create(key=f"key-{name}", name=name)


@pytest.mark.parametrize("wanted", ["ا", "ابد", "بد", "دجبا", "اا"])
def test_rows_are_those_of_the_queryset_for_these_keys(wanted):
    keys = [f"key-{name}" for name in wanted]
    assert [name for (name,) in names.rows(keys)] == sorted(set(wanted) - {"ج"}, reverse=True)


def test_of_no_keys_nothing_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert names.rows([]) == []
    with django_assert_num_queries(1):
        assert names.rows(["nobody's"]) == []


def test_days_come_as_days():
    article = Article.objects.create(
        title="خبر", published_on=dt.date(2024, 6, 20), published_precision="day", published_basis="stated"
    )
    days = CompiledInQuery(lambda pks: Article.objects.filter(pk__in=pks).values_list("published_on"))
    assert days.rows([article.pk]) == [(dt.date(2024, 6, 20),)]


def test_keys_that_are_not_adjacent_are_refused():
    twice = CompiledInQuery(
        lambda keys: (
            Source.objects.filter(key__in=keys[:1]).exclude(name="ج").filter(key__in=keys[1:]).values_list("name")
        )
    )
    with pytest.raises(ValueError, match="adjacent"):
        twice.rows(["ب", "ا"])
