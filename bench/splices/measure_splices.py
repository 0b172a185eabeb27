"""Boundary F1 on files made of several articles, and how many single articles are cut wrongly."""

import random
import time
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from archive.ingest.page_text.gazetteer import Gazetteer, load_gazetteer
from archive.ingest.page_text.lines import read_lines
from archive.ingest.page_text.page_region import mark_surroundings
from archive.ingest.page_text.roles import assign_roles
from bench.splices.articles import Article, read_articles
from bench.splices.splicing import NEUTRAL, Splice, make_splices

SEED = 14


class Command(BaseCommand):
    help = "Measure where files of several texts are cut, and which single articles are cut wrongly."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("articles", type=Path, metavar="FILE", help="JSON lines with `title` and `body`")
        parser.add_argument("--splices", type=int, default=500)
        parser.add_argument("--untouched", type=int, default=2000)
        parser.add_argument("--seed", type=int, default=SEED)
        parser.add_argument("--show", action="store_true", help="list the files cut wrongly")

    def handle(self, *args: Any, **options: Any) -> None:
        articles = list(read_articles(options["articles"]))
        gazetteer = load_gazetteer()
        self._measure_splices(make_splices(articles, options["splices"], options["seed"]), gazetteer, options["show"])
        chosen = random.Random(options["seed"]).sample(articles, min(options["untouched"], len(articles)))
        self._measure_untouched(chosen, gazetteer, options["show"])

    def _measure_splices(self, splices: list[Splice], gazetteer: Gazetteer, show: bool) -> None:
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for splice in splices:
            found, true = cuts(splice, gazetteer)
            outcome = Counter(right=len(found & true), wrong=len(found - true), missed=len(true - found))
            outcome["files"], outcome["perfect"] = 1, int(found == true)
            for name in ("all", splice.kind, f"at the {splice.place}"):
                counts[name].update(outcome)
            if show and found != true:
                self._show(splice, found, true)
        for name, count in counts.items():
            self.stdout.write(
                f"{name:38} files {count['files']:4}  perfect {count['perfect'] / count['files']:.3f}  "
                f"precision {_share(count['right'], count['wrong']):.3f}  recall "
                f"{_share(count['right'], count['missed']):.3f}  F1 {_f1(count):.3f}"
            )

    def _show(self, splice: Splice, found: set[int], true: set[int]) -> None:
        self.stdout.write(
            f"\n=== {splice.kind}, {splice.place} {splice.ids}: found {sorted(found)}, true {sorted(true)}"
        )
        for number, (text, owner) in enumerate(splice.lines, 1):
            if text:
                mark = ("F" if number in found else " ") + ("T" if number in true else " ")
                self.stdout.write(f"{mark} {number:3} {owner[:4]:4} {text[:150]}")

    def _measure_untouched(self, articles: list[Article], gazetteer: Gazetteer, show: bool) -> None:
        cut, mixed, doubted = 0, 0, 0
        started = time.process_time()
        for article in articles:
            segments = [segment for segment in assign_roles(read_lines(article.text), gazetteer) if segment.lines]
            doubted += any(segment.doubts for segment in segments)
            if len(segments) <= 1:
                continue
            mixed += article.is_mixed
            cut += not article.is_mixed
            if show:
                self.stdout.write(f"\n=== {article.id}{' (mixed)' if article.is_mixed else ''}")
                for segment in segments:
                    for line in segment.lines:
                        self.stdout.write(f"{segment.kind:8} {line.role:8} {line.text[:150]}")
        seconds = time.process_time() - started
        self.stdout.write(
            f"{len(articles)} single articles: {cut} cut ({_share(cut, len(articles) - cut):.2%}), besides {mixed} that "
            f"announce other stories themselves; {doubted} in doubt; {1000 * seconds / max(1, len(articles)):.1f} ms each"
        )


def cuts(splice: Splice, gazetteer: Gazetteer) -> tuple[set[int], set[int]]:
    """Where the reader cuts a file, and where it should: numbers of lines that belong to another text than the line before."""
    lines = read_lines(splice.text)
    mark_surroundings(lines, gazetteer)
    owners: dict[int, str] = {}
    for place, segment in enumerate(assign_roles(lines, gazetteer)):
        name = f"{segment.kind} {place}" if segment.kind == "embedded" else segment.kind
        for line in segment.lines:
            owners.update(dict.fromkeys(range(line.number, line.last + 1), name))
    true = [(number, owner) for number, (_, owner) in enumerate(splice.lines, 1) if owner != NEUTRAL]
    return _changes([(number, owners.get(number, "main")) for number, _ in true]), _changes(true)


def _changes(owners: list[tuple[int, str]]) -> set[int]:
    return {number for (_, before), (number, owner) in pairwise(owners) if owner != before}


def _share(right: int, others: int) -> float:
    return right / (right + others) if right + others else 1.0


def _f1(count: Counter[str]) -> float:
    return _share(2 * count["right"], count["wrong"] + count["missed"])
