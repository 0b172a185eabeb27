"""Finding the stories of new and changed articles in the background, a few at a time.

`stories_add` keeps those articles whose text, date, source, state or versions differ from what was read; `stories_step` reads
what waits, then places it; `stories_add_unsettled` has what was placed on its own day placed again some days later;
`story_forget` takes out what is deleted. Each step is one transaction: a process that dies leaves its articles waiting.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db.models import Q
from django.utils import timezone

from archive.catalog.database import is_outage
from archive.catalog.models import Article
from archive.coverage.models import PendingStory, StoryDecision, StoryKey, StoryMember, StoryReading, Version
from archive.coverage.services.one_writer import writing_alone
from archive.coverage.services.reindexing import members_reindex
from archive.coverage.stories.candidates import key_terms
from archive.coverage.stories.decided import decisions_return, pinned_in_place
from archive.coverage.stories.membership import is_alone, member_leave, member_place, version_mates
from archive.coverage.stories.stored import (
    COUNTED_DAYS,
    StoredCounts,
    day_of,
    load_texts,
    read_articles,
    read_as,
    stored_terms,
)
from archive.coverage.versions.stored_texts import is_eligible

log = logging.getLogger(__name__)
STEP_ARTICLES = 20
ROWS_PER_QUERY = 500
READ_FIELDS = (
    "content_hash", "source_id", "published_on", "published_precision", "state", "kind",
)  # fmt: skip


def stories_add(pks: Iterable[int]) -> None:
    """Have the stories of these articles found, of those that changed since they were read."""
    ordered = list(pks)
    for start in range(0, len(ordered), ROWS_PER_QUERY):
        pending_add(_due(ordered[start : start + ROWS_PER_QUERY]))


def pending_add(pks: Iterable[int]) -> None:
    """Have these articles read (again) and their stories found."""
    PendingStory.objects.bulk_create(
        (PendingStory(article_pk=pk) for pk in pks),
        update_conflicts=True,
        unique_fields=["article_pk"],
        update_fields=["is_read"],
    )


def stories_add_unsettled() -> None:
    """Have those articles placed again that were placed before the articles of the days after them had come."""
    last = timezone.now().date().toordinal() - COUNTED_DAYS - 1
    pks = StoryReading.objects.filter(is_settled=False, day__lte=last).values_list("article_id", flat=True)
    PendingStory.objects.bulk_create(
        (PendingStory(article_pk=pk, is_read=True) for pk in pks), ignore_conflicts=True, batch_size=ROWS_PER_QUERY
    )


def stories_waiting() -> int:
    return PendingStory.objects.count()


def stories_step() -> bool:
    """Read up to STEP_ARTICLES articles, or place some once all are read; False if none waits.

    An article is placed by how rare its words are in the articles of the days around it, so these are read first.
    """
    waiting = PendingStory.objects.values_list("article_pk", flat=True)
    for pks, work in (
        (list(waiting.filter(is_read=False)[:STEP_ARTICLES]), stories_read),
        (list(waiting[:STEP_ARTICLES]), stories_place),
    ):
        if pks:
            _do(work, pks)
            return True
    return False


def _do(work: Callable[[Iterable[int]], None], pks: Sequence[int]) -> None:
    """One article that cannot be read holds up no other; it is due again when all are looked through."""
    try:
        work(pks)
    except Exception as error:
        if is_outage(error):
            raise
        if len(pks) > 1:
            for pk in pks:
                _do(work, [pk])
            return
        log.exception("The story of article %d could not be found.", pks[0])
        PendingStory.objects.filter(article_pk=pks[0]).delete()


def stories_find(pks: Iterable[int]) -> None:
    """Find the stories of these articles now."""
    wanted = list(pks)
    stories_read(wanted)
    stories_place(wanted)


@writing_alone()
def stories_read(pks: Iterable[int]) -> None:
    """Read these articles; what is left of deleted ones is forgotten."""
    wanted = list(pks)
    articles, counts = list(Article.objects.filter(pk__in=wanted)), StoredCounts()
    gone = set(wanted) - {article.pk for article in articles}
    StoryKey.objects.filter(article_pk__in=gone).delete()
    PendingStory.objects.filter(article_pk__in=gone).delete()
    decisions_return(articles)
    _read(articles, counts)
    counts.save()
    PendingStory.objects.filter(article_pk__in=wanted).update(is_read=True)


@writing_alone()
def story_forget(pk: int) -> None:
    """Forget an article that is about to be deleted: the terms that were counted of it, its keys, its place in a story."""
    counts = StoredCounts()
    for row in StoryReading.objects.filter(article=pk, day__isnull=False):
        counts.remove(row.day or 0, stored_terms(row.terms, row.days).table)
    counts.save()
    StoryKey.objects.filter(article_pk=pk).delete()
    PendingStory.objects.filter(article_pk=pk).delete()
    member_leave(pk)


@writing_alone()
def stories_place(pks: Iterable[int]) -> None:
    """Place these articles, which were read."""
    wanted = list(pks)
    PendingStory.objects.filter(article_pk__in=wanted).delete()
    articles = sorted(Article.objects.filter(pk__in=wanted), key=_placing_order)
    members = StoryMember.objects.filter(article__in=wanted)
    before = dict(members.values_list("article_id", "story__key"))
    counts, texts, changed = StoredCounts(), load_texts(wanted), set[int]()
    pinned, mates = pinned_in_place(wanted), version_mates(texts, with_edited=False)
    mates |= version_mates(pk for pk in wanted if pk not in texts)
    decided = set(StoryDecision.objects.filter(article__in=wanted, belongs=True).values_list("article", flat=True))
    for article in articles:
        if article.pk in pinned and is_eligible(article):
            continue
        home = None
        if article.pk in before or article.pk in changed:
            home = members.filter(article=article).values_list("story", flat=True).first()
        if home is not None and not (is_eligible(article) and is_alone(article.pk, home)):
            changed |= member_leave(article.pk)
        if is_eligible(article):
            changed |= member_place(
                article.pk,
                texts.get(article.pk),
                counts,
                mates=mates.get(article.pk, set()),
                is_pinned=article.pk in decided,
                home=home,
            )
    last = timezone.now().date().toordinal() - COUNTED_DAYS - 1
    StoryReading.objects.filter(article__in=wanted).filter(Q(day=None) | Q(day__lte=last)).update(is_settled=True)
    after = dict(members.values_list("article_id", "story__key"))
    same = {pk for pk in changed & before.keys() if before[pk] == after.get(pk)}
    members_reindex(changed - same)
    PendingStory.objects.bulk_create(
        (PendingStory(article_pk=pk, is_read=True) for pk in _undated_versions(changed)), ignore_conflicts=True
    )


def _placing_order(article: Article) -> tuple[bool, int, int]:
    """By day; articles without one last, since they follow the versions of their text that have one."""
    day = day_of(article)
    return day is None, day or 0, article.pk


def _undated_versions(pks: Iterable[int]) -> set[int]:
    """Articles without a day and in no story, of whose text one of these is a version that is in one."""
    members = list(StoryMember.objects.filter(article__in=pks).values_list("article_id", flat=True))
    groups = Version.objects.filter(article__in=members).values("group")
    without = StoryReading.objects.filter(day=None, article__version__group__in=groups, article__story_member=None)
    return set(without.exclude(article__in=pks).values_list("article_id", flat=True))


def _due(pks: Sequence[int]) -> Iterator[int]:
    """Articles that differ from what was read. One that readers never could see is not due."""
    read = dict(StoryReading.objects.filter(article__in=pks).values_list("article_id", "read_as"))
    groups = dict(Version.objects.filter(article__in=pks).values_list("article_id", "group"))
    for article in Article.objects.filter(pk__in=pks).order_by().only("pk", *READ_FIELDS):
        stored = read.get(article.pk)
        if stored != read_as(article, groups.get(article.pk)) and (stored is not None or is_eligible(article)):
            yield article.pk


def _read(articles: Sequence[Article], counts: StoredCounts) -> None:
    """Read these articles anew, and count their terms in place of what was counted of them before."""
    pks = [article.pk for article in articles]
    for before in StoryReading.objects.filter(article__in=pks):
        if before.day is not None:
            counts.remove(before.day, stored_terms(before.terms, before.days).table)
    StoryKey.objects.filter(article_pk__in=pks).delete()
    groups = dict(Version.objects.filter(article__in=pks).values_list("article_id", "group"))
    read, rows, keys = read_articles(articles), list[StoryReading](), list[StoryKey]()
    for article in articles:
        terms, day = read.get(article.pk), day_of(article)
        row = StoryReading(article_id=article.pk, read_as=read_as(article, groups.get(article.pk)))
        if terms is not None and day is not None and len(terms.table):
            row.day, row.days = day, " ".join(map(str, sorted(terms.days)))
            row.terms = terms.table.tobytes()
            counts.add(day, terms.table)
            keys += [StoryKey(term=term, day=day, article_pk=article.pk) for term in key_terms(terms.table).tolist()]
        rows.append(row)
    StoryReading.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["read_as", "day", "days", "terms", "is_settled"],
    )
    StoryKey.objects.bulk_create(keys)
