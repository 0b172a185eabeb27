import pytest

from archive.entities.models import Entity, NameForm, SpellingVariant
from archive.entities.versions import name_forms_version, request_scoped_versions, spelling_decisions_version

pytestmark = pytest.mark.django_db


def test_the_stamp_of_names_tells_every_change_of_a_form():
    stamps = [name_forms_version()]
    entity = Entity.objects.create(key="salma", type="person", name="سلمى")
    forms = [NameForm.objects.create(entity=entity, text=text, relation="name") for text in ("سلمى", "سلما")]
    stamps.append(name_forms_version())
    forms[0].text = "سلمي"
    forms[0].save()
    stamps.append(name_forms_version())
    forms[0].delete()
    stamps.append(name_forms_version())
    assert len(set(stamps)) == 4
    assert name_forms_version() == name_forms_version()


def test_the_stamp_of_decisions_tells_a_new_pair_and_a_deleted_one():
    before = spelling_decisions_version()
    pair = SpellingVariant.objects.create(one="ا", other="ب", distance=0.1)
    made = spelling_decisions_version()
    pair.delete()
    assert before != made
    assert spelling_decisions_version() == before


def test_within_one_look_each_stamp_is_asked_for_once_and_what_changes_counts_afterwards(django_assert_num_queries):
    with request_scoped_versions():
        before = name_forms_version()
        entity = Entity.objects.create(key="salma", type="person", name="سلمى الخطيب")
        NameForm.objects.create(entity=entity, text="سلمى")
        with django_assert_num_queries(0), request_scoped_versions():
            assert name_forms_version() == before
    assert name_forms_version() != before
