import pytest

from archive.catalog.services import source_get_or_create
from archive.entities.models import Entity
from archive.search import SearchRequest
from archive.web.presenters.labels import FACET_NAMES, FacetLabels, labels_for

pytestmark = pytest.mark.django_db


def test_entities_and_sources_go_by_their_names():
    place = Entity.objects.create(type="place", name="الميناء الكبير")
    source = source_get_or_create(name="صحيفة المرفأ")
    labels = FacetLabels([("place", place.key), ("source", source.key)])
    assert labels.of("place", place.key) == "الميناء الكبير"
    assert labels.of("source", source.key) == "صحيفة المرفأ"


def test_an_unknown_key_goes_by_itself():
    assert FacetLabels([("person", "nobody")]).of("person", "nobody") == "nobody"


def test_names_are_their_own_labels_and_months_are_put_in_words():
    labels = FacetLabels([])
    assert labels.of("section", "اقتصاد") == "اقتصاد"
    assert labels.of("month", "2024-06") == "يونيو 2024"


def test_what_a_request_excludes_is_labelled_too():
    source = source_get_or_create(name="صحيفة المرفأ")
    labels = labels_for(SearchRequest(excludes={"source": (source.key,)}))
    assert labels.of("source", source.key) == "صحيفة المرفأ"


def test_all_labels_are_looked_up_at_once(django_assert_num_queries):
    keys = [(facet, f"{facet}{number}") for facet in FACET_NAMES for number in range(20)]
    with django_assert_num_queries(4):  # two for the labels, two for whether the unknown ones are hidden
        FacetLabels(keys)
