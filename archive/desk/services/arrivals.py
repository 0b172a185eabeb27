"""The order in which articles became public: the newness of saved searches and alerts.

`created_at` is not that order: a draft may be published long after it came in, and an article that is not yet indexed is found by
nobody. So an article arrives once, when it is public and nothing of it waits for the index; withdrawing it, publishing it again,
undoing its batch and redoing it change nothing.
"""

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from archive.catalog.models import Article, OutboxEntry
from archive.desk.models import Arrival


@transaction.atomic
def arrivals_record() -> int:
    """Record what has arrived since; returns the primary key of the last arrival, 0 if there is none."""
    if connection.vendor == "postgresql":  # primary keys must become visible in their order; SQLite writes one by one
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Arrival._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
    known = Arrival.objects.filter(article_pk=OuterRef("pk"))
    unindexed = OutboxEntry.objects.filter(article_pk=OuterRef("pk"))
    new = Article.objects.published().filter(~Exists(known), ~Exists(unindexed)).order_by("created_at", "pk")
    _insert(new)
    return Arrival.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _insert(articles: QuerySet[Article]) -> None:
    """In one statement: a large import is recorded in a fraction of a second, while no one else can write."""
    rows, parameters = articles.values("pk").query.sql_with_params()
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Arrival._meta.db_table} (article_pk, recorded_at) SELECT new.pk, %s FROM ({rows}) AS new",
            [now, *parameters],
        )
