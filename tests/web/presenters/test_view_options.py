from archive.search import SearchRequest
from archive.web.presenters.view_options import view_options


def positions(request, name, **given):
    return {p.label: p for group in view_options(request, **given) if group.name == name for p in group.options}


def test_without_a_query_only_the_order_can_be_turned():
    assert [group.name for group in view_options(SearchRequest())] == ["sort"]
    assert set(positions(SearchRequest(), "sort")) == {"الأحدث", "الأقدم", "أحدث إضافة"}


def test_one_word_leaves_nothing_to_match_all_or_any():
    assert [group.name for group in view_options(SearchRequest(q="ميناء"))] == ["mode", "sort"]
    assert [group.name for group in view_options(SearchRequest(q="ميناء جديد"))] == ["mode", "match", "sort"]


def test_the_position_it_stands_at_is_marked():
    assert positions(SearchRequest(q="x"), "mode")["موسّع"].selected
    assert positions(SearchRequest(q="x"), "sort")["الأوثق صلة"].selected


def test_turning_back_to_the_default_leaves_it_unsaid():
    request = SearchRequest(q="x", mode="exact", sort="oldest")
    assert positions(request, "mode")["موسّع"].link == "/search/?q=x&sort=oldest"
    assert positions(request, "sort")["الأوثق صلة"].link == "/search/?q=x&mode=exact"


def test_versions_can_be_taken_apart_where_there_are_any():
    request = SearchRequest(q="x", default_group="versions")
    assert positions(request, "group") == {}
    together, apart = positions(request, "group", has_versions=True).values()
    assert (together.selected, together.link) == (True, "/search/?q=x")
    assert (apart.selected, apart.link) == (False, "/search/?q=x&group=none")


def test_versions_taken_apart_can_be_put_together_again():
    request = SearchRequest(q="x", group="none", default_group="versions")
    together, apart = positions(request, "group").values()
    assert (together.selected, together.link) == (False, "/search/?q=x")
    assert apart.selected
