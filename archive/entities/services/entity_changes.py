"""Curators' changes to entities: merge, split, rename, confirm, refuse, each recorded so that `change_undo` can revert it.

A merged entity keeps its row and its key, so that old addresses redirect to the entity that took over its names and mentions.
Articles whose mentions move are added to the outbox. All services raise AuthorityConflictError, and change nothing, if the change
makes no sense.
"""

from collections.abc import Iterable, Sequence

from django.db import transaction

from archive.entities.authority import bare_form, nationality_forms
from archive.entities.models import AuthorityChange, Entity, NameForm
from archive.entities.services.change_records import (
    AuthorityConflictError,
    Record,
    entity_save,
    entity_set_state,
    form_ensure,
    forms_move,
    mentions_move,
    names_of,
)
from archive.text import fold

CONFIRMED_CONFIDENCE = 0.9
"""Confidence of the mentions of a name that a curator confirmed."""


@transaction.atomic
def entity_merge(*, kept: Entity, merged: Sequence[Entity], by: str = "") -> AuthorityChange:
    """Move the names and mentions of `merged` to `kept`, which becomes known; their keys redirect to it."""
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
    return _recorded(AuthorityChange.Kind.MERGE, (kept, *merged), label, by, merged=rows, confirmed=confirmed)


def _merge(kept: Entity, entity: Entity) -> Record:
    texts = set(kept.forms.values_list("text", flat=True))
    duplicates = entity.forms.filter(text__in=texts)
    dropped = list(duplicates.values("text", "relation", "is_guarded"))
    duplicates.delete()
    added = [] if entity.name in texts or entity.forms.exists() else [kept.forms.create(text=entity.name).pk]
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
        "mentions": mentions_move(entity.mentions.all(), to=kept, confidence=CONFIRMED_CONFIDENCE),
    }


@transaction.atomic
def entity_split(
    *, entity: Entity, forms: Iterable[NameForm], name: str = "", description: str = "", by: str = ""
) -> AuthorityChange:
    """Make a new entity of some of the name forms, with the mentions printed as one of them."""
    taken = [form for form in forms if form.entity_id == entity.pk]
    if not taken or len(taken) == entity.forms.count():
        raise AuthorityConflictError("اختر بعض الصيغ لا كلها: يبقى للعَلَم اسم، وللجديد اسم.")
    new = Entity(type=entity.type, name=name.strip() or bare_form(taken[0].text), description=description.strip())
    entity_save(new)
    moved = forms_move(entity.forms.filter(pk__in=[form.pk for form in taken]), to=new)
    added = form_ensure(new)
    surfaces = _surfaces(taken)
    printed = entity.mentions.values_list("pk", "surface")
    pks = [pk for pk, surface in printed if fold(" ".join(surface.split())) in surfaces]
    mentions = mentions_move(entity.mentions.filter(pk__in=pks), to=new)
    row = {"entity": entity.pk, "new": new.pk, "forms": moved, "added": added, "mentions": mentions}
    return _recorded(AuthorityChange.Kind.SPLIT, (entity, new), f"{entity.name} → {new.name}", by, **row)


@transaction.atomic
def entity_rename(*, entity: Entity, name: str, by: str = "") -> AuthorityChange:
    """Change the preferred name; the old one stays a name form."""
    old, name = entity.name, " ".join(name.split())
    if not name or name == old:
        raise AuthorityConflictError("اكتب اسمًا آخر.")
    entity.name = name
    entity_save(entity)
    row = {"entity": entity.pk, "name": old, "added": form_ensure(entity)}
    return _recorded(AuthorityChange.Kind.RENAME, (entity,), f"{old} → {name}", by, **row)


@transaction.atomic
def entities_confirm(*, entities: Iterable[Entity], by: str = "") -> AuthorityChange:
    """Make candidates known: their names are matched from now on, and their mentions count."""
    chosen = _candidates(entities)
    rows = [_confirm(entity) for entity in chosen]
    return _recorded(AuthorityChange.Kind.CONFIRM, chosen, names_of(chosen), by, confirmed=rows)


@transaction.atomic
def entities_refuse(*, entities: Iterable[Entity], by: str = "") -> AuthorityChange:
    """Refuse candidates that are not names: their mentions count nowhere, and they are not proposed again."""
    chosen = _candidates(entities)
    for entity in chosen:
        entity_set_state(entity, Entity.State.REFUSED)
    pks = [entity.pk for entity in chosen]
    return _recorded(AuthorityChange.Kind.REFUSE, chosen, names_of(chosen), by, refused=pks)


def _candidates(entities: Iterable[Entity]) -> list[Entity]:
    chosen = [one for one in entities if one.state == Entity.State.CANDIDATE and one.merged_into_id is None]
    if not chosen:
        raise AuthorityConflictError("ليس بين ما اخترت مرشَّح.")
    return chosen


def _confirm(entity: Entity) -> Record:
    """Make a candidate known; the record for undoing it."""
    row = {"entity": entity.pk, "state": entity.state, "added": form_ensure(entity)}
    uncertain = entity.mentions.filter(confidence__lt=CONFIRMED_CONFIDENCE)
    row["mentions"] = list(uncertain.values_list("pk", "confidence"))
    uncertain.update(confidence=CONFIRMED_CONFIDENCE)
    entity_set_state(entity, Entity.State.KNOWN)
    return row


def _surfaces(forms: Iterable[NameForm]) -> set[str]:
    """The forms as they may be printed, folded."""
    found: set[str] = set()
    for form in forms:
        text = bare_form(form.text)
        is_adjective = form.relation == NameForm.Relation.NATIONALITY
        found |= {" ".join(words) for words in nationality_forms(text)} if is_adjective else {text}
    return {fold(article + text) for text in found for article in ("", "ال")}


def _recorded(kind: str, entities: Iterable[Entity], label: str, by: str, **before: object) -> AuthorityChange:
    change = AuthorityChange.objects.create(kind=kind, label=label[:500], by=by[:150], before=before)
    change.entities.set(entities)
    return change
