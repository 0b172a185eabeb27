from archive.search import ResultPage, SearchRequest
from archive.web.presenters.active_filters import active_filters
from archive.web.presenters.alternatives import MOST_TRIED, alternatives
from archive.web.presenters.labels import FacetLabels


def tried(request, found):
    asked = []

    def search(near):
        asked.append(near)
        return ResultPage(request=near, count=found(near), hits=(), facets={}, undated=0)

    return alternatives(request, active_filters(request, FacetLabels([])), search), asked


def test_only_what_finds_something_is_offered():
    offered, _ = tried(SearchRequest(q="بحر جبل", mode="spelling"), lambda near: 3 if near.mode == "wide" else 0)
    assert [(other.text, other.count) for other in offered] == [("ابحث بالنمط الموسّع", 3)]


def test_each_filter_is_lifted_by_itself_and_then_all():
    request = SearchRequest(q="بحر", filters={"tag": ("a", "b")})
    offered, asked = tried(request, lambda near: 1)
    assert [near.filters for near in asked] == [{"tag": ("b",)}, {"tag": ("a",)}, {}]
    assert offered[-1].link == "/search/?q=%D8%A8%D8%AD%D8%B1"


def test_no_more_than_a_few_searches_are_tried():
    request = SearchRequest(q="بحر جبل", mode="exact", filters={"tag": tuple("abcdef")})
    assert len(tried(request, lambda near: 1)[1]) == MOST_TRIED
