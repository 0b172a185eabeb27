"""Curators' decisions about many mentions at once, each recorded as a change of the authority file, so that it can be undone."""

from collections.abc import Sequence

from django.db import transaction

from archive.catalog.span_services import spans_decide
from archive.entities.models import AuthorityChange, Entity, Mention
from archive.entities.services.change_records import Record, batches
from archive.entities.services.mention_decisions import mentions_confirm, mentions_correct, mentions_refuse


@transaction.atomic
def mention_group_confirm(*, mentions: Sequence[Mention], by: str = "") -> AuthorityChange:
    """They denote the entity that they are taken for; all are of one."""
    before = _before(mentions, Mention.Decision.CONFIRMED)
    mentions_confirm(mentions=mentions)
    return _recorded(mentions, [mentions[0].entity], f"{mentions[0].surface} = {mentions[0].entity}", by, before)


@transaction.atomic
def mention_group_refuse(*, mentions: Sequence[Mention], by: str = "") -> AuthorityChange:
    """They denote nobody."""
    before = _before(mentions, Mention.Decision.REFUSED)
    mentions_refuse(mentions=mentions)
    return _recorded(mentions, [mentions[0].entity], f"{mentions[0].surface}: ليس اسمًا", by, before)


@transaction.atomic
def mention_group_correct(*, mentions: Sequence[Mention], entity: Entity, by: str = "") -> AuthorityChange:
    """They denote another entity."""
    meant, taken_for = entity.merged_into or entity, mentions[0].entity
    before = _before(mentions, Mention.Decision.CONFIRMED)
    before["dropped"] = mentions_correct(mentions=mentions, entity=meant)
    return _recorded(mentions, [taken_for, meant], f"{mentions[0].surface} = {meant}", by, before)


def mention_group_restore(before: Record) -> None:
    """Take a decision back: what was decided otherwise since, or is no longer printed, stays as it is."""
    by_pk = {pk: (entity, confidence) for pk, entity, confidence in before["mentions"]}
    places = set()
    for batch in batches(list(by_pk)):
        rows = list(Mention.objects.filter(pk__in=batch, decision=before["decision"], entity=before["meant"]))
        for mention in rows:
            mention.entity_id, mention.confidence = by_pk[mention.pk]
        spans_decide(spans=rows, decision="", changed=("entity", "confidence"))
        places |= {(mention.article_id, mention.paragraph, mention.start) for mention in rows}
    dropped = [Mention(**row) for row in before.get("dropped", ())]
    returned = [one for one in dropped if (one.article_id, one.paragraph, one.start) in places]
    Mention.objects.bulk_create(returned, ignore_conflicts=True)


def _before(mentions: Sequence[Mention], decision: str) -> Record:
    rows = [(mention.pk, mention.entity_id, mention.confidence) for mention in mentions]
    return {"mentions": rows, "decision": str(decision)}


def _recorded(
    mentions: Sequence[Mention], entities: Sequence[Entity], label: str, by: str, before: Record
) -> AuthorityChange:
    before["meant"] = entities[-1].pk
    articles = len({mention.article_id for mention in mentions})
    label = f"{label[:400]} (المقالات: {articles})"
    change = AuthorityChange.objects.create(kind=AuthorityChange.Kind.MENTIONS, label=label, by=by[:150], before=before)
    change.entities.set(entities)
    return change
