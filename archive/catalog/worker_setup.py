"""Django in processes that recognise or index and show nothing: set up without the rooms of pages, forms and file formats.

These bring what takes most of a start (readers of documents, the admin, templates): two thirds of the processor time of
`django.setup`.
"""

import os

NOT_NEEDED = ("archive.ingest", "archive.desk", "archive.curation", "archive.web", "django_otp")
"""Rooms and packages whose models such a process does not use. Its modules may be imported, if they use none of them either."""


def worker_setup() -> None:
    """`django.setup`, before any model is imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    import django
    from django.conf import settings

    settings.INSTALLED_APPS = [app for app in settings.INSTALLED_APPS if not app.startswith(NOT_NEEDED)]
    django.setup()
