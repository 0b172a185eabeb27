"""What waits for a curator's decision, for the first page of the admin: each queue with its count and the list that it leads to.

Only queues with something in them, and only those that the user may see; the longest comes first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Value
from django.urls import reverse

from archive.catalog.metrics import Gauge
from archive.catalog.models import Article, Collision, FieldDifference, SplitDoubt, TakedownRequest
from archive.chronology.models import DateMention
from archive.chronology.selectors import doubtful_dates
from archive.coverage.models import Story
from archive.coverage.selectors import near_stories, uncertain_stories
from archive.curation.admin.copy_queue import copies_waiting
from archive.curation.admin.curated import may_see_drafts
from archive.curation.admin.failure_queue import failures_waiting
from archive.entities.models import Entity, Mention, SpellingVariant
from archive.ingest.models import Rule, Upload
from archive.ingest.rule_services import articles_in_doubt
from archive.statements.models import Quotation

Kind = Rule.Kind
ARTICLE_DOUBTS = (
    ("titles", "مقالات بلا عنوان", (Kind.TITLE,), "untitled"),
    ("dates", "تواريخ نشر مجهولة أو مستنتجة", (Kind.INFERRED_DATE, Kind.UNKNOWN_DATE), "undated"),
    ("publishers", "مقالات بلا مصدر", (Kind.UNKNOWN_SOURCE,), "unsourced"),
    ("texts", "نصوص غير مألوفة", (Kind.TEXT,), "odd_texts"),
)
"""Queues of articles: the last part of the address, the label, the doubts, and the name in Latin letters."""


@dataclass(frozen=True)
class Queue:
    label: str
    count: int
    address: str


def waiting_queues(user: Any) -> list[Queue]:
    """The queues of a user; none without the permission to see drafts, since all of them show texts that are not published.

    Of names and dates, places are counted; their pages gather these into decisions.
    """
    if not may_see_drafts(user):
        return []
    seen = [row for row in _rows() if _may_see(user, row.waiting)]
    counts = _counts([row.waiting for row in seen])
    found = [Queue(row.label, count, _address(row.page)) for row, count in zip(seen, counts, strict=True)]
    found.append(Queue("نسخ محتملة", sum(_counts([*copies_waiting()])), _address("catalog_article_queue/copies")))
    if _may_see(user, Story.objects.none()):
        found.append(Queue("قصص غير مؤكدة", _stories_waiting(), _address("coverage_story_queue")))
    if user.has_perm("catalog.view_batch"):
        found.append(Queue("ما تعذّر إدخاله", len(failures_waiting()), _address("catalog_batch_queue")))
    return sorted((queue for queue in found if queue.count), key=lambda queue: -queue.count)


def read_gauges() -> Iterator[Gauge]:
    """The queues' lengths for `/metrics`, each by a name in Latin letters."""
    rows = _rows()
    names = [row.name or row.page.partition("?")[0].removesuffix("_changelist").removesuffix("_queue") for row in rows]
    counts = dict(zip(names, _counts([row.waiting for row in rows]), strict=True))
    counts |= {"copies": sum(_counts([*copies_waiting()])), "failures": len(failures_waiting())}
    counts["stories"] = _stories_waiting()
    yield Gauge(
        "khizana_queue_length",
        "What waits for curators' decisions.",
        [({"queue": name}, count) for name, count in counts.items()],
    )


def _stories_waiting() -> int:
    """Stories that belong together only just, and pairs that may be one."""
    return sum(_counts([uncertain_stories(), near_stories()]))


class _Row(NamedTuple):
    """Label, what waits, and the list that shows it: `name?query` or `name/argument`; `name` in Latin letters, where the list's
    own does not tell."""

    label: str
    waiting: QuerySet[Any]
    page: str
    name: str = ""


def _rows() -> list[_Row]:
    candidates = Entity.objects.filter(state=Entity.State.CANDIDATE, merged_into=None)
    drafts = Article.objects.filter(state=Article.State.DRAFT)
    articles = [
        _Row(label, articles_in_doubt(kinds), f"catalog_article_queue/{slug}", name)
        for slug, label, kinds, name in ARTICLE_DOUBTS
    ]
    return [
        *articles,
        _Row("مسودات", drafts, "catalog_article_changelist?state__exact=draft", "drafts"),
        _Row("أسماء غير مؤكدة في النص", Mention.objects.suggested(), "entities_mention_queue"),
        _Row("تواريخ مذكورة مشكوك فيها", doubtful_dates(DateMention.objects.all()), "chronology_datemention_queue"),
        _Row("اقتباسات غير مؤكدة", Quotation.objects.suggested(), "statements_quotation_queue"),
        _Row("أعلام مرشَّحة", candidates, "entities_entity_queue"),
        _Row(
            "رسوم أسماء مقترحة",
            SpellingVariant.objects.filter(state="proposed"),
            "entities_spellingvariant_queue",
        ),
        _Row(
            "خلافات بين سجلات ومحررين",
            FieldDifference.objects.filter(state="open"),
            "catalog_fielddifference_queue",
        ),
        _Row(
            "سجلات تصادم مقالات",
            Collision.objects.filter(state="open"),
            "catalog_collision_changelist?state__exact=open",
        ),
        _Row("تقسيمات غير مؤكدة", SplitDoubt.objects.waiting(), "catalog_splitdoubt_changelist?state__exact=open"),
        _Row(
            "طلبات تصحيح وحجب",
            TakedownRequest.objects.filter(state="open"),
            "catalog_takedownrequest_changelist?state__exact=open&o=4",
        ),
        _Row(
            "رفع ينتظر التحميل",
            Upload.objects.filter(state=Upload.State.READY),
            "ingest_upload_changelist?state__exact=ready",
        ),
    ]


def _counts(rows: list[QuerySet[Any]]) -> list[int]:
    """How many rows each has; one query."""
    if not rows:
        return []
    alone = [
        kind.order_by().annotate(place=Value(place)).values_list("place").annotate(n=Count("pk"))
        for place, kind in enumerate(rows)
    ]
    first, *others = alone
    found = dict(first.union(*others, all=True).values_list("place", "n"))
    return [found.get(place, 0) for place in range(len(rows))]


def _address(page: str) -> str:
    name, mark, query = page.partition("?")
    name, _, argument = name.partition("/")
    return reverse(f"admin:{name}", args=[argument] if argument else []) + mark + query


def _may_see(user: Any, rows: QuerySet[Any]) -> bool:
    kind = rows.model._meta
    return any(user.has_perm(f"{kind.app_label}.{action}_{kind.model_name}") for action in ("view", "change"))
