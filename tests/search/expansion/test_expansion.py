"""Expanding a whole query: what is looked up for which parts, and in which mode."""

import pytest

from archive.catalog.models import Source
from archive.entities.models import Entity, NameForm
from archive.search import drain
from archive.search.engine import current_engine
from archive.search.expansion import MAX_LISTED_VARIANTS, NameVariants, expand_query
from archive.search.query import DateSpan, Expansion
from tests.search.conftest import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def egypt():
    entity = Entity.objects.create(type="place", name="مصر")
    NameForm.objects.create(entity=entity, text="مصر")
    NameForm.objects.create(entity=entity, text="مصري", relation="nationality")
    return entity


@pytest.fixture
def secretary():
    entity = Entity.objects.create(type="person", name="أنطونيو غوتيريش")
    for form in ("أنطونيو غوتيريش", "غوتيريش", "جوتيريس"):
        NameForm.objects.create(entity=entity, text=form)
    write("خبر", "قال جوتيريس إن الوضع صعب.")
    drain()
    return entity


def names():
    return NameVariants(current_engine().view())


def test_dates_countries_and_names_of_one_run_are_spans_in_order(egypt, secretary):
    words = ("زار", "غوتيريش", "مصر", "2024")
    (spans,) = expand_query(" ".join(words), names=names()).spans.values()
    assert [(type(span), span.first, span.last) for span in spans] == [
        (Expansion, 1, 2), (Expansion, 2, 3), (DateSpan, 3, 4),
    ]  # fmt: skip


def test_without_names_only_countries_and_dates_are_expanded(egypt, secretary):
    expanded = expand_query("غوتيريش مصر")
    assert [span.first for span in expanded.spans["غوتيريش", "مصر"]] == [1]
    assert expanded.variants == ()


@pytest.mark.parametrize("mode", ["exact", "spelling"])
def test_the_narrower_modes_expand_nothing(egypt, mode):
    assert expand_query("مصر", mode=mode).spans == {}


def test_the_variants_of_all_names_are_listed(secretary):
    assert expand_query("غوتيريش أو خبر", names=names()).variants == ("جوتيريس",)


def test_no_more_variants_are_listed_than_allowed(monkeypatch):
    variants = tuple("abcdefghij")

    class Names:
        def spans(self, words):
            return [Expansion(0, 1, None, variants)]

    assert expand_query("كلمة", names=Names()).variants == variants[:MAX_LISTED_VARIANTS]


def test_values_of_fields_become_keys_in_every_mode(egypt):
    source = Source.objects.create(name="سكاي نيوز", key="sky")
    for mode in ("exact", "wide"):
        expanded = expand_query('المصدر:"سكاي نيوز" -مكان:مصر شخص:مجهول', mode=mode)
        assert expanded.keys == {("source", "سكاي نيوز"): (source.key,), ("place", "مصر"): (egypt.key,)}


def test_a_blank_query_needs_no_database(django_db_blocker):
    with django_db_blocker.block():
        assert expand_query(" ").is_blank
