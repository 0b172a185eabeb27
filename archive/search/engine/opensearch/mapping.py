"""The index template: how the cluster keeps a document, by field.

text     tagged forms at their positions, up to three at one: phrases, neighbourhoods, prefixes
weights  every tagged form once, with its weight in halves of an occurrence as its frequency: words and their scores
title    tagged forms of the title at their positions
words    each form with the skeleton of its sound before it: the vocabulary
source … kind  facet keys, as they are
first, last, year, month  publication; days as ordinals
spoken, stated  days that the text speaks of, and those of them that it states, as ranges
pk, stamp, spread  number; what was indexed; a number without meaning, to draw samples by
"""

from typing import Any

from archive.search.engine.document import KEYED
from archive.search.engine.opensearch.address import Address

FORMAT = 1
"""Version of all this; an index of another one is built anew."""
SEPARATOR = "|"
"""Stands between the forms of one position, and between a form and its weight. No token holds it (`fields.encoded`)."""
LONGEST_KEY = 8_000
"""A facet's key of more letters is not indexed: the cluster takes 32,766 bytes."""
DEEPEST = 10_000
"""Hits that one request may reach: the cluster's own limit."""
K1, B = 1.2, 0.75
"""BM25's usual constants."""

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
    # frequencies in halves of an occurrence, so its constant counts double
    "halves": {"type": "BM25", "k1": 2 * K1, "b": B, "discount_overlaps": False},
    "whole": {"type": "BM25", "k1": K1, "b": B},
}


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
            "max_result_window": DEEPEST,
            # a late, older write must find the trace of a deletion
            "gc_deletes": "6h",
            "analysis": _ANALYSIS,
            "similarity": _SIMILARITY,
        }
    }


def _mappings() -> dict[str, Any]:
    forms = {"type": "text", "analyzer": "forms", "position_increment_gap": 100, "similarity": "whole"}
    key = {"type": "keyword", "ignore_above": LONGEST_KEY}
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
            "first": {"type": "integer"},
            "last": {"type": "integer"},
            "year": {"type": "keyword"},
            "month": {"type": "keyword"},
            "spoken": days,
            "stated": days,
            "pk": {"type": "long"},
            "stamp": {"type": "long", "index": False},
            "spread": {"type": "integer", "index": False},
        },
    }
