"""Chips above the results."""

from urllib.parse import parse_qs, urlsplit

import pytest

from archive.search import DateRange, SearchRequest
from archive.web.presenters.active_filters import active_filters
from archive.web.presenters.labels import FacetLabels
from archive.web.presenters.query_chips import MAX_CHIPS, search_chips

LABELS = FacetLabels(())


def chips_of(request):
    return search_chips(request, active_filters(request, LABELS))


def query_of(link):
    return parse_qs(urlsplit(link).query).get("q", [""])[0]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("زلزال «مجلس الأمن»", [("", "زلزال"), ("عبارة", "«مجلس الأمن»")]),
        ("شخص:«محمود عباس» -المصدر:رويترز", [("شخص", "«محمود عباس»"), ("دون المصدر", "رويترز")]),
        ("-موسكو ليس «كأس آسيا»", [("دون", "موسكو"), ("دون عبارة", "«كأس آسيا»")]),
        ("(أ أو ب) بيون*", [("مجموعة", "(أ أو ب)"), ("تبدأ بـ", "بيون*")]),
    ],
)
def test_a_part_is_said_in_words(query, shown):
    assert [(chip.kind, chip.label) for chip in chips_of(SearchRequest(q=query)).parts] == shown


def test_a_part_is_removed_by_a_link_that_keeps_the_rest_of_the_search():
    first, second = chips_of(SearchRequest(q="زلزال -باريس", mode="exact", page=3)).parts
    assert query_of(first.remove_link) == "-باريس"
    assert query_of(second.remove_link) == "زلزال"
    assert "mode=exact" in first.remove_link
    assert "page" not in first.remove_link


def test_a_part_is_edited_between_what_is_around_it():
    first, second = chips_of(SearchRequest(q="زلزال أو حريق")).parts
    assert (first.before, first.after) == ("", " أو حريق")
    assert (second.before, second.after, second.starts_alternative) == ("زلزال أو ", "", True)


def test_a_part_leads_to_its_box_of_the_advanced_form():
    links = [chip.edit_link for chip in chips_of(SearchRequest(q="زلزال مكان:هانوي تاريخ:2024")).parts]
    assert [link.partition("#")[2] for link in links] == ["box-all", "box-place", "box-rest"]
    assert all(link.startswith("/search/advanced/?q=") for link in links)


def test_filters_by_date_are_edited_in_the_form_and_facets_are_not():
    request = SearchRequest(published=DateRange(None, None), undated="only", filters={"tag": ("ب",)})
    tag, undated = chips_of(request).filters
    assert (tag.edit_link, undated.edit_link) == ("", "/search/advanced/?tag=%D8%A8&undated=only#box-undated")


def test_links_lead_to_the_page_that_the_chips_are_on():
    chips = search_chips(SearchRequest(q="أ ب"), [], lambda request: f"/here/{request.q}")
    assert [chip.remove_link for chip in chips.parts] == ["/here/ب", "/here/أ"]


@pytest.mark.parametrize("query", [" ".join(["كلمة"] * (MAX_CHIPS + 1)), "كلمة" * 100])
def test_a_long_query_is_not_repeated_in_links(query):
    chips = chips_of(SearchRequest(q=query))
    assert chips.parts == []
    assert chips.advanced_link.startswith("/search/advanced/?q=")
