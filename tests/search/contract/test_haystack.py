"""Haystack is the real interface: what a stock SearchQuerySet promises holds on every engine."""

import datetime as dt

import pytest
from haystack.backends import SQ
from haystack.inputs import Exact, Raw
from haystack.query import SearchQuerySet

from archive.catalog.models import Article, Source
from archive.search import drain
from tests.search.conftest import mention, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_use")]


@pytest.fixture
def articles():
    titles = ("بوتين في هانوي", "قمة في كوريا الشمالية", "أسعار النفط", "زيارة بوتين إلى كوريا الشمالية")
    written = [
        write(
            title,
            f"{title}، تفاصيل الخبر رقم {number}.",
            source=("أ", "ب")[number % 2],
            published=f"2024-0{number + 1}-10",
        )
        for number, title in enumerate(titles)
    ]
    mention(written[0], "person", "بوتين")
    mention(written[3], "person", "بوتين")
    drain()
    return written


def pks(queryset):
    return {int(result.pk) for result in queryset}


def test_it_filters_excludes_and_combines(articles):
    one, two, _, four = articles
    everything = SearchQuerySet()
    assert pks(everything) == {article.pk for article in articles}
    assert pks(everything.filter(content="بوتين")) == {one.pk, four.pk}
    assert pks(everything.filter(content="بوتين").exclude(content="هانوي")) == {four.pk}
    assert pks(everything.filter(content="هانوي").filter_or(content="قمة")) == {one.pk, two.pk}
    assert pks(everything.filter(SQ(content="قمة") | SQ(content="النفط") & ~SQ(title="كوريا"))) == {
        two.pk,
        articles[2].pk,
    }
    assert pks(everything.filter(content="هانوي") | everything.filter(content="قمة")) == {one.pk, two.pk}
    assert pks(everything.none()) == set()


def test_it_reads_queries_and_phrases(articles):
    one, two, _, four = articles
    everything = SearchQuerySet()
    assert pks(everything.auto_query('بوتين -"كوريا الشمالية"')) == {one.pk}
    assert pks(everything.filter(content=Exact("كوريا الشمالية"))) == {two.pk, four.pk}
    assert pks(everything.filter(content__exact="الشمالية كوريا")) == set()
    assert pks(everything.filter(content__startswith="هان")) == {one.pk}
    assert pks(everything.filter(content__contains="فط")) == {articles[2].pk}
    assert pks(everything.raw_search("العنوان:(هانوي أو النفط)")) == {one.pk, articles[2].pk}
    assert pks(everything.filter(content=Raw("قمة"))) == {two.pk}
    assert pks(everything.autocomplete(content="كوري")) <= {two.pk, four.pk}


def test_it_filters_by_keys_days_and_numbers(articles):
    one, two, three, four = articles
    source = Source.objects.get(name="أ")
    everything = SearchQuerySet()
    assert pks(everything.filter(source=source.key)) == {one.pk, three.pk}
    assert pks(everything.filter(source__in=[source.key, "x"])) == {one.pk, three.pk}
    assert pks(everything.filter(published__gte=dt.date(2024, 3, 10))) == {three.pk, four.pk}
    assert pks(everything.filter(published__range=("2024-02", "2024-03"))) == {two.pk, three.pk}
    assert pks(everything.filter(pk=two.pk)) == {two.pk}
    assert pks(everything.filter(django_id__in=[one.pk, four.pk])) == {one.pk, four.pk}
    assert pks(everything.models(Article)) == {article.pk for article in articles}


def test_it_narrows_by_strings_and_by_trees(articles):
    one, two, _, four = articles
    source = Source.objects.get(name="ب")
    everything = SearchQuerySet()
    assert pks(everything.narrow(f"source:{source.key}")) == {two.pk, four.pk}
    assert pks(everything.narrow(f'source_exact:"{source.key}"').filter(content="بوتين")) == {four.pk}
    assert pks(everything.narrow(SQ(source=source.key) & ~SQ(content="بوتين"))) == {two.pk}
    assert pks(everything.narrow(SQ(published__gte=dt.date(2024, 4, 1)) | SQ(content="هانوي"))) == {one.pk, four.pk}


def test_it_counts_facets(articles):
    counts = SearchQuerySet().facet("source").facet("person").facet_counts()
    assert sorted(count for _, count in counts["fields"]["source"]) == [2, 2]
    assert [count for _, count in counts["fields"]["person"]] == [2]
    months = SearchQuerySet().date_facet("published", dt.date(2024, 1, 1), dt.date(2024, 5, 1), "month").facet_counts()
    assert [count for _, count in months["dates"]["published"]] == [1, 1, 1, 1]
    queries = SearchQuerySet().query_facet("title", "كوريا").facet_counts()
    assert list(queries["queries"].values()) == [2]


@pytest.mark.parametrize(
    ("order", "expected"), [("-published", [3, 2, 1, 0]), ("published", [0, 1, 2, 3]), ("pk", [0, 1, 2, 3])]
)
def test_it_orders(order, expected, articles):
    assert [int(result.pk) for result in SearchQuerySet().order_by(order)] == [articles[place].pk for place in expected]


def test_it_orders_by_several_fields_in_mixed_directions(articles):
    ordered = [int(result.pk) for result in SearchQuerySet().order_by("source", "-pk")]
    keys = {article.pk: article.source.key for article in articles}
    assert ordered == sorted(keys, key=lambda pk: (keys[pk], -pk))


def test_slices_at_any_offset_are_right():
    written = [write(f"خبر {number}", "نص واحد.", published=f"2024-01-{number + 1:02d}") for number in range(25)]
    drain()
    expected = [str(article.pk) for article in reversed(written)]
    queryset = SearchQuerySet().filter(content="نص").order_by("-published")
    assert [result.pk for result in queryset[5:12]] == expected[5:12]
    assert [result.pk for result in queryset[20:40]] == expected[20:40]
    assert [result.pk for result in queryset.all()] == expected
    assert queryset[3].pk == expected[3]
    assert queryset.count() == len(queryset) == 25


def test_it_answers_values_objects_and_highlights(articles):
    one = articles[0]
    queryset = SearchQuerySet().filter(content="هانوي")
    assert list(queryset.values("pk", "title")) == [{"pk": str(one.pk), "title": one.title}]
    assert list(queryset.values_list("pk", flat=True)) == [str(one.pk)]
    assert [result.object for result in queryset.load_all()] == [one]
    result = queryset.highlight()[0]
    assert result.highlighted["text"][0].count("<mark>هانوي</mark>") == 1
    assert result.published == one.published_on


def test_it_finds_similar_articles(articles):
    similar = SearchQuerySet().more_like_this(articles[1])
    assert similar[0].pk == str(articles[3].pk)
    assert articles[1].pk not in pks(similar)
    assert [result.pk for result in similar[0:1]] == [str(articles[3].pk)]
