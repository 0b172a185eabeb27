"""The WSGI entry point: `gunicorn archive.wsgi`. A worker is warm before its first request."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django_application = get_wsgi_application()

from django.db import connections  # noqa: E402

from archive.search import warm_up  # noqa: E402 (needs the settings)
from archive.web.server import warming  # noqa: E402
from archive.web.server.request_serializer import serialize_requests  # noqa: E402


def settle() -> None:
    """Tables of words and names live as long as the process: collections of garbage need not go through them (.1 s)."""
    gc.collect()
    gc.freeze()


warm_up()
warming.warm_up()
connections.close_all()
gc.set_threshold(10_000)  # a page makes some thousand objects, and hardly any that are garbage for the collector
settle()
application = serialize_requests(django_application)
