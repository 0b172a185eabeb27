"""Deciding on requests of readers: what is decided is done, kept in the log, and told to who asked if a curator says so."""

import logging
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from archive.catalog import services as catalog
from archive.catalog.models import Article, Redaction, TakedownDecision, TakedownRequest
from archive.curation import services
from archive.curation.history import changes_recorded, history_add

Action = TakedownDecision.Action
JOB = "forget_takedowns"
EVERY_S = 6 * 3600
NOT_SENT = "سُجّل القرار، ولم يُرسل الجواب: تعذّر الوصول إلى خادم البريد. أرسله بنفسك."
NO_MAIL = "سُجّل القرار، ولم يُرسل الجواب: البريد غير مُعدّ في هذا الأرشيف."
log = logging.getLogger(__name__)


def may_decide(user: Any) -> bool:
    return bool(user.has_perm("catalog.change_takedownrequest"))


def may_send_mail() -> bool:
    """Whether a mail server is set; printing mails to the console reaches nobody."""
    return bool(settings.EMAIL_HOST and not settings.EMAIL_BACKEND.endswith(".console.EmailBackend"))


def decide(
    *,
    request: TakedownRequest,
    action: str,
    reason: str,
    user: Any,
    public_reason: str = "",
    answer: str = "",
    send: bool = False,
) -> tuple[TakedownDecision, str]:
    """Carry out a decision in one transaction; then send the answer. The second value says what went wrong with the mail."""
    with transaction.atomic():
        if request.article is not None:
            _carry_out(request.article, action, public_reason, user)
        decision = catalog.takedown_decide(request=request, action=action, reason=reason, by=user.get_username())
        history_add(user, [request], f"{decision.get_action_display()}: {reason}")
    return decision, _answer(decision, answer.strip()) if send else ""


def redacted_for(*, reference: str, redaction: Redaction, user: Any) -> TakedownRequest | None:
    """Note a redaction as the decision on the request with this reference, if there is one."""
    request = TakedownRequest.objects.filter(reference=reference).first() if reference else None
    if request is not None and may_decide(user):
        catalog.takedown_decide(
            request=request,
            action=Action.REDACTED,
            reason=Action.REDACTED.label,  # why is said in the redaction, which fewer people read
            by=user.get_username(),
            redaction=redaction,
        )
        history_add(user, [request], f"{Action.REDACTED.label}.")
    return request


def _carry_out(article: Article, action: str, public_reason: str, user: Any) -> None:
    if action == Action.WITHDRAWN:
        services.articles_set_state(articles=[article], state="withdrawn", reason=public_reason, user=user)
    elif action == Action.NOINDEX:
        with changes_recorded(user, [article]):
            article.noindex = True
            catalog.article_save(article=article, fields=["noindex"])


def _answer(decision: TakedownDecision, answer: str) -> str:
    request = decision.request
    if not may_send_mail() or not request.email:
        return NO_MAIL
    try:
        EmailMessage(f"طلبك {request.reference}", answer, to=[request.email]).send()
    except OSError as error:  # SMTPException is one; its text may hold the address
        log.warning("The answer to a request was not sent: %s", type(error).__name__)
        return NOT_SENT
    catalog.takedown_answered(decision=decision)
    return ""
