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


def test_several_articles_can_be_grouped_by_text_by_story_or_not_at_all():
    request = SearchRequest(q="x", default_group="versions")
    assert positions(request, "group") == {}
    shown = positions(request, "group", has_several=True)
    assert {label: (one.selected, one.link) for label, one in shown.items()} == {
        "بلا تجميع": (False, "/search/?q=x&group=none"),
        "النسخ": (True, "/search/?q=x"),
        "القصة": (False, "/search/?q=x&group=story"),
    }


def test_a_grouping_that_was_chosen_can_be_left_again():
    request = SearchRequest(q="x", group="story", default_group="versions")
    shown = positions(request, "group")
    assert [label for label, one in shown.items() if one.selected] == ["القصة"]
    assert shown["النسخ"].link == "/search/?q=x"
