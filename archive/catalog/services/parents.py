"""What an article was cut from, told after both are stored: by records whose article above comes later, or in another file."""

from collections.abc import Mapping

from django.db import transaction

from archive.catalog.models import Article
from archive.catalog.services.outbox import outbox_add
from archive.catalog.services.states import STATE_FIELDS, new_children_follow


@transaction.atomic
def articles_cut_from(*, parents: Mapping[int, int]) -> int:
    """Point articles at those that they were cut from, both by primary key; returns how many were.

    Left as they are: articles that have one already, and those that would be among their own ancestors. What is cut from an
    article that is not published follows it.
    """
    above = Article.objects.in_bulk(set(parents.values()))
    changed: list[int] = []
    for child in Article.objects.filter(pk__in=parents, parent=None).order_by("pk"):
        child.parent = above.get(parents[child.pk])
        if child.parent is None or child.is_own_ancestor():
            continue
        new_children_follow([child])
        child.save(update_fields=("parent", *STATE_FIELDS, "changed_at"))
        changed.append(child.pk)
    outbox_add(changed, is_bulk=True)
    return len(changed)
