"""Notices about a query, on pages and in the JSON API."""

from archive.search import Alternative, ResultPage, SearchRequest, Suggestion
from archive.web.presenters.active_filters import active_filters
from archive.web.presenters.labels import FacetLabels
from archive.web.presenters.query_notices import alternatives, sentences, suggested_queries, surname_suggestions

ALONE = Suggestion('بوتين ليس "فلاديمير بوتين"', 3, "surname", label="بوتين")
SPELLED = Suggestion("بوتين", 9, "spelling")


def page(*suggestions: Suggestion) -> ResultPage:
    request = SearchRequest(q="فلاديمير بوتين")
    return ResultPage(request=request, count=1, hits=(), facets={}, undated=0, suggestions=suggestions)


def test_a_surname_alone_is_possible_and_not_what_was_meant():
    found = page(SPELLED, ALONE)
    assert [other.query for other in suggested_queries(found, relaxed=False)] == ["بوتين"]
    assert [(other.label, other.count) for other in surname_suggestions(found)] == [("بوتين", 3)]
    assert not suggested_queries(found, relaxed=True)


def test_the_json_says_how_to_ask_for_the_surname_alone():
    (said,) = sentences(page(ALONE))
    assert said.startswith("محتمل")
    assert ALONE.query in said


def test_each_alternative_is_named_by_what_it_relaxes_and_linked():
    request = SearchRequest(q="بحر", mode="spelling", filters={"tag": ("a",)})
    unfiltered = SearchRequest(q="بحر", mode="spelling")
    found = (Alternative(SearchRequest(q="بحر"), "wider_mode", 3), Alternative(unfiltered, "without_filter", 2))
    wider, without_tag = alternatives(found, active_filters(request, FacetLabels([])))
    assert (wider.text, wider.count) == ("ابحث بالنمط الموسّع", 3)
    assert without_tag.text.startswith("أزل القيد «")
    assert without_tag.link == "/search/?q=%D8%A8%D8%AD%D8%B1&mode=spelling"
