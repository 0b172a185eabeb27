"""The queue of uncertain quotations: as it was read, no quotation, or said by somebody else."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Case, F, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator

from archive.catalog.models import Article
from archive.curation.admin.curated import KeySelect, is_key
from archive.curation.admin.decision_queue import (
    ROWS_PER_PAGE,
    Choice,
    DecisionQueue,
    DecisionRefusedError,
    Done,
    Row,
    Waiting,
    evidence_of,
)
from archive.curation.evidence import Passage
from archive.curation.group_decisions import GroupChangedError
from archive.curation.history import changes_recorded
from archive.entities.models import Entity
from archive.statements.models import Quotation
from archive.statements.services import (
    quotation_confirm,
    quotation_correct_speaker,
    quotation_refuse,
    quotation_restore,
)

SPEAKER_FIELD = Quotation._meta.get_field("speaker")
SET = ("decision", "speaker_id", "speaker_name", "speaker_basis")
"""What a decision sets: as long as a quotation has these, nobody decided otherwise."""
OVERTAKEN = "حسمه زميل بعدك، أو تغيّر نصه؛ فلم يتغير شيء."
NOBODY = "قائل لا يُعرف"
MAX_FORM_CHARS = 160
ONE = "quotation"
"""The parameter that names the one quotation to be decided."""


class QuotationQueue(DecisionQueue):
    """What readers would see comes first, newest first; each quotation is a decision of its own.

    With a quotation in the address, that one alone, whatever was decided of it: the readers' pages lead curators there.
    """

    name = "quotation-queue"
    title = "اقتباسات تنتظر قرارًا"
    accept_label = "نعم، قاله"
    refuse_label = "ليس اقتباسًا"
    answer_label = "لعل القائل:"
    left_label = ""

    def waiting(self, request: HttpRequest, skipped: frozenset[str]) -> Waiting:
        rows: Any = self._suggested(request)
        total = rows.count()
        left = rows.exclude(pk__in=[key for key in skipped if is_key(key)]) if skipped else rows
        public = Case(When(article__state=Article.State.PUBLISHED, then=Value(0)), default=Value(1))
        ordered = left.order_by(public, F("article__published_on").desc(nulls_last=True), "-article", "paragraph", "pk")
        chosen = list(ordered.select_related("article__source", "speaker")[:ROWS_PER_PAGE])
        shown = [
            _row(one, evidence) for one, evidence in zip(chosen, evidence_of([[one] for one in chosen]), strict=True)
        ]
        return Waiting(shown, total, 0, total - left.count() if skipped else 0)

    def decide(self, request: HttpRequest, chosen: Choice) -> Done:
        speaker = _chosen(chosen.value) if chosen.decision == "change" else None
        found = self._suggested(request).filter(pk=chosen.key if is_key(chosen.key) else 0)
        quotation = found.select_related("article", "speaker").first()
        if quotation is None or _seen(quotation) != chosen.seen:
            raise GroupChangedError
        before = _set(quotation)
        with changes_recorded(request.user, [quotation]):
            if speaker is not None:
                quotation_correct_speaker(quotation=quotation, speaker=speaker)
                label = f"قاله {speaker.name}"
            elif chosen.decision == "accept":
                quotation_confirm(quotation=quotation)
                label = self.accept_label
            elif chosen.decision == "refuse":
                quotation_refuse(quotation=quotation)
                label = self.refuse_label
            else:
                raise GroupChangedError
        token = {"pk": quotation.pk, "before": before, "made": _set(quotation)}
        return Done(f"{Truncator(quotation.surface).chars(60)}: {label}", token)

    def undo(self, request: HttpRequest, token: Any) -> None:
        """What a colleague decided otherwise since stays so."""
        rows: Any = self.model_admin.get_queryset(request)
        quotation = rows.filter(pk=token["pk"], **token["made"]).select_related("article").first()
        if quotation is None:
            raise DecisionRefusedError(OVERTAKEN)
        with changes_recorded(request.user, [quotation]):
            quotation_restore(quotation=quotation, **token["before"])

    def change_field(self, place: int) -> str:
        """A choice among all entities, by Django's autocompletion."""
        attrs = {"id": f"value-{place}", "aria-label": "قائل آخر"}
        return str(self._choice().widget.render(f"value-{place}", None, attrs))

    @property
    def media(self) -> forms.Media:
        return self._choice().widget.media + super().media

    def _suggested(self, request: HttpRequest) -> QuerySet[Quotation]:
        rows: Any = self.model_admin.get_queryset(request)
        given = request.GET.get(ONE, "")
        suggested: QuerySet[Quotation] = rows.filter(pk=given) if is_key(given) else rows.suggested()
        return suggested

    def _choice(self) -> forms.ModelChoiceField:
        return forms.ModelChoiceField(
            Entity.objects.all(), widget=KeySelect(SPEAKER_FIELD, admin.site, hint="بل قاله… (ابحث باسمه)")
        )


def _set(quotation: Quotation) -> dict[str, Any]:
    return {name: getattr(quotation, name) for name in SET}


def _seen(quotation: Quotation) -> str:
    """What a page shows of a quotation."""
    return f"{quotation.start}:{quotation.end}:{quotation.speaker_id or quotation.speaker_name}:{quotation.decision}"


def _row(quotation: Quotation, evidence: Sequence[Passage]) -> Row:
    return Row(
        key=str(quotation.pk),
        seen=_seen(quotation),
        form=Truncator(quotation.surface).chars(MAX_FORM_CHARS),
        kind=quotation.get_type_display(),
        answer=quotation.speaker_name or NOBODY,
        note=(f"{quotation.get_decision_display()} · " if quotation.decision else "")
        + f"{quotation.get_speaker_basis_display()} · فعل القول «{quotation.cue}» · الثقة {quotation.confidence:.0%}",
        articles=1,
        spans=0,
        evidence=evidence,
        places=reverse("admin:statements_quotation_change", args=[quotation.pk]),
        accept=QuotationQueue.accept_label,
    )


def _chosen(value: str) -> Entity:
    entity = Entity.objects.filter(pk=value).select_related("merged_into").first() if is_key(value) else None
    if entity is None or entity.state == Entity.State.REFUSED:
        raise DecisionRefusedError("اختر القائل من القائمة أولًا.")
    return entity.merged_into or entity
