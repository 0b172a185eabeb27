"""The curators' admin: articles and where they came from, feeds, the authority file, names and dates recognised in articles."""

from archive.curation.admin import (
    about,
    accessions,
    accounts,
    articles,
    authority,
    changes,
    collisions,
    curated_fields,
    dates,
    deletions,
    feeds,
    invitations,
    mentions,
    revisions,
    split_doubts,
    uploads,
)

__all__ = [
    "about",
    "accessions",
    "accounts",
    "articles",
    "authority",
    "changes",
    "collisions",
    "curated_fields",
    "dates",
    "deletions",
    "feeds",
    "invitations",
    "mentions",
    "revisions",
    "split_doubts",
    "uploads",
]
