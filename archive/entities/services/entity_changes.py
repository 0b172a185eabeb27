"""Merging, splitting, renaming, confirming and refusing entities, each written down so that it can be undone.

A merged entity keeps its row and its key, so that old addresses lead to the one that took its names and mentions over. What
a change did is kept with it as numbers of rows (`change_undo` in `undo_services` puts them back). Articles whose mentions
moved go into the outbox. All services raise AuthorityConflictError for what makes no sense; nothing is changed then.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from archive.catalog.services import outbox_add
from archive.entities.authority import bare_form, nationality_forms
from archive.entities.models import AuthorityChange, Entity, Mention, NameForm
from archive.text import fold

CONFIRMED = 0.9
"""How sure the mentions of a name are that a curator confirmed."""
AT_ONCE = 500
"""Rows named in one statement."""
Row = dict[str, Any]
Moved = list[tuple[int, float]]
"""Numbers of mentions, each with its confidence before."""


class AuthorityConflictError(ValueError):
    """The change cannot be made or undone; the message is one sentence for the curator."""


@transaction.atomic
def entity_merge(*, kept: Entity, merged: Sequence[Entity], by: str = "") -> AuthorityChange:
    """Give the names and mentions of `merged` to `kept`, which is known from now on; their keys lead to it."""
    merged = [entity for entity in merged if entity.pk != kept.pk]
    if not merged:
        raise AuthorityConflictError("اختر عَلَمين مختلفين على الأقل.")
    if any(entity.type != kept.type for entity in merged):
        raise AuthorityConflictError("لا يُدمج عَلَمان من نوعين مختلفين؛ صحّح النوع أولًا.")
    if any(entity.merged_into_id for entity in (kept, *merged)):
        raise AuthorityConflictError("أحد الأعلام مدموج في غيره من قبل.")
    confirmed = [_confirm(kept)] if kept.state != Entity.State.KNOWN else []
    rows = [_merge(kept, entity) for entity in merged]
    label = f"{names_of(merged)} ← {kept.name}"
    return _written(AuthorityChange.Kind.MERGE, (kept, *merged), label, by, merged=rows, confirmed=confirmed)


def _merge(kept: Entity, entity: Entity) -> Row:
    mine = set(kept.forms.values_list("text", flat=True))
    doubled = entity.forms.filter(text__in=mine)
    dropped = list(doubled.values("text", "relation", "is_guarded"))
    doubled.delete()
    added = [] if entity.name in mine or entity.forms.exists() else [kept.forms.create(text=entity.name).pk]
    redirected = list(entity.absorbed.values_list("pk", flat=True))
    entity.absorbed.update(merged_into=kept)
    entity.merged_into = kept
    entity.save(update_fields=["merged_into"])
    return {
        "entity": entity.pk,
        "forms": forms_move(entity.forms.all(), to=kept),
        "dropped": dropped,
        "added": added,
        "redirected": redirected,
        "mentions": mentions_move(entity.mentions.all(), to=kept, confidence=CONFIRMED),
    }


@transaction.atomic
def entity_split(
    *, entity: Entity, forms: Iterable[NameForm], name: str = "", description: str = "", by: str = ""
) -> AuthorityChange:
    """Make a new entity of some of the names, with the mentions printed so."""
    taken = [form for form in forms if form.entity_id == entity.pk]
    if not taken or len(taken) == entity.forms.count():
        raise AuthorityConflictError("اختر بعض الصيغ لا كلها: يبقى للعَلَم اسم، وللجديد اسم.")
    new = Entity(type=entity.type, name=name.strip() or bare_form(taken[0].text), description=description.strip())
    entity_save(new)
    moved = forms_move(entity.forms.filter(pk__in=[form.pk for form in taken]), to=new)
    added = _with_form(new)
    surfaces = _surfaces(taken)
    printed = entity.mentions.values_list("pk", "surface")
    pks = [pk for pk, surface in printed if fold(" ".join(surface.split())) in surfaces]
    mentions = mentions_move(entity.mentions.filter(pk__in=pks), to=new)
    row = {"entity": entity.pk, "new": new.pk, "forms": moved, "added": added, "mentions": mentions}
    return _written(AuthorityChange.Kind.SPLIT, (entity, new), f"{entity.name} → {new.name}", by, **row)


@transaction.atomic
def entity_rename(*, entity: Entity, name: str, by: str = "") -> AuthorityChange:
    """Another preferred name; the old one stays a name form."""
    old, name = entity.name, " ".join(name.split())
    if not name or name == old:
        raise AuthorityConflictError("اكتب اسمًا آخر.")
    entity.name = name
    entity_save(entity)
    row = {"entity": entity.pk, "name": old, "added": _with_form(entity)}
    return _written(AuthorityChange.Kind.RENAME, (entity,), f"{old} → {name}", by, **row)


@transaction.atomic
def entities_confirm(*, entities: Iterable[Entity], by: str = "") -> AuthorityChange:
    """Candidates that are who they seem to be: from now on their names are known and their mentions count."""
    chosen = _candidates(entities)
    rows = [_confirm(entity) for entity in chosen]
    return _written(AuthorityChange.Kind.CONFIRM, chosen, names_of(chosen), by, confirmed=rows)


@transaction.atomic
def entities_refuse(*, entities: Iterable[Entity], by: str = "") -> AuthorityChange:
    """Candidates that are no names: their mentions count nowhere, and they are not proposed again."""
    chosen = _candidates(entities)
    for entity in chosen:
        entity_set_state(entity, Entity.State.REFUSED)
    pks = [entity.pk for entity in chosen]
    return _written(AuthorityChange.Kind.REFUSE, chosen, names_of(chosen), by, refused=pks)


def _candidates(entities: Iterable[Entity]) -> list[Entity]:
    chosen = [one for one in entities if one.state == Entity.State.CANDIDATE and one.merged_into_id is None]
    if not chosen:
        raise AuthorityConflictError("ليس بين ما اخترت مرشَّح.")
    return chosen


def _confirm(entity: Entity) -> Row:
    """Make a candidate known; what undoing needs."""
    row = {"entity": entity.pk, "state": entity.state, "added": _with_form(entity)}
    unsure = entity.mentions.filter(confidence__lt=CONFIRMED)
    row["mentions"] = list(unsure.values_list("pk", "confidence"))
    unsure.update(confidence=CONFIRMED)
    entity_set_state(entity, Entity.State.KNOWN)
    return row


# What services here and in `undo_services` are made of


def entity_save(entity: Entity) -> None:
    try:
        with transaction.atomic():
            entity.save()
    except IntegrityError as error:
        raise AuthorityConflictError(f"في الملف عَلَم آخر من هذا النوع باسم «{entity.name}» وبالتعريف نفسه.") from error


def entity_set_state(entity: Entity, state: str) -> None:
    """Readers see its mentions, or no more: their articles are indexed again."""
    entity.state = state
    entity.save(update_fields=["state"])
    outbox_add(set(entity.mentions.values_list("article_id", flat=True)))


def forms_move(forms: QuerySet[NameForm], *, to: Entity) -> list[int]:
    """Numbers of the forms that were moved."""
    pks = list(forms.values_list("pk", flat=True))
    NameForm.objects.filter(pk__in=pks).update(entity=to, changed_at=timezone.now())
    return pks


def mentions_move(mentions: QuerySet[Mention], *, to: Entity, confidence: float = 0.0) -> Moved:
    """Point mentions at another entity, at least so sure; those at places where it is mentioned already go."""
    rows = list(mentions.values_list("pk", "confidence", "article_id", "paragraph", "start"))
    outbox_add({article for _, _, article, *_ in rows})
    places = set(to.mentions.values_list("article_id", "paragraph", "start"))
    doubled = [pk for pk, _, *place in rows if tuple(place) in places]
    moved = [(pk, sure) for pk, sure, *place in rows if tuple(place) not in places]
    for start in range(0, len(doubled), AT_ONCE):
        Mention.objects.filter(pk__in=doubled[start : start + AT_ONCE]).delete()
    for start in range(0, len(moved), AT_ONCE):
        some = Mention.objects.filter(pk__in=[pk for pk, _ in moved[start : start + AT_ONCE]])
        some.update(entity=to)
        some.filter(confidence__lt=confidence).update(confidence=confidence)
    return moved


def names_of(entities: Iterable[Entity]) -> str:
    return "، ".join(entity.name for entity in entities)


def _with_form(entity: Entity) -> list[int]:
    """See that the preferred name is one of the forms; the number of the form, if it was added."""
    form, made = entity.forms.get_or_create(text=entity.name)
    return [form.pk] if made else []


def _surfaces(forms: Iterable[NameForm]) -> set[str]:
    """These forms as they may be printed, folded."""
    found: set[str] = set()
    for form in forms:
        text = bare_form(form.text)
        is_adjective = form.relation == NameForm.Relation.NATIONALITY
        found |= {" ".join(words) for words in nationality_forms(text)} if is_adjective else {text}
    return {fold(article + text) for text in found for article in ("", "ال")}


def _written(kind: str, entities: Iterable[Entity], label: str, by: str, **before: object) -> AuthorityChange:
    change = AuthorityChange.objects.create(kind=kind, label=label[:500], by=by[:150], before=before)
    change.entities.set(entities)
    return change
