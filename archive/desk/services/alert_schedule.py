"""When the mail of an alert is due, in the archive's time zone."""

import datetime as dt

from django.utils import timezone

from archive.desk.models import SavedSearch

Rhythm = SavedSearch.Rhythm


def is_mail_due(search: SavedSearch, now: dt.datetime) -> bool:
    """Whether an appointment has passed since the last mail was decided. One that was missed is kept as soon as possible."""
    if search.rhythm == Rhythm.INSTANT:
        return True
    if search.rhythm == Rhythm.NONE:
        return False
    return last_appointment(search, now) > min(search.mailed_at, now)  # the clock may have been set back


def last_appointment(search: SavedSearch, now: dt.datetime) -> dt.datetime:
    """The latest time not after `now` that is at the search's hour and, every week, on its day."""
    local = timezone.localtime(now)
    days_back = (local.weekday() - search.weekday) % 7 if search.rhythm == Rhythm.WEEKLY else 0
    step = 7 if search.rhythm == Rhythm.WEEKLY else 1
    day = local.replace(hour=search.hour, minute=0, second=0, microsecond=0, fold=0) - dt.timedelta(days=days_back)
    moment = day.astimezone(dt.UTC)
    return moment if moment <= now else (day - dt.timedelta(days=step)).astimezone(dt.UTC)
