"""Countries in a query, by name or nationality."""

import pytest

from archive.entities.models import Entity, NameForm
from archive.search.engine import clauses as c
from archive.search.expansion.countries import WEIGHT, country_spans

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def countries():
    for name, *others, nationality in (
        ("مصر", "مصري"),
        ("كوريا الشمالية", "كوري شمالي"),
        ("أمريكا", "الولايات المتحدة", "أمريكي"),
    ):
        entity = Entity.objects.create(type="place", name=name)
        NameForm.objects.bulk_create(NameForm(entity=entity, text=text) for text in (name, *others))
        NameForm.objects.create(entity=entity, text=nationality, relation="nationality")


def spans(query):
    return list(country_spans(tuple(query.split())))


def forms(span):
    return {
        form
        for part in c.walk(span.alternatives)
        if isinstance(part, c.Word)
        for level in part.levels
        for form in level
    }


def test_a_country_also_matches_its_nationality_and_the_reverse():
    (by_name,), (by_nationality,) = spans("مصر"), spans("المصرية")
    assert "e:مصري" in forms(by_name)
    assert "e:مصر" in forms(by_nationality)


def test_the_other_names_count_less():
    (span,) = spans("مصر")
    assert isinstance(span.alternatives, c.Boost)
    assert span.alternatives.weight == WEIGHT


def test_the_longest_name_is_taken():
    assert [(span.first, span.last) for span in spans("قمة كوريا الشمالية مصر")] == [(1, 3), (3, 4)]


def test_a_name_of_several_words_is_a_phrase():
    (span,) = spans("أمريكا")
    assert any(isinstance(part, c.Phrase) for part in c.walk(span.alternatives))


def test_punctuation_typed_with_a_name_is_ignored():
    assert len(spans("«مصر،")) == 1


def test_other_words_are_no_countries():
    assert spans("زيارة دولة") == []
