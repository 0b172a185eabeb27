"""Haystack's lookups as clauses of the engine."""

import datetime as dt

import pytest
from haystack.exceptions import SearchBackendError
from haystack.inputs import Exact, Not

from archive.catalog.models import Article
from archive.search.engine import clauses as c
from archive.search.haystack.lookups import article_pk, lookup_clause

DAY = dt.date(2024, 6, 20)


@pytest.mark.parametrize(
    ("field", "lookup", "value", "clause"),
    [
        ("source", "exact", "أ", c.Keys("source", ("أ",))),
        ("source_exact", "content", "أ", c.Keys("source", ("أ",))),
        ("tag", "in", ["أ", "ب"], c.Keys("tag", ("أ", "ب"))),
        ("tag", "startswith", "أ", c.KeyPrefix("tag", "أ")),
        ("published", "exact", DAY, c.Published(DAY, DAY)),
        ("published", "gt", DAY, c.Published(dt.date(2024, 6, 21), None)),
        ("published", "gte", dt.datetime(2024, 6, 20, 12), c.Published(DAY, None)),
        ("published", "lt", "2024", c.Published(None, dt.date(2023, 12, 31))),
        ("published", "lte", "2024-06", c.Published(None, dt.date(2024, 6, 30))),
        ("published", "range", (DAY, "2024-07"), c.Published(DAY, dt.date(2024, 7, 31))),
        ("pk", "exact", "7", c.DocIds((7,))),
        ("id", "in", ["catalog.article.7", 8, "x"], c.DocIds((7, 8))),
        ("django_ct", "exact", "catalog.article", c.MatchAll()),
        ("django_ct", "exact", "auth.user", c.MatchNone()),
    ],
)
def test_a_lookup_on_keys_days_or_primary_keys(field, lookup, value, clause):
    assert lookup_clause(field, lookup, value) == clause


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lookup", "value", "kind"),
    [
        ("content", "بوتين", c.Word),
        ("exact", "كوريا الشمالية", c.Phrase),
        ("content", Exact("كوريا الشمالية"), c.Phrase),
        ("startswith", "هان", c.Prefix),
        ("content", Not("بوتين"), c.Not),
        ("in", ["بوتين", "هانوي"], c.Or),
        ("content", "*", c.MatchAll),
        ("content", "،", c.MatchNone),
    ],
)
def test_a_lookup_on_words(lookup, value, kind):
    assert isinstance(lookup_clause("text", lookup, value), kind)


@pytest.mark.parametrize(("lookup", "at_end"), [("contains", False), ("endswith", True)])
def test_letters_within_a_word_match_as_typed_and_folded(lookup, at_end):
    clause = lookup_clause("title", lookup, "أزم")
    assert {(part.letters, part.end, part.field) for part in clause.parts} == {
        ("أزم", at_end, "title"),
        ("ازم", at_end, "title"),
    }


@pytest.mark.parametrize(
    ("field", "lookup", "value"),
    [
        ("colour", "exact", "red"),
        ("text", "gt", "ب"),
        ("tag", "gt", "ب"),
        ("published", "exact", "قريبا"),
        ("pk", "gt", 3),
    ],
)
def test_what_a_field_does_not_support_is_refused(field, lookup, value):
    with pytest.raises(SearchBackendError):
        lookup_clause(field, lookup, value)


@pytest.mark.parametrize(
    ("value", "pk"),
    [(7, 7), ("7", 7), ("catalog.article.7", 7), (Article(pk=7), 7), ("x", None), ("-7", None), (None, None)],
)
def test_a_primary_key_is_read_from_an_article_an_identifier_or_a_number(value, pk):
    assert article_pk(value) == pk
