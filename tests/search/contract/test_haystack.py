"""A stock SearchQuerySet works on every engine."""

import datetime as dt

import pytest
from django.core.management import call_command
from haystack import connections
from haystack.backends import SQ
from haystack.inputs import Exact, Raw
from haystack.query import SearchQuerySet

from archive.catalog.models import Article, Source
from archive.search import drain
from tests.search.conftest import mention, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("current_engine")]


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


def test_it_filters_by_keys_dates_and_pks(articles):
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


def test_it_returns_values_objects_and_highlights(articles):
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


def test_it_counts_facets_after_filter_narrow_and_exclude(articles):
    source = Source.objects.get(name="ب")
    everything = SearchQuerySet().facet("source").facet("kind").facet("month")
    assert everything.facet_counts()["fields"]["kind"] == [("article", 4)]
    assert dict(everything.filter(content="بوتين").facet_counts()["fields"]["source"])[source.key] == 1
    narrowed = everything.narrow(f"source:{source.key}").facet_counts()["fields"]
    assert narrowed["source"] == [(source.key, 2)]
    assert narrowed["month"] == [("2024-02", 1), ("2024-04", 1)]
    assert everything.exclude(source=source.key).facet_counts()["fields"]["month"] == [("2024-01", 1), ("2024-03", 1)]


def test_facets_may_be_limited(articles):
    assert len(SearchQuerySet().facet("month", limit=2).facet_counts()["fields"]["month"]) == 2


@pytest.mark.parametrize(
    ("gap", "amount", "expected"),
    [
        ("year", 1, [(dt.datetime(2024, 1, 1), 3)]),
        ("month", 2, [(dt.datetime(2024, 1, 1), 2), (dt.datetime(2024, 3, 1), 1)]),
        ("day", 60, [(dt.datetime(2024, 1, 1), 2), (dt.datetime(2024, 3, 1), 1)]),
    ],
)
def test_it_counts_days_in_gaps(articles, gap, amount, expected):
    """The last gap ends before the fourth article's day."""
    asked = SearchQuerySet().date_facet("published", dt.date(2024, 1, 1), dt.date(2024, 4, 1), gap, amount)
    assert asked.facet_counts()["dates"]["published"] == expected


def test_an_article_dated_to_the_year_counts_in_one_gap():
    write("خبر", "نص", published="2024")
    drain()
    asked = SearchQuerySet().date_facet("published", dt.date(2023, 1, 1), dt.date(2025, 1, 1), "month")
    assert sum(count for _, count in asked.facet_counts()["dates"]["published"]) == 1


def test_query_facets_count_within_the_query(articles):
    asked = SearchQuerySet().filter(content="كوريا").query_facet("title", "بوتين").query_facet("person", "x")
    assert asked.facet_counts()["queries"] == {"title_بوتين": 1, "person_x": 0}


def test_boosts_rank_and_do_not_match(articles):
    one, two, *_ = articles
    asked = SearchQuerySet().filter(SQ(content="هانوي") | SQ(content="قمة"))
    assert [int(result.pk) for result in asked.boost("قمة", 5.0)] == [two.pk, one.pk]
    assert [int(result.pk) for result in asked.boost("هانوي", 5.0)] == [one.pk, two.pk]


def test_deep_trees_of_lookups_are_accepted(articles):
    one, two, three, four = articles
    source = Source.objects.get(name="أ")
    tree = (SQ(source=source.key) & ~SQ(content="النفط")) | (SQ(published__lt=dt.date(2024, 3, 1)) & SQ(content="قمة"))
    assert pks(SearchQuerySet().filter(tree)) == {one.pk, two.pk}
    assert pks(SearchQuerySet().exclude(tree)) == {three.pk, four.pk}
    assert pks(SearchQuerySet().filter(~(SQ(content="بوتين") | SQ(content="النفط")))) == {two.pk}
    assert pks(SearchQuerySet().filter(person__in=["no such key"])) == set()
    assert pks(SearchQuerySet().filter(source__startswith=source.key[:3])) >= {one.pk, three.pk}


def test_results_have_stored_fields(articles):
    one = articles[0]
    (result,) = SearchQuerySet().filter(pk=one.pk)
    assert (result.app_label, result.model_name, result.pk) == ("catalog", "article", str(one.pk))
    assert (result.id, result.title, result.key, result.kind) == (
        f"catalog.article.{one.pk}",
        one.title,
        one.key,
        "article",
    )
    assert result.source == one.source.key
    assert len(result.person) == 1
    assert result.tag == []
    assert result.published == dt.date(2024, 1, 10)
    assert result.get_stored_fields()["published"] == dt.date(2024, 1, 10)


def test_in_bulk_and_single_results(articles):
    one, *_ = articles
    queryset = SearchQuerySet().filter(django_id__in=[article.pk for article in articles]).order_by("pk")
    assert [result.object.pk for result in queryset.load_all()] == [article.pk for article in articles]
    assert queryset.best_match().pk == str(one.pk)
    assert queryset.latest("published").pk == str(articles[3].pk)
    assert queryset[0:1][0].pk == str(one.pk)
    assert list(queryset.values_list("pk", "kind"))[3] == [str(articles[3].pk), "article"]
    assert SearchQuerySet().filter(content="غائبة").count() == 0


def test_haystacks_commands_build_update_and_clear(articles):
    call_command("clear_index", interactive=False, verbosity=0)
    assert SearchQuerySet().count() == 0
    call_command("update_index", verbosity=0)
    assert SearchQuerySet().count() == 4
    Article.objects.filter(pk=articles[0].pk).update(state="withdrawn")
    call_command("rebuild_index", interactive=False, verbosity=0)
    assert pks(SearchQuerySet()) == {article.pk for article in articles[1:]}


def test_haystacks_signals_would_update_and_remove(articles):
    backend = connections["default"].get_backend()
    index = connections["default"].get_unified_index().get_index(Article)
    backend.remove(articles[0])
    assert SearchQuerySet().count() == 3
    backend.update(index, [articles[0]])
    assert SearchQuerySet().count() == 4
    backend.clear()
    assert SearchQuerySet().count() == 0
