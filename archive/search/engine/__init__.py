"""Three engines behind one contract; ARCHIVE_SEARCH_ENGINE names the one in use.

contract    what an engine, a view of its index, a question and its answer are: all that others know of engines
clauses     what can be asked
document    what is indexed: sections of text, and a record of keys and days
forms       a document's words as tagged forms, three levels at one position

whoosh      Whoosh keeps the index, numpy answers from it: the one that needs nothing else
tantivy     Tantivy keeps words and postings: for large archives on one machine
opensearch  a cluster keeps it all: for archives that outgrow one machine

What the embedded ones share:
generations the folders of an index, the pointer to the current one, the lock of the one writer
columns     records as numpy columns
conditions  clauses about keys, days and numbers, as masks over columns
rows        documents numbered through, as rows of columns
ranking     order and pages of rows; facets counts them, tally where they are many
sounds      the table of words by how they sound
"""

import importlib
import threading

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from archive.search.engine.contract import Engine

CLASSES = {"whoosh": "Whoosh", "tantivy": "Tantivy", "opensearch": "OpenSearch"}
"""Each in the module `engine` of the package of its name; made with its place alone."""
_engines: dict[tuple[str, str], Engine] = {}
_mutex = threading.Lock()


def open_engine(name: str, place: str) -> Engine:
    """The engine of this name (whoosh, tantivy, opensearch) at this place: a folder, or the address of an index in a cluster
    (`http://127.0.0.1:9200/name`). One instance for each place in a process.

    Raises ImproperlyConfigured where there is no such engine or its package is not installed.
    """
    with _mutex:
        found = _engines.get((name, place))
        if found is None:
            found = _engines[name, place] = _made(name, place)
        return found


def current_engine() -> Engine:
    """The engine that the settings name."""
    connection = settings.HAYSTACK_CONNECTIONS["default"]
    return open_engine(settings.SEARCH_ENGINE, connection.get("URL") or connection["PATH"])


def _made(name: str, place: str) -> Engine:
    if name not in CLASSES:
        raise ImproperlyConfigured(f"There is no search engine {name!r}; there are {', '.join(CLASSES)}.")
    try:
        module = importlib.import_module(f"archive.search.engine.{name}.engine")
    except ModuleNotFoundError as error:
        raise ImproperlyConfigured(
            f"The search engine {name} needs the package {error.name}: pip install it."
        ) from error
    made: Engine = getattr(module, CLASSES[name])(place)
    return made
