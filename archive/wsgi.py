"""The WSGI entry point for any other server than ours: `gunicorn archive.wsgi`. The worker is warm when it is imported.

Deadlines of headers and bodies are then that server's.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

from django.conf import settings

from archive.web.server.forwarding import believe_proxies
from archive.web.server.worker import start_worker

application = believe_proxies(start_worker(), settings.ARCHIVE_TRUSTED_PROXIES, https=settings.ARCHIVE_HTTPS)
