"""Chainable filters on articles and raw documents."""

from typing import Self, TypeVar

from django.db import models
from django.db.models.functions import Cast

from archive.catalog.date_doubt import last_plausible_day

Row = TypeVar("Row", bound=models.Model)


class ArticleQuerySet(models.QuerySet[Row]):
    def published(self) -> Self:
        """Articles that readers may see: without drafts and withdrawn ones."""
        return self.filter(state="published")

    def articles(self) -> Self:
        """Articles proper, without stubs."""
        return self.filter(kind="article")

    def plausibly_dated(self) -> Self:
        """Without articles dated after tomorrow; undated ones are included."""
        return self.exclude(published_on__gt=last_plausible_day())

    def with_record(self) -> Self:
        """With source and paragraphs loaded, in two queries for any number of articles."""
        return self.select_related("source").prefetch_related("paragraphs")


class RawDocumentQuerySet(models.QuerySet[Row]):
    def with_note(self, words: str) -> Self:
        """Documents with a note of reading that holds these words (of ASCII: notes are kept as JSON)."""
        return self.alias(notes_as_text=Cast("notes", models.TextField())).filter(notes_as_text__contains=words)
