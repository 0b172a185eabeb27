import gc
import sys
import threading

from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from archive.catalog.models import Article
from archive.entities import services
from archive.web.server.worker import preload


def test_preloading_starts_no_thread(db):
    before = threading.active_count()
    preload()
    assert threading.active_count() <= before


def test_preloading_imports_the_views_and_exempts_what_is_loaded_from_garbage_collection(db):
    preload()
    assert "archive.web.views.results" in sys.modules
    assert get_resolver()._populated or get_resolver().url_patterns
    assert gc.get_freeze_count() > 100_000
    gc.unfreeze()


def test_preloading_loads_the_recognizer(db):
    preload()
    with CaptureQueriesContext(connection) as queries:
        services.mentions_build(article=Article(title="زار الرئيس بوتين هانوي"), paragraphs=[])
    assert len(queries) <= 2  # the version of the authority file, not its forms


def test_preloading_does_without_a_database(db, monkeypatch):
    calls = []

    def fail():
        calls.append("load")
        raise OperationalError("no such table")

    monkeypatch.setattr(services, "recognizer_load", fail)
    preload()
    assert calls == ["load"]
