"""`python -m bench copies CORPUS`: are changed copies found, and forms filled in again told apart; what does an article cost.

Articles (JSON lines, also compressed) are stored in a database in memory and compared as in an archive. Then copies of a
seeded sample of those that are in no group or represent one are added one at a time, compared, and removed again. Times are
processor time; they are compared within a run.
"""

import gzip
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction
from django.db.models import F, Q

from archive.catalog.models import Article
from archive.catalog.services import articles_bulk_create, source_get_or_create
from archive.coverage.models import ShortVersion, Version, VersionGroup
from archive.coverage.services import comparisons_add, comparisons_add_due, comparisons_step, comparisons_waiting
from archive.entities.models import Mention
from archive.entities.services import mentions_build, mentions_write
from bench.coverage.mutations import KINDS, figures, mutate, refill

RATES = (0.05, 0.15)
STRETCH = 5_000
"""Articles over which the cost of one is averaged."""
MIN_FIGURES = 5
"""Figures that make an article a form, for this measurement."""
BATCH = 200


class Command(BaseCommand):
    help = "Recall on changed copies of articles, forms told apart, cost of a comparison as the archive grows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("corpus", type=Path)
        parser.add_argument("--articles", type=int, help="only the first so many")
        parser.add_argument("--sample", type=int, default=1_000, help="articles copied (default %(default)s)")
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument("--names", action="store_true", help="recognise names first, which takes most of the time")
        parser.add_argument("--show", type=int, default=0, help="groups of versions to print, of a seeded sample")

    def handle(self, *args: Any, corpus: Path, articles: int | None, sample: int, **options: Any) -> None:
        connection.creation.create_test_db(verbosity=0, serialize=False)
        chance = random.Random(options["seed"])
        stored = _store(corpus, articles, options["names"])
        self._compare_all()
        self._show_groups(options["show"], chance)
        # a member is compared with its representative, so that a copy of it may rightly be no version of that
        members = set(
            Version.objects.exclude(article__represented_versions=F("group")).values_list("article_id", flat=True)
        )
        alone = [pk for pk in stored if pk not in members]
        drawn = chance.sample(alone, min(sample, len(alone)))
        words = [word for pk in drawn[:100] for text in _paragraphs(pk) for word in text.split()]
        for rate in RATES:
            self._measure_copies(drawn, rate, words, chance)
        self._measure_forms(drawn, chance)

    def _compare_all(self) -> None:
        total, done, began, at_first = comparisons_add_due(), 0, time.process_time(), 0.0
        while comparisons_step():
            if (compared := total - comparisons_waiting()) < done + STRETCH and compared != total:
                continue
            cost = (time.process_time() - began) / max(compared - done, 1)
            at_first = at_first or cost
            self.stdout.write(
                f"articles {done + 1:6,} to {compared:6,}: {cost * 1e3:5.1f} ms each, {cost / at_first:.2f} of the first"
            )
            self.stdout.flush()
            done, began = compared, time.process_time()
        sizes = Counter(Version.objects.values_list("group", flat=True))
        relations = Counter(Version.objects.values_list("relation", flat=True))
        self.stdout.write(
            f"{len(sizes):,} groups with {sum(sizes.values()):,} articles, the largest with {max(sizes.values(), default=0)}; "
            f"{ShortVersion.objects.count():,} short texts linked; {dict(relations)}"
        )

    def _measure_copies(self, drawn: list[int], rate: float, words: list[str], chance: random.Random) -> None:
        found: Counter[str] = Counter()
        for number, pk in enumerate(drawn):
            kind = KINDS[number % len(KINDS)]
            copy = mutate(_paragraphs(pk), rate=rate, kind=kind, words=words, chance=chance)
            found[kind] += _is_found(pk, copy)
        of_kind = Counter(KINDS[number % len(KINDS)] for number in range(len(drawn)))
        each = ", ".join(f"{kind} {found[kind] / of_kind[kind]:.3f}" for kind in of_kind)
        self.stdout.write(f"{rate:.0%} of the words changed: recall {sum(found.values()) / len(drawn):.3f} ({each})")

    def _measure_forms(self, drawn: list[int], chance: random.Random) -> None:
        forms = [pk for pk in drawn if figures(_paragraphs(pk)) >= MIN_FIGURES]
        wrong = sum(_is_found(pk, refill(_paragraphs(pk), chance)) for pk in forms)
        self.stdout.write(f"{len(forms)} articles with all their figures changed: {wrong} taken for versions")

    def _show_groups(self, count: int, chance: random.Random) -> None:
        groups = list(VersionGroup.objects.order_by("pk"))
        for group in chance.sample(groups, min(count, len(groups))):
            self.stdout.write(f"\n== {group.key}")
            for row in group.versions.select_related("article__source").order_by("article__published_on"):
                shown = f"{row.relation} {row.share:.2f} ={row.kept} -{row.cut} +{row.added}"
                mark = "*" if row.article_id == group.representative_id else " "
                text = " ".join(_paragraphs(row.article_id))
                self.stdout.write(
                    f"{mark} {row.article.published_value} {row.article.source} [{shown}] {row.article}\n    {text[:300]}"
                )


def _store(corpus: Path, limit: int | None, has_names: bool) -> list[int]:
    """Save the articles; returns their primary keys."""
    records = islice(records_of(corpus), limit)
    pks = []
    while batch := list(islice(records, BATCH)):
        texts = [(article_of(record), texts_of(record)) for record in batch]
        articles_bulk_create(articles=texts)
        pks += [article.pk for article, _ in texts]
        if has_names:
            mentions: list[Mention] = []
            for article, paragraphs in texts:
                mentions += mentions_build(article=article, paragraphs=paragraphs)
            mentions_write(mentions)
    return pks


def records_of(corpus: Path) -> Iterator[dict[str, Any]]:
    with (
        gzip.open(corpus, "rt", encoding="utf-8") if corpus.suffix == ".gz" else corpus.open(encoding="utf-8") as lines
    ):
        for line in lines:
            yield json.loads(line)


def article_of(record: dict[str, Any]) -> Article:
    day = (record.get("date") or "")[:10]
    article = Article(title=record.get("title") or None, source=source_get_or_create(name=record["source"]))
    if day:
        article.published_on = date.fromisoformat(day)
        article.published_precision, article.published_basis = "day", "stated"
    return article


def texts_of(record: dict[str, Any]) -> list[tuple[str, str]]:
    return [("paragraph", text) for text in record["body"].split("\n") if text.strip()]


def _paragraphs(pk: int) -> list[str]:
    return list(Article.objects.get(pk=pk).paragraphs.order_by("position").values_list("text", flat=True))


def _is_found(pk: int, paragraphs: list[str]) -> bool:
    """Whether a copy of an article, in another paper on the same day, is grouped or linked with it. Nothing is kept."""
    original = Article.objects.get(pk=pk)
    copy = Article(
        title="نسخة",
        source=source_get_or_create(name="صحيفة أخرى"),
        published_on=original.published_on,
        published_precision=original.published_precision,
        published_basis=original.published_basis,
    )
    with transaction.atomic():
        articles_bulk_create(articles=[(copy, [("paragraph", text) for text in paragraphs])])
        comparisons_add([copy.pk])
        while comparisons_step():
            pass
        groups = set(Version.objects.filter(article__in=(pk, copy.pk)).values_list("article_id", "group"))
        is_grouped = len(groups) == 2 and len({group for _, group in groups}) == 1
        kin = {copy.pk, *Version.objects.filter(group__versions__article=pk).values_list("article_id", flat=True), pk}
        is_linked = (
            ShortVersion.objects.filter(article__in=kin, full__in=kin)
            .filter(Q(article=copy.pk) | Q(full=copy.pk))
            .exists()
        )
        transaction.set_rollback(True)
    return is_grouped or is_linked
