"""Publication dates that cannot be: those after tomorrow, which records carry by mistake or as a placeholder (9999-12-31).

They are kept as printed and shown with a mark, but not believed: no page, feed or chart takes such an article for the newest,
and the index treats it as undated. Tomorrow counts, since papers are dated ahead and time zones differ. An article dated
ahead is believed when its day comes.
"""

import datetime as dt

from django.utils import timezone

TOLERANCE = dt.timedelta(days=1)


def last_plausible_day() -> dt.date:
    """Tomorrow."""
    return timezone.localdate() + TOLERANCE


def is_after_tomorrow(day: dt.date | str | None) -> bool:
    """Whether a date, or an ISO value as precise as it is known, begins after tomorrow."""
    if day is None:
        return False
    tomorrow = last_plausible_day().isoformat()
    value = day if isinstance(day, str) else day.isoformat()
    return value > tomorrow[: len(value)]
