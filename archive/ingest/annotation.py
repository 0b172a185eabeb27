"""What is recognised in an article: the entities it names, the dates it mentions, who says what in it, and its figures.

Recognition takes most of the time of an import, so it runs before the transaction (`annotations_build`); the rows are
written within it. If the article was edited or names were changed in between, it is analysed again within the transaction.

`recognize` reads plain values and returns plain values, so that it may run in another process (`recognizers`).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import replace as replace_fields
from itertools import chain
from typing import NamedTuple

from django.db import transaction

from archive.catalog.models import Article
from archive.catalog.services import ParagraphText, text_redact
from archive.catalog.span_services import spans_replaced
from archive.chronology.models import DateMention
from archive.chronology.services import ReadDate, dates_read, dates_unsaved
from archive.entities import services as entities
from archive.entities.models import Mention
from archive.entities.selectors import name_forms_version, request_scoped_versions
from archive.ingest.page_text.provenance import link_spans
from archive.ingest.rules.names import Use, mentions_ruled, name_rules, names_note
from archive.statements.models import Figure
from archive.statements.services import (
    ArticleFigures,
    ArticleQuotations,
    ReadFigure,
    ReadQuotation,
    UnsavedQuotation,
    figures_read,
    figures_unsaved,
    figures_write,
    quotations_read,
    quotations_unsaved,
    quotations_write,
    redacted_speakers_hide,
)

INSERTED_ROWS = 2_000
Text = tuple[Article, Sequence[ParagraphText]]
"""An article and its paragraphs, which may not be saved yet."""
ARTICLES_AT_ONCE = 20
"""Articles whose names are read together: a quarter of a second's work."""


@dataclass(frozen=True, slots=True)
class Annotations:
    """Unsaved rows of one article, which may itself be unsaved, and the version of the names they were recognised with."""

    article: Article
    paragraphs: Sequence[ParagraphText]
    mentions: list[Mention]
    dates: list[DateMention]
    quotations: list[UnsavedQuotation]
    figures: list[Figure]
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
    quotations: list[ReadQuotation]
    figures: list[ReadFigure]
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


def recognize(articles: Sequence[PrintedArticle]) -> list[Recognized]:
    """What is recognised in each of these articles. A few at a time take far less than one by one."""
    version = name_forms_version()
    names = entities.names_read([_named_texts(printed) for printed in articles])
    return [
        Recognized(
            found,
            dates_read(title=printed.title, paragraphs=printed.paragraphs, published=printed.published),
            quotations_read(paragraphs=printed.paragraphs, names=found),
            figures_read(paragraphs=printed.paragraphs, names=found),
            version,
        )
        for printed, found in zip(articles, names, strict=True)
    ]


def _named_texts(printed: PrintedArticle) -> entities.NamedTexts:
    first, last = printed.first_day, printed.last_day
    published = (first, last) if first and last else None
    return entities.NamedTexts(printed.title, printed.paragraphs, printed.dateline, published)


def annotations_of(article: Article, paragraphs: Sequence[ParagraphText], found: Recognized) -> Annotations:
    """What was recognised, as unsaved rows of this article."""
    mentions = entities.mentions_unsaved(article, found.names)
    quotations = quotations_unsaved(article, found.quotations, mentions)
    mentions = _without_links(mentions, paragraphs)
    dates, figures = dates_unsaved(article, found.dates), figures_unsaved(article, found.figures)
    return Annotations(article, paragraphs, mentions, dates, quotations, figures, found.names_version)


def _without_links(mentions: list[Mention], paragraphs: Sequence[ParagraphText]) -> list[Mention]:
    """Without the medium of «رابط الخبر بصحيفة …», which says where the news was printed and is no part of it."""
    links = {place: spans for place, (_, text) in enumerate(paragraphs) if (spans := link_spans(text))}
    return [
        mention
        for mention in mentions
        if not any(first <= mention.start < last for first, last in links.get(mention.paragraph, ()))
    ]


def annotations_build(article: Article, paragraphs: Sequence[ParagraphText]) -> Annotations:
    return annotations_build_all([(article, paragraphs)])[0]


def annotations_build_all(articles: Sequence[Text]) -> list[Annotations]:
    """The annotations of these articles, unsaved, each with its paragraphs; those of redacted articles are without the names."""
    articles = [redacted_text(*one) for one in articles]
    built: list[Annotations] = []
    for start in range(0, len(articles), ARTICLES_AT_ONCE):
        part = articles[start : start + ARTICLES_AT_ONCE]
        found = recognize([printed_article(*one) for one in part])
        built += [annotations_of(*one, recognized) for one, recognized in zip(part, found, strict=True)]
    return built


def redacted_text(article: Article, paragraphs: Sequence[ParagraphText]) -> Text:
    """The article and its paragraphs as they will be stored, if a name is redacted in it."""
    return (article, text_redact(article, paragraphs)) if article.is_redacted else (article, paragraphs)


@transaction.atomic
def annotations_write(annotations: Sequence[Annotations], *, replace: bool = True) -> None:
    """Save the annotations of saved articles; with `replace`, in place of those that no curator has decided."""
    annotations, uses = _ruled(_up_to_date(annotations))
    mentions = list(chain.from_iterable(one.mentions for one in annotations))
    dates = list(chain.from_iterable(one.dates for one in annotations))
    if replace:
        named = [(one.article.pk, one.texts, one.mentions) for one in annotations]
        mentions = spans_replaced(Mention.objects.all(), named)
        dates = spans_replaced(
            DateMention.objects.all(), [(one.article.pk, one.texts, one.dates) for one in annotations]
        )
    entities.mentions_write(mentions)
    redacted = [one.article for one in annotations if one.article.is_redacted]
    entities.redacted_mentions_delete(redacted)
    DateMention.objects.bulk_create(dates, batch_size=INSERTED_ROWS)
    quotations = [ArticleQuotations(one.article, one.texts, one.quotations) for one in annotations]
    quotations_write(quotations, replace=replace)
    redacted_speakers_hide(redacted)
    figures_write([ArticleFigures(one.article, one.texts, one.figures) for one in annotations], replace=replace)
    names_note(uses)


def _ruled(annotations: Sequence[Annotations]) -> tuple[Sequence[Annotations], list[Use]]:
    """With doubtful names decided by curators' rules, and where these were applied."""
    rules = name_rules()
    if not rules:
        return annotations, []
    found, uses = [], []
    for one in annotations:
        mentions, used = mentions_ruled(one.article, one.mentions, rules)
        found.append(replace_fields(one, mentions=mentions))
        uses += [(rule, one.article.pk) for rule in used]
    return found, uses


def article_annotate(*, article: Article) -> None:
    """Analyse a saved article again and replace its mentions, dates, quotations and figures."""
    annotations_write([annotations_build(article, _paragraphs(article))])


def articles_analyse(pks: Iterable[int]) -> list[Annotations]:
    """The annotations of saved articles as they are now, unsaved; articles that do not exist are left out."""
    with request_scoped_versions():
        return annotations_build_all(articles_printed(pks))


def articles_printed(pks: Iterable[int]) -> list[Text]:
    """Saved articles as they are now, with their paragraphs; those that do not exist are left out."""
    articles = Article.objects.filter(pk__in=list(pks)).order_by("pk").prefetch_related("paragraphs")
    return [(article, _paragraphs(article)) for article in articles]


def _paragraphs(article: Article) -> list[ParagraphText]:
    return [(paragraph.role, paragraph.text) for paragraph in article.paragraphs.all()]


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
