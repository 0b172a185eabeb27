"""Three engines behind one contract; ARCHIVE_SEARCH_ENGINE names the current one.

contract    Engine, View, SearchQuery and SearchResult: all that other packages know of engines
clauses     what a query is made of
document    what is indexed: sections of text, and a record of keys and dates
forms       a document's words as tagged forms, up to four at one position
scoring     the weights that the engines share

whoosh      Whoosh keeps the index, numpy answers: the default, needs nothing else
tantivy     Tantivy keeps words and postings: for large archives on one machine
opensearch  a cluster keeps everything: for archives that outgrow one machine

embedded    what whoosh and tantivy share: folders, locks, columns, facets, sort orders
phonetic_table  words by phonetic key
"""

import importlib
import threading

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from archive.search.engine.contract import Engine

CLASSES = {"whoosh": "Whoosh", "tantivy": "Tantivy", "opensearch": "OpenSearch"}
"""Each in the module `engine` of the package of its name; constructed with its place."""
_engines: dict[tuple[str, str], Engine] = {}
_mutex = threading.Lock()


def open_engine(name: str, place: str) -> Engine:
    """The engine of this name at this place: a folder, or the address of an index in a cluster
    (`http://127.0.0.1:9200/name`). A process has one instance for each place.

    Raises ImproperlyConfigured if there is no such engine or its package is not installed.
    """
    with _mutex:
        engine = _engines.get((name, place))
        if engine is None:
            engine = _engines[name, place] = _construct(name, place)
        return engine


def current_engine() -> Engine:
    """The engine that the settings name."""
    connection = settings.HAYSTACK_CONNECTIONS["default"]
    return open_engine(settings.SEARCH_ENGINE, connection.get("URL") or connection["PATH"])


def _construct(name: str, place: str) -> Engine:
    if name not in CLASSES:
        raise ImproperlyConfigured(f"There is no search engine {name!r}; there are {', '.join(CLASSES)}.")
    try:
        module = importlib.import_module(f"archive.search.engine.{name}.engine")
    except ModuleNotFoundError as error:
        raise ImproperlyConfigured(
            f"The search engine {name} needs the package {error.name}: pip install it."
        ) from error
    engine: Engine = getattr(module, CLASSES[name])(place)
    return engine
