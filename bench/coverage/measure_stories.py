"""`python -m bench stories CORPUS --gold DIR`: are articles of one happening in one story; what does an article cost.

Articles (JSON lines, also compressed) are stored in a database in memory, compared and placed as in an archive. `--gold` names
a folder with `pairs_dev.jsonl` and `days_dev.jsonl` (or others of these names; `gold_stories` has the form). With `--near` only
what was printed within four days of a judged article is stored. Times are processor time.
"""

import datetime as dt
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from archive.catalog.services import articles_bulk_create
from archive.coverage.models import PendingComparison, PendingStory, Story, StoryMember
from archive.coverage.services import comparisons_add, comparisons_step
from archive.coverage.services.stories import pending_add, stories_step, stories_waiting
from bench.coverage.gold_stories import read_days, read_pairs, score_days, score_pairs
from bench.coverage.measure_copies import BATCH, STRETCH, article_of, records_of, texts_of

NEAR_DAYS = 4


class Command(BaseCommand):
    help = "Stories against hand-labelled pairs and days; cost of an article as the archive grows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("corpus", type=Path)
        parser.add_argument("--gold", type=Path, help="folder of pairs_*.jsonl and days_*.jsonl")
        parser.add_argument("--near", action="store_true", help="only articles near those of the gold")
        parser.add_argument("--no-versions", action="store_true", help="do not look for versions first")
        parser.add_argument("--show", type=int, default=0, help="largest stories to print")

    def handle(self, *args: Any, corpus: Path, gold: Path | None, **options: Any) -> None:
        connection.creation.create_test_db(verbosity=0, serialize=False)
        pairs = [pair for path in sorted(gold.glob("pairs_*.jsonl")) for pair in read_pairs(path)] if gold else []
        windows = [window for path in sorted(gold.glob("days_*.jsonl")) for window in read_days(path)] if gold else []
        judged = {pk for pair in pairs for pk in (pair.first, pair.second)}
        judged |= {pk for clusters in windows for cluster in clusters for pk in cluster}
        stored = self._store(corpus, judged if options["near"] else None)
        self._find(list(stored.values()), options["no_versions"])
        members = dict(StoryMember.objects.values_list("article", "story__key"))
        story_of = {name: members[pk] for name, pk in stored.items() if pk in members}
        if gold:
            found, apart = score_pairs(pairs, story_of)
            clear, _ = score_pairs([pair for pair in pairs if not pair.is_borderline], story_of)
            self.stdout.write(
                f"pairs: P {found.precision:.3f} R {found.recall:.3f} F {found.f:.3f} (without borderline F {clear.f:.3f}); "
                f"{apart:.2f} of developments apart"
            )
            days = score_days(windows, story_of)
            self.stdout.write(f"days: P {days.precision:.3f} R {days.recall:.3f} F {days.f:.3f}")
        self._show(options["show"])

    def _store(self, corpus: Path, judged: set[str] | None) -> dict[str, int]:
        """Save the articles, by day; returns primary keys by id."""
        records = sorted(records_of(corpus), key=lambda record: (record.get("date") or "")[:10])
        if judged is not None:
            days = {day for record in records if record["id"] in judged for day in _around(record["date"])}
            records = [record for record in records if record["date"][:10] in days]
        stored: dict[str, int] = {}
        for start in range(0, len(records), BATCH):
            batch = [(record["id"], article_of(record), texts_of(record)) for record in records[start : start + BATCH]]
            articles_bulk_create(articles=[(article, texts) for _, article, texts in batch])
            stored |= {name: article.pk for name, article, _ in batch}
        return stored

    def _find(self, pks: list[int], no_versions: bool) -> None:
        if no_versions:
            pending_add(pks)
        else:
            comparisons_add(pks)
            while PendingComparison.objects.exists():
                comparisons_step()
            self.stdout.write("versions found")
        began = time.process_time()
        while PendingStory.objects.filter(is_read=False).exists():
            stories_step()
        self.stdout.write(f"read in {(time.process_time() - began) / max(len(pks), 1) * 1e3:.1f} ms each")
        done, began = 0, time.process_time()
        while stories_step() if no_versions else comparisons_step():
            placed = len(pks) - stories_waiting()
            if placed >= done + STRETCH or (placed == len(pks) and placed > done):
                cost = (time.process_time() - began) / (placed - done)
                self.stdout.write(f"articles {done + 1:6,} to {placed:6,}: {cost * 1e3:5.1f} ms each")
                self.stdout.flush()
                done, began = placed, time.process_time()
        sizes = [story.members.count() for story in Story.objects.all()]
        self.stdout.write(
            f"{len([size for size in sizes if size > 1]):,} stories of {sum(size for size in sizes if size > 1):,} articles, "
            f"the largest of {max(sizes, default=0)}; {Story.objects.filter(previous__isnull=False).count():,} continue another"
        )

    def _show(self, count: int) -> None:
        stories = sorted(Story.objects.all(), key=lambda story: -story.members.count())[:count]
        for story in stories:
            self.stdout.write(
                f"\n== {story.key} {story.first_day} – {story.last_day}, {story.members.count()} articles"
            )
            rows = story.members.select_related("article__source").order_by("article__published_on", "article")
            for row in rows:
                self.stdout.write(
                    f"  {row.article.published_on} {row.article.source} [{row.sureness:.2f}] {row.article}"
                )


def _around(date: str) -> list[str]:
    day = dt.date.fromisoformat(date[:10])
    return [str(day + dt.timedelta(days)) for days in range(-NEAR_DAYS, NEAR_DAYS + 1)]
