"""`python -m bench COMMAND …`: everything that measures and nothing that serves."""

import importlib
import os
import sys

COMMANDS = {
    "engines": "bench.engines.command",
    "names": "bench.names.measure_names",
    "pages": "bench.time_pages",
    "recognition": "bench.recognition.measure_recognition",
    "relevance": "bench.measure_relevance",
    "train": "bench.recognition.train_recognizer",
    "variants": "bench.names.measure_variants",
}
"""The commands by name, and the module that holds each."""


def main(arguments: list[str]) -> None:
    if not arguments or arguments[0] not in COMMANDS:
        sys.exit(f"usage: python -m bench COMMAND …   (commands: {', '.join(COMMANDS)}; COMMAND --help tells more)")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    import django

    django.setup()
    importlib.import_module(COMMANDS[arguments[0]]).Command().run_from_argv(["python -m bench", *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
