from archive.search import FacetValue, ResultPage, SearchRequest
from archive.web.presenters.facets import VISIBLE_VALUES, FacetChoice, choices_html, facet_groups, most_mentioned
from archive.web.presenters.labels import FacetLabels


def page(request=None, **facets):
    return ResultPage(request=request or SearchRequest(), count=1, hits=(), facets=facets, undated=0)


def test_groups_without_values_and_dates_are_left_out():
    groups = facet_groups(page(tag=(FacetValue("a", 1),), agency=(), year=(FacetValue("2024", 1),)), FacetLabels([]))
    assert [group.name for group in groups] == ["tag"]


def test_selected_values_come_first_and_link_to_the_search_without_them():
    request = SearchRequest(q="x", filters={"tag": ("b",)})
    values = (FacetValue("a", 5), FacetValue("b", 2, selected=True))
    first = facet_groups(page(request, tag=values), FacetLabels([]))[0].first
    assert [(choice.label, choice.link) for choice in first] == [
        ("b", "/search/?q=x"),
        ("a", "/search/?q=x&tag=b&tag=a"),
    ]


def test_a_long_group_folds():
    values = tuple(FacetValue(str(number), 1) for number in range(VISIBLE_VALUES + 3))
    group = facet_groups(page(tag=values), FacetLabels([]))[0]
    assert (len(group.first), len(group.rest)) == (VISIBLE_VALUES, 3)


def test_links_can_start_from_another_request():
    found = page(SearchRequest(per_page=1), tag=(FacetValue("a", 1),))
    group = facet_groups(found, FacetLabels([]), base=SearchRequest(filters={"source": ("s",)}))[0]
    assert group.first[0].link == "/search/?source=s&tag=a"


def test_the_most_mentioned_lead_to_their_own_pages():
    (title, names), *_ = most_mentioned(page(place=(FacetValue("k", 3),)), FacetLabels([]))
    assert (title, names[0].link, names[0].count) == ("الأماكن", "/entities/k/", 3)


def test_a_value_links_to_its_selection_and_its_exclusion():
    html = choices_html([FacetChoice("سوريا", 1200, False, "/search/?q=a&place=syria", "/search/?not_place=syria")])
    assert 'href="/search/?q=a&amp;place=syria"' in html
    assert 'href="/search/?not_place=syria"' in html
    assert "1,200" in html
    assert "aria-current" not in html


def test_a_selected_value_can_be_deselected_but_not_excluded():
    html = choices_html([FacetChoice("سوريا", 1, True, "/search/", "/search/?not_place=syria")])
    assert 'aria-current="true"' in html
    assert "not_place" not in html


def test_labels_are_escaped():
    html = choices_html([FacetChoice('<b>"&', 1, False, '/?a="', "/")])
    assert "<b>" not in html
    assert "&lt;b&gt;&quot;&amp;" in html
    assert '"/?a=&quot;"' in html


def test_one_language_for_all_is_no_choice():
    assert facet_groups(page(language=(FacetValue("ar", 9),)), FacetLabels([])) == []
    (group,) = facet_groups(page(language=(FacetValue("ar", 9), FacetValue("fr", 1))), FacetLabels([]))
    assert [choice.label for choice in group.first] == ["العربية", "الفرنسية"]
    request = SearchRequest(filters={"language": ("ar-EG",)})
    (group,) = facet_groups(page(request, language=(FacetValue("ar-EG", 2, selected=True),)), FacetLabels([]))
    assert [choice.label for choice in group.first] == ["العربية (ar-EG)"]
