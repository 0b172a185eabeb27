"""Keys of entities."""

import pytest

from archive.entities.models import Entity
from archive.entities.selectors import resolve_merged_keys

pytestmark = pytest.mark.django_db


def person(name):
    return Entity.objects.create(type="person", name=name)


def test_keys_of_merged_entities_resolve_to_the_kept_one(django_assert_num_queries):
    kept, other = person("سالم الناصر"), person("سالم ناصر")
    other.merged_into = kept
    other.save()
    assert resolve_merged_keys((other.key, "unknown", kept.key)) == (kept.key, "unknown")
    with django_assert_num_queries(0):
        assert resolve_merged_keys(()) == ()
