"""`/metrics` for Prometheus: closed unless ARCHIVE_METRICS opens it, for this machine alone or for who has the token.

Where the database or the index fails, the other figures are shown, and `khizana_unreadable` names whose are missing.
"""

import logging
from collections import defaultdict
from hmac import compare_digest
from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from archive.catalog.metrics import Counted, Gauge, Key, readings, registered_counters, registered_gauges
from archive.web.formats.prometheus import MEDIA_TYPE, counter_text, gauge_text
from archive.web.server.forwarding import FORWARDED_FOR_OTHERS
from archive.web.views.errors import plain_refusal

log = logging.getLogger(__name__)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    opened = settings.ARCHIVE_METRICS
    if opened == "loopback":
        if not _is_this_machine(request):
            raise Http404
    elif not opened:
        raise Http404
    elif not _has_token(request, opened):
        refusal = plain_refusal("A token is needed (ARCHIVE_METRICS).", 401)
        refusal["WWW-Authenticate"] = 'Bearer realm="khizana metrics"'
        return refusal
    return HttpResponse(_counter_texts() + _gauge_texts(), content_type=MEDIA_TYPE)


def _is_this_machine(request: HttpRequest) -> bool:
    """A proxy on this machine speaks for others."""
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return address.is_loopback and FORWARDED_FOR_OTHERS not in request.META


def _has_token(request: HttpRequest, token: str) -> bool:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower() == "bearer" and compare_digest(given.strip().encode(), token.encode())


def _counter_texts() -> str:
    counters = registered_counters()
    counts: dict[str, dict[Key, Counted]] = defaultdict(dict)
    for (name, *labels), counted in readings().items():
        if name in counters and len(labels) == len(
            counters[name].labels
        ):  # what an earlier version counted is left out
            counts[name][tuple(labels)] = counted
    return "".join(counter_text(name, counter, counts[name]) for name, counter in counters.items())


def _gauge_texts() -> str:
    texts, unreadable = [], []
    for name, read in registered_gauges().items():
        try:
            texts.append("".join(map(gauge_text, read())))
        except Exception as error:  # the other figures say more than an error page
            log.warning("The figures of %s cannot be read: %s", name, error)
            unreadable.append(({"figures": name}, 1.0))
    failed = Gauge("khizana_unreadable", "Figures that could not be read.", unreadable)
    return "".join(texts) + gauge_text(failed)
