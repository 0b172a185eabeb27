"""Which raw documents may be given to readers as they came in.

A document may hold more than what is published of it: other articles that were cut from it and are withdrawn or drafts, a text
that a curator has changed by hand since (what was taken out does not come back by this door) or may have changed, an article
that was deleted, or an earlier text that is kept from readers. A name that was redacted closes it, too, for all but senior
curators.
"""

from collections.abc import Collection, Iterable
from enum import Enum

from django.db.models import Q, QuerySet

from archive.catalog.models import Article, ArticleRevision, RawDocument, Tombstone

_PART = 500
_OPEN_FIELDS = ("source", "published_on", "section", "tags", "url", "language", "parent", "kind")
"""Fields that a curator may have set without the original being kept from readers: of others it would tell what was taken out
by hand."""


class Closed(Enum):
    """Why a document is not given."""

    HIDDEN_ARTICLE = "hidden article"
    CURATED_TEXT = "curated text"
    REDACTED = "redacted"
    UNKNOWN = "unknown"


def closed_originals(documents: Iterable[int]) -> dict[int, Closed]:
    """Of the raw documents with these primary keys, those that are not given, and why. Documents without an article are not."""
    pks = list(documents)
    closed: dict[int, Closed] = {}
    for start in range(0, len(pks), _PART):
        part = pks[start : start + _PART]
        found = set(RawDocument.objects.filter(pk__in=part, articles__isnull=False).values_list("pk", flat=True))
        closed |= dict.fromkeys(set(part) - found, Closed.UNKNOWN)
        rows = Article.objects.filter(raw_document__in=part).order_by()
        for pk, key, curated in rows.values_list("raw_document", "import_key", "curated_fields"):
            if _has_own_text(key, curated):
                closed[pk] = Closed.CURATED_TEXT
        hidden = [
            rows.exclude(state=Article.State.PUBLISHED).values_list("raw_document", flat=True),
            Tombstone.objects.filter(raw_document__in=part).values_list("raw_document", flat=True),
            _hidden_texts(part).values_list("raw_document", flat=True),
        ]
        closed |= {pk: Closed.HIDDEN_ARTICLE for keys in hidden for pk in keys if pk is not None}
        closed |= dict.fromkeys(redacted_originals(part), Closed.REDACTED)
    return closed


def original_is_open(article: Article) -> bool:
    """Whether readers may see an article's raw document beside it.

    The rule is that of `closed_originals`, but of a text file only the article's own lines are shown: of the other articles those
    count that stand among these. Of a deleted one nobody knows where it stood.
    """
    document = article.raw_document
    if document is None or article.is_redacted or _has_own_text(article.import_key, article.curated_fields):
        return False
    if Tombstone.objects.filter(raw_document=document).exists() or _hidden_texts([document.pk]).exists():
        return False
    shown = Article.objects.filter(raw_document=document).exclude(pk=article.pk)
    if document.media_type == "text/plain" and article.first_line:
        last_line = article.last_line or article.first_line
        shown = shown.exclude(first_line__gt=last_line).exclude(last_line__lt=article.first_line)
    if shown.filter(is_redacted=True).exists():
        return False
    rows = shown.order_by().values_list("state", "import_key", "curated_fields")
    return all(state == Article.State.PUBLISHED and not _has_own_text(key, curated) for state, key, curated in rows)


def _has_own_text(import_key: str | None, curated: Collection[str]) -> bool:
    """Whether an article's text may be another than its document's. Nobody notes changes of one that no import brought."""
    return import_key is None or bool(set(curated).difference(_OPEN_FIELDS))


def redacted_originals(documents: Collection[int]) -> set[int]:
    """Of these documents, those that hold a name which was redacted in an article read from them, today or earlier."""
    articles = Article.objects.filter(raw_document__in=documents, is_redacted=True)
    revisions = ArticleRevision.objects.filter(raw_document__in=documents, article__is_redacted=True)
    pks = {*articles.values_list("raw_document", flat=True), *revisions.values_list("raw_document", flat=True)}
    return {pk for pk in pks if pk is not None}


def _hidden_texts(documents: Collection[int]) -> QuerySet[ArticleRevision]:
    """Earlier texts, read from these documents, that readers may not see."""
    is_hidden = Q(is_hidden=True) | Q(article__is_redacted=True) | ~Q(article__state=Article.State.PUBLISHED)
    return ArticleRevision.objects.filter(is_hidden, raw_document__in=documents).order_by()
