"""What a SearchQuerySet cannot ask is said in words; what it can is in the suite that all engines keep to (contract)."""

import datetime as dt

import pytest
from haystack.exceptions import SearchBackendError
from haystack.query import SearchQuerySet

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda everything: everything.filter(colour="red"), "no field 'colour'"),
        (lambda everything: everything.order_by("title"), "cannot be ordered by title"),
        (lambda everything: everything.filter(content__gt="ب"), "Words have no order"),
        (lambda everything: everything.filter(source__gt="ب"), "source cannot be asked for gt"),
        (lambda everything: everything.filter(published="قريبا"), "no date"),
        (lambda everything: everything.filter(pk__gt=3), "cannot be asked for gt"),
        (lambda everything: everything.facet("title"), "title is no facet"),
        (
            lambda everything: everything.date_facet("kind", dt.date(2024, 1, 1), dt.date(2024, 2, 1), "day"),
            "kind has no dates",
        ),
    ],
)
def test_what_it_cannot_do_is_said_in_words(ask, told):
    with pytest.raises(SearchBackendError, match=told):
        list(ask(SearchQuerySet())) or ask(SearchQuerySet()).facet_counts()
