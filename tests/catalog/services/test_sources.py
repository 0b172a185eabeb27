import pytest
from django.db import IntegrityError

from archive.catalog import services
from archive.catalog.models import FormerSourceName, Source

pytestmark = pytest.mark.django_db


def test_a_source_is_one_whatever_white_space_its_name_was_typed_with():
    assert services.source_get_or_create(name=" صحيفة  المرفأ") == services.source_get_or_create(name="صحيفة المرفأ")


@pytest.mark.parametrize(
    "name", ["صحيفة المرفأ\u200f", "صحيفة\u00a0المرفأ", "صحيفـة المرفأ.", "صَحيفة المرفأ", "صحیفة المرفأ"], ids=ascii
)
def test_names_that_look_the_same_are_one_source_with_the_name_printed_first(name):
    first = services.source_get_or_create(name="صحيفة المرفأ")
    assert services.source_get_or_create(name=name) == first
    assert services.source_get_or_create(name=name).name == "صحيفة المرفأ"


def test_a_long_name_is_cut_to_the_column():
    assert len(services.source_get_or_create(name="س" * 300).name) == 200


def renamed(name, former):
    source = services.source_get_or_create(name=former)
    source.name = name
    source.save()
    return source


def test_a_renamed_source_is_found_by_its_former_names():
    source = renamed("صحيفة الميناء", "صحيفة المرفأ")
    source.name = "الميناء اليوم"
    source.save(update_fields=["name"])
    for name in ("صحيفة المرفأ", "صحيفـة الميناء.", "الميناء اليوم"):
        assert services.source_get_or_create(name=name) == source


def test_a_source_that_has_the_name_now_comes_before_one_that_had_it():
    source = renamed("صحيفة الميناء", "صحيفة المرفأ")
    other = Source.objects.create(name="صحيفة المرفأ")
    assert services.source_get_or_create(name="صحيفة المرفأ") == other != source


def test_a_name_passed_on_twice_is_that_of_the_last_who_had_it():
    renamed("أ", "صحيفة المرفأ")
    other = Source.objects.create(name="صحيفة المرفأ")
    other.name = "ب"
    other.save()
    assert services.source_get_or_create(name="صحيفة المرفأ") == other


def test_a_rename_that_fails_leaves_no_former_name():
    services.source_get_or_create(name="أ")
    with pytest.raises(IntegrityError):
        renamed("أ", "ب")
    assert not FormerSourceName.objects.exists()


def test_a_change_that_the_eye_does_not_see_leaves_none_either():
    renamed("صحيفـة المرفأ", "صحيفة المرفأ")
    assert not FormerSourceName.objects.exists()
