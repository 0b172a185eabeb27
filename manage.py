#!/usr/bin/env python3
"""Khizana's command line: `manage.py help` lists the commands."""

import os
import sys

MOVED_TO_BENCH = {
    "bench": "engines",
    "measure_names": "names",
    "measure_recognition": "recognition",
    "measure_relevance": "relevance",
    "measure_variants": "variants",
    "time_pages": "pages",
    "train_recognizer": "train",
}
"""Measuring commands that were `manage.py` commands once, and their names under `python -m bench`."""

if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in MOVED_TO_BENCH:
        sys.exit(f"`{sys.argv[1]}` is now: python -m bench {MOVED_TO_BENCH[sys.argv[1]]}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.INSTALLED_APPS  # noqa: B018 (reads the settings)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    try:
        execute_from_command_line(sys.argv)
    except Exception as error:
        from archive import search
        from archive.catalog.database import trouble_sentence

        sentence = search.trouble_sentence(error) or trouble_sentence(error)
        if sentence is None or "--traceback" in sys.argv:
            raise
        sys.exit(sentence)
