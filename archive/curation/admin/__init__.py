"""The curators' admin: the record and the authority file."""

from archive.curation.admin import authority, record

__all__ = ["authority", "record"]
