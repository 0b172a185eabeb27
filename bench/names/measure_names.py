"""Print which names the analysis throws together with other words, as shipped and with nothing protected: figures, no verdict."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.entities.selectors import protected_names
from archive.text import fold
from archive.text.stemming import base_counts
from bench.names import damage
from bench.names.word_use import WordUse, marked_accusatives

LEAST = 400
"""Listed names that occur less often in 4·10⁸ words, once in a million, are left out."""
HEADINGS = ("names", "literal", "damaged", "cut", "mere", "damaged")


class Command(BaseCommand):
    help = (
        "Measure damage to names: which share a stem with a different, more frequent word, protected and unprotected."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--listed", type=Path, metavar="FILE", help="lines of JSON with a name as `ar`; the frequent are tried"
        )
        parser.add_argument("--labelled", type=Path, metavar="FILE", help="lines of a word, a tab and a BIO label")
        parser.add_argument(
            "--articles",
            type=Path,
            metavar="FILE",
            help="lines of JSON with `body`: how frequent labelled names are, and which listed names are accusatives",
        )
        parser.add_argument("--most", type=int, default=300, help="so many labelled names, the most frequent")
        parser.add_argument(
            "--show", action="store_true", help="name the damaged and the words that they are thrown together with"
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
        mere = {name for name, kind in self._kinds.items() if kind == "name"}
        for name, names in lists.items():
            kinds = Counter(self._kinds[name] for name in names)
            self.stdout.write(f"{name[:40]:40}" + ", ".join(f"{kind} {times:,}" for kind, times in kinds.most_common()))
        for label, trial in protections.items():
            self.stdout.write(f"\n{label:40}" + "".join(f"{heading:>9}" for heading in HEADINGS))
            for name, names in lists.items():
                self._report(name, trial.damage(names, mere), show=options["show"])

    def _lists(self, bare: damage.Trial, texts: list[str], **options: Any) -> dict[str, list[str]]:
        lists = {"authority file": damage.authority_names()}
        if options["labelled"]:
            names = damage.names_labelled(options["labelled"])
            if texts:
                names = damage.most_frequent(names, texts, options["most"])
            lists[options["labelled"].name] = names
        if options["listed"]:
            lexicon = bare.analyzer.lexicon
            names = [name for name in damage.names_listed(options["listed"]) if lexicon[fold(name)].bare >= LEAST]
            lists[options["listed"].name] = names
        return lists

    def _report(self, label: str, found: damage.Damage, *, show: bool) -> None:
        def share(part: int, whole: int) -> str:
            return f"{part / max(whole, 1):>9.2%}"

        self.stdout.write(
            f"{label[:40]:40}{found.names:>9,}{share(len(found.literal), found.names)}{share(len(found.damaged), found.names)}"
            f"{share(found.cut, found.names)}{found.mere_names:>9,}{share(found.mere_damaged, found.mere_names)}"
        )
        if show:
            for name, others in found.damaged.items():
                self.stdout.write(f"    {name} ({self._kinds[name]}): {'، '.join(others[:5])}")
