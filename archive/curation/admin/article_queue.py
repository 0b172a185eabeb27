"""Queues of decisions about single articles, each with its opening as evidence; what readers see comes first.

Accepting or refusing makes a rule about the article, which outlives another import of it; «تذكّر» one about all of its source.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Case, F, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import reverse

from archive.catalog.models import Article, Paragraph
from archive.curation.admin.curated import is_key
from archive.curation.admin.decision_queue import (
    ROWS_PER_PAGE,
    Choice,
    DecisionQueue,
    DecisionRefusedError,
    Done,
    Row,
    Waiting,
)
from archive.curation.article_changes import ChangedSinceError, article_columns_restore, article_columns_set
from archive.curation.evidence import Passage
from archive.curation.group_decisions import GroupChangedError
from archive.curation.rule_decisions import rule_make, rules_take_back
from archive.ingest.rule_services import accepted_value, articles_in_doubt

MAX_OPENING_CHARS = 320
OPENING_PARAGRAPHS = 3
CHANGED_SINCE = "غيّره أحد بعد القرار، فلا يُتراجع عنه من هنا."


class ArticleQueue(DecisionQueue):
    """A row is an article. Subclasses name the `kinds` of doubt, and show and decide a row."""

    kinds: tuple[str, ...]
    refuse_label = ""
    left_label = ""
    slug: str
    """The last part of the page's address."""

    @property
    def name(self) -> str:  # type: ignore[override]
        return f"{self.slug}-queue"

    def row(self, article: Article, texts: Sequence[str], remember: str) -> Row:
        raise NotImplementedError

    def settle(self, request: HttpRequest, article: Article, chosen: Choice) -> Done:
        raise NotImplementedError

    def doubtful(self, request: HttpRequest) -> QuerySet[Article]:
        return articles_in_doubt(self.kinds)

    def waiting(self, request: HttpRequest, skipped: frozenset[str]) -> Waiting:
        rows = self.doubtful(request)
        total = rows.count()
        left = rows.exclude(pk__in=[key for key in skipped if is_key(key)]) if skipped else rows
        public = Case(When(state=Article.State.PUBLISHED, then=Value(0)), default=Value(1))
        ordered = left.order_by(public, F("published_on").desc(nulls_last=True), "-pk")
        articles = list(ordered.select_related("source", "raw_document").defer("raw_document__content")[:ROWS_PER_PAGE])
        texts, counts = self.openings(articles), self._waiting_of_sources(rows, articles)
        shown = [self.row(one, texts[one.pk], _remembered(one, counts)) for one in articles]
        return Waiting(shown, total, 0, total - left.count() if skipped else 0)

    def decide(self, request: HttpRequest, chosen: Choice) -> Done:
        found = self.doubtful(request).filter(pk=chosen.key if is_key(chosen.key) else 0)
        article = found.select_related("source").first()
        if article is None or seen_article(article) != chosen.seen:
            raise GroupChangedError
        return self.settle(request, article, chosen)

    @transaction.atomic
    def undo(self, request: HttpRequest, token: Any) -> None:
        rules_take_back(user=request.user, pks=token.get("rules", []))
        for columns in token.get("columns", []):
            try:
                article_columns_restore(token=columns, user=request.user)
            except ChangedSinceError as error:
                raise DecisionRefusedError(CHANGED_SINCE) from error

    def accepted(self, request: HttpRequest, article: Article, kind: str, chosen: Choice, label: str) -> Done:
        """The doubt of this kind is settled by rules alone: about the article, or, remembered, about its source."""
        if chosen.remember and article.source is not None:
            rule = rule_make(user=request.user, kind=kind, source=article.source)
            return Done(f"{label} لكل ما يأتي من {article.source}", {"rules": [rule.pk]})
        rule = rule_make(user=request.user, kind=kind, article=article, text=accepted_value(article, kind))
        return Done(f"{article.display_title}: {label}", {"rules": [rule.pk]})

    def changed(self, request: HttpRequest, article: Article, values: Mapping[str, Any], label: str) -> Done:
        """Columns of the article are set. Raises GroupChangedError."""
        title = article.display_title
        try:
            token = article_columns_set(article=article, values=values, user=request.user)
        except ChangedSinceError as error:
            raise GroupChangedError from error
        return Done(f"{title}: {label}", {"columns": [token]})

    @staticmethod
    def openings(articles: Sequence[Article]) -> dict[int, list[str]]:
        """The first paragraphs of each, by primary key; one query."""
        found: dict[int, list[str]] = defaultdict(list)
        rows = Paragraph.objects.filter(article__in=articles, position__lt=OPENING_PARAGRAPHS)
        for pk, text in rows.order_by("article_id", "position").values_list("article_id", "text"):
            found[pk].append(text)
        return found

    def _waiting_of_sources(self, rows: QuerySet[Article], articles: Sequence[Article]) -> Counter[int]:
        sources = {article.source_id for article in articles if article.source_id}
        return (
            Counter(rows.order_by().filter(source__in=sources).values_list("source", flat=True))
            if sources
            else Counter()
        )


def _remembered(article: Article, counts: Counter[int]) -> str:
    if article.source is None:
        return ""
    return f"لكل ما يأتي من {article.source} (ينتظر منه الآن: {counts[article.source.pk]})"


def seen_article(article: Article) -> str:
    """What a page shows of an article."""
    return article.changed_at.isoformat()


def address_of(article: Article) -> str:
    return reverse("admin:catalog_article_change", args=[article.pk])


def opening_passage(article: Article, texts: Sequence[str], marked: str = "") -> Passage:
    """The first sentences, or the paragraph in which `marked` is printed."""
    is_public = article.state == Article.State.PUBLISHED
    text = next((one for one in texts if marked and marked in one), "")
    if text:
        before, _, after = text.partition(marked)
        before = "… " + before[-MAX_OPENING_CHARS // 2 :] if len(before) > MAX_OPENING_CHARS // 2 else before
        return Passage(before, marked, _short(after), article, is_public)
    return Passage(_short(" ".join(texts)), "", "", article, is_public)


def _short(text: str) -> str:
    return text if len(text) <= MAX_OPENING_CHARS else f"{text[:MAX_OPENING_CHARS].rpartition(' ')[0]} …"
