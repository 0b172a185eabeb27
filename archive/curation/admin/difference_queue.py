"""The queue of records that say otherwise than a curator: both values word by word, and the choice between them."""

from typing import Any

from django.http import HttpRequest

from archive.catalog.models import Article, FieldDifference
from archive.catalog.services import FIELD_COLUMNS, article_differences_note
from archive.curation import services
from archive.curation.admin.article_queue import CHANGED_SINCE, address_of
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
from archive.curation.admin.labels import label_of
from archive.curation.article_changes import (
    ChangedSinceError,
    article_columns_restore,
    article_text_restore,
    columns_plain,
)
from archive.curation.group_decisions import GroupChangedError
from archive.curation.versions import word_differences

OPEN, KEPT = FieldDifference.State.OPEN, FieldDifference.State.KEPT


class DifferenceQueue(DecisionQueue):
    name = "difference-queue"
    title = "سجلات تخالف ما ثبّته محرر"
    accept_label, refuse_label, answer_label, left_label = "قيمة السجل", "أبقِ قيمة المحرر", "", ""

    def may_decide(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("catalog.change_article"))

    def waiting(self, request: HttpRequest, skipped: frozenset[str]) -> Waiting:
        rows: Any = self.model_admin.get_queryset(request).filter(state=OPEN)
        total = rows.count()
        left = rows.exclude(pk__in=[key for key in skipped if is_key(key)])
        chosen = left.select_related("article__source", "batch").order_by("-article__state", "-noted_at", "-pk")
        return Waiting([_row(one) for one in chosen[:ROWS_PER_PAGE]], total, 0, total - left.count())

    def decide(self, request: HttpRequest, chosen: Choice) -> Done:
        seen: Any = self.model_admin.get_queryset(request)
        rows = seen.filter(pk=chosen.key if is_key(chosen.key) else 0, state=OPEN)
        difference = rows.select_related("article").first()
        if difference is None or _seen(difference) != chosen.seen or chosen.decision not in ("accept", "refuse"):
            raise GroupChangedError
        article, field = difference.article, difference.field
        label = f"{article.display_title}: {label_of(field)}"
        token: dict[str, Any] = {"difference": difference.pk}
        is_record = chosen.decision == "accept"
        answer = self.accept_label if is_record else self.refuse_label
        if is_record:
            token = self._before(article, difference)
        decided = services.article_field_decide(
            article=article,
            field=field,
            decision="record" if is_record else "keep",
            user=request.user,
            note=f"{label_of(field)}: {answer}",
        )
        if not decided:
            raise DecisionRefusedError("تعذّرت قراءة الأصل المحفوظ؛ لم يتغير شيء.")
        if is_record:
            article.refresh_from_db()
            token["columns"]["after"] = columns_plain(article, FIELD_COLUMNS[field])
            token["hash"] = article.content_hash
        return Done(f"{label}: {answer}", token)

    @staticmethod
    def _before(article: Article, difference: FieldDifference) -> dict[str, Any]:
        columns = FIELD_COLUMNS[difference.field]
        kept = {
            "article": article.pk,
            "before": columns_plain(article, columns),
            "curated": list(article.curated_fields),
        }
        return {
            "columns": kept,
            "paragraphs": list(article.paragraphs.values_list("role", "text")) if not columns else None,
            "noted": [difference.field, difference.record_value],
        }

    def undo(self, request: HttpRequest, token: Any) -> None:
        if "columns" not in token:
            FieldDifference.objects.filter(pk=token["difference"], state=KEPT).update(state=OPEN)
            return
        article = Article.objects.filter(pk=token["columns"]["article"]).first()
        if article is None:
            raise DecisionRefusedError(CHANGED_SINCE)
        try:
            if token["paragraphs"] is not None:
                paragraphs = [(role, text) for role, text in token["paragraphs"]]
                text_hash = token.get("hash", "")
                article_text_restore(article=article, paragraphs=paragraphs, text_hash=text_hash, user=request.user)
            else:
                article_columns_restore(token=token["columns"], user=request.user)
        except ChangedSinceError as error:
            raise DecisionRefusedError(CHANGED_SINCE) from error
        field, value = token["noted"]
        article_differences_note(article=article, values={field: value}, batch=None)


def _seen(difference: FieldDifference) -> str:
    return f"{difference.noted_at.isoformat()}:{difference.article.changed_at.isoformat()}"


def _row(difference: FieldDifference) -> Row:
    article = difference.article
    curated = services.article_field_values(article=article)[0].get(difference.field, "")
    return Row(
        key=str(difference.pk), seen=_seen(difference), form=article.display_title, kind=label_of(difference.field),
        answer="", note=str(difference.batch or ""), articles=1, spans=0, evidence=[], places=address_of(article),
        accept=DifferenceQueue.accept_label, can_change=False, sides=word_differences(curated, difference.record_value),
    )  # fmt: skip
