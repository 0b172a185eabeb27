"""The order of a dossier's items: sparse positions, so that a move writes one row as long as there is room between two."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from archive.desk.models import Dossier, DossierItem
from archive.desk.services.editing import EditConflictError, dossier_to_change, touch

GAP = 1_024
ASIDE = 1 << 40
"""Where positions wait while all are numbered anew: two items never share one."""
ROWS_PER_UPDATE = 200


@transaction.atomic
def item_move(*, user: User, key: str, item: int, to: int) -> int:
    """Move an item to the place `to` (from 1; the last one if there are fewer); returns its place.

    Raises EditConflictError where the item was removed meanwhile.
    """
    dossier = dossier_to_change(user, key)
    return _move(dossier, item, to)


@transaction.atomic
def item_step(*, user: User, key: str, item: int, step: int) -> int:
    """Move an item `step` places down (up if negative), as far as there are places; returns its place. Raises as `item_move`."""
    dossier = dossier_to_change(user, key)
    live = _live(dossier)
    if item not in live:
        raise EditConflictError
    return _move(dossier, item, max(live.index(item) + 1 + step, 1))


@transaction.atomic
def item_move_before(*, user: User, key: str, item: int, before: int | None) -> int:
    """Move an item in front of another one, or to the end; returns its place. Raises as `item_move`, for either of them."""
    dossier = dossier_to_change(user, key)
    others = [pk for pk in _live(dossier) if pk != item]
    if before is not None and before not in others:
        raise EditConflictError
    return _move(dossier, item, len(others) + 1 if before is None else others.index(before) + 1)


def _move(dossier: Dossier, item: int, to: int) -> int:
    live = _live(dossier)
    if item not in live:
        raise EditConflictError
    place = min(max(to, 1), len(live))
    if live.index(item) + 1 != place:
        others = [pk for pk in live if pk != item]
        previous = others[place - 2] if place > 1 else None
        position = _room_after(dossier, item, previous)
        if position is None:
            _number_anew(dossier)
            position = _room_after(dossier, item, previous)
        dossier.items.filter(pk=item).update(position=position)
        touch(dossier)
    return place


def _live(dossier: Dossier) -> list[int]:
    return list(dossier.items.filter(removed_at=None).order_by("position").values_list("pk", flat=True))


def _room_after(dossier: Dossier, item: int, previous: int | None) -> int | None:
    """A free position behind the item `previous` (in front of all if None); None if there is none. Removed items count."""
    taken = dossier.items.exclude(pk=item).order_by("position")
    low = 0 if previous is None else taken.values_list("position", flat=True).get(pk=previous)
    high = taken.filter(position__gt=low).values_list("position", flat=True).first()
    if high is None:
        return low + GAP
    return (low + high) // 2 if high - low > 1 else None


def _number_anew(dossier: Dossier) -> None:
    rows = list(dossier.items.order_by("position").only("pk", "position"))
    dossier.items.update(position=F("position") + ASIDE)
    for place, row in enumerate(rows, start=1):
        row.position = place * GAP
    DossierItem.objects.bulk_update(rows, ["position"], batch_size=ROWS_PER_UPDATE)
