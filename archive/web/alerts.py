"""The alerts of saved searches, run by the background process and by `manage.py send_alerts`: `desk` decides and sends, given
what a search means and what a mail looks like."""

import logging
from contextlib import suppress
from typing import Any

from django.conf import settings

log = logging.getLogger(__name__)
JOB, EVERY_S = "send_alerts", 60.0
NO_ADDRESS = "ARCHIVE_SITE_URL is not set: mails need it for their links, so only private feeds are brought up to date"


def may_mail() -> bool:
    """Whether mails can be made."""
    return bool(settings.ARCHIVE_SITE_URL)


def alerts_run(*, is_rehearsal: bool = False, seconds: float | None = None) -> Any:
    """See `desk.services.alerts_run`; an AlertRun."""
    from archive.desk import services
    from archive.web.formats.alert_mail import alert_mail, mail_domain
    from archive.web.presenters.saved_search import saved_request

    mailing = services.Mailing(alert_mail, mail_domain()) if may_mail() else None
    limit = services.TURN_S if seconds is None else seconds
    return services.alerts_run(understand=saved_request, mailing=mailing, is_rehearsal=is_rehearsal, seconds=limit)


def alerts_job(payload: dict[str, Any]) -> None:
    """The turn of every minute; where another process takes it, or the index is being built, there is nothing to do."""
    from archive.desk.services import AlertsBusyError
    from archive.search import SearchUnavailableError

    with suppress(AlertsBusyError):
        try:
            alerts_run()
        except SearchUnavailableError as error:
            log.warning("Alerts wait for the index: %s", error)
