"""What is recognised in an article: the entities it names and the dates it mentions.

Recognition takes most of the time of an import, so it runs before the transaction (`annotations_build`); the rows are
written within it. If the article was edited or names were changed in between, it is analysed again within the transaction.

`recognize` reads plain values and returns plain values, so that it may run in another process (`recognizers`).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from django.db import transaction

from archive.catalog.models import Article
from archive.catalog.services import ParagraphText
from archive.catalog.span_services import spans_replaced
from archive.chronology.models import DateMention
from archive.chronology.services import ReadDate, dates_of, dates_read
from archive.entities import services as entities
from archive.entities.models import Mention
from archive.entities.selectors import name_forms_version, request_scoped_versions

INSERTED_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Annotations:
    """Unsaved rows of one article, which may itself be unsaved, and the version of the names they were recognised with."""

    article: Article
    paragraphs: Sequence[ParagraphText]
    mentions: list[Mention]
    dates: list[DateMention]
    names_version: object

    @property
    def texts(self) -> list[str]:
        """The title and the paragraphs."""
        return [self.article.title or "", *(text for _, text in self.paragraphs)]


class PrintedArticle(NamedTuple):
    """What recognition reads of an article. `first_day` and `last_day`: when it may have appeared; `published`: its date in ISO
    form, None if it is not believed."""

    title: str
    paragraphs: Sequence[ParagraphText]
    dateline: str
    first_day: dt.date | None
    last_day: dt.date | None
    published: str | None


class Recognized(NamedTuple):
    """What was recognised in an article, with which version of the names."""

    names: entities.ReadNames
    dates: list[ReadDate]
    names_version: object


def printed_article(article: Article, paragraphs: Sequence[ParagraphText]) -> PrintedArticle:
    return PrintedArticle(
        article.title or "",
        paragraphs,
        article.dateline,
        article.published_on,
        article.published_until,
        article.believed_value,
    )


def recognize(printed: PrintedArticle) -> Recognized:
    version = name_forms_version()
    first, last = printed.first_day, printed.last_day
    names = entities.names_read(
        title=printed.title,
        paragraphs=printed.paragraphs,
        dateline=printed.dateline,
        published=(first, last) if first and last else None,
    )
    dates = dates_read(title=printed.title, paragraphs=printed.paragraphs, published=printed.published)
    return Recognized(names, dates, version)


def annotations_of(article: Article, paragraphs: Sequence[ParagraphText], found: Recognized) -> Annotations:
    """What was recognised, as unsaved rows of this article."""
    mentions = entities.mentions_of(article, found.names)
    return Annotations(article, paragraphs, mentions, dates_of(article, found.dates), found.names_version)


def annotations_build(article: Article, paragraphs: Sequence[ParagraphText]) -> Annotations:
    return annotations_of(article, paragraphs, recognize(printed_article(article, paragraphs)))


@transaction.atomic
def annotations_write(annotations: Sequence[Annotations], *, replace: bool = True) -> None:
    """Save the annotations of saved articles; with `replace`, in place of those that no curator has decided."""
    annotations = _up_to_date(annotations)
    mentions = list(chain.from_iterable(one.mentions for one in annotations))
    dates = list(chain.from_iterable(one.dates for one in annotations))
    if replace:
        named = [(one.article.pk, one.texts, one.mentions) for one in annotations]
        mentions = spans_replaced(Mention.objects.all(), named)
        dates = spans_replaced(
            DateMention.objects.all(), [(one.article.pk, one.texts, one.dates) for one in annotations]
        )
    entities.mentions_write(mentions)
    DateMention.objects.bulk_create(dates, batch_size=INSERTED_ROWS)


def article_annotate(*, article: Article) -> None:
    """Analyse a saved article again and replace its mentions and dates."""
    annotations_write([_analyse(article)])


def articles_analyse(pks: Iterable[int]) -> list[Annotations]:
    """The annotations of saved articles as they are now, unsaved; articles that do not exist are left out."""
    articles = Article.objects.filter(pk__in=list(pks)).order_by("pk").prefetch_related("paragraphs")
    with request_scoped_versions():
        return [_analyse(article) for article in articles]


def _analyse(article: Article) -> Annotations:
    return annotations_build(article, [(paragraph.role, paragraph.text) for paragraph in article.paragraphs.all()])


def _up_to_date(annotations: Sequence[Annotations]) -> list[Annotations]:
    """Analyse those again whose article, or whose names, changed since they were built."""
    version = name_forms_version()
    pks = [one.article.pk for one in annotations]
    changed_at = dict(Article.objects.filter(pk__in=pks).values_list("pk", "changed_at"))
    current: list[Annotations] = []
    for one in annotations:
        if one.names_version == version and changed_at.get(one.article.pk) == one.article.changed_at:
            current.append(one)
        else:
            current += articles_analyse([one.article.pk])
    return current
