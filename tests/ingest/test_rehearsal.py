"""A dry run tells of each record what the import then does with it."""

import json
from collections import Counter

import pytest

from archive.catalog.models import Article, Batch
from archive.ingest.import_plan import Counts
from archive.ingest.services import Resumption, paths_import

pytestmark = pytest.mark.django_db

LONG = "افتتح الميناء رصيفا جديدا للسفن الكبيرة بعد عامين من العمل المتواصل في المرفأ القديم."
OTHER = "بدأ موسم قطاف الزيتون مبكرا في قرى الجبل وتوقع المزارعون محصولا وفيرا هذا الخريف."


def write(path, *rows):
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return str(path)


def outcomes(**options):
    """(record's title, verdict) in order, and the summary."""
    seen = []
    summary = paths_import(
        written=lambda plan: seen.extend((one.record.title, one.verdict) for one in plan.outcomes), **options
    )
    return seen, summary


def both(paths):
    before = (Article.objects.count(), Batch.objects.count())
    rehearsed, dry = outcomes(paths=paths, dry_run=True)
    assert (Article.objects.count(), Batch.objects.count()) == before
    done, wet = outcomes(paths=paths)
    return rehearsed, done, str(dry), str(wet)


def one(number, title, body):
    return {"id": str(number), "title": title, "body": body}


@pytest.mark.parametrize(
    "rows",
    [
        [one(1, "رصيف", LONG), one(1, "رصيف", LONG)],
        [one(1, "رصيف", LONG), one(1, "رصيف", LONG + " وحضر الوزير.")],
        [one(1, "رصيف", LONG), one(1, "زيتون", OTHER), one(1, "رصيف", LONG)],
        [one(1, "رصيف", LONG), one(1, "زيتون", OTHER), one(1, "زيتون", OTHER)],
    ],
    ids=["same", "changed", "other-between", "other-twice"],
)
def test_an_id_that_comes_again_is_told_as_it_is_loaded(tmp_path, rows):
    rehearsed, done, dry, wet = both([write(tmp_path / "a.jsonl", *rows)])
    assert rehearsed == done
    assert dry == wet


def test_a_record_that_is_changed_and_changed_back_is_told_as_it_is_loaded(tmp_path):
    path = write(tmp_path / "a.jsonl", one(1, "رصيف", LONG))
    paths_import(paths=[path])
    changed = one(1, "رصيف", LONG + " وحضر الوزير.")
    rehearsed, done, dry, wet = both([write(tmp_path / "b.jsonl", changed, one(1, "رصيف", LONG))])
    assert [verdict for _, verdict in rehearsed] == ["updated", "updated"]
    assert rehearsed == done
    assert dry == wet


def test_outcomes_are_what_the_counts_count(tmp_path):
    path = write(tmp_path / "a.jsonl", one(1, "رصيف", LONG), one(2, "زيتون", OTHER), one(2, "رصيف", LONG))
    seen, summary = outcomes(paths=[path])
    verdicts = Counter(verdict for _, verdict in seen)
    assert verdicts == {"added": 2, "collision": 1}
    assert summary.counts.added == 2
    assert [notice.kind for notice in summary.counts.notices] == ["repeated", "collision"]


def test_documents_left_out_are_neither_counted_nor_written(tmp_path):
    path = write(tmp_path / "a.jsonl", one(1, "رصيف", LONG), one(2, "زيتون", OTHER))
    hashes = {}
    paths_import(
        paths=[path],
        dry_run=True,
        written=lambda plan: hashes.update((o.record.title, o.document.sha256) for o in plan.outcomes),
    )
    for dry_run in (True, False):
        summary = paths_import(paths=[path], dry_run=dry_run, leave_out={hashes["زيتون"]})
        assert summary.counts.added == 1
    assert [article.title for article in Article.objects.all()] == ["رصيف"]


def test_an_import_goes_on_where_it_stood_with_the_counts_that_it_had(tmp_path):
    path = write(tmp_path / "a.jsonl", *(one(number, f"خبر {number}", LONG) for number in range(5)))
    batch = Batch.objects.create(label="a")
    first = paths_import(paths=[write(tmp_path / "first.jsonl", *(one(n, f"خبر {n}", LONG) for n in range(3)))])
    summary = paths_import(paths=[path], resume=Resumption(batch, documents=3, counts=first.counts))
    assert (summary.counts.added, summary.counts.unchanged) == (5, 0)
    assert Article.objects.count() == 5
    batch.refresh_from_db()
    assert (batch.added, Batch.objects.count()) == (5, 2)
    assert first.counts == Counts(added=3)
