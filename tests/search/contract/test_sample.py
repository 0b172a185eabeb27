"""Whole pages of results over the sample archive: every engine agrees with the oracle, and ranks as judged."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from django.db import transaction

from archive.catalog.models import Article
from archive.entities.services import authority_load
from archive.ingest.sample import sample_load
from archive.search import DateRange, SearchRequest, search
from archive.search.indexing.documents import documents
from archive.search.related.co_mentions import also_about, co_mentioned
from archive.search.request import KEYED_FACETS
from archive.search.result_page import ResultPage
from archive.text.dates import interval
from tests.search.contract.engines import fresh
from tests.search.contract.oracle import Oracle
from tests.search.contract.oracle_engine import using, using_oracle

TABLE = Path(__file__).parents[2] / "relevance" / "queries.tsv"
OTHERS = (
    "",
    "الرئيس -بوتين",
    '"الأمم المتحدة"',
    '"القمة الرئيس"~6',
    "العنوان:قمة",
    "مص* أو سور*",
    "شخص:بوتين",
    "مكان:هانوي -ترامب",
    "قبل:2015",
    "بعد:2020 زلزال",
    "يونيو 2024",
    "20 يونيو",
    "putin",
    "لا شيء من هذا كلهه",
    "الكرملن",
    "fvhgd",
    "في",
    "من هو رئيس الوزراء",
)  # fmt: skip


@dataclass(frozen=True)
class Sample:
    name: str
    place: str
    oracle: Oracle


@pytest.fixture(scope="module")
def loaded(engine_name, django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Sample]:
    folder = tmp_path_factory.mktemp("sample")
    with django_db_blocker.unblock(), transaction.atomic(), fresh(engine_name, folder) as engine:
        with using(engine.name, engine.place):
            authority_load()
            sample_load()
        indexed = list(documents(Article.objects.values_list("pk", flat=True)))
        with engine.build(lambda _: ()) as builder:
            builder.add(indexed)
        yield Sample(engine.name, engine.place, Oracle(indexed))
        transaction.set_rollback(True)


@pytest.fixture
def sample(loaded: Sample, db: None) -> Sample:
    return loaded


def judged() -> list[SearchRequest]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [SearchRequest(q=row["query"], mode=row["mode"], match=row["match"]) for row in rows]


def asked() -> list[SearchRequest]:
    requests = [*judged(), *(SearchRequest(q=q, mode=mode) for q in OTHERS for mode in ("exact", "spelling", "wide"))]
    return [replace(request, sort=("newest", "oldest")[n % 2], per_page=100) for n, request in enumerate(requests)]


def comparable(page: ResultPage) -> dict[str, object]:
    """What two engines must agree on, including the order of the hits."""
    return {
        "hits": [hit.pk for hit in page.hits],
        "count": page.count,
        "facets": page.facets,
        "days": (page.undated, page.first_day, page.last_day),
        "suggestions": page.suggestions,
        "rescued": page.corrected_query,
        "included": page.searched_variants,
        "notes": page.notes,
        "snippets": [hit.snippet for hit in page.hits],
    }


def assert_same(sample: Sample, request: SearchRequest) -> ResultPage:
    with using_oracle(sample.oracle):
        expected = search(request)
    with using(sample.name, sample.place):
        page = search(request)
    assert comparable(page) == comparable(expected)
    return page


def test_every_query_has_the_same_result(sample):
    pages = [assert_same(sample, request) for request in asked()]
    assert sum(1 for page in pages if page.count) > 0.8 * len(pages)
    assert any(page.corrected_query for page in pages)
    assert any(page.suggestions for page in pages)
    assert any(page.searched_variants for page in pages)


def test_filters_and_exclusions_of_every_facet_have_the_same_result(sample):
    first = assert_same(sample, SearchRequest(facet_limit=4, kind="all", sort="newest"))
    for name in KEYED_FACETS:
        counted = "person" if name == "speaker" else name
        keys = tuple(value.key for value in first.facets[counted][:2])
        for chosen in ({"filters": {name: keys}}, {"excludes": {name: keys[:1]}}):
            page = assert_same(sample, SearchRequest(q="من", kind="all", sort="oldest", facet_limit=2, **chosen))
            assert page.count < first.count
    selected = []
    for value in first.facets["year"]:
        days = interval(value.key)
        page = assert_same(sample, SearchRequest(published=DateRange(*days), mentions=DateRange(*days), sort="newest"))
        selected += [chosen.key for chosen in page.facets["year"] if chosen.selected] if page.count else [value.key]
    assert selected == [value.key for value in first.facets["year"]]
    for undated in ("only", "exclude"):
        assert_same(sample, SearchRequest(undated=undated, kind="all", sort="newest"))


def test_relevance_ranks_nearly_as_the_default_engine_does(sample, tmp_path):
    shared = []
    with fresh("whoosh", tmp_path) as default:
        default.write(documents(Article.objects.values_list("pk", flat=True)))
        for request in judged():
            wanted = replace(request, per_page=100, facets=(), variants=False)
            with using(default.name, default.place):
                expected = [hit.pk for hit in search(wanted).hits]
            with using(sample.name, sample.place):
                found = [hit.pk for hit in search(wanted).hits]
            assert set(found) == set(expected)
            shared += [len(set(found[:5]) & set(expected[:5])) / len(expected[:5])] if expected else []
    assert sum(shared) / len(shared) > 0.85


def test_pages_are_consecutive(sample):
    with using(sample.name, sample.place):
        whole = [hit.pk for hit in search(SearchRequest(q="من", per_page=100)).hits]
        pages = [hit.pk for page in range(1, 12) for hit in search(SearchRequest(q="من", page=page, per_page=7)).hits]
    assert len(whole) > 30
    assert pages == whole[: len(pages)]
    assert len(pages) == min(len(whole), 77)


def test_co_mentions_are_counted_the_same(sample):
    mentioned = [
        (name, value.key)
        for name in ("person", "place", "organization")
        for value in assert_same(sample, SearchRequest(sort="newest")).facets[name][:4]
    ]
    for kind, key in mentioned:
        with using_oracle(sample.oracle):
            expected = co_mentioned(kind, key, 8)
        with using(sample.name, sample.place):
            assert co_mentioned(kind, key, 8) == expected
    with using(sample.name, sample.place):
        for article in Article.objects.published().order_by("pk")[:10]:
            assert article not in also_about(article, 4)
