"""Chainable filters on articles."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from archive.catalog.models import Article  # noqa: F401


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self) -> "ArticleQuerySet":
        """What readers may see: drafts and withdrawn articles are left out."""
        return self.filter(state="published")

    def articles(self) -> "ArticleQuerySet":
        """Articles proper, without stubs."""
        return self.filter(kind="article")

    def with_record(self) -> "ArticleQuerySet":
        """With source and paragraphs at hand: two queries for any number of articles."""
        return self.select_related("source").prefetch_related("paragraphs")
