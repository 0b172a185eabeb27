"""Writes to the record. Each change of an article adds a row to the outbox in the same transaction.

The background process (`manage.py work`) indexes what the outbox lists; callers of these services need not do anything.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction

from archive.catalog.models import Article, OutboxEntry, Paragraph, Source

ParagraphText = tuple[str, str]
"""(role, text)"""
MAX_EDIT_ARTICLES = 50
OUTBOX_ROWS, DELETED_ROWS = 1_000, 500
"""Rows per INSERT, and per DELETE or UPDATE statement: below the number of parameters that any database takes."""


def source_get_or_create(*, name: str) -> Source:
    """The source of this name; names are compared after folding runs of white space."""
    return Source.objects.get_or_create(name=" ".join(name.split())[:200])[0]


def content_hash(*, title: str | None, paragraphs: Iterable[ParagraphText]) -> str:
    """SHA-256 (hex) of the printed title and paragraphs: the identity of a text that has no id of its own."""
    digest = hashlib.sha256()
    for part in (title or "", *(f"{role}\x1f{text}" for role, text in paragraphs)):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\x1e")
    return digest.hexdigest()


def generate_title(text: str, *, limit: int = 90) -> str:
    """A title for an article that was printed without one: its first words in brackets, so that nobody takes it for one."""
    words = text.split()
    title = ""
    for word in words:
        if len(title) + len(word) + 1 > limit:
            return f"[{title} …]"
        title = f"{title} {word}".strip()
    return f"[{title or '…'}]"


@transaction.atomic
def article_save(*, article: Article, paragraphs: Sequence[ParagraphText] | None = None) -> Article:
    """Save an article and, where given, replace its paragraphs; mark the index out of date.

    Raises django.db.IntegrityError where a constraint of the record is violated; nothing is changed then.
    """
    if article.published_on is not None:
        # the first day of the known interval, so that equal dates are equal rows
        if article.published_precision == Article.Precision.YEAR:
            article.published_on = article.published_on.replace(month=1, day=1)
        elif article.published_precision == Article.Precision.MONTH:
            article.published_on = article.published_on.replace(day=1)
    if paragraphs is not None:
        article.content_hash = content_hash(title=article.title, paragraphs=paragraphs)
    if article.title is None and not article.generated_title:
        article.generated_title = generate_title(_opening(article, paragraphs))
    article.save()
    if paragraphs is not None:
        article.paragraphs.all().delete()
        Paragraph.objects.bulk_create(
            Paragraph(article=article, position=position, role=role, text=text)
            for position, (role, text) in enumerate(paragraphs)
        )
    outbox_add([article.pk])
    return article


@transaction.atomic
def article_set_state(*, article: Article, state: str) -> None:
    """Publish, withdraw or put back to draft; nobody but curators finds what is not published."""
    article.state = Article.State(state)
    article.save(update_fields=("state", "changed_at"))
    outbox_add([article.pk])


def article_withdraw(*, article: Article) -> None:
    article_set_state(article=article, state=Article.State.WITHDRAWN)


def article_publish(*, article: Article) -> None:
    article_set_state(article=article, state=Article.State.PUBLISHED)


@transaction.atomic
def article_delete(*, article: Article) -> None:
    """Delete the article; the raw document stays."""
    pk = article.pk
    article.delete()
    outbox_add([pk])


def outbox_add(pks: Iterable[int], *, is_bulk: bool = False) -> None:
    """Mark articles (by primary key) as out of date in the index; call it inside the change's own transaction.

    The background process indexes them after commit: those of single edits first, then those of an import or of any
    change to more than MAX_EDIT_ARTICLES articles.
    """
    pks = list(pks)
    priorities = OutboxEntry.Priority
    priority = priorities.BULK if is_bulk or len(pks) > MAX_EDIT_ARTICLES else priorities.EDIT
    OutboxEntry.objects.bulk_create(
        (OutboxEntry(article_pk=pk, priority=priority) for pk in pks), batch_size=OUTBOX_ROWS
    )


def outbox_settle(rows: Iterable[int]) -> None:
    """Delete these rows: the index has their changes."""
    for chunk in batched(rows, DELETED_ROWS):
        OutboxEntry.objects.filter(pk__in=chunk).delete()


def outbox_refuse(rows: Iterable[int]) -> None:
    """Put these rows behind all others: the engine refused their articles."""
    for chunk in batched(rows, DELETED_ROWS):
        OutboxEntry.objects.filter(pk__in=chunk).update(priority=OutboxEntry.Priority.REFUSED)


def outbox_retry_refused() -> int:
    """Let refused articles be tried again with the next bulk change. Returns the number of rows."""
    return OutboxEntry.objects.filter(priority=OutboxEntry.Priority.REFUSED).update(priority=OutboxEntry.Priority.BULK)


def batched(values: Iterable[int], size: int) -> Iterator[list[int]]:
    """Lists of at most `size` values. (itertools.batched is there from Python 3.12 on.)"""
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk


def _opening(article: Article, paragraphs: Sequence[ParagraphText] | None) -> str:
    if paragraphs is None:
        paragraphs = list(article.paragraphs.values_list("role", "text")) if article.pk else []
    prose = [text for role, text in paragraphs if role in ("lede", "paragraph")]
    return (prose or [text for _, text in paragraphs] or [""])[0]
