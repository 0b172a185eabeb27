"""Completions: by any word of a name, folded, the most frequent first; nothing that readers may not see."""

import pytest

from archive import search
from archive.catalog.models import Article
from archive.catalog.services import article_save, article_withdraw, source_get_or_create
from archive.entities.services import authority_load
from archive.ingest.sample import sample_load
from archive.search import completion
from archive.text import fold

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_table():
    completion._table = None
    yield
    completion._table = None


@pytest.fixture
def archive(db):
    authority_load()
    sample_load()
    search.drain()


def labels(typed, **limits):
    return [(one.kind, one.label) for one in search.complete(typed, **{"names": 8, "headlines": 0, **limits})]


def test_a_name_is_found_by_the_beginning_of_any_of_its_words(archive):
    assert ("person", "دونالد ترامب") in labels("ترام")
    assert ("person", "دونالد ترامب") in labels("دونا")
    assert ("person", "دونالد ترامب") in labels("دونالد تر")


def test_other_forms_and_spellings_lead_to_the_same_name(archive):
    assert ("person", "دونالد ترامب") in labels("ترمب")
    assert ("place", "الصين") in labels("الصي")
    assert ("place", "الصين") in labels("صين")


def test_the_most_frequent_come_first(archive):
    counts = [one.count for one in search.complete("ال", names=8, headlines=0)]
    assert len(counts) == 8
    assert counts == sorted(counts, reverse=True)


def test_headlines_have_all_words_typed(archive):
    found = search.complete("قمة هانوي تنت", names=0, headlines=3)
    assert [one.label for one in found] == ["قمة هانوي تنتهي بلا اتفاق والعقوبات عقدة الخلاف"]
    assert Article.objects.get(key=found[0].key).title == found[0].label


@pytest.mark.parametrize(
    "typed", ["", " ", "ا", "***", '"', "(((", "العنوان:", "\x00", "ك" * 500, "👍👍", "-قمة", "قمة OR"]
)
def test_anything_may_be_typed(archive, typed):
    assert isinstance(search.complete(typed, names=8, headlines=3), list)


def test_what_comes_in_later_is_suggested_too(archive):
    assert labels("صحيفة المنا") == []
    article = Article(title="منارة جديدة", source=source_get_or_create(name="صحيفة المنارة"), tags=["منارات الساحل"])
    article_save(article=article, paragraphs=[("lede", "بنيت منارة جديدة على الساحل.")])
    search.drain()
    assert labels("صحيفة المنا") == [("source", "صحيفة المنارة")]
    assert labels("منارات") == [("tag", "منارات الساحل")]


def test_a_source_whose_articles_are_withdrawn_is_not_suggested(client, archive):
    article = Article(title="منارة جديدة", source=source_get_or_create(name="صحيفة المنارة"))
    article_save(article=article, paragraphs=[("lede", "بنيت منارة جديدة على الساحل.")])
    search.drain()
    asked = {"q": "صحيفة المنا"}
    assert [one["kind"] for one in client.get("/api/v1/suggest", asked).json()["suggestions"]] == ["source"]
    article_withdraw(article=article)  # the index has not followed yet
    assert client.get("/api/v1/suggest", asked).json()["suggestions"] == []


def test_the_best_names_are_those_of_a_reckoning_of_all_that_fit_and_only_they_are_sorted(archive, monkeypatch):
    labels("خبر")
    for typed in ("ال", "إل", "ون", "بو"):
        for limit in (1, 3, 8, 500):
            assert search.complete(typed, names=limit, headlines=0) == _reckoned(fold(typed), limit), (typed, limit)
    sizes, sort = [], completion.np.sort
    monkeypatch.setattr(completion.np, "sort", lambda ranks: (sizes.append(len(ranks)), sort(ranks))[1])
    assert len(labels("ال", names=1)) == 1
    assert max(sizes) <= 8 < sum(name.startswith("ال") for name in completion._table.beginnings)


def _reckoned(sought, limit):
    """Of all names with a beginning that fits, those that begin so first, then the most frequent."""
    table = completion._table
    fitting = {}
    for beginning, rank in zip(table.beginnings, table.ranks.tolist(), strict=True):
        if beginning.startswith(sought):
            is_later, place = divmod(rank, len(table.entries))
            fitting[place] = min(fitting.get(place, 1), is_later)
    best = sorted(fitting, key=lambda place: (fitting[place], -table.entries[place].count, place))[:limit]
    return [table.entries[place] for place in best]
