"""Print precision, recall and F1 of the recogniser on labelled sentences."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.entities.recognition.tagger.model_file import MODEL, TaggerError, load
from bench.recognition.corpus import CorpusError, Sentence, read_sentences, split_last_fifth
from bench.recognition.measuring import finders, measure, table
from bench.recognition.training import shipped_matcher


class Command(BaseCommand):
    help = "Print precision, recall and F1 of the recogniser on files with a word and a BIO label a line."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files to measure on")
        parser.add_argument("--last-fifth", action="append", default=[], type=Path, metavar="PATH",
                            help="a file of which only the last fifth is used")  # fmt: skip
        parser.add_argument("--model", type=Path, default=MODEL, help="the tagger's model; the shipped one by default")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sets: list[tuple[str, list[Sentence]]] = [(path.name, read_sentences(path)) for path in options["paths"]]
            for path in options["last_fifth"]:
                sets.append((f"{path.name}, last fifth", split_last_fifth(read_sentences(path))[1]))
            tagger = load(options["model"])
        except (OSError, CorpusError, TaggerError) as error:
            raise CommandError(str(error)) from error
        if not sets:
            raise CommandError("Name at least one file to measure on.")
        for title, corpus in sets:
            self.stdout.write(f"\n{title}: {len(corpus):,} sentences\n{'':<24} {'P':>6} {'R':>6} {'F1':>6}")
            for name, finder in finders(shipped_matcher(), tagger).items():
                self.stdout.write("\n".join(table(name, measure(corpus, finder))))
