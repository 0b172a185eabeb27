"""`python -m bench relevance`: conflation and retrieval figures of our analysis and of plainer ones."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.text import stem
from bench.relevance import retrieval
from bench.relevance.conflation import conflation


class Command(BaseCommand):
    help = "Measure conflation and retrieval against raw words, light10 and Snowball."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, help="folders with corpus.jsonl, queries.jsonl, qrels.tsv")
        parser.add_argument(
            "--known-item", type=Path, metavar="FILE", help="articles: each title is a query for its body"
        )
        parser.add_argument(
            "--sample", type=int, default=5_000, help="number of sampled articles (default %(default)s)"
        )
        parser.add_argument("--seed", type=int, default=7, help="seed of the sample (default %(default)s)")
        parser.add_argument(
            "--conflation", type=Path, metavar="FILE", help="JSON lines with the `surfaces` of each lemma"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not (options["paths"] or options["known_item"] or options["conflation"]):
            raise CommandError("Give a folder with a retrieval set, --known-item or --conflation.")
        if "Snowball" not in retrieval.cuts():
            self.stdout.write("Snowball is skipped: the package snowballstemmer is not installed.")
        try:
            if options["conflation"]:
                self.conflation(options["conflation"])
            collections = [retrieval.collection_read(path) for path in options["paths"]]
            if options["known_item"]:
                drawn = retrieval.known_items(options["known_item"], sample=options["sample"], seed=options["seed"])
                collections.append(drawn)
            for collection in collections:
                self.retrieval(collection)
        except retrieval.CollectionError as error:
            raise CommandError(str(error)) from error

    def conflation(self, path: Path) -> None:
        groups = list(retrieval.lemma_groups(path))
        self.stdout.write(f"\n{path.name}, {len(groups):,} lemmas\n{'':12}{'P':>8}{'R':>8}{'F':>8}")
        for name, cut in {**retrieval.cuts(), retrieval.OURS: stem}.items():
            found = conflation(groups, cut)
            self.stdout.write(f"{name:12}{found.precision:>8.3f}{found.recall:>8.3f}{found.f:>8.3f}")

    def retrieval(self, collection: retrieval.Collection) -> None:
        self.stdout.write(
            f"\n{collection.name}, {len(collection.documents):,} documents, {len(collection.queries):,} queries\n"
            f"{'':12}{'MRR@10':>8}{'in 10':>8}{'bytes/doc':>11}{'vs light10':>14}"
        )
        figures = retrieval.measure(collection)
        for name, found in figures.items():
            over = found.mrr - figures["light10"].mrr
            self.stdout.write(f"{name:12}{found.mrr:>8.3f}{found.found:>8.3f}{found.size:>11,}{over:>+14.3f}")
