"""The order in which articles became public: the newness of saved searches and alerts.

`created_at` is not that order: a draft may be published long after it came in, and an article that is not yet indexed is found by
nobody. So an article arrives once, when it is public and nothing of it waits for the index; withdrawing it, publishing it again,
undoing its batch and redoing it change nothing.
"""

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from archive.catalog.models import Article, OutboxEntry
from archive.desk.models import Arrival

ROWS_PER_INSERT = 1_000


@transaction.atomic
def arrivals_record() -> int:
    """Record what has arrived since; returns the primary key of the last arrival, 0 if there is none."""
    if connection.vendor == "postgresql":  # primary keys must become visible in their order; SQLite writes one by one
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Arrival._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
    known = Arrival.objects.filter(article_pk=OuterRef("pk"))
    unindexed = OutboxEntry.objects.filter(article_pk=OuterRef("pk"))
    new = Article.objects.published().filter(~Exists(known), ~Exists(unindexed)).order_by("created_at", "pk")
    rows = [Arrival(article_pk=pk) for pk in new.values_list("pk", flat=True)]
    Arrival.objects.bulk_create(rows, batch_size=ROWS_PER_INSERT)
    return Arrival.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
