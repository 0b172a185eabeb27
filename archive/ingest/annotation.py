"""What we read in an article: the entities it names and the dates it states. Built on import, built again after an edit."""

from collections.abc import Sequence

from django.db import transaction

from archive.catalog.models import Article
from archive.chronology.models import DateMention
from archive.chronology.services import dates_build, dates_refresh
from archive.entities import services as entities
from archive.entities.models import Mention


def annotations_build(
    article: Article, paragraphs: Sequence[tuple[str, str]]
) -> tuple[list[Mention], list[DateMention]]:
    """Unsaved rows for an article that may itself be unsaved yet."""
    return entities.mentions_build(article=article, paragraphs=paragraphs), dates_build(article, paragraphs)


@transaction.atomic
def article_annotate(*, article: Article) -> None:
    """Read a saved article again and replace its mentions and dates."""
    entities.mentions_refresh(article=article)
    dates_refresh(article=article)
