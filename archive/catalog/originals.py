"""Which raw documents may be given to readers as they came in.

A document may hold more than what is published of it: other articles that were cut from it and are withdrawn or drafts, a text
that a curator has changed by hand since (what was taken out does not come back by this door), an article that was deleted, or
an earlier text that is kept from readers.
"""

from collections.abc import Iterable
from enum import Enum

from archive.catalog.models import Article, ArticleRevision, RawDocument, Tombstone

_PART = 500
OPEN_TO_READERS = ("source", "published_on", "section", "tags", "url", "language", "parent", "kind")
"""Fields that a curator may have set without the original being kept from readers: of others it would tell what was taken out
by hand."""


class Closed(Enum):
    """Why a document is not given."""

    HIDDEN_ARTICLE = "hidden article"
    CURATED_TEXT = "curated text"
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
        for pk, curated in rows.values_list("raw_document", "curated_fields"):
            if set(curated).difference(OPEN_TO_READERS):
                closed[pk] = Closed.CURATED_TEXT
        hidden = [
            rows.exclude(state=Article.State.PUBLISHED).values_list("raw_document", flat=True),
            Tombstone.objects.filter(raw_document__in=part).values_list("raw_document", flat=True),
            ArticleRevision.objects.filter(raw_document__in=part, is_hidden=True).values_list(
                "raw_document", flat=True
            ),
            ArticleRevision.objects.filter(raw_document__in=part)
            .exclude(article__state=Article.State.PUBLISHED)
            .values_list("raw_document", flat=True),
        ]
        closed |= {pk: Closed.HIDDEN_ARTICLE for keys in hidden for pk in keys if pk is not None}
    return closed
