"""The queue of names that nobody has reviewed: known from now on, no name, or that of another entity."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from archive.curation import services
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
from archive.curation.history import changes_recorded, history_add
from archive.curation.roles import MAY_MERGE
from archive.entities.models import AuthorityChange, Entity, Mention
from archive.entities.services import AuthorityConflictError, entities_confirm, entities_refuse, entity_merge

MAX_READ_MENTIONS = 40
"""Of one name: the newest, from which the evidence is chosen."""
MAX_OTHERS = 2
ENTITY_FIELD = Mention._meta.get_field("entity")


class CandidateQueue(DecisionQueue):
    name = "candidate-queue"
    title = "أعلام مرشَّحة"
    accept_label, refuse_label, answer_label, left_label = "عَلَم معروف", "ليس اسمًا", "", ""

    def waiting(self, request: HttpRequest, skipped: frozenset[str]) -> Waiting:
        rows = _candidates()
        total = rows.count()
        left = rows.exclude(pk__in=[key for key in skipped if is_key(key)])
        counted = left.annotate(printed_in=Count("mentions__article", distinct=True), places=Count("mentions"))
        chosen = list(counted.order_by("-printed_in", "-places", "pk")[:ROWS_PER_PAGE])
        mentions = [_newest_mentions(entity) for entity in chosen]
        may_merge = request.user.has_perm(MAY_MERGE)
        shown = [
            _row(entity, passages, _same(entity) if may_merge else [], may_merge)
            for entity, passages in zip(chosen, evidence_of(mentions), strict=True)
        ]
        return Waiting(shown, total, 0, total - left.count())

    def decide(self, request: HttpRequest, chosen: Choice) -> Done:
        entity = Entity.objects.filter(pk=chosen.key if is_key(chosen.key) else 0).first()
        if entity is None or _seen(entity) != chosen.seen or entity.state != Entity.State.CANDIDATE:
            raise GroupChangedError
        by = request.user.get_username()
        try:
            if chosen.decision == "change":
                return self._merge(request, entity, chosen.value)
            decide = {"accept": entities_confirm, "refuse": entities_refuse}.get(chosen.decision)
            if decide is None:
                raise GroupChangedError
            with changes_recorded(request.user, [entity]):
                change = decide(entities=[entity], by=by)
        except AuthorityConflictError as error:
            raise DecisionRefusedError(str(error)) from error
        label = self.accept_label if chosen.decision == "accept" else self.refuse_label
        return Done(f"{entity.name}: {label}", change.pk)

    def _merge(self, request: HttpRequest, entity: Entity, value: str) -> Done:
        if not request.user.has_perm(MAY_MERGE):
            raise DecisionRefusedError("الدمج من صلاحيات القيّم الأول.")
        kept = Entity.objects.filter(pk=value).first() if is_key(value) else None
        if kept is None or kept.pk == entity.pk or kept.state == Entity.State.REFUSED:
            raise DecisionRefusedError("اختر العَلَم المقصود من القائمة أولًا.")
        with transaction.atomic():
            change = entity_merge(kept=kept, merged=[entity], by=request.user.get_username())
            history_add(request.user, [kept, entity], str(change))
        return Done(change.label, change.pk)

    def undo(self, request: HttpRequest, token: Any) -> None:
        change = AuthorityChange.objects.filter(pk=token).first()
        try:
            if change is not None:
                services.authority_change_undo(change=change, user=request.user)
        except AuthorityConflictError as error:
            raise DecisionRefusedError(str(error)) from error

    def change_field(self, place: int) -> str:
        attrs = {"id": f"value-{place}", "aria-label": "هو نفسه"}
        return str(self._choice().widget.render(f"value-{place}", None, attrs))

    @property
    def media(self) -> forms.Media:
        return self._choice().widget.media + super().media

    def _choice(self) -> forms.ModelChoiceField:
        return forms.ModelChoiceField(
            Entity.objects.all(), widget=KeySelect(ENTITY_FIELD, admin.site, hint="هو نفسه… (ابحث باسمه)")
        )


def _candidates() -> QuerySet[Entity]:
    return Entity.objects.filter(state=Entity.State.CANDIDATE, merged_into=None)


def _newest_mentions(entity: Entity) -> list[Mention]:
    rows = entity.mentions.exclude(decision=Mention.Decision.REFUSED).order_by("-article", "paragraph", "start")
    return list(rows.select_related("article__source")[:MAX_READ_MENTIONS])


def _same(entity: Entity) -> list[tuple[str, str]]:
    """Other entities of the type that bear the name, or sound like it: the known ones first."""
    near = Q(forms__text=entity.name) | Q(name=entity.name)
    if entity.sound:
        near |= Q(sound=entity.sound)
    rows = Entity.objects.filter(near, type=entity.type, merged_into=None).exclude(pk=entity.pk)
    standing = rows.exclude(state=Entity.State.REFUSED).order_by("-state", "pk").distinct()[:MAX_OTHERS]
    return [(str(one.pk), f"{one.name}، {one.description}" if one.description else one.name) for one in standing]


def _seen(entity: Entity) -> str:
    return f"{entity.state}:{entity.type}:{entity.merged_into_id or ''}"


def _row(entity: Any, evidence: Sequence[Passage], others: Sequence[tuple[str, str]], may_merge: bool) -> Row:
    return Row(
        key=str(entity.pk), seen=_seen(entity), form=entity.name, kind=entity.get_type_display(), answer="", note="",
        articles=entity.printed_in, spans=entity.places, evidence=evidence, others=others,
        places=reverse("admin:entities_entity_change", args=[entity.pk]), accept=CandidateQueue.accept_label,
        can_change=may_merge,
    )  # fmt: skip
