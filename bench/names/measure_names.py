"""Print names whose stem collides with another word, under several protections."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.entities.selectors import protected_names
from archive.text import fold
from archive.text.stemming import base_counts
from bench.names import damage
from bench.names.word_use import WordUse, marked_accusatives

MIN_NAME_COUNT = 400
"""Occurrences in 4·10⁸ words below which listed names are left out: one in a million."""
HEADINGS = ("names", "literal", "damaged", "cut", "pure", "damaged")


class Command(BaseCommand):
    help = "Measure which names share a stem with a different, more frequent word, protected and unprotected."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--listed", type=Path, metavar="FILE", help="JSON lines with a name as `ar`; the frequent ones are tested"
        )
        parser.add_argument("--labelled", type=Path, metavar="FILE", help="lines of a word, a tab and a BIO label")
        parser.add_argument(
            "--articles",
            type=Path,
            metavar="FILE",
            help="JSON lines with `body`: the frequency of labelled names, and which listed names are accusatives",
        )
        parser.add_argument(
            "--most",
            type=int,
            default=300,
            help="the number of labelled names to test, most frequent first",
        )
        parser.add_argument(
            "--show", action="store_true", help="list the damaged names with the words they collide with"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        printed = base_counts()
        bare = damage.Trial(printed)
        try:
            texts = damage.bodies(options["articles"]) if options["articles"] else []
            lists = self._lists(bare, texts, **options)
        except damage.NamesError as error:
            raise CommandError(str(error)) from error
        shipped = protected_names(shipped=True)
        listed = {name for names in lists.values() for name in names}
        protections = {
            "nothing protected": bare,
            "protected by the authority file": damage.Trial(printed, shipped),
            "all of these names protected": damage.Trial(printed, shipped | listed),
        }
        use = WordUse(bare.analyzer, marked_accusatives(texts))
        self._kinds = {name: use.evidence(name) or "name" for name in listed}
        pure = {name for name, kind in self._kinds.items() if kind == "name"}
        for name, names in lists.items():
            kinds = Counter(self._kinds[name] for name in names)
            self.stdout.write(f"{name[:40]:40}" + ", ".join(f"{kind} {times:,}" for kind, times in kinds.most_common()))
        for label, trial in protections.items():
            self.stdout.write(f"\n{label:40}" + "".join(f"{heading:>9}" for heading in HEADINGS))
            for name, names in lists.items():
                self._report(name, trial.damage(names, pure), show=options["show"])

    def _lists(self, bare: damage.Trial, texts: list[str], **options: Any) -> dict[str, list[str]]:
        lists = {"authority file": damage.authority_names()}
        if options["labelled"]:
            names = damage.names_labelled(options["labelled"])
            if texts:
                names = damage.most_frequent(names, texts, options["most"])
            lists[options["labelled"].name] = names
        if options["listed"]:
            lexicon = bare.analyzer.lexicon
            names = [
                name for name in damage.names_listed(options["listed"]) if lexicon[fold(name)].bare >= MIN_NAME_COUNT
            ]
            lists[options["listed"].name] = names
        return lists

    def _report(self, label: str, found: damage.Damage, *, show: bool) -> None:
        def share(part: int, whole: int) -> str:
            return f"{part / max(whole, 1):>9.2%}"

        self.stdout.write(
            f"{label[:40]:40}{found.names:>9,}{share(len(found.literal), found.names)}{share(len(found.damaged), found.names)}"
            f"{share(found.cut, found.names)}{found.pure_names:>9,}{share(found.pure_damaged, found.pure_names)}"
        )
        if show:
            for name, others in found.damaged.items():
                self.stdout.write(f"    {name} ({self._kinds[name]}): {'، '.join(others[:5])}")
