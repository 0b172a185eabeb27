"""What the status of an answer means for a feed or a page: one Arabic sentence, and how long the server asks to be left alone."""

import datetime as dt
from email.utils import parsedate_to_datetime

from django.utils import timezone

from archive.ingest.feeds.http import Answer, FetchError

MAX_WAIT = dt.timedelta(days=7)
"""No server may ask for more."""
FINAL = frozenset({400, 401, 402, 403, 404, 405, 406, 410, 414, 451})
GONE, TOO_MANY = 410, 429
_SENTENCES = {
    401: "يطلب الموقع تسجيل دخول (401).",
    403: "يرفض الموقع هذا الطلب (403).",
    404: "لا شيء في هذا العنوان (404).",
    410: "أزال الموقع ما في هذا العنوان نهائيًا (410).",
    429: "يطلب الموقع طلبات أقل (429).",
    451: "حُجب ما في هذا العنوان بأمر قانوني (451).",
    503: "الموقع متوقف الآن (503).",
}


class RefusedError(FetchError):
    """A server answered with an error; `wait_until` is when it wants to be asked again, if it says so."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(sentence_of(answer.status), is_final=answer.status in FINAL)
        self.status = answer.status
        self.wait_until = wait_until(answer)


def check_status(answer: Answer) -> None:
    """Raises RefusedError unless the answer is 200 or 304."""
    if answer.status not in (200, 304):
        raise RefusedError(answer)


def sentence_of(status: int) -> str:
    if status in _SENTENCES:
        return _SENTENCES[status]
    if status >= 500:
        return f"في خادم الموقع عطل ({status})."
    return f"يجيب الموقع بالرمز {status} بدل المطلوب."


def wait_until(answer: Answer) -> dt.datetime | None:
    """The time that `Retry-After` names, in seconds or as a date, within MAX_WAIT; None for anything else."""
    given, now = answer.headers.get("Retry-After", "").strip(), timezone.now()
    if given.isascii() and given.isdecimal():
        return now + min(dt.timedelta(seconds=min(int(given[:10]), 10**9)), MAX_WAIT)
    try:
        at = parsedate_to_datetime(given)
    except (ValueError, TypeError, IndexError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=dt.UTC)
    return min(at, now + MAX_WAIT) if at > now else None
