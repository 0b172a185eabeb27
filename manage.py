#!/usr/bin/env python3
"""Khizana's command line: `manage.py help` lists the commands."""

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
    from archive.command_line import execute

    execute(sys.argv)
