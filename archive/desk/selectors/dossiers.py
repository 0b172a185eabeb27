"""Dossiers as lists, as pages and as content to export."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, F, Q, QuerySet

from archive.desk.models import Colleague, Dossier, DossierItem, DossierNote, Role
from archive.desk.selectors.access import RANK, Asking, check_role, dossiers_known_to, name_of
from archive.desk.selectors.dossier_content import DossierContent, DossierEntry
from archive.desk.selectors.visible import ShownItem, shown_items

ITEMS_PER_PAGE = 50
REMOVED_SHOWN = 20


@dataclass(frozen=True)
class DossierSummary:
    dossier: Dossier
    role: Role
    owner: str
    items: int
    colleagues: int


def dossier_summaries(user: Asking, needs: Role = Role.READER) -> list[DossierSummary]:
    """The dossiers in which the user has this role or a greater one, the last changed first."""
    roles = dict(Colleague.objects.filter(user=user).values_list("dossier", "role")) if user.is_authenticated else {}
    counted = dossiers_known_to(user).annotate(
        item_count=Count("items", filter=Q(items__removed_at=None), distinct=True),
        colleague_count=Count("colleagues", distinct=True),
    )
    found = [
        DossierSummary(
            dossier=row,
            role=Role.OWNER if row.owner_id == user.pk else Role(roles[row.pk]),
            owner=name_of(row.owner),
            items=row.item_count,
            colleagues=row.colleague_count,
        )
        for row in counted
    ]
    return [one for one in found if RANK[one.role] >= RANK[needs]]


def live_items(dossier: Dossier) -> QuerySet[DossierItem]:
    """In order, without those that were removed."""
    rows = dossier.items.filter(removed_at=None).select_related("added_by", "note_by")
    return rows.order_by("position")


def items_on_page(dossier: Dossier, page: int) -> list[ShownItem]:
    """`page` counts from 1."""
    first = (page - 1) * ITEMS_PER_PAGE
    return shown_items(live_items(dossier)[first : first + ITEMS_PER_PAGE])


def removed_items(dossier: Dossier) -> list[ShownItem]:
    """Those removed last, whose removal can be undone."""
    rows = dossier.items.exclude(removed_at=None).select_related("added_by", "note_by")
    return shown_items(rows.order_by(F("removed_at").desc(nulls_last=True), "pk")[:REMOVED_SHOWN])


def notes_of(dossier: Dossier) -> list[DossierNote]:
    """The oldest first."""
    return list(dossier.notes.select_related("written_by").order_by("pk"))


def dossier_content(dossier: Dossier, user: Asking) -> DossierContent:
    """All of a dossier for one who knows it. Raises Dossier.DoesNotExist for anybody else."""
    check_role(user, dossier, Role.READER)
    return content_of(dossier, shown_items(live_items(dossier)))


def content_of(
    dossier: Dossier, shown: Sequence[ShownItem], *, with_notes: bool = True, withdrawn: int = 0
) -> DossierContent:
    """The content with what is public of these items; `withdrawn` others are none of them."""
    entries = tuple(
        DossierEntry(
            article=one.article,
            passage=one.passage,
            note=one.item.note if with_notes else "",
            added_at=one.item.added_at,
            added_by=name_of(one.item.added_by),
        )
        for one in shown
        if one.article is not None
    )
    return DossierContent(
        key=dossier.key,
        title=dossier.title,
        description=dossier.description,
        owner=name_of(dossier.owner),
        changed_at=dossier.changed_at,
        entries=entries,
        withdrawn=withdrawn + len(shown) - len(entries),
    )


def kept_dossiers(user: User) -> list[dict[str, Any]]:
    """The user's own dossiers as plain values for the download of his data (times in ISO form).

    What is not public now appears as `withdrawn`, with the user's note and without title or text.
    """
    return [
        {
            "key": dossier.key,
            "title": dossier.title,
            "description": dossier.description,
            "created_at": dossier.created_at.isoformat(),
            "changed_at": dossier.changed_at.isoformat(),
            "colleagues": [
                {"user": one.user.get_username(), "role": one.role} for one in dossier.colleagues.select_related("user")
            ],
            "notes": [
                {"text": note.text, "by": name_of(note.written_by), "at": note.written_at.isoformat()}
                for note in notes_of(dossier)
            ],
            "items": [_kept(one) for one in shown_items(live_items(dossier))],
        }
        for dossier in Dossier.objects.filter(owner=user).order_by("pk")
    ]


def _kept(shown: ShownItem) -> dict[str, Any]:
    article, passage, item = shown.article, shown.passage, shown.item
    return {
        "withdrawn": article is None,
        "article": article.key if article else None,
        "title": article.display_title if article else None,
        "quote": passage.text if passage else None,
        "paragraph": passage.paragraph if passage else None,
        "note": item.note,
        "added_at": item.added_at.isoformat(),
        "added_by": name_of(item.added_by),
    }
