"""One decision about all places of a printed form: each is a transaction with its history, refused if the group changed since
the curator saw it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import transaction

from archive.catalog.models import PrintedSpan
from archive.chronology import services as chronology
from archive.chronology.models import DateMention
from archive.curation.history import changes_recorded
from archive.curation.services import SignedIn
from archive.entities import services as authority
from archive.entities.models import AuthorityChange, Entity, Mention
from archive.statements.services import speakers_follow_mentions

Span = TypeVar("Span", bound=PrintedSpan)


class GroupChangedError(Exception):
    """Some of what the curator saw was decided, merged or read again meanwhile."""


def seen_token(spans: Sequence[PrintedSpan]) -> str:
    """What a page shows of a group: how many places, and the newest. Places that an import adds later do not change it."""
    return f"{len(spans)}:{max((span.pk for span in spans), default=0)}"


def spans_seen(spans: Sequence[Span], seen: str) -> list[Span]:
    """Those of a group's spans that the curator saw. Raises GroupChangedError if some are gone."""
    count, _, newest = seen.partition(":")
    if not (count.isdecimal() and newest.isdecimal()):
        raise GroupChangedError
    found = [span for span in spans if span.pk <= int(newest)]
    if not found or len(found) != int(count):
        raise GroupChangedError
    return found


def mention_group_decide(
    *, load: Callable[[], Sequence[Mention]], seen: str, decision: str, entity: Entity | None, user: SignedIn
) -> AuthorityChange:
    """Confirm, refuse or, with an entity, correct the mentions that `load` reads under the write lock.

    Raises GroupChangedError.
    """
    with transaction.atomic():
        mentions, by = spans_seen(load(), seen), user.get_username()
        with changes_recorded(user, mentions):
            if entity is not None:
                change = authority.mention_group_correct(mentions=mentions, entity=entity, by=by)
            elif decision == Mention.Decision.CONFIRMED:
                change = authority.mention_group_confirm(mentions=mentions, by=by)
            else:
                change = authority.mention_group_refuse(mentions=mentions, by=by)
        speakers_follow_mentions({mention.pk for mention in mentions})
    return change


def date_group_decide(
    *, load: Callable[[], Sequence[DateMention]], seen: str, decision: str, value: str, user: SignedIn
) -> list[DateMention]:
    """Confirm, refuse or, with a value, correct the dates that `load` reads under the write lock; as they are then.

    Raises GroupChangedError, and ValueError for what is no date.
    """
    with transaction.atomic():
        dates = spans_seen(load(), seen)
        with changes_recorded(user, dates):
            chronology.dates_decide(dates=dates, decision=decision, value=value)
    return dates


def date_group_reopen(*, load: Callable[[], Sequence[DateMention]], user: SignedIn) -> int:
    """Withdraw the decisions on the dates that `load` reads under the write lock, and read their articles again; the count."""
    with transaction.atomic():
        dates = load()
        with changes_recorded(user, dates):
            chronology.dates_reopen(dates=dates)
    return len(dates)
