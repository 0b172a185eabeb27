"""The WSGI entry point: `gunicorn archive.wsgi`. A worker is warm before its first request, and looks after the outbox."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
application = get_wsgi_application()

from django.db import connections  # noqa: E402

from archive.search import start_catching_up, warm_up  # noqa: E402 (needs the settings)

warm_up()
connections.close_all()
start_catching_up()
