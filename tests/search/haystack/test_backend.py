"""What SearchQuerySet refuses, with a sentence; what works is tested for every engine in `contract`."""

import datetime as dt

import pytest
from haystack.exceptions import SearchBackendError
from haystack.query import SearchQuerySet

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda everything: everything.filter(colour="red"), "Unknown field 'colour'"),
        (lambda everything: everything.order_by("title"), "cannot be ordered by title"),
        (lambda everything: everything.filter(content__gt="ب"), "Text fields do not support 'gt'"),
        (lambda everything: everything.filter(source__gt="ب"), "source does not support gt"),
        (lambda everything: everything.filter(published="قريبا"), "not a date"),
        (lambda everything: everything.filter(pk__gt=3), "do not support 'gt'"),
        (lambda everything: everything.facet("title"), "Unknown facet title"),
        (
            lambda everything: everything.date_facet("kind", dt.date(2024, 1, 1), dt.date(2024, 2, 1), "day"),
            "kind is not a date field",
        ),
    ],
)
def test_what_it_does_not_support_is_refused_with_a_sentence(ask, message):
    with pytest.raises(SearchBackendError, match=message):
        list(ask(SearchQuerySet())) or ask(SearchQuerySet()).facet_counts()
