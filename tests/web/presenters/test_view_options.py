from archive.search.request import SearchRequest
from archive.web.presenters.view_options import dials


def positions(request, name):
    return {p.label: p for dial in dials(request) if dial.name == name for p in dial.positions}


def test_without_a_query_only_the_order_can_be_turned():
    assert [dial.name for dial in dials(SearchRequest())] == ["sort"]
    assert set(positions(SearchRequest(), "sort")) == {"الأحدث", "الأقدم"}


def test_one_word_leaves_nothing_to_match_all_or_any():
    assert [dial.name for dial in dials(SearchRequest(q="ميناء"))] == ["mode", "sort"]
    assert [dial.name for dial in dials(SearchRequest(q="ميناء جديد"))] == ["mode", "match", "sort"]


def test_the_position_it_stands_at_is_marked():
    assert positions(SearchRequest(q="x"), "mode")["موسّع"].selected
    assert positions(SearchRequest(q="x"), "sort")["الأوثق صلة"].selected


def test_turning_back_to_the_default_leaves_it_unsaid():
    request = SearchRequest(q="x", mode="exact", sort="oldest")
    assert positions(request, "mode")["موسّع"].link == "/search/?q=x&sort=oldest"
    assert positions(request, "sort")["الأوثق صلة"].link == "/search/?q=x&mode=exact"
