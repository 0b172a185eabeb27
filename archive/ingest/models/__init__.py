"""The tables of ingest: feeds that are watched; uploads of curators, with their files and the rows of their previews."""

from archive.ingest.models.feed import Feed, FeedFetch, FeedItem
from archive.ingest.models.upload import Upload, UploadFile, UploadRow

__all__ = ["Feed", "FeedFetch", "FeedItem", "Upload", "UploadFile", "UploadRow"]
