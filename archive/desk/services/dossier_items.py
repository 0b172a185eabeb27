"""What is in a dossier: articles and passages are added, noted, removed, put back.

All of them are published when they are added; what is not is passed over. The dossier is one that the user may edit (`key`), or
a new one with `title` where no key is given. Items that were removed are kept for KEPT_DAYS.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from archive.catalog.models import Article, ArticleRevision
from archive.desk.anchors import Place, context_of
from archive.desk.models import MAX_QUOTE_CHARS, Dossier, DossierItem
from archive.desk.selectors import dossier_for, live_items, shown_items
from archive.desk.services.dossiers import checked_note, dossier_create
from archive.desk.services.editing import EditConflictError, RefusedError, dossier_to_change, touch, write_version
from archive.desk.services.order import GAP

MAX_ITEMS = 5_000
KEPT_DAYS = 30
FULL = f"في الملف {MAX_ITEMS:,} مادة، وهذا أقصاه؛ أنشئ ملفًا آخر."
NOT_PRINTED = "ليس في المقال مقطع بهذا الموضع؛ اختره من جديد."
LONG_QUOTE = f"المقطع أطول من {MAX_QUOTE_CHARS:,} حرف."


@dataclass(frozen=True)
class Added:
    """The key of the dossier; how many were added to it, and how many were in it already."""

    key: str
    new: int
    known: int


@dataclass(frozen=True)
class _Kept:
    """Columns of an item: an article, or a passage of it."""

    article_id: int
    quote: str = ""
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None
    before: str = ""
    after: str = ""
    content_hash: str = ""
    revision: int | None = None


COLUMNS = tuple(field.name for field in fields(_Kept))


@transaction.atomic
def articles_keep(*, user: User, articles: Sequence[str], key: str = "", title: str = "", note: str = "") -> Added:
    """Put articles, by their keys, at the end in this order; the note goes with each that is new."""
    dossier = _target(user, key, title)
    found = dict(Article.objects.published().filter(key__in=articles).values_list("key", "pk"))
    kept = [_Kept(found[one]) for one in dict.fromkeys(articles) if one in found]
    return _add(user, dossier, kept, note)


@transaction.atomic
def passages_keep(
    *, user: User, article: str, places: Sequence[Place], key: str = "", title: str = "", note: str = ""
) -> Added:
    """Put passages of an article at the end. Raises Article.DoesNotExist, RefusedError where nothing is printed in a place."""
    dossier = _target(user, key, title)
    found = Article.objects.published().get(key=article)
    texts = dict(found.paragraphs.values_list("position", "text"))
    last = ArticleRevision.objects.filter(article=found).aggregate(last=Max("number"))["last"] or 0
    kept = [_passage(found, place, texts, last + 1) for place in places]
    return _add(user, dossier, kept, note)


@transaction.atomic
def items_copy(
    *, user: User, source: str, items: Sequence[int], key: str = "", title: str = "", note: str = ""
) -> Added:
    """Put items of another dossier that the user knows at the end, as far as they are public, with the note given."""
    dossier = _target(user, key, title)
    rows = live_items(dossier_for(user, source)).filter(pk__in=items)
    kept = [
        _Kept(**{name: getattr(shown.item, name) for name in COLUMNS})
        for shown in shown_items(rows)
        if shown.article is not None
    ]
    return _add(user, dossier, kept, note)


@transaction.atomic
def item_note_write(*, user: User, key: str, item: int, text: str, version: int) -> None:
    """Raises EditConflictError if somebody else changed the note or removed the item meanwhile."""
    dossier = dossier_to_change(user, key)
    row = _live(dossier, item)
    text = checked_note(text, may_be_empty=True)
    write_version(row, version, "note_version", note=text, note_by=user, note_at=timezone.now())
    touch(dossier)


@transaction.atomic
def item_remove(*, user: User, key: str, item: int) -> None:
    """Can be undone for KEPT_DAYS. Does nothing where it was removed before."""
    dossier = dossier_to_change(user, key)
    now = timezone.now()
    dossier.items.filter(removed_at__lt=now - dt.timedelta(days=KEPT_DAYS)).delete()
    dossier.items.filter(pk=item, removed_at=None).update(removed_at=now)
    touch(dossier)


@transaction.atomic
def item_restore(*, user: User, key: str, item: int) -> None:
    """Where it was before. Raises EditConflictError where it is gone for good."""
    dossier = dossier_to_change(user, key)
    if not dossier.items.filter(pk=item).update(removed_at=None):
        raise EditConflictError
    touch(dossier)


def _target(user: User, key: str, title: str) -> Dossier:
    return dossier_to_change(user, key) if key else dossier_create(user=user, title=title)


def _passage(article: Article, place: Place, texts: dict[int, str], revision: int) -> _Kept:
    """Without white space at its ends. Raises RefusedError."""
    text = texts.get(place.paragraph, "")
    start, end = place.start, min(place.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if not 0 <= start < end:
        raise RefusedError(NOT_PRINTED)
    if end - start > MAX_QUOTE_CHARS:
        raise RefusedError(LONG_QUOTE)
    before, after = context_of(text, start, end)
    return _Kept(
        article.pk, text[start:end], place.paragraph, start, end, before, after, article.content_hash, revision
    )


def _add(user: User, dossier: Dossier, kept: Sequence[_Kept], note: str) -> Added:
    """What is in the dossier already stays where it is; what was removed from it comes back at the end."""
    note = checked_note(note, may_be_empty=True)
    rows = dossier.items.filter(article__in={one.article_id for one in kept})
    known = {(row.article_id, row.quote, row.paragraph, row.start): row for row in rows}
    last = dossier.items.aggregate(last=Max("position"))["last"] or 0
    new: list[DossierItem] = []
    returned: list[DossierItem] = []
    for one in kept:
        place = (one.article_id, one.quote, one.paragraph, one.start)
        row = known.get(place)
        if row is None:
            row = known[place] = DossierItem(dossier=dossier, added_by=user, **asdict(one))
            if note:
                row.note, row.note_by, row.note_at = note, user, timezone.now()
            new.append(row)
        elif row.removed_at is not None:
            row.removed_at = None
            returned.append(row)
        else:
            continue
        last += GAP
        row.position = last
    if new and dossier.items.filter(removed_at=None).count() + len(new) + len(returned) > MAX_ITEMS:
        raise RefusedError(FULL)
    DossierItem.objects.bulk_update(returned, ["removed_at", "position"])
    DossierItem.objects.bulk_create(new)
    touch(dossier)
    added = len(new) + len(returned)
    return Added(key=dossier.key, new=added, known=len(kept) - added)


def _live(dossier: Dossier, pk: int) -> DossierItem:
    row = dossier.items.filter(pk=pk, removed_at=None).first()
    if row is None:
        raise EditConflictError
    return row
