"""A country's names and nationalities expand to each other."""

import pytest

from archive.entities import selectors
from archive.entities.models import Entity, NameForm

pytestmark = pytest.mark.django_db


def entity(name, kind="person", also=(), nationality=()):
    made = Entity.objects.create(name=name, type=kind)
    for relation, texts in (("name", (name, *also)), ("nationality", nationality)):
        for text in texts:
            NameForm.objects.create(entity=made, text=text, relation=relation)
    return made


def test_a_country_expands_to_its_nationality_and_back():
    entity("الدانمارك", "place", also=["مملكة الدانمارك"], nationality=["دانماركي"])
    names = selectors.CountryNames()
    assert ("دانماركية",) in names.of(("الدانمارك",))
    assert ("مملكة", "الدانمارك") in names.of(("الدانماركية",))
    assert names.of(("كتاب",)) == names.of(("،",)) == ()
    assert names.of(("الدانمارك،",)) == names.of(("(الدانمارك):",)) == names.of(("الدانمارك",))


def test_an_edited_form_of_a_country_expands_at_once():
    country = entity("الدانمارك", "place", nationality=["دانماركي"])
    assert selectors.CountryNames().of(("دنمركي",)) == ()
    form = country.forms.get(relation="nationality")
    form.text = "دنمركي"
    form.save()
    assert selectors.CountryNames().of(("دنمركي",))


def test_many_words_of_a_query_cost_one_version_check(django_assert_num_queries):
    entity("الدانمارك", "place", nationality=["دانماركي"])
    selectors.CountryNames()
    with django_assert_num_queries(1):
        names = selectors.CountryNames()
        assert all(names.of((word,)) for word in ["الدانمارك"] * 60)
