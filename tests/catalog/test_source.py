import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from archive.catalog.models import FormerSourceKey, Source, source_name_key
from archive.catalog.selectors import current_source_keys

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name", ["النهار\u200f", "النه\u200cار", "النهـار", "«النهار»", "النَّهار", "النهار", "ﺍﻟﻨﻬﺎﺭ"], ids=ascii
)
def test_two_sources_never_look_the_same(name):
    Source.objects.create(name="النهار")
    with pytest.raises(ValidationError) as refused:
        Source(name=name).full_clean()
    assert "«النهار»" in refused.value.message_dict["name"][0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.create(name=name)


def test_a_source_may_keep_or_polish_its_own_name():
    source = Source.objects.create(name="النهار\u200f")
    source.name = "النهار"
    source.full_clean()
    source.save(update_fields=["name"])
    assert Source.objects.get().name == "النهار"


def test_a_new_name_has_its_key_whichever_fields_are_saved():
    source = Source.objects.create(name="النهار")
    source.name = "السفير"
    source.save(update_fields=["name"])
    assert Source.objects.get(name_key=source_name_key("السفير\u200e")) == source


def test_names_of_invisible_signs_keep_apart():
    assert source_name_key("\u200f") != source_name_key("\u200e")


def test_former_keys_lead_to_the_source_that_stayed():
    source = Source.objects.create(name="النهار", key="nahar")
    FormerSourceKey.objects.create(key="nahar-2", source=source)
    assert current_source_keys(("nahar-2", "other", "nahar")) == ("nahar", "other")
    assert current_source_keys(()) == ()
