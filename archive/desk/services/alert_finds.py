"""What an alert finds: all that its search finds, of what arrived since the alert began and was not found by it before.

Nothing moves a mark past articles that were not found: one that is indexed late, published late or matches only after a change is
found when the search finds it. An article that arrived before the alert began is never new.
"""

from archive.desk.models import Arrival, Find, SavedSearch
from archive.desk.selectors import public_pks

ROWS_PER_INSERT = 1_000


def candidates(search: SavedSearch) -> list[int]:
    """Public articles that arrived since the alert began and that it has not found yet, in the order of arrival."""
    known = set(search.finds.values_list("article_pk", flat=True))
    arrived = Arrival.objects.filter(pk__gt=search.watched_from, article_pk__in=public_pks())
    return [pk for pk in arrived.order_by("pk").values_list("article_pk", flat=True) if pk not in known]


def finds_add(search: SavedSearch, found: set[int]) -> int:
    """Record what is new of an alert; returns how many articles that are. `search` is locked by the caller's transaction."""
    if not found:
        return 0
    rows = [Find(search=search, article_pk=pk) for pk in candidates(search) if pk in found]
    Find.objects.bulk_create(rows, batch_size=ROWS_PER_INSERT)
    return len(rows)
