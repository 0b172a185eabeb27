"""The index template: how the cluster keeps a document, by field.

text     tagged forms at their positions, up to three at one: phrases, neighbourhoods, prefixes
weights  every tagged form once, with its weight in halves of an occurrence as its frequency: words and their scores
title    tagged forms of the title at their positions
words    each form behind its phonetic key: the vocabulary
source … kind  facet keys, as they are
version_group, story_group  the key of a group; result_of_…: the same, and for documents without a group a key of their own
first, last, year, month  publication; days as ordinals
spoken, stated  mentioned dates, and those of them that the text states, as ranges
pk, stamp, spread, added  primary key; version; rank in samples; time of accession
"""

from typing import Any

from archive.search.engine.document import GROUPINGS, KEYED
from archive.search.engine.opensearch.address import Address
from archive.search.engine.scoring import K1, B

FORMAT = 5
"""Version of the mapping; a change of it makes a rebuild necessary."""
SEPARATOR = "|"
"""Between the forms of one position, and between a form and its weight; no token contains it (`fields.encoded`)."""
MAX_KEY_LETTERS = 8_000
"""Longer facet keys are not indexed: the cluster accepts 32,766 bytes."""
MAX_WINDOW = 10_000
"""Hits within reach of one request: the cluster's own limit."""

_ANALYSIS: dict[str, Any] = {
    "tokenizer": {"chunks": {"type": "whitespace", "max_token_length": 65_536}},
    "filter": {
        "forms": {"type": "pattern_capture", "preserve_original": False, "patterns": [f"([^{SEPARATOR}]+)"]},
        "weight": {"type": "delimited_term_freq", "delimiter": SEPARATOR},
    },
    "analyzer": {
        "forms": {"type": "custom", "tokenizer": "chunks", "filter": ["forms"]},
        "weights": {"type": "custom", "tokenizer": "chunks", "filter": ["weight"]},
        "single": {"type": "custom", "tokenizer": "chunks"},
    },
}
_SIMILARITY = {
    # frequencies are in halves of an occurrence, so k1 is doubled
    "halves": {"type": "BM25", "k1": 2 * K1, "b": B, "discount_overlaps": False},
    "whole": {"type": "BM25", "k1": K1, "b": B},
}


def result_field(grouping: str) -> str:
    """The field by which results are collapsed: every document has it, because documents without a value would be one result."""
    return f"result_of_{grouping}"


def template(address: Address) -> dict[str, Any]:
    """The template of the address's indices."""
    return {
        "index_patterns": [f"{address.index}-g-*"],
        "priority": 500,
        "template": {"settings": _settings(address), "mappings": _mappings()},
    }


def copies(address: Address) -> dict[str, Any]:
    if "-" in address.copies:
        return {"auto_expand_replicas": address.copies}
    return {"number_of_replicas": int(address.copies), "auto_expand_replicas": False}


def _settings(address: Address) -> dict[str, Any]:
    return {
        "index": {
            "number_of_shards": address.shards,
            **copies(address),
            "refresh_interval": "1s",
            "max_result_window": MAX_WINDOW,
            # a write that arrives late must find the version of a deletion
            "gc_deletes": "6h",
            "analysis": _ANALYSIS,
            "similarity": _SIMILARITY,
        }
    }


def _mappings() -> dict[str, Any]:
    forms = {"type": "text", "analyzer": "forms", "position_increment_gap": 100, "similarity": "whole"}
    key = {"type": "keyword", "ignore_above": MAX_KEY_LETTERS}
    days = {"type": "integer_range", "doc_values": False}
    return {
        "dynamic": "strict",
        "_source": {"excludes": ["text", "weights", "title", "words"]},
        "properties": {
            "text": forms,
            "title": forms,
            "weights": {
                "type": "text",
                "analyzer": "weights",
                "search_analyzer": "forms",
                "index_options": "freqs",
                "similarity": "halves",
            },
            "words": {"type": "keyword"},
            **dict.fromkeys(KEYED, key),
            **{result_field(name): {"type": "keyword", "index": False} for name in GROUPINGS},
            "first": {"type": "integer"},
            "last": {"type": "integer"},
            "year": {"type": "keyword"},
            "month": {"type": "keyword"},
            "spoken": days,
            "stated": days,
            "pk": {"type": "long"},
            "stamp": {"type": "long", "index": False},
            "spread": {"type": "integer", "index": False},
            "added": {"type": "long"},
        },
    }
