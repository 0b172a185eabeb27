"""Versions of the authority file, and what is cached by them."""

import threading
import time
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest

from archive.entities.models import Entity, NameForm, SpellingVariant
from archive.entities.versions import (
    VersionedCache,
    name_forms_version,
    request_scoped_versions,
    spelling_decisions_version,
)

pytestmark = pytest.mark.django_db


def test_the_version_changes_with_every_change_of_a_form():
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


def test_the_version_of_decisions_changes_with_a_new_and_a_deleted_pair():
    before = spelling_decisions_version()
    pair = SpellingVariant.objects.create(one="ا", other="ب", distance=0.1)
    made = spelling_decisions_version()
    pair.delete()
    assert before != made
    assert spelling_decisions_version() == before


def test_in_a_request_scope_each_version_is_read_once(django_assert_num_queries):
    with request_scoped_versions():
        before = name_forms_version()
        entity = Entity.objects.create(key="salma", type="person", name="سلمى الخطيب")
        NameForm.objects.create(entity=entity, text="سلمى")
        with django_assert_num_queries(0), request_scoped_versions():
            assert name_forms_version() == before
    assert name_forms_version() != before


def test_a_cached_value_is_built_once_for_each_version():
    version, built = [1], []
    cache = VersionedCache(lambda: tuple(version), lambda: built.append(len(built)) or f"table {len(built)}")
    assert cache.get() == cache.get() == "table 1"
    version[0] = 2
    assert cache.get() == "table 2"
    assert len(built) == 2


def test_threads_that_ask_during_a_build_wait_for_it():
    built = []
    entered = threading.Event()

    def build():
        built.append(None)
        entered.set()
        time.sleep(0.05)
        return object()

    cache = VersionedCache(lambda: (), build)
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(cache.get)
        entered.wait(5)
        values = {first.result(5), *(pool.submit(cache.get).result(5) for _ in range(3))}
    assert len(values) == len(built) == 1


def test_an_outdated_value_is_released_before_the_new_one_is_built():
    class Table:
        pass

    version, alive = [1], []
    cache = VersionedCache(lambda: tuple(version), lambda: alive.append(previous() if previous else None) or Table())
    previous = None
    previous = weakref.ref(cache.get())
    version[0] = 2
    cache.get()
    assert alive == [None, None]
