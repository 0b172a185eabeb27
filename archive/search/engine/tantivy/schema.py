"""The fields of a document in Tantivy, and an index of them in a folder.

`text` and `title` hold the stream of tokens that `feeding` makes; `text_forms` and `title_forms` the tagged forms that
differ from what is nearer (`forms.tags`); `text_heads` and `title_heads` the first letters of each word. Facet keys and
calendar keys are whole strings, indexed for filters and kept as columns for counts. `newest`, `oldest` and `spread` are the
orders of that name as one number each.
"""

import threading
from pathlib import Path

import tantivy

from archive.search.engine.document import CALENDAR, KEYED

FORMAT = 2
"""Version of the index's form on disk, Tantivy's own included; another one means a rebuild."""
FORMS = {"text": "text_forms", "title": "title_forms"}
HEADS = {"text": "text_heads", "title": "title_heads"}
NUMBERS = ("pk", "stamp", "newest", "oldest", "spread", "first", "last")
EMPTY = "_"
"""A token that takes a place and is not indexed."""
_TOKENIZER = "stream"


def build_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field, forms in FORMS.items():
        builder.add_text_field(field, tokenizer_name=_TOKENIZER, index_option="position")
        builder.add_text_field(forms, tokenizer_name=_TOKENIZER, index_option="freq")
        builder.add_text_field(HEADS[field], tokenizer_name=_TOKENIZER, index_option="basic")
    for name in (*KEYED, *CALENDAR):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("spoken", tokenizer_name="raw", index_option="basic")
    for name in NUMBERS:
        builder.add_integer_field(name, indexed=name in ("pk", "first", "last"), fast=True)
    builder.add_bytes_field("record", stored=True)
    builder.add_bytes_field("words", stored=True)
    return builder.build()


SCHEMA = build_schema()


def begin(folder: Path) -> None:
    """An empty index in a folder."""
    tantivy.Index(SCHEMA, str(folder), reuse=False)


def open_index(folder: Path) -> tantivy.Index:
    """Raises ValueError where there is none, or none that this version of Tantivy reads."""
    index = tantivy.Index.open(str(folder))
    index.config_reader("manual", 1)  # commits are looked for by our own stamp: no thread that watches the folder
    index.register_tokenizer(_TOKENIZER, _stream())
    return index


def _stream() -> tantivy.TextAnalyzer:
    """Tokens come ready, with spaces between them; a filter takes out the empty ones, and their places stay."""
    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return words.filter(tantivy.Filter.custom_stopword([EMPTY])).build()


def stored(searcher: tantivy.Searcher, address: tantivy.DocAddress, field: str) -> bytes:
    """What is stored of a document in a field of bytes."""
    return bytes(searcher.doc(address).get_first(field) or b"")


_nothing: list[tantivy.Index] = []
_mutex = threading.Lock()


def empty_index() -> tantivy.Index:
    """An index of nothing, in memory: it stands for one that is not there."""
    with _mutex:
        if not _nothing:
            _nothing.append(tantivy.Index(SCHEMA))
        return _nothing[0]
