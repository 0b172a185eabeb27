"""The tables of ingest: feeds that are watched."""

from archive.ingest.models.feed import Feed, FeedFetch, FeedItem

__all__ = ["Feed", "FeedFetch", "FeedItem"]
