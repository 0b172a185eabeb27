"""Rules about printed text, applied to articles that are stored, and taken back from them.

What a curator set of an article stays, and articles in which a name is redacted are left as they are.
"""

import logging
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Q

from archive.catalog.models import Article, Paragraph
from archive.catalog.services import ArticleChangedError, article_save, articles_check_unchanged
from archive.ingest.annotation import annotations_build, annotations_write
from archive.ingest.models import Rule
from archive.ingest.record import ArticleRecord, UnreadableError
from archive.ingest.restoring import article_field_restore
from archive.ingest.rules.texts import RuleBook, record_ruled, rule_book

log = logging.getLogger(__name__)


def articles_printing(rule: Rule) -> list[int]:
    """Primary keys of the articles that print the text of a rule as a paragraph, in its source if it is about one."""
    printed = Paragraph.objects.filter(text=rule.text, article__is_redacted=False)
    if rule.source_id:
        printed = printed.filter(article__source=rule.source_id)
    elif rule.meant_source_id:
        printed = printed.filter(Q(article__source=None) | Q(article__source=rule.meant_source_id))
    return sorted(set(printed.order_by().values_list("article", flat=True)))


def articles_rule(rule: Rule, pks: Iterable[int]) -> None:
    """Take the text of a rule out of these articles, and give them the source that it names."""
    book = rule_book()
    for article in _articles(pks):
        _unless_changed(lambda one: _article_rule(rule, one, book), article)


def _article_rule(rule: Rule, article: Article, book: RuleBook) -> None:
    """Raises ArticleChangedError."""
    if "paragraphs" in article.curated_fields:
        return
    paragraphs = tuple(article.paragraphs.order_by("position").values_list("role", "text"))
    source = article.source.name if article.source else ""
    ruled = record_ruled(ArticleRecord(import_key="", paragraphs=paragraphs, source=source), book)
    if ruled.paragraphs == paragraphs:
        return
    fields: tuple[str, ...] = ()
    if ruled.source and article.source is None and "source" not in article.curated_fields:
        article.source, fields = rule.meant_source, ("source",)
    annotations = annotations_build(article, ruled.paragraphs)
    with transaction.atomic():
        articles_check_unchanged({article.pk: article.changed_at})
        article_save(article=article, paragraphs=ruled.paragraphs, fields=fields)
        annotations_write([annotations])
        rule.articles.add(article)


def articles_unrule(rule: Rule, pks: Iterable[int]) -> None:
    """Read these articles' text and source from their originals again, as the other rules have them."""
    for article in _articles(pks):
        _unless_changed(lambda one: _article_unrule(rule, one), article)


def _article_unrule(rule: Rule, article: Article) -> None:
    """Raises ArticleChangedError."""
    fields = ["paragraphs"]
    if rule.meant_source_id and article.source_id == rule.meant_source_id:
        fields.append("source")
    for field in fields:
        if field not in article.curated_fields:
            try:
                article_field_restore(article=article, field=field, must_be_unchanged=True)
            except UnreadableError:
                continue


def _unless_changed(work: Callable[[Article], None], article: Article) -> None:
    """Names are recognised outside the transaction: an article that somebody saved meanwhile is read once more."""
    try:
        work(article)
    except ArticleChangedError:
        for again in _articles([article.pk]):
            try:
                work(again)
            except ArticleChangedError:
                log.warning("article %s is saved again and again: the rule was not applied to it", article.key)


def _articles(pks: Iterable[int]) -> Iterable[Article]:
    rows = Article.objects.filter(pk__in=list(pks), is_redacted=False).select_related("source", "raw_document")
    return rows.order_by("pk").iterator(chunk_size=100)
