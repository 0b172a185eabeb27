"""Languages as conditions: BCP 47 tags, matched as RFC 4647 filters (basic filtering)."""

from collections.abc import Iterable

from archive.search.engine import clauses as c
from archive.text import language_tag


def language_clause(tags: Iterable[str]) -> c.Clause:
    """Articles in any of these languages or a variety of one: `ar` matches `ar-EG`. Tags are read in any letters."""
    usual = [language_tag(tag) or tag for tag in tags]
    return c.Or((c.Keys("language", tuple(usual)), *(c.KeyPrefix("language", f"{tag}-") for tag in usual)))
