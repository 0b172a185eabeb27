"""What is kept of each request: a count and its time for `/metrics`, a line in the log. Neither says who asked, nor for what."""

import logging
from typing import Any

from archive.catalog.metrics import observe
from archive.web.server.current_request import ROUTE

log = logging.getLogger("khizana.requests")
REFUSED = "refused"
"""In the place of an address's name: what the server refused before the site saw it."""


def record_answer(environ: dict[str, Any], status: int, seconds: float) -> None:
    """Called by the server after each response."""
    route = str(environ.get(ROUTE, REFUSED))
    observe("khizana_requests_total", seconds, route, str(status))
    log.info(
        "%s %s %d in %.0f ms",
        environ.get("REQUEST_METHOD", "-"),
        route,
        status,
        seconds * 1000,
        extra={"route": route, "status": status, "ms": round(seconds * 1000, 1)},
    )
