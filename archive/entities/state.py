"""A stamp of the authority file: tables made of it are made again when it differs."""

from django.db.models import Func, Model, Subquery

from archive.entities.models import NameForm, SpellingVariant

Stamp = tuple[object, ...]


def names_stamp() -> Stamp:
    """Changes when a name form is added, changed or deleted."""
    return _stamp(NameForm)


def decisions_stamp() -> Stamp:
    """Changes when a pair of spellings is added, decided or deleted."""
    return _stamp(SpellingVariant)


def _stamp(model: type[Model]) -> Stamp:
    """One query of three parts, each read off an index; as one aggregate they would cost a walk through the table."""
    rows = model._default_manager.order_by()
    count = Subquery(rows.annotate(count=Func("pk", function="COUNT")).values("count"))
    changed = Subquery(rows.order_by("-changed_at").values("changed_at")[:1])
    return tuple(rows.order_by("-pk").annotate(count=count, changed=changed).values_list("pk", "count", "changed")[:1])
