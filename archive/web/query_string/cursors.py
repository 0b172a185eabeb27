"""Cursors in addresses: opaque strings that say after which results a search goes on.

A cursor belongs to its search: with another query, filter or order it is refused.
"""

import base64
import binascii
import hashlib
import json
from dataclasses import replace

from archive.search import Cursor, SearchRequest
from archive.web.query_string.parameters import MAX_CURSOR_LENGTH

_DEFAULT = SearchRequest()


def encode_cursor(cursor: Cursor, query: str) -> str:
    """`query` is the canonical query string of the search (`cursor_query`)."""
    content = json.dumps([_digest(query), cursor.start, *cursor.last], separators=(",", ":"))
    return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


def decode_cursor(text: str, query: str) -> Cursor | None:
    """None for a string that is no cursor, or one of another search."""
    try:
        digest, start, *last = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True))
    except (binascii.Error, ValueError, TypeError):
        return None
    numbers = [number for number in (start, *last) if type(number) is int and 0 <= number < 1 << 53]
    if len(text) > MAX_CURSOR_LENGTH or digest != _digest(query) or len(numbers) != 1 + len(last):
        return None
    return Cursor(start, tuple(last))


def cursor_search(request: SearchRequest) -> SearchRequest:
    """The search that a cursor belongs to: what decides which results there are, and in which order."""
    return replace(
        request,
        cursor=None,
        page=_DEFAULT.page,
        per_page=_DEFAULT.per_page,
        explain=_DEFAULT.explain,
        compare=_DEFAULT.compare,
    )


def _digest(query: str) -> str:
    return hashlib.blake2b(query.encode("utf-8", "replace"), digest_size=6).hexdigest()
