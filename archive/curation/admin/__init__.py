"""The curators' admin: the record, the authority file, and the dates read in articles."""

from archive.curation.admin import authority, dates, record

__all__ = ["authority", "dates", "record"]
