"""Filters of a request: refused if invalid, else clauses by name."""

import datetime as dt

import pytest

from archive.catalog.models import FacetLabel, FormerSourceKey, Source, facet_label_key
from archive.entities.models import Entity
from archive.search import DateRange, SearchRequest
from archive.search.engine import clauses as c
from archive.search.request_clauses import SearchRequestError, check_request, filter_clauses, with_current_keys

DAYS = DateRange(dt.date(2024, 1, 1), dt.date(2024, 12, 31))


@pytest.mark.parametrize(
    "fields",
    [
        {"page": 0},
        {"page": 10**9},
        {"per_page": -1},
        {"per_page": 101},
        {"facet_limit": 0},
        {"facets": ("colour",)},
        {"filters": {"year": ("2024",)}},
        {"excludes": {"colour": ("red",)}},
        {"mode": "fuzzy"},
        {"match": "some"},
        {"sort": "random"},
        {"kind": "picture"},
        {"undated": "maybe"},
    ],
)
def test_an_invalid_request_is_refused(fields):
    with pytest.raises(SearchRequestError):
        check_request(SearchRequest(**fields))


def test_the_default_request_is_valid_and_filters_by_kind_only():
    check_request(SearchRequest())
    assert filter_clauses(SearchRequest()) == {"kind": c.Keys("kind", ("article",))}


def test_each_filter_is_a_clause_of_its_own_name():
    request = SearchRequest(
        kind="all", filters={"tag": ("a", "b")}, excludes={"tag": ("c",)}, published=DAYS, mentions=DAYS, undated="only"
    )
    assert filter_clauses(request) == {
        "tag": c.Keys("tag", ("a", "b")),
        "not_tag": c.Not(c.Keys("tag", ("c",))),
        "date": c.Published(DAYS.first, DAYS.last),
        "mentions": c.MentionsDate(DAYS.first, DAYS.last, within=True),
        "undated": c.Not(c.HasDate()),
    }


def test_empty_choices_do_not_filter():
    assert filter_clauses(SearchRequest(kind="all", filters={"tag": ()}, excludes={"tag": ()})) == {}


@pytest.mark.django_db
def test_keys_of_merged_entities_are_replaced_in_filters_and_exclusions():
    kept = Entity.objects.create(type="person", name="بوتين", key="kept")
    Entity.objects.create(type="person", name="پوتين", key="gone", merged_into=kept)
    request = with_current_keys(SearchRequest(filters={"person": ("gone",)}, excludes={"person": ("gone", "other")}))
    assert request.filters == {"person": ("kept",)}
    assert request.excludes == {"person": ("kept", "other")}


def test_a_request_without_facet_values_needs_no_database(django_db_blocker):
    request = SearchRequest(q="a", published=DAYS)
    with django_db_blocker.block():
        assert with_current_keys(request) is request


@pytest.mark.django_db
def test_a_merged_source_is_replaced_by_the_one_that_stayed():
    source = Source.objects.create(key="kept", name="النهار")
    FormerSourceKey.objects.create(key="merged", source=source)
    request = SearchRequest(filters={"source": ("merged", "kept")}, excludes={"source": ("merged",)})
    current = with_current_keys(request)
    assert (current.filters, current.excludes) == ({"source": ("kept",)}, {"source": ("kept",)})


@pytest.mark.django_db
def test_a_label_is_replaced_by_the_form_printed_first():
    FacetLabel.objects.create(facet="section", key=facet_label_key("أخبار العالم"), text="أخبار العالم")
    request = SearchRequest(filters={"section": ("أخبار  العالم\u200f",)}, excludes={"tag": ("غير معروف",)})
    current = with_current_keys(request)
    assert (current.filters, current.excludes) == ({"section": ("أخبار العالم",)}, {"tag": ("غير معروف",)})


@pytest.mark.parametrize(("tag", "usual"), [("AR", "ar"), ("ar_eg", "ar-EG"), ("fra", "fr"), ("French", "French")])
def test_language_tags_are_read_in_any_letters(tag, usual):
    current = with_current_keys(SearchRequest(filters={"language": (tag,)}, excludes={"language": (tag,)}))
    assert (current.filters, current.excludes) == ({"language": (usual,)}, {"language": (usual,)})
