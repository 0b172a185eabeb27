"""The curators' admin: the record, the authority file, and the names and dates read in articles."""

from archive.curation.admin import authority, dates, mentions, record

__all__ = ["authority", "dates", "mentions", "record"]
