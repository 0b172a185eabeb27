"""What was undone with its batch stays undone when its records come again, until the batch is redone (`undo`)."""

from collections.abc import Iterable, Mapping

from archive.catalog.models import ArticleRevision, BatchWithdrawal
from archive.ingest.record import ArticleRecord
from archive.ingest.stored import stored_records


def withdrawn_with_batch(pks: Iterable[int]) -> set[int]:
    """Those of these articles (by primary key) that undoing their batch withdrew."""
    return set(BatchWithdrawal.objects.filter(article__in=list(pks)).values_list("article", flat=True))


def undone_records(keys: Mapping[int, str]) -> dict[int, list[tuple[str, ArticleRecord | None]]]:
    """By article (primary key, with the key of its import): the originals whose texts were taken back from it, each as its
    SHA-256 and the record that is read in it today, None if it cannot be read."""
    rows = ArticleRevision.objects.filter(article__in=keys, cause=ArticleRevision.Cause.UNDO, is_open=True)
    found: dict[int, list[tuple[str, ArticleRecord | None]]] = {}
    for row in rows.exclude(raw_document=None).defer("packed").select_related("raw_document"):
        document, key = row.raw_document, keys[row.article_id]
        if document is not None:
            said = stored_records(document.media_type, bytes(document.content), [key]).get(key)
            found.setdefault(row.article_id, []).append((document.sha256, said))
    return found
