"""Articles and groups of versions, for the tests of this room."""

import datetime as dt

import pytest

from archive.catalog.models import Article, Source
from archive.catalog.services import article_save
from archive.coverage.models import Version, VersionGroup


@pytest.fixture
def write(db):
    """Saves an article with its paragraphs."""

    def save(*paragraphs, published="2024-06-20", title="خبر", source="صحيفة"):
        article = Article(title=title, source=Source.objects.get_or_create(name=source)[0])
        if published:
            article.published_on = dt.date.fromisoformat(published)
            article.published_precision, article.published_basis = "day", "stated"
        return article_save(article=article, paragraphs=[("paragraph", text) for text in paragraphs])

    return save


@pytest.fixture
def group(db):
    """Makes articles versions of one text, without comparing them; the first represents them."""

    def make(*articles):
        made = VersionGroup.objects.create(representative=articles[0])
        for article in articles:
            Version.objects.create(article=article, group=made, relation="equal", basis="hash", share=1.0)
        return made

    return make
