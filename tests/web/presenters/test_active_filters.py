import datetime as dt

import pytest

from archive.search import DateRange, SearchRequest
from archive.web.presenters.active_filters import active_filters
from archive.web.presenters.labels import FacetLabels


def shown(**fields):
    return [
        (one.kind, one.label, one.request) for one in active_filters(SearchRequest(q="x", **fields), FacetLabels([]))
    ]


BARE = SearchRequest(q="x")


@pytest.mark.parametrize(
    ("fields", "kind", "label"),
    [
        ({"filters": {"tag": ("تجارة",)}}, "وسم", "تجارة"),
        ({"excludes": {"agency": ("رويترز",)}}, "عدا وكالة", "رويترز"),
        ({"published": DateRange(dt.date(2024, 6, 1), dt.date(2024, 6, 30))}, "نُشر", "يونيو 2024"),
        ({"published": DateRange(dt.date(2024, 6, 1), None)}, "نُشر", "من يونيو 2024"),
        ({"published": DateRange(dt.date(2024, 6, 2), dt.date(2024, 6, 2))}, "نُشر", "2 يونيو 2024"),
        ({"published": DateRange(dt.date(2001, 1, 1), dt.date(2003, 12, 31))}, "نُشر", "من 2001 إلى 2003"),
        ({"mentions": DateRange(None, dt.date(1999, 12, 31))}, "يذكر تاريخًا", "إلى 1999"),
        ({"undated": "only"}, "فقط", "دون تاريخ نشر"),
        ({"undated": "exclude"}, "فقط", "بتاريخ نشر"),
        ({"kind": "stub"}, "الصنف", "البطاقات"),
        ({"variants": False}, "الأسماء", "كما كُتبت، دون صيغها الأخرى"),
    ],
)
def test_a_chip_says_what_narrows_and_leads_to_the_search_without_it(fields, kind, label):
    assert shown(**fields) == [(kind, label, BARE)]


def test_query_mode_and_sort_order_are_not_listed_as_filters():
    assert shown(mode="exact", match="any", sort="oldest", page=3) == []
