"""Analyse all articles again: after the authority file or the rules of recognition changed.

Articles are analysed by primary key in batches, each written in one transaction with outbox rows for the articles whose
annotations changed. A file holds the position after each batch, so that a run that was interrupted or killed continues
there. What curators decided (merged, refused, corrected) stays. Several processes recognise, as in an import; batches are
written in order. After an update that reads more, a job does the same in the background.
"""

import json
import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from django.conf import settings
from django.db import transaction

from archive.catalog.database import is_outage
from archive.catalog.jobs import JobInterruptedError, check_stop, job_add
from archive.catalog.models import Article, Job
from archive.catalog.services import outbox_add
from archive.chronology.models import DateMention
from archive.entities.models import Mention
from archive.ingest.annotation import (
    Annotations,
    Text,
    annotations_write,
    articles_analyse,
    articles_printed,
    printed_article,
)
from archive.ingest.recognizers.pool import Pending, RecognizerPool, annotations_from, processes_allowed
from archive.statements.models import Figure, Quotation

log = logging.getLogger(__name__)
BATCH_ARTICLES = 100
BATCHES_OF_A_JOB = 5
REREAD_JOB = "archive_reread"
"""Added by migrations after which articles are read otherwise."""
MIN_ARTICLES = 200
"""Articles from which on several processes recognise: these take longer to start than so many articles to read."""
Progress = Callable[[int, int], None]


def articles_reread(*, restart: bool = False, progress: Progress | None = None) -> tuple[int, int]:
    """(articles analysed, articles whose annotations changed). Continues where the last run stopped, unless `restart`."""
    position = _position_file()
    after = 0 if restart else _read(position)
    total = Article.objects.count()
    done = Article.objects.filter(pk__lte=after).count() if after else 0
    read = changed = 0
    for batch, annotations in _analysed(after, processes_allowed() if total - done >= MIN_ARTICLES else 1):
        changed_pks = _write(batch, annotations)
        after = batch[-1]
        position.write_text(json.dumps({"after": after}), encoding="ascii")
        read, changed = read + len(batch), changed + len(changed_pks)
        if progress is not None:
            progress(done + read, total)
    position.unlink(missing_ok=True)
    return read, changed


def reread_job(payload: dict[str, int]) -> None:
    """The job: the next articles after this primary key; it leaves the rest to another, so that other jobs have their turn.

    An article that cannot be read is skipped, with a line in the log.
    """
    after = payload["after"]
    for _, batch in zip(range(BATCHES_OF_A_JOB), _batches(after), strict=False):
        check_stop()
        _reread_or_skip(batch)
        after = batch[-1]
    if Article.objects.filter(pk__gt=after).exists():
        job_add(name=REREAD_JOB, key=str(after), payload={"after": after})


def _reread_or_skip(pks: Sequence[int]) -> None:
    """Read these articles, one by one if they cannot be read together. Raises what is no fault of an article."""
    try:
        _write(pks, articles_analyse(pks))
    except JobInterruptedError:
        raise
    except Exception as error:
        if is_outage(error):
            raise
        if len(pks) == 1:
            log.exception("Article %d could not be read again.", pks[0])
            return
        for pk in pks:
            check_stop()
            _reread_or_skip([pk])


def reread_waiting() -> bool:
    """Whether the background process is to read the archive again."""
    return Job.objects.filter(name=REREAD_JOB, state__in=(Job.State.QUEUED, Job.State.RUNNING)).exists()


def reread_pending() -> bool:
    """Whether a run was interrupted and waits to be continued."""
    return _position_file().exists()


def _batches(after: int) -> Iterator[list[int]]:
    """Primary keys above this one, in order."""
    in_order = Article.objects.order_by("pk").values_list("pk", flat=True)
    while batch := list(in_order.filter(pk__gt=after)[:BATCH_ARTICLES]):
        yield batch
        after = batch[-1]


def _analysed(after: int, processes: int) -> Iterator[tuple[list[int], list[Annotations]]]:
    """Batches with their annotations, as unsaved rows; those of the next batches are recognised by other processes meanwhile."""
    if processes == 1:
        for batch in _batches(after):
            yield batch, articles_analyse(batch)
        return
    with RecognizerPool(processes) as pool:
        waiting: deque[tuple[list[int], list[Text], Pending]] = deque()
        for batch in _batches(after):
            texts = articles_printed(batch)
            waiting.append((batch, texts, pool.submit([printed_article(*text) for text in texts])))
            if len(waiting) > processes:
                yield _answered(*waiting.popleft())
        while waiting:
            yield _answered(*waiting.popleft())


def _answered(batch: list[int], texts: list[Text], pending: Pending) -> tuple[list[int], list[Annotations]]:
    return batch, annotations_from(texts, pending.result())


def _write(pks: Sequence[int], annotations: Sequence[Annotations]) -> list[int]:
    """Save the annotations; primary keys of the articles in which they changed. The transaction begins after the analysis."""
    with transaction.atomic():
        before = _stored(pks)
        annotations_write(annotations)
        after = _stored(pks)
        changed = [pk for pk in pks if before[pk] != after[pk]]
        outbox_add(changed, is_bulk=True)
    return changed


def _stored(pks: Sequence[int]) -> dict[int, set[tuple[object, ...]]]:
    """What index and pages show of each article's names, dates, quotations and figures."""
    stored: dict[int, set[tuple[object, ...]]] = {pk: set() for pk in pks}
    mentions = Mention.objects.filter(article__in=pks)
    dates = DateMention.objects.filter(article__in=pks)
    for pk, *row in mentions.values_list("article", "entity", "relation", "paragraph", "start", "end", "confidence"):
        stored[pk].add(tuple(row))
    for pk, *row in dates.values_list("article", "first", "last", "basis", "paragraph", "start"):
        stored[pk].add(tuple(row))
    quotations = Quotation.objects.filter(article__in=pks)
    for pk, *row in quotations.values_list(
        "article", "type", "speaker", "speaker_name", "paragraph", "start", "end", "confidence"
    ):
        stored[pk].add(tuple(row))
    figures = Figure.objects.filter(article__in=pks)
    for pk, *row in figures.values_list(
        "article", "value", "low", "high", "unit", "counted", "paragraph", "start", "end"
    ):
        stored[pk].add(("figure", *row))
    return stored


def _position_file() -> Path:
    return Path(settings.DATA_DIR) / "rereading.json"


def _read(position: Path) -> int:
    try:
        return int(json.loads(position.read_text(encoding="ascii"))["after"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0
