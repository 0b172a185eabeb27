"""What a web worker loads: `preload` before the workers are forked, `start_worker` in each of them.

Before the fork: modules, addresses, templates, the analyzer, and the recognizer, which a curator's first save would load.
The workers share these pages until one writes to them, from which `freeze_gc` keeps the garbage collector. After the fork,
or in a spawned worker: open indexes, database connections and threads, none of which survive a fork. Word tables and index
columns are mapped from files, so that workers share them however they start.
"""

import gc
import logging
from importlib import import_module

import django
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connections
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.urls import get_resolver

from archive import search
from archive.catalog.heap import heap_share, heap_trim, heap_trim_often
from archive.text import current_analyzer
from archive.web.server.request_serializer import Application, serialize_requests

log = logging.getLogger(__name__)
GC_THRESHOLD = 10_000
"""New objects before a collection: one page makes some thousand, hardly any of them cyclic garbage."""


def preload() -> None:
    """Set Django up and load what does not depend on the process. Starts no thread and opens no index."""
    django.setup()
    get_resolver().url_patterns  # noqa: B018 (imports the views)
    import_module("archive.search.service")
    current_analyzer()
    _compile_templates()
    from archive.entities.services import recognizer_load  # the apps are ready now

    try:
        recognizer_load()
    except DatabaseError as error:
        log.info("The recognizer was not loaded: %s", error)
    connections.close_all()
    freeze_gc()


def start_worker() -> Application:
    """The WSGI application, its caches filled and its background threads running."""
    heap_share()  # no fork hands it on where workers are spawned, or another server runs them
    preload()
    application = get_wsgi_application()
    search.warm_up()
    connections.close_all()
    gc.set_threshold(GC_THRESHOLD)
    freeze_gc()
    heap_trim()  # what loading has freed: 15 to 20 MB
    heap_trim_often()
    return serialize_requests(application)


def freeze_gc() -> None:
    """Exempt all current objects from garbage collection: a collection that walks the tables takes 0.1 s."""
    gc.collect()
    gc.freeze()


def _compile_templates() -> None:
    """Otherwise the first page takes a third of a second longer."""
    engine = engines["jinja2"]
    assert isinstance(engine, Jinja2)
    environment = engine.env
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)
