"""Chainable filters on articles and doubts about their split."""

import datetime as dt
from typing import Self, TypeVar

from django.db import models

from archive.catalog.date_doubt import last_plausible_day

Row = TypeVar("Row", bound=models.Model)


class ArticleQuerySet(models.QuerySet[Row]):
    def published(self) -> Self:
        """Articles that readers may see: without drafts and withdrawn ones."""
        return self.filter(state="published")

    def due(self, now: dt.datetime) -> Self:
        """Embargoed articles whose time has come. What was cut from an article that readers do not see waits for it."""
        own = self.filter(state="embargoed", embargo_until__lte=now)
        return own.filter(models.Q(parent=None) | models.Q(parent__state="published"))

    def articles(self) -> Self:
        """Articles proper, without stubs."""
        return self.filter(kind="article")

    def plausibly_dated(self) -> Self:
        """Without articles dated after tomorrow; undated ones are included."""
        return self.exclude(published_on__gt=last_plausible_day())

    def with_record(self) -> Self:
        """With source and paragraphs loaded, in two queries for any number of articles."""
        return self.select_related("source").prefetch_related("paragraphs")


class SplitDoubtQuerySet(models.QuerySet[Row]):
    def waiting(self) -> Self:
        """Doubts that await a decision; those of withdrawn articles can wait."""
        return self.filter(state="open").exclude(article__state="withdrawn")
