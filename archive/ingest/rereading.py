"""Reading names and dates again in the whole archive: after the authority file or the rules of reading changed.

Articles are read in the order of their numbers, some at a time, each lot in one transaction with the outbox rows of those
that readers will find otherwise. Where it stopped is written down after each lot, so that it can be interrupted, or
killed, and continued. What curators decided (merged, refused, corrected) stays.
"""

import json
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from archive.catalog.models import Article
from archive.catalog.services import outbox_add
from archive.ingest.annotation import article_annotate

LOT = 100
Progress = Callable[[int, int], None]
Reading = tuple[frozenset[tuple[object, ...]], frozenset[tuple[object, ...]]]


def articles_reread(*, restart: bool = False, progress: Progress | None = None) -> tuple[int, int]:
    """(articles read, articles that are found otherwise than before). Continues where it stopped, unless `restart`."""
    mark = _mark()
    after = 0 if restart else _read(mark)
    total = Article.objects.count()
    done = Article.objects.filter(pk__lte=after).count() if after else 0
    read = changed = 0
    while lot := list(Article.objects.filter(pk__gt=after).order_by("pk")[:LOT]):
        with transaction.atomic():
            otherwise = [article.pk for article in lot if _reread(article)]
            outbox_add(otherwise)
        after = lot[-1].pk
        mark.write_text(json.dumps({"after": after}), encoding="ascii")
        read, changed = read + len(lot), changed + len(otherwise)
        if progress is not None:
            progress(done + read, total)
    mark.unlink(missing_ok=True)
    return read, changed


def reread_pending() -> bool:
    """Whether a reading was interrupted and waits to be continued."""
    return _mark().exists()


def _reread(article: Article) -> bool:
    before = _reading(article)
    article_annotate(article=article)
    return before != _reading(article)


def _reading(article: Article) -> Reading:
    """What the index and the pages tell of an article's names and dates."""
    mentions = article.mentions.values_list("entity", "relation", "paragraph", "start", "end", "confidence")
    dates = article.dates.values_list("first", "last", "basis", "paragraph", "start")
    return frozenset(mentions), frozenset(dates)


def _mark() -> Path:
    return Path(settings.DATA_DIR) / "rereading.json"


def _read(mark: Path) -> int:
    try:
        return int(json.loads(mark.read_text(encoding="ascii"))["after"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0
