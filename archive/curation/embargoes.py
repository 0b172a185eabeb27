"""Embargoed articles are published by the background process when their time has come.

Each in a transaction of its own that looks at the article once more: a run that was killed is followed by another that does the
rest, and what a curator decides meanwhile stands. A time that passed while no process ran is due at once. What was
published stays so, whatever the clock says later.
"""

import logging
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from archive.catalog.jobs import check_stop
from archive.catalog.models import Article
from archive.catalog.services import article_publish, articles_following
from archive.curation.history import changes_recorded, recorded_values
from archive.curation.services import FOLLOWED

JOB = "open_embargoes"
EVERY_S = 20.0
"""Between two runs, if anything is due."""
OPENED = "نُشر في موعده آليًّا."

log = logging.getLogger(__name__)


def is_due() -> bool:
    """Whether the time of an article has come."""
    return Article.objects.due(timezone.now()).exists()


def open_embargoes(payload: dict[str, Any]) -> None:
    """The job: publish what is due."""
    for pk in list(Article.objects.due(timezone.now()).values_list("pk", flat=True)):
        check_stop()
        if embargo_open(pk=pk):
            log.info("The embargo of article %d has ended.", pk)


@transaction.atomic
def embargo_open(*, pk: int) -> bool:
    """Publish an embargoed article with what follows it; False if it is not due any more."""
    article = Article.objects.due(timezone.now()).select_for_update(of=("self",)).filter(pk=pk).first()
    if article is None:
        return False
    by = _decided_by(article)
    followers = articles_following(pks=[pk], state=Article.State.PUBLISHED)
    with changes_recorded(by, [article], OPENED), changes_recorded(by, followers, FOLLOWED):
        article_publish(article=article)
    return True


def _decided_by(article: Article) -> User | None:
    """Who embargoed the article, in whose name the history tells the rest; else the last who changed it."""
    kind = ContentType.objects.get_for_model(Article)
    entries = list(LogEntry.objects.filter(content_type=kind, object_id=str(article.pk)).select_related("user"))
    found = next(filter(_is_embargo, entries), entries[0] if entries else None)
    return found.user if found else None


def _is_embargo(entry: LogEntry) -> bool:
    label = Article._meta.get_field("state").verbose_name
    return any((name, new) == (label, Article.State.EMBARGOED.label) for name, _, new in recorded_values(entry))
