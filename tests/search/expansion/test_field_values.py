"""Values of fields: which sources and entities they name."""

import pytest

from archive.catalog.models import FacetLabel, FormerSourceKey, Source, facet_label_key
from archive.entities.models import Entity, NameForm
from archive.search.expansion.field_values import entity_keys, field_keys, source_keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def sources():
    for key, name in (("sky", "سكاي نيوز"), ("sky-ar", "سكاي نيوز عربية"), ("nahar", "النهار")):
        Source.objects.create(key=key, name=name)
    FormerSourceKey.objects.create(key="sky-before", source=Source.objects.get(key="sky"))


@pytest.fixture
def putin():
    entity = Entity.objects.create(type="person", name="فلاديمير بوتين", key="putin")
    NameForm.objects.create(entity=entity, text="بوتين")
    NameForm.objects.create(entity=entity, text="الروسي", relation="nationality")
    NameForm.objects.create(entity=entity, text="(الرئيس) القيصر")
    return entity


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("sky", ("sky",)),
        ("سكاي نيوز", ("sky",)),
        ("سكاى  نيوز عربيه", ("sky-ar",)),
        ("سكاینيوز.", ("sky",)),
        ("sky-before", ("sky",)),
        ("نيوز", ("sky", "sky-ar")),
        ("رويترز", ()),
        ("", ()),
    ],
)
def test_a_source_is_named_by_its_key_its_name_or_words_of_it(sources, text, keys):
    assert source_keys(text) == keys


@pytest.mark.parametrize("text", ["putin", "فلاديمير بوتين", "بوتين", "القيصر", " فلاديمير  بوتين "])
def test_an_entity_is_named_by_its_key_its_name_or_a_form_of_it(putin, text):
    assert entity_keys("person", text) == ("putin",)


@pytest.mark.parametrize(("kind", "text"), [("place", "بوتين"), ("person", "الروسي"), ("person", "بوتن")])
def test_another_type_a_nationality_or_an_unlisted_spelling_names_nobody(putin, kind, text):
    assert entity_keys(kind, text) == ()


def test_a_renamed_entity_is_found_by_its_new_name_at_once(putin):
    assert entity_keys("person", "فولوديا") == ()
    Entity.objects.filter(pk=putin.pk).update(name="فولوديا")
    assert entity_keys("person", "فولوديا") == ("putin",)


def test_dates_are_not_looked_up(putin, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert field_keys("date", "2024") == field_keys("title", "بوتين") == ()
    assert field_keys("person", "بوتين") == ("putin",)


def test_a_label_is_the_form_printed_first_or_itself():
    FacetLabel.objects.create(facet="section", key=facet_label_key("أخبار العالم"), text="أخبار العالم")
    assert field_keys("section", "أخبار العالـم.") == ("أخبار العالم",)
    assert field_keys("tag", "زلزال") == ("زلزال",)
