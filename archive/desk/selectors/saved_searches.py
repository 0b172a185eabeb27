"""A user's saved searches, what is new in them, what their alerts found and sent. Nobody reads another's."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet

from archive.catalog.models import Article
from archive.desk.models import Arrival, Delivery, Find, SavedSearch
from archive.desk.secret_tokens import token_digest
from archive.search import SearchRequest, find, search_session

FEED_ENTRIES = 100
MAILS_SHOWN = 10
"""Latest mails on the page of a saved search."""


def saved_searches(user: AbstractBaseUser | AnonymousUser) -> QuerySet[SavedSearch]:
    """Latest first."""
    return SavedSearch.objects.filter(owner_id=user.pk)


def public_pks() -> QuerySet[Any, Any]:
    """Primary keys of the articles that readers may see, as a subquery."""
    return Article.objects.published().order_by().values("pk")


def found_pks(request: SearchRequest) -> set[int]:
    """Primary keys of all articles that a search finds, each version by itself."""
    asked = replace(request, group="none", sort="added", page=1, cursor=None)
    with search_session():
        count = find(asked, 0).count
        return set(find(asked, count).pks) if count else set()


def new_in(request: SearchRequest, after: int) -> list[int]:
    """Primary keys of what a search finds and what arrived after this arrival, the latest first."""
    arrived = Arrival.objects.filter(pk__gt=after, article_pk__in=public_pks()).order_by("-pk")
    pks = list(arrived.values_list("article_pk", flat=True))
    found = found_pks(request) if pks else set()
    return [pk for pk in pks if pk in found]


def arrival_before(pk: int) -> int:
    """The last arrival before that of an article; 0 if it has not arrived."""
    return (Arrival.objects.filter(article_pk=pk).values_list("pk", flat=True).first() or 1) - 1


def latest_mails(search: SavedSearch) -> list[Delivery]:
    return list(search.deliveries.order_by("-pk")[:MAILS_SHOWN])


def searches_with_waiting_mail(user: AbstractBaseUser | AnonymousUser) -> dict[int, Delivery]:
    """By primary key of the search: the mail that was tried in vain, and will be again."""
    waiting = Delivery.objects.filter(search__owner_id=user.pk, state=Delivery.State.WAITING, attempts__gt=0)
    return {delivery.search_id: delivery for delivery in waiting}


def search_of_feed(token: str) -> SavedSearch | None:
    """The saved search of a private feed's address, while its owner may sign in."""
    return SavedSearch.objects.filter(feed_digest=token_digest(token), owner__is_active=True).first()


def finds_of_feed(search: SavedSearch) -> list[Find]:
    """The latest finds that are public now, latest first."""
    return list(search.finds.filter(article_pk__in=public_pks()).order_by("-pk")[:FEED_ENTRIES])


def mails_in_trouble() -> QuerySet[Delivery]:
    """Mails of all alerts that were tried in vain, for whoever runs the archive."""
    return Delivery.objects.filter(state=Delivery.State.WAITING, attempts__gt=0).order_by("created_at")


def kept_searches(user: AbstractBaseUser) -> list[dict[str, Any]]:
    """All that is kept of a user's saved searches, for him to download: JSON values alone."""
    return [_kept(search) for search in saved_searches(user).prefetch_related("deliveries")]


def _kept(search: SavedSearch) -> dict[str, Any]:
    found = search.finds.order_by().values("article_pk")
    keys = dict(Article.objects.published().filter(pk__in=found).values_list("pk", "key"))
    return {
        "name": search.name,
        "note": search.note,
        "search": search.query,
        "saved_at": search.created_at.isoformat(),
        "rhythm": search.rhythm,
        "hour": search.hour,
        "weekday": search.weekday,
        "has_feed": search.has_feed,
        "found": [
            {
                "article": keys.get(one.article_pk),
                "found_at": one.found_at.isoformat(),
                "mail": one.delivery.message_id if one.delivery else None,
            }
            for one in search.finds.select_related("delivery")
        ],
        "mails": [
            {
                "message_id": mail.message_id,
                "state": mail.state,
                "recipient": mail.recipient,
                "decided_at": mail.created_at.isoformat(),
                "sent_at": mail.sent_at.isoformat() if mail.sent_at else None,
            }
            for mail in search.deliveries.all()
        ],
    }
