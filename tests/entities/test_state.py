import pytest

from archive.entities.models import Entity, NameForm, SpellingVariant
from archive.entities.state import decisions_stamp, names_stamp, one_look

pytestmark = pytest.mark.django_db


def test_the_stamp_of_names_tells_every_change_of_a_form():
    stamps = [names_stamp()]
    entity = Entity.objects.create(key="salma", type="person", name="سلمى")
    forms = [NameForm.objects.create(entity=entity, text=text, relation="name") for text in ("سلمى", "سلما")]
    stamps.append(names_stamp())
    forms[0].text = "سلمي"
    forms[0].save()
    stamps.append(names_stamp())
    forms[0].delete()
    stamps.append(names_stamp())
    assert len(set(stamps)) == 4
    assert names_stamp() == names_stamp()


def test_the_stamp_of_decisions_tells_a_new_pair_and_a_deleted_one():
    before = decisions_stamp()
    pair = SpellingVariant.objects.create(one="ا", other="ب", distance=0.1)
    made = decisions_stamp()
    pair.delete()
    assert before != made
    assert decisions_stamp() == before


def test_within_one_look_each_stamp_is_asked_for_once_and_what_changes_counts_afterwards(django_assert_num_queries):
    with one_look():
        before = names_stamp()
        entity = Entity.objects.create(key="salma", type="person", name="سلمى الخطيب")
        NameForm.objects.create(entity=entity, text="سلمى")
        with django_assert_num_queries(0), one_look():
            assert names_stamp() == before
    assert names_stamp() != before
