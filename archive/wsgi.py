"""The WSGI entry point for any other server than ours: `gunicorn archive.wsgi`. The worker is warm when it is imported."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

from archive.web.server.worker import start_worker

application = start_worker()
