"""The curators' admin: articles and where they came from, the authority file, names and dates recognised in articles."""

from archive.curation.admin import (
    accessions,
    accounts,
    articles,
    authority,
    collisions,
    curated_fields,
    dates,
    deletions,
    mentions,
    uploads,
)

__all__ = [
    "accessions",
    "accounts",
    "articles",
    "authority",
    "collisions",
    "curated_fields",
    "dates",
    "deletions",
    "mentions",
    "uploads",
]
