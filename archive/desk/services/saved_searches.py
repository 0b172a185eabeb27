"""Saving searches and choosing their alerts. Whoever asks for a search of somebody else's gets SavedSearch.DoesNotExist."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from archive.desk.models import Delivery, SavedSearch
from archive.desk.secret_tokens import token_make
from archive.desk.services.arrivals import arrivals_record
from archive.desk.services.editing import RefusedError

Rhythm = SavedSearch.Rhythm
MAX_SEARCHES = 200
"""Of one account: each is asked whenever its list is opened, and by the alerts."""
TOO_MANY = f"في حسابك {MAX_SEARCHES} بحث محفوظ، وهذا أقصاه؛ احذف ما لم تعد تتابعه، ثم احفظ هذا."


@transaction.atomic
def saved_search_add(*, user: AbstractBaseUser, name: str, query: str, note: str = "") -> SavedSearch:
    """Keep a search, given as its canonical query string. What is public now is not new to its owner.

    Raises RefusedError beyond MAX_SEARCHES.
    """
    if SavedSearch.objects.filter(owner_id=user.pk).count() >= MAX_SEARCHES:
        raise RefusedError(TOO_MANY)
    return SavedSearch.objects.create(
        owner_id=user.pk, name=name, query=query, note=note, seen_arrival=arrivals_record()
    )


@transaction.atomic
def saved_search_rename(*, user: AbstractBaseUser, key: str, name: str, note: str) -> None:
    search = _own(user, key)
    search.name, search.note = name, note
    search.save(update_fields=("name", "note"))


@transaction.atomic
def saved_search_open(*, user: AbstractBaseUser, key: str) -> tuple[SavedSearch, int]:
    """Mark all that is public now as seen; returns the search, and the last arrival that had been seen before."""
    search = _own(user, key)
    before = search.seen_arrival
    search.seen_arrival = arrivals_record()
    search.save(update_fields=("seen_arrival",))
    return search, before


@transaction.atomic
def saved_search_delete(*, user: AbstractBaseUser, key: str) -> None:
    """With its alert, what that found, and its mails."""
    _own(user, key).delete()


@transaction.atomic
def alert_choose(*, user: AbstractBaseUser, key: str, rhythm: str, hour: int, weekday: int) -> None:
    """Choose when mails come. Mail that was not chosen before tells of what is found from now on."""
    search = _own(user, key)
    had_mail = search.has_mail
    search.rhythm, search.hour, search.weekday = Rhythm(rhythm), hour, weekday
    if not search.has_mail:
        _stop_mail(search)
    elif not had_mail:
        last = search.finds.order_by("-pk").values_list("pk", flat=True).first()
        search.mails_after, search.mailed_at = last or 0, timezone.now()
    _watch(search)


@transaction.atomic
def alert_unsubscribe(*, key: str) -> None:
    """End the mails of a search, on the word of whoever holds the address in one of them; of a deleted one there are none."""
    search = SavedSearch.objects.select_for_update().filter(key=key).first()
    if search is not None:
        _stop_mail(search)
        _watch(search)


@transaction.atomic
def alert_feed_renew(*, user: AbstractBaseUser, key: str) -> str:
    """Give the search a private feed, or its feed another address; the one before is gone at once.

    Returns the token of the address, which is nowhere else.
    """
    search = _own(user, key)
    token, search.feed_digest = token_make()
    _watch(search)
    return token


@transaction.atomic
def alert_feed_withdraw(*, user: AbstractBaseUser, key: str) -> None:
    search = _own(user, key)
    search.feed_digest = None
    _watch(search)


def _own(user: AbstractBaseUser, key: str) -> SavedSearch:
    return SavedSearch.objects.select_for_update().get(owner_id=user.pk, key=key)


def _stop_mail(search: SavedSearch) -> None:
    search.rhythm = Rhythm.NONE
    search.deliveries.filter(state=Delivery.State.WAITING).delete()


def _watch(search: SavedSearch) -> None:
    """Begin or end the alert, as there is mail or a feed, and save the search."""
    if not (search.has_mail or search.has_feed):
        search.watched_from = None
    elif search.watched_from is None:
        search.watched_from = arrivals_record()
    search.save()
