"""The tables of ingest: feeds that are watched; uploads of curators, with their files and the rows of their previews; rules that
curators made for all that comes."""

from archive.ingest.models.feed import Feed, FeedFetch, FeedItem
from archive.ingest.models.rule import Rule
from archive.ingest.models.upload import Upload, UploadFile, UploadRow

__all__ = ["Feed", "FeedFetch", "FeedItem", "Rule", "Upload", "UploadFile", "UploadRow"]
