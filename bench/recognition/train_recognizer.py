"""Train the tagger on labelled sentences."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.entities.recognition.tagger.model_file import MODEL
from bench.recognition.corpus import CorpusError, read_sentences, split_last_fifth
from bench.recognition.training import TrainingError, train


class Command(BaseCommand):
    help = (
        "Train the tagger on files with a word and a BIO label a line; --hold-out leaves out the last fifth of a file."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files to train on")
        parser.add_argument("--hold-out", action="append", default=[], type=Path, metavar="PATH",
                            help="a file of which the last fifth is left out")  # fmt: skip
        parser.add_argument("--output", type=Path, default=MODEL, help="where to write the model")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            corpus = [sentence for path in options["paths"] for sentence in read_sentences(path)]
            for path in options["hold_out"]:
                corpus += split_last_fifth(read_sentences(path))[0]
        except (OSError, CorpusError) as error:
            raise CommandError(str(error)) from error
        if not corpus:
            raise CommandError("Name at least one file to train on.")
        try:
            train(corpus, options["output"], report=self.stdout.write)
        except TrainingError as error:
            raise CommandError(str(error)) from error
