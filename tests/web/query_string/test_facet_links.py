import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from archive.search import KEYED_FACETS, DateRange, SearchRequest
from archive.web.query_string import FacetLinks, search_url, with_changes, with_exclusion, with_filter, without_filter

keys = st.sampled_from(["a", "b", "سكاي نيوز", "50% & +=?#", "é/ÿ"])
chosen = st.dictionaries(st.sampled_from(KEYED_FACETS), st.lists(keys, min_size=1, unique=True).map(tuple))
requests = st.builds(
    SearchRequest,
    q=st.sampled_from(["", "خبر", 'a "b" & c']),
    mode=st.sampled_from(["wide", "exact"]),
    variants=st.booleans(),
    filters=chosen,
    excludes=chosen,
    published=st.sampled_from([DateRange(), DateRange(dt.date(2020, 1, 1), None)]),
    undated=st.sampled_from(["", "only"]),
    sort=st.sampled_from([None, "oldest"]),
    explain=st.booleans(),
    page=st.integers(1, 3),
    per_page=st.sampled_from([10, 20]),
)


@given(requests, st.sampled_from(KEYED_FACETS), keys)
def test_a_link_is_the_address_of_the_changed_request(request, facet, key):
    links = FacetLinks(request)
    assert links.select(facet, key) == search_url(with_filter(request, facet, key))
    assert links.exclude(facet, key) == search_url(with_exclusion(request, facet, key))
    assert links.deselect(facet, key) == search_url(without_filter(request, facet, key))
    assert links.select(facet, key) == search_url(with_filter(request, facet, key))


spans = st.sampled_from(
    [DateRange(), DateRange(dt.date(2020, 5, 1), dt.date(2020, 5, 31)), DateRange(None, dt.date(2024, 6, 20))]
)


@given(requests, spans, spans)
def test_a_link_to_other_days_is_the_address_of_the_changed_request(request, span, other):
    links = FacetLinks(request, "timeline")
    for days in (span, other):
        asked = with_changes(request, published=days)
        assert links.published(days) == search_url(asked, view="timeline")
