import pytest

from archive.catalog import services

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
