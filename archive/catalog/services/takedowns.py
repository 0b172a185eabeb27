"""Requests of readers: received, decided, and freed of personal data."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from archive.catalog.models import Article, Redaction, TakedownDecision, TakedownRequest

MAX_OPEN = 10_000
"""Requests that wait; beyond it none is taken, so that nobody fills the disk."""


class TooManyRequestsError(Exception):
    """More requests wait than anybody could read."""


def takedown_receive(
    *, article: Article | None, article_given: str, kind: str, text: str, name: str, email: str
) -> TakedownRequest:
    """Raises TooManyRequestsError."""
    if TakedownRequest.objects.filter(state=TakedownRequest.State.OPEN).count() >= MAX_OPEN:
        raise TooManyRequestsError
    return TakedownRequest.objects.create(
        article=article, article_given=article_given, kind=kind, text=text, name=name, email=email
    )


@transaction.atomic
def takedown_decide(
    *, request: TakedownRequest, action: str, reason: str, by: str, redaction: Redaction | None = None
) -> TakedownDecision:
    """Add a decision; the first one settles the request."""
    article_key = request.article.key if request.article else ""
    decision = TakedownDecision.objects.create(
        request=request, action=action, reason=reason, article_key=article_key, decided_by=by, redaction=redaction
    )
    request.state = TakedownRequest.State.DECIDED
    request.decided_at = decision.decided_at
    request.save(update_fields=("state", "decided_at"))
    return decision


def takedown_answered(*, decision: TakedownDecision) -> None:
    """The sentence was mailed."""
    decision.answered_at = timezone.now()
    decision.save(update_fields=("answered_at",))


def takedown_erase(*, request: TakedownRequest) -> None:
    """Forget who asked, and the words; raises ValueError while the request waits for its decision."""
    if request.state == TakedownRequest.State.OPEN:
        raise ValueError("a request that waits is not erased")
    _erase(request.pk)


def takedowns_forget(payload: dict[str, object] | None = None) -> None:
    """Erase what was decided more than ARCHIVE_TAKEDOWN_DAYS days ago. A periodic job."""
    before = timezone.now() - dt.timedelta(days=settings.ARCHIVE_TAKEDOWN_DAYS)
    due = TakedownRequest.objects.filter(state=TakedownRequest.State.DECIDED, decided_at__lt=before, erased_at=None)
    _erase(*due.values_list("pk", flat=True)[:1000])


def _erase(*pks: int) -> None:
    rows = TakedownRequest.objects.filter(pk__in=pks)
    rows.update(name="", email="", text="", article_given="", erased_at=timezone.now())
