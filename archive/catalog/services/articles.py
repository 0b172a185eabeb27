"""Writes to articles, one or many at a time. Each adds rows to the outbox in the same transaction."""

import hashlib
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from archive.catalog.labels import labels_add
from archive.catalog.models import Article, Paragraph, RedactedArticle, Tombstone, UnredactedText
from archive.catalog.redactions import text_redact
from archive.catalog.services.outbox import outbox_add
from archive.catalog.services.revisions import TextChange, revisions_add, texts_read
from archive.catalog.services.states import new_children_follow

ParagraphText = tuple[str, str]
"""(role, text)"""
ArticleText = tuple[Article, Sequence[ParagraphText]]
DERIVED_FIELDS = ("published_on", "content_hash", "generated_title", "changed_at")
"""Fields that follow from others whenever an article is saved with its paragraphs."""
INSERTED_ROWS = 2_000
"""Rows per INSERT statement at most; Django makes it fewer where the database takes fewer parameters."""
DELETED_ROWS = 500
"""Values of one query with `IN`."""
MAX_TITLE_CHARS = 90


def content_hash(*, title: str | None, paragraphs: Iterable[ParagraphText]) -> str:
    """SHA-256 (hex) of the printed title and paragraphs: the identity of a text that has no id of its own."""
    digest = hashlib.sha256()
    for part in (title or "", *(f"{role}\x1f{text}" for role, text in paragraphs)):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\x1e")
    return digest.hexdigest()


def generate_title(paragraphs: Sequence[ParagraphText]) -> str:
    """A title for an article printed without one: its first words in brackets, which mark it as generated."""
    prose = [text for role, text in paragraphs if role in ("lede", "paragraph")]
    opening = (prose or [text for _, text in paragraphs] or [""])[0]
    title = ""
    for word in opening.split():
        if len(title) + len(word) + 1 > MAX_TITLE_CHARS:
            return f"[{title} …]"
        title = f"{title} {word}".strip()
    return f"[{title or '…'}]"


@transaction.atomic
def articles_bulk_create(*, articles: Sequence[ArticleText]) -> None:
    """Save new articles with their paragraphs. An article's `parent` may be another new article of the same call.

    What is cut from an article that is not published follows it (`states`).

    Raises django.db.IntegrityError where a constraint of the record is violated; nothing is changed then.
    """
    articles = [(one, text_redact(one, paragraphs) if one.is_redacted else paragraphs) for one, paragraphs in articles]
    for article, paragraphs in articles:
        _derive(article, paragraphs)
    waiting = [article for article, _ in articles]
    while waiting:
        ready = [article for article in waiting if not _awaits_parent(article)]
        if not ready:
            raise ValueError("the parent of an article must be saved before it, or with it")
        new_children_follow(ready)
        Article.objects.bulk_create(ready, batch_size=INSERTED_ROWS)
        waiting = [article for article in waiting if not article.pk]
    for article in (article for article, _ in articles if article.is_redacted):
        RedactedArticle.objects.filter(article=None, import_key=article.import_key).update(article=article)
    _create_paragraphs(articles)
    labels_add(article for article, _ in articles)
    outbox_add((article.pk for article, _ in articles), is_bulk=True)


@transaction.atomic
def articles_bulk_update(
    *, articles: Sequence[ArticleText], fields: Sequence[str], change: TextChange | None = None
) -> None:
    """Save `fields` of articles and replace their paragraphs; other columns stay as the database has them now.

    With a `change`, what they said before is kept as a revision.

    Raises Article.DoesNotExist if one was deleted, and as `articles_bulk_create`; nothing is changed then.
    """
    _update([*articles], fields, change)
    labels_add(article for article, _ in articles)
    outbox_add((article.pk for article, _ in articles), is_bulk=True)


@transaction.atomic
def article_save(
    *, article: Article, paragraphs: Sequence[ParagraphText] | None = None, fields: Sequence[str] | None = None
) -> Article:
    """Save an article and, where given, replace its paragraphs. `fields` limits which columns are written.

    Raises django.db.IntegrityError where a constraint of the record is violated, ValueError where the article would be
    among those that it was cut from; nothing is changed then.
    """
    if article.parent_id is not None and article.is_own_ancestor():
        raise ValueError("an article is not cut from itself, nor from what was cut from it")
    if article.pk and Article.objects.filter(pk=article.pk, is_redacted=True).exists():
        article.is_redacted = True
        redacted = text_redact(article, paragraphs or ())
        paragraphs = None if paragraphs is None else redacted
    if paragraphs is None and fields is not None and article.pk and "title" not in fields:
        article.save(update_fields={*fields, "changed_at"})
    elif paragraphs is None:
        printed = article.paragraphs.order_by("position").values_list("role", "text") if article.pk else ()
        _derive(article, list(printed))
        article.save(update_fields={*fields, *DERIVED_FIELDS} if fields is not None and article.pk else None)
    elif fields is not None and article.pk:
        _update([(article, paragraphs)], fields)
    else:
        _derive(article, paragraphs)
        article.save()
        _replace_paragraphs([(article, paragraphs)])
    labels_add([article])
    outbox_add([article.pk])
    return article


@transaction.atomic
def article_delete(*, article: Article) -> None:
    """Delete the article; the raw document stays, and a tombstone keeps imports from adding the article again."""
    pk = article.pk
    Tombstone.objects.update_or_create(
        import_key=article.stored_key,
        defaults={
            "title": article.display_title,
            "raw_document": article.raw_document,
            "deleted_at": timezone.now(),
        },
    )
    UnredactedText.objects.filter(article_key=article.key).delete()
    article.delete()
    outbox_add([pk])


@transaction.atomic
def tombstones_lift(*, import_keys: Iterable[str]) -> int:
    """Let imports add these deleted articles again; returns the count."""
    keys = list(import_keys)
    chunks = (keys[start : start + DELETED_ROWS] for start in range(0, len(keys), DELETED_ROWS))
    return sum(Tombstone.objects.filter(import_key__in=chunk).delete()[0] for chunk in chunks)


def _derive(article: Article, paragraphs: Sequence[ParagraphText]) -> None:
    """Set DERIVED_FIELDS. `published_on` becomes the first day of the known interval: equal dates are equal rows."""
    if article.published_on is not None:
        if article.published_precision == Article.Precision.YEAR:
            article.published_on = article.published_on.replace(month=1, day=1)
        elif article.published_precision == Article.Precision.MONTH:
            article.published_on = article.published_on.replace(day=1)
    article.content_hash = content_hash(title=article.title, paragraphs=paragraphs)
    if article.title is None and not article.generated_title:
        article.generated_title = generate_title(paragraphs)


def _awaits_parent(article: Article) -> bool:
    """Whether the article's parent is an object that is not saved yet."""
    return Article._meta.get_field("parent").is_cached(article) and article.parent is not None and not article.parent.pk


def _update(articles: Sequence[ArticleText], fields: Sequence[str], change: TextChange | None = None) -> None:
    pks = {article.pk for article, _ in articles}
    before = texts_read(pks)
    if deleted := pks.difference(before):
        raise Article.DoesNotExist(f"deleted meanwhile: {sorted(deleted)}")
    redacted = set(Article.objects.filter(pk__in=pks, is_redacted=True).values_list("pk", flat=True))
    articles = [
        (one, text_redact(one, paragraphs) if one.pk in redacted else paragraphs) for one, paragraphs in articles
    ]
    for article, paragraphs in articles:
        _derive(article, paragraphs)
        article.save(update_fields={*fields, *DERIVED_FIELDS})
    _replace_paragraphs([row for row in articles if before[row[0].pk].paragraphs != tuple(map(tuple, row[1]))])
    if change is not None:
        revisions_add(before=before, articles=articles, columns=fields, change=change)


def _replace_paragraphs(articles: Sequence[ArticleText]) -> None:
    Paragraph.objects.filter(article__in=[article.pk for article, _ in articles]).delete()
    _create_paragraphs(articles)


def _create_paragraphs(articles: Sequence[ArticleText]) -> None:
    rows = (
        Paragraph(article=article, position=position, role=role, text=text)
        for article, paragraphs in articles
        for position, (role, text) in enumerate(paragraphs)
    )
    Paragraph.objects.bulk_create(rows, batch_size=INSERTED_ROWS)
