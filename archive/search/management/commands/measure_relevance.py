"""Print how well words are put together and texts are found, beside plainer analyses: figures, never a verdict."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.entities.selectors import protected_names
from archive.search import relevance
from archive.text import fold, lexicon, stem
from archive.text.analyzer import Analyzer
from archive.text.conflation import classes, conflation, damage

COMMON = 40
"""Words counted less often (in 4·10⁸) damage nobody's name."""
FREQUENT = 400
"""Names of a list that occur at least so often count as frequent: once in a million words."""


class Command(BaseCommand):
    help = "Measure conflation, retrieval and damage to names beside raw words, light10 and Snowball."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, help="folders with corpus.jsonl, queries.jsonl, qrels.tsv")
        parser.add_argument("--known-item", type=Path, metavar="FILE", help="articles: titles are asked, bodies found")
        parser.add_argument("--sample", type=int, default=5_000, help="articles drawn from that file")
        parser.add_argument("--seed", type=int, default=7, help="another draw")
        parser.add_argument("--conflation", type=Path, metavar="FILE", help="lines with the `surfaces` of a lemma")
        parser.add_argument("--names", type=Path, metavar="FILE", help="lines with a name as `ar`: which are damaged?")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (options["paths"] or options["known_item"] or options["conflation"] or options["names"]):
            raise CommandError("Name a folder with a retrieval set, or give --known-item, --conflation or --names.")
        if "Snowball" not in relevance.cuts():
            self.stdout.write("Snowball is left out: the package snowballstemmer is not installed.")
        try:
            if options["conflation"]:
                self.conflation(options["conflation"])
            if options["names"]:
                self.damage(options["names"])
            collections = [relevance.collection_read(path) for path in options["paths"]]
            if options["known_item"]:
                drawn = relevance.known_items(options["known_item"], sample=options["sample"], seed=options["seed"])
                collections.append(drawn)
            for collection in collections:
                self.retrieval(collection)
        except relevance.CollectionError as error:
            raise CommandError(str(error)) from error

    def conflation(self, path: Path) -> None:
        groups = list(relevance.lemma_groups(path))
        self.stdout.write(f"\n{path.name}, {len(groups):,} lemmas\n{'':12}{'P':>8}{'R':>8}{'F':>8}")
        for name, cut in {**relevance.cuts(), relevance.OURS: stem}.items():
            found = conflation(groups, cut)
            self.stdout.write(f"{name:12}{found.precision:>8.3f}{found.recall:>8.3f}{found.f:>8.3f}")

    def damage(self, path: Path) -> None:
        """Names that share a stem with another, more frequent word: as shipped, with these protected, with none."""
        printed = lexicon.base_counts()
        counts = lexicon.compile_lexicon(printed).counts
        listed = [name for name in relevance.names_read(path) if counts.get(fold(name), 0) >= FREQUENT]
        words = {word: count for word, count in counts.items() if count >= COMMON}
        self.stdout.write(f"\n{path.name}, {len(listed):,} frequent names of one word{'':6}{'damaged':>9}{'cut':>9}")
        shipped = protected_names(shipped=True)
        for label, names in (("protected", {*shipped, *listed}), ("by the authority file alone", shipped), ("no", ())):
            analyzer = Analyzer(lexicon.compile_lexicon(printed, protected=names))
            damaged = _damage(analyzer, listed, words)
            cut = sum(1 for name in damaged if analyzer.levels(name)[1] != analyzer.levels(name)[2])
            share = f"{len(damaged) / max(len(listed), 1):>9.2%}{cut / max(len(listed), 1):>9.2%}"
            self.stdout.write(f"{label:48}{share}")

    def retrieval(self, collection: relevance.Collection) -> None:
        self.stdout.write(
            f"\n{collection.name}, {len(collection.documents):,} documents, {len(collection.questions):,} questions\n"
            f"{'':12}{'MRR@10':>8}{'in 10':>8}{'bytes/doc':>11}{'over light10':>14}"
        )
        figures = relevance.measure(collection)
        for name, found in figures.items():
            over = found.mrr - figures["light10"].mrr
            self.stdout.write(f"{name:12}{found.mrr:>8.3f}{found.found:>8.3f}{found.size:>11,}{over:>+14.3f}")


def _damage(analyzer: Analyzer, names: list[str], words: dict[str, int]) -> dict[str, tuple[str, ...]]:
    def bare(word: str) -> str:
        return analyzer.levels(word)[1]

    def cut(word: str) -> str:
        return analyzer.levels(word)[2]

    return damage(names, classes(words, spelling=bare, stem=cut), spelling=bare, stem=cut)
