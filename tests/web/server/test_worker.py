import gc
import sys
import threading

from django.urls import get_resolver

from archive.web.server.worker import preload


def test_preloading_starts_no_thread(db):
    before = threading.active_count()
    preload()
    assert threading.active_count() == before


def test_preloading_imports_the_views_and_exempts_what_is_loaded_from_garbage_collection(db):
    preload()
    assert "archive.web.views.results" in sys.modules
    assert get_resolver()._populated or get_resolver().url_patterns
    assert gc.get_freeze_count() > 100_000
    gc.unfreeze()
