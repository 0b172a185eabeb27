"""Write articles to the index: update, remove, clear, and rebuild into a new generation.

An index that is missing, damaged or of another format is rebuilt as a whole: the articles of an update alone would pass for all.
"""

from collections.abc import Callable, Collection, Iterable

from archive.catalog.models import Article, OutboxEntry
from archive.catalog.services import outbox_settle
from archive.coverage.services import comparisons_add
from archive.search.engine import current_engine
from archive.search.engine.contract import Engine, IndexDamagedError
from archive.search.indexing.documents import documents

COMMIT_DOCUMENTS = 4_000
"""Documents of one commit when many are indexed at once."""
Progress = Callable[[int, int], None]
"""Called with the number of articles done and in all."""


def update(pks: Iterable[int], *, engine: Engine | None = None) -> None:
    """Index these articles in one commit; those that are not published or do not exist are removed from the index."""
    wanted = sorted(set(pks))
    if not wanted:
        return
    engine = engine or current_engine()
    if rebuild_reason(engine, besides=wanted):
        rebuild(engine=engine)
        return
    engine.write(documents(wanted), gone=wanted)


def rebuild_reason(engine: Engine, besides: Collection[int] = ()) -> str:
    """Why the index must be rebuilt before it can be written to: a sentence for the log, "" if it need not.

    A missing index need not be rebuilt if all published articles are in the outbox, as in a new archive, or in `besides`.
    Raises SearchUnavailableError.
    """
    try:
        engine.check()
        info = engine.info()
    except IndexDamagedError as error:
        return str(error)
    if info is None:
        waiting = OutboxEntry.objects.values("article_pk")
        others = Article.objects.published().exclude(pk__in=besides).exclude(pk__in=waiting)
        return f"There is no index in {engine.place}, but there are articles." if others.exists() else ""
    if not info.readable:
        return f"The index in {engine.place} is of another format."
    return ""


def remove(pks: Iterable[int], *, engine: Engine | None = None) -> None:
    """Remove articles from the index, whether or not they are published."""
    engine = engine or current_engine()
    if engine.info() is not None:
        engine.write((), gone=pks)


def clear(*, engine: Engine | None = None) -> None:
    """Empty the index; open views stay as they are until the next search."""
    (engine or current_engine()).clear()


def rebuild(*, engine: Engine | None = None, progress: Progress | None = None) -> int:
    """Index all published articles into a new generation, then swap. Returns the number of articles.

    The old generation serves and takes changes until the end; what changed meanwhile is indexed again before the swap.
    Outbox rows from before the rebuild are deleted.
    """
    engine = engine or current_engine()
    is_current = engine is current_engine()
    waiting = dict(OutboxEntry.objects.values_list("pk", "article_pk")) if is_current else {}
    with engine.build(documents) as builder:
        pks = list(Article.objects.published().order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(pks), COMMIT_DOCUMENTS):
            builder.add(documents(pks[start : start + COMMIT_DOCUMENTS]))
            if progress is not None:
                progress(min(start + COMMIT_DOCUMENTS, len(pks)), len(pks))
    comparisons_add(set(waiting.values()))
    outbox_settle(waiting)
    return len(pks)
