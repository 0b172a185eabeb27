"""Pages stay small whatever the address holds: a page repeats its search in hundreds of links."""

import datetime as dt
from urllib.parse import quote

import pytest

from archive import search
from archive.search import FacetValue
from archive.search.request import KEYED_FACETS
from archive.web.query_string.parameters import MAX_ADDRESS_LENGTH, MAX_ALL_KEYS

pytestmark = pytest.mark.django_db
MAX_PAGE_BYTES = 1_200_000
PARAMETERS = [*KEYED_FACETS, *(f"not_{name}" for name in KEYED_FACETS)]


def keys(per_parameter, length, names=PARAMETERS, letter="k"):
    return "&".join(
        f"{name}={quote(f'{number}'.rjust(length, letter))}" for name in names for number in range(per_parameter)
    )


@pytest.fixture
def full_page(make_article, hit_of, fake_search):
    """Pages with all facets, a chart of 60 months and a hundred hits."""
    article = make_article()
    search.drain()
    fake_search.hits = [hit_of(article)] * 100
    fake_search.count_of = lambda request: 5_000
    months = [f"{year}-{month:02d}" for year in range(2019, 2024) for month in range(1, 13)]
    values = {name: tuple(FacetValue(f"{name}{number}", 9) for number in range(20)) for name in KEYED_FACETS}
    calendar = {"year": ("2019", "2020", "2021", "2022", "2023"), "month": months}
    values |= {name: tuple(FacetValue(key, 3) for key in known) for name, known in calendar.items()}
    fake_search.fields = {"first_day": dt.date(2019, 1, 1), "last_day": dt.date(2023, 12, 31)}
    fake_search.facets = values

    def facets_as_asked(request):
        fake_search.facets = {name: values[name] for name in request.facets}
        return 5_000

    fake_search.count_of = facets_as_asked
    return fake_search


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=ميناء",
        "q=" + quote("كلمة " * 60),
        "q=" + quote("كلمة " * 250),
        "q=" + quote("ك" * 1_300),
        "q=" + quote("(" * 1_000 + "أ" + ")" * 1_000),
        "q=" + "a" * 4_900,
        "q=a&compare=" + quote("ميناء " * 200),
        keys(5, 12),
        keys(1, 12) + "&per_page=100&q=" + quote("كلمة " * 200),
        keys(5, 60),
        keys(50, 12, ["source"]) + "&" + keys(50, 12, ["not_source"]),
        keys(10, 20, ["tag"], "و") + "&mode=exact&match=any&variants=0&kind=all&undated=only&explain=1&page=3",
    ],
    ids=lambda query: f"{len(query)} {query[:12]}",
)
@pytest.mark.parametrize("path", ["/search/", "/search/timeline/"])
def test_a_page_that_is_answered_is_small(client, full_page, path, query):
    answer = client.get(f"{path}?{query}")
    assert answer.status_code == 200
    assert len(answer.content) < MAX_PAGE_BYTES


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (keys(50, 300), 400),
        (keys(50, 12), 400),
        (keys(8, 12), 400),
        (keys(51, 3, ["tag"]), 400),
        (keys(50, 300, ["tag"]), 414),
        (keys(5, 100), 414),
        (keys(5, 290, ["tag"], "و"), 414),
        ("q=" + quote("ك" * 1_400), 414),
        ("q=" + quote("كلمة " * 900), 414),
        ("q=" + "a" * 5_001, 400),
        ("q=a&compare=" + quote("ك" * 1_400), 414),
        ("q=" + quote("ك" * 700) + "&compare=" + quote("ب" * 700), 414),
        ("tag=" + "k" * 301, 400),
    ],
    ids=lambda value: f"{len(value)} {value[:12]}" if isinstance(value, str) else value,
)
@pytest.mark.parametrize("path", ["/search/", "/search/timeline/"])
def test_a_search_that_is_too_long_is_refused_with_a_sentence(client, full_page, path, query, status):
    answer = client.get(f"{path}?{query}")
    assert answer.status_code == status
    assert "notice__sentence" in answer.content.decode()
    assert len(answer.content) < 30_000


def test_a_long_search_has_results_and_says_why_it_has_no_facets(client, full_page):
    text = client.get("/search/?q=" + quote("كلمة " * 100)).content.decode()
    assert "عُرضت نتائجه بلا قوائم تصفيتها" in text
    assert full_page.asked[-1].facets == ()
    assert "وفد" in text


def test_the_bounds_are_as_stated(client, full_page):
    assert client.get(f"/search/?q={'a' * (MAX_ADDRESS_LENGTH // 2)}").status_code == 200
    assert client.get(f"/search/?{keys(50, 3, ['tag', 'place'])}").status_code == 200
    assert client.get(f"/search/?{keys(50, 3, ['tag', 'place'])}&person=one").status_code == 400
    assert MAX_ALL_KEYS == 100


@pytest.mark.parametrize("path", ["/api/v1/search", "/search/feed/"])
def test_json_and_feeds_bear_long_queries(client, full_page, path):
    answer = client.get(f"{path}?q={quote('كلمة ' * 900)}")
    assert answer.status_code == 200
    assert len(answer.content) < MAX_PAGE_BYTES
    assert client.get(f"{path}?{keys(50, 300)}").status_code == 400
