"""Comparing new and changed articles in the background, a few at a time.

`comparisons_add` is told of every article that the outbox lists, and keeps those whose text, date, source or state differ from
what was compared; `comparisons_step` compares what waits; `comparisons_add_due` finds whatever was missed, as in archives made
before. Each step is one transaction: a process that dies leaves its articles waiting.
"""

import logging
from collections.abc import Iterable, Iterator

import numpy as np
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from archive.catalog.database import is_outage
from archive.catalog.models import Article
from archive.catalog.services import outbox_add
from archive.coverage.models import (
    ComparedText,
    LineCount,
    PendingComparison,
    SentenceKey,
    ShortVersion,
    Version,
    VersionGroup,
)
from archive.coverage.services.one_writer import writing_alone
from archive.coverage.services.stories import stories_add, stories_add_unsettled, stories_step
from archive.coverage.versions.candidates import find_candidates
from archive.coverage.versions.decision import WHOLE
from archive.coverage.versions.minhash import Keys
from archive.coverage.versions.placing import group_repair, pending_add, place
from archive.coverage.versions.stored_texts import RECURRING_TEXTS, StoredText, compared_as, is_eligible, load_texts

log = logging.getLogger(__name__)
STEP_ARTICLES = 20
"""Articles of one transaction: it keeps other writers waiting for about a fifth of a second."""
MAX_EDIT_CHANGES = 50
ROWS_PER_QUERY = 500
_INSERT_KEY = f"INSERT INTO {SentenceKey._meta.db_table} (key, day, article_pk) VALUES (%s, %s, %s)"
COMPARED_FIELDS = (
    "content_hash", "source_id", "published_on", "published_precision", "state", "kind",
)  # fmt: skip


def comparisons_add(pks: Iterable[int]) -> None:
    """Have these articles compared, if they changed since they were; if some were deleted, what is left of their groups."""
    for chunk in _chunks(pks):
        pending_add(_due(chunk))
        if Article.objects.filter(pk__in=chunk).count() < len(set(chunk)):
            pending_add(_left_alone())
        stories_add(chunk)


def comparisons_add_due() -> int:
    """Have every article compared that never was, or changed since; returns how many wait."""
    for chunk in _chunks(Article.objects.order_by("pk").values_list("pk", flat=True)):
        comparisons_add(chunk)
    stories_add_unsettled()
    return comparisons_waiting()


def comparisons_waiting() -> int:
    return PendingComparison.objects.count()


@writing_alone()
def comparisons_forget() -> None:
    """Forget all groups, so that all articles are due. Counts of recurring lines and curators' decisions stay."""
    outbox_add(Version.objects.values_list("article_id", flat=True), is_bulk=True)
    for model in (VersionGroup, ShortVersion, SentenceKey):
        model.objects.all().delete()
    ComparedText.objects.update(compared_as="", keys=b"")


def comparisons_step() -> bool:
    """Compare up to STEP_ARTICLES articles, or find the stories of some once all are compared; False if none waits."""
    if not PendingComparison.objects.exists() and not _orphaned_groups().exists():
        return stories_step()
    with writing_alone():
        changed = {pk for group in _orphaned_groups() for pk in group_repair(group)}
        outbox_add(sorted(changed), is_bulk=len(changed) > MAX_EDIT_CHANGES)
    pks = list(PendingComparison.objects.values_list("article_pk", flat=True)[:STEP_ARTICLES])
    try:
        articles_compare(pks)
    except Exception as error:
        if is_outage(error):
            raise
        for pk in pks:
            _compare_or_skip(pk)
    return True


def _compare_or_skip(pk: int) -> None:
    """Compare one article. One that cannot be compared holds up no other; it is due again when all are looked through."""
    try:
        articles_compare([pk])
    except Exception as error:
        if is_outage(error):
            raise
        log.exception("Article %d could not be compared with others.", pk)
        PendingComparison.objects.filter(article_pk=pk).delete()


@writing_alone()
def articles_compare(pks: Iterable[int]) -> None:
    """Compare these articles now; what they leave behind may wait for comparison afterwards."""
    wanted = list(pks)
    PendingComparison.objects.filter(article_pk__in=wanted).delete()
    changed = set[int]()
    before = ComparedText.objects.in_bulk(wanted)
    for text in sorted(load_texts(wanted).values(), key=lambda text: text.print_order):
        changed |= _compare(text, before.get(text.pk))
    outbox_add(sorted(changed), is_bulk=len(changed) > MAX_EDIT_CHANGES)


def _orphaned_groups() -> QuerySet[VersionGroup]:
    return VersionGroup.objects.filter(representative=None)


def _left_alone() -> QuerySet[Version, int]:
    """Primary keys of articles that are the only ones of their groups: the rows of a deleted article go with it."""
    others = Version.objects.filter(group=OuterRef("group")).exclude(pk=OuterRef("pk"))
    return Version.objects.filter(~Exists(others)).order_by().values_list("article_id", flat=True)


def _due(pks: list[int]) -> Iterator[int]:
    """Articles that differ from what was compared. One that readers never could see was never compared, and is not due."""
    compared = dict(ComparedText.objects.filter(article__in=pks).values_list("article_id", "compared_as"))
    for article in Article.objects.filter(pk__in=pks).order_by().only("pk", *COMPARED_FIELDS):
        stored = compared.get(article.pk)
        if stored != compared_as(article) and (stored is not None or is_eligible(article)):
            yield article.pk


def _compare(text: StoredText, stored: ComparedText | None) -> set[int]:
    """Place one article and store what it was compared as; returns the articles whose group changed.

    `stored` is what it was compared as before.
    """
    keys = text.keys() if text.is_eligible else np.empty(0, np.int64)
    candidates = find_candidates(text, keys) if text.is_eligible else []
    changed = place(text, candidates, is_new=stored is None)
    is_alone = stored is None and text.pk not in changed
    lines = sorted(set(text.lines) if is_alone and text.is_eligible else _counted_lines(text))
    _replace_keys(text, keys, np.frombuffer(bytes(stored.keys), "<i8") if stored else keys[:0])
    if _recount(lines, np.frombuffer(bytes(stored.lines), "<i8").tolist() if stored else []):
        pending_add(Version.objects.filter(article__in=[*candidates, text.pk]).values_list("article_id", flat=True))
    ComparedText(
        article_id=text.pk,
        compared_as=text.compared_as,
        text_hash=text.comparable.text_hash if text.is_eligible else None,
        keys=keys.astype("<i8").tobytes(),
        lines=np.array(lines, "<i8").tobytes(),
    ).save(force_insert=stored is None, force_update=stored is not None)
    return changed


def _replace_keys(text: StoredText, keys: Keys, before: Keys) -> None:
    for chunk in _chunks(before.tolist()):
        SentenceKey.objects.filter(key__in=chunk, article_pk=text.pk).delete()
    with connection.cursor() as cursor:  # a tenth of the time that as many model instances take
        cursor.executemany(_INSERT_KEY, [(key, text.key_day, text.pk) for key in keys.tolist()])


def _counted_lines(text: StoredText) -> set[int]:
    """The lines that count for the outlet: none of a text that the same outlet printed before as a whole."""
    if not text.is_eligible:
        return set()
    group = Version.objects.filter(article=text.pk, share__gte=WHOLE).values("group")
    others = Version.objects.filter(group__in=group, article__source=text.source).exclude(article=text.pk)
    return set() if others.exists() else set(text.lines)


def _recount(lines: list[int], before: list[int]) -> bool:
    """Whether a line is boilerplate from now on: groups that were made when it was none are to be compared again."""
    is_new_boilerplate = False
    changes = dict.fromkeys(set(lines) - set(before), 1) | dict.fromkeys(set(before) - set(lines), -1)
    for chunk in _chunks(sorted(changes)):
        counts = dict(LineCount.objects.filter(line__in=chunk).values_list("line", "texts"))
        rows = [LineCount(line=line, texts=max(counts.get(line, 0) + changes[line], 0)) for line in chunk]
        is_new_boilerplate |= any(row.texts == RECURRING_TEXTS and changes[row.line] > 0 for row in rows)
        LineCount.objects.bulk_create(rows, update_conflicts=True, unique_fields=["line"], update_fields=["texts"])
    return is_new_boilerplate


def _chunks(values: Iterable[int]) -> Iterator[list[int]]:
    ordered = list(values)
    return (ordered[start : start + ROWS_PER_QUERY] for start in range(0, len(ordered), ROWS_PER_QUERY))
