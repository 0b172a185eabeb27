"""The fields of a document in Tantivy, and indexes of them in folders.

text, title               the token stream (`token_stream`)
text_forms, title_forms   tagged forms that differ from the nearer ones (`forms.tags`)
text_heads, title_heads   the first letters of each word, for short prefixes
facet and calendar keys   as they are: indexed for filters, and columns for sorting
spoken                    each mentioned interval as a term (`interval_term`)
newest, oldest, spread    the document's rank in these orders
added                     time of accession
record, words             stored: the record; the printed words
"""

import threading
from pathlib import Path

import tantivy

from archive.search.engine.document import CALENDAR, KEYED

FORMAT = 6
"""Version of the format on disk, including Tantivy's own; a change of it makes a rebuild necessary."""
FORMS = {"text": "text_forms", "title": "title_forms"}
HEADS = {"text": "text_heads", "title": "title_heads"}
NUMBERS = ("pk", "stamp", "newest", "oldest", "spread", "first", "last", "added")
SKIPPED = "_"
"""A token that takes up a position and is not indexed."""
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
        builder.add_integer_field(name, indexed=name in ("pk", "first", "last", "added"), fast=True)
    builder.add_bytes_field("record", stored=True)
    builder.add_bytes_field("words", stored=True)
    return builder.build()


SCHEMA = build_schema()


def create_index(folder: Path) -> None:
    tantivy.Index(SCHEMA, str(folder), reuse=False)


def open_index(folder: Path) -> tantivy.Index:
    """Raises ValueError if there is none, or none that this version of Tantivy can read."""
    index = tantivy.Index.open(str(folder))
    index.config_reader("manual", 1)  # `Reader` looks for commits: no thread that watches the folder
    index.register_tokenizer(_TOKENIZER, _stream())
    return index


def _stream() -> tantivy.TextAnalyzer:
    """Splits at white space; the filter drops skipped tokens and keeps their positions free."""
    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return words.filter(tantivy.Filter.custom_stopword([SKIPPED])).build()


def interval_term(first: int, last: int, stated: bool) -> str:
    """A mentioned interval (ordinals of its days) as a term: a document's intervals are never mixed up."""
    return f"{first:07d}-{last:07d}-{int(stated)}"


def stored(searcher: tantivy.Searcher, address: tantivy.DocAddress, field: str) -> bytes:
    """The stored value of a field of bytes."""
    return bytes(searcher.doc(address).get_first(field) or b"")


_empty: list[tantivy.Index] = []
_mutex = threading.Lock()


def empty_index() -> tantivy.Index:
    """An empty index in memory, used if there is none on disk."""
    with _mutex:
        if not _empty:
            _empty.append(tantivy.Index(SCHEMA))
        return _empty[0]
