"""The queue of doubtful names: one decision for all articles that print a form taken for one entity."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from archive.catalog.models import Source, form_key
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
    by_group,
    evidence_of,
)
from archive.curation.evidence import Passage
from archive.curation.group_decisions import GroupChangedError, mention_group_decide, seen_token
from archive.curation.rule_decisions import rule_make, rules_take_back
from archive.entities.models import AuthorityChange, Entity, Mention
from archive.entities.selectors import entities_by_form, mention_groups, mentions_in_group
from archive.entities.services import AuthorityConflictError
from archive.ingest.models import Rule

MAX_OTHERS = 2
ENTITY_FIELD = Mention._meta.get_field("entity")
DECISIONS = {"accept": Mention.Decision.CONFIRMED, "refuse": Mention.Decision.REFUSED, "change": ""}


class MentionQueue(DecisionQueue):
    name = "mention-queue"
    title = "أسماء تنتظر قرارًا"
    refuse_label = "ليس اسمًا"

    def waiting(self, request: HttpRequest, skipped: frozenset[str]) -> Waiting:
        mentions: Any = self.model_admin.get_queryset(request)
        groups = mention_groups(mentions)
        left = [group for group in groups if _key(group.entity, group.form) not in skipped]
        chosen = left[:ROWS_PER_PAGE]
        waiting = mentions.suggested().filter(entity__in={group.entity for group in chosen})
        loaded = waiting.select_related("entity", "article__source").defer("article__generated_title")
        places = by_group(list(loaded), lambda one: (one.entity_id, form_key(one.surface)))
        found = [places[group.entity, group.form] for group in chosen if (group.entity, group.form) in places]
        others = entities_by_form(mention for spans in found for mention in spans)
        evidence = evidence_of(found)
        shown = [_row(spans, passages, others) for spans, passages in zip(found, evidence, strict=True)]
        return Waiting(shown, len(groups), sum(group.mentions for group in groups), len(groups) - len(left))

    def decide(self, request: HttpRequest, chosen: Choice) -> Done:
        decision = chosen.decision
        pk, _, form = chosen.key.partition(":")
        if decision not in DECISIONS or not is_key(pk):
            raise GroupChangedError
        entity = _chosen(chosen.value) if decision == "change" else None
        rows: Any = self.model_admin.get_queryset(request).select_related("entity")
        change = mention_group_decide(
            load=lambda: mentions_in_group(rows, entity=int(pk), form=form),
            seen=chosen.seen,
            decision=DECISIONS[decision],
            entity=entity,
            user=request.user,
        )
        if not chosen.remember:
            return Done(change.label, {"change": change.pk})
        return Done(
            f"{change.label}، ولكل ما يأتي", {"change": change.pk, "rules": [self._rule(request, change, decision)]}
        )

    def _rule(self, request: HttpRequest, change: AuthorityChange, decision: str) -> int:
        """The decision for all that comes: from the only source of its articles, else from anywhere."""
        mentions = Mention.objects.filter(pk__in=[row[0] for row in change.before["mentions"]])
        first = mentions.select_related("entity").first()
        if first is None:
            raise GroupChangedError
        entity = None if decision == "refuse" else first.entity
        source = _only_source(mentions.select_related("article__source"))
        rule = rule_make(user=request.user, kind=Rule.Kind.NAME_FORM, text=first.surface, source=source, entity=entity)
        return rule.pk

    def undo(self, request: HttpRequest, token: Any) -> None:
        rules_take_back(user=request.user, pks=token.get("rules", []))
        change = AuthorityChange.objects.filter(pk=token["change"], kind=AuthorityChange.Kind.MENTIONS).first()
        try:
            if change is not None:
                services.authority_change_undo(change=change, user=request.user)
        except AuthorityConflictError as error:
            raise DecisionRefusedError(str(error)) from error

    def change_field(self, place: int) -> str:
        """A choice among all entities, by Django's autocompletion."""
        return str(
            self._choice().widget.render(f"value-{place}", None, {"id": f"value-{place}", "aria-label": "عَلَم آخر"})
        )

    @property
    def media(self) -> forms.Media:
        return self._choice().widget.media + super().media

    def _choice(self) -> forms.ModelChoiceField:
        return forms.ModelChoiceField(
            Entity.objects.all(), widget=KeySelect(ENTITY_FIELD, admin.site, hint="بل هو… (ابحث باسمه)")
        )


def _key(entity: int, form: str) -> str:
    return f"{entity}:{form}"


def _row(spans: Sequence[Mention], evidence: Sequence[Passage], others: dict[str, list[tuple[int, str]]]) -> Row:
    first = spans[0]
    entity, form = first.entity, form_key(first.surface)
    certainty = max(mention.confidence for mention in spans)
    unknown = " · لم يراجعه أحد" if entity.state == Entity.State.CANDIDATE else ""
    known = [(str(pk), name) for pk, name in others.get(form, ()) if pk != entity.pk]
    query = urlencode({"entity__id__exact": entity.pk, "q": first.surface})
    return Row(
        key=_key(entity.pk, form),
        seen=seen_token(spans),
        form=first.surface,
        kind=entity.get_type_display(),
        answer=f"{entity.name}، {entity.description}" if entity.description else entity.name,
        note=f"الثقة {certainty:.0%}{unknown}",
        articles=len({mention.article_id for mention in spans}),
        spans=len(spans),
        evidence=evidence,
        others=known[:MAX_OTHERS],
        places=f"{reverse('admin:entities_mention_changelist')}?{query}",
        remember=f"لكل ما يأتي من {source}" if (source := _only_source(spans)) else "لكل ما يأتي",
    )


def _only_source(mentions: Iterable[Mention]) -> Source | None:
    """The source of all their articles; None if there are several, or none."""
    sources = {mention.article.source for mention in mentions}
    return sources.pop() if len(sources) == 1 else None


def _chosen(value: str) -> Entity:
    entity = Entity.objects.filter(pk=value).select_related("merged_into").first() if is_key(value) else None
    if entity is None or entity.state == Entity.State.REFUSED:
        raise DecisionRefusedError("اختر العَلَم المقصود من القائمة أولًا.")
    return entity
