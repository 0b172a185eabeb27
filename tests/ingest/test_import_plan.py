"""Which records are added, updated, or left as they are."""

import json
from dataclasses import replace

import pytest

from archive.catalog.models import Batch
from archive.ingest.import_plan import Counts, import_plan
from archive.ingest.readers.jsonl import read_line
from archive.ingest.readers.text import read_bytes
from archive.ingest.writing import Writer
from tests.ingest.readers.written import BODY

pytestmark = pytest.mark.django_db


def line(number, **fields):
    record = {"id": str(number), "body": "نص.", **fields}
    return read_line(json.dumps(record, ensure_ascii=False).encode(), "records.jsonl", number)


@pytest.fixture
def stored():
    Writer(Batch.objects.create(label="اختبار")).write([line(1), line(2)])


def keys(rows):
    return [row[1].import_key for row in rows]


def test_unknown_records_are_added(stored):
    plan = import_plan([line(1), line(3)])
    assert keys(plan.add) == ["record::3"]
    assert (plan.counts.added, plan.counts.unchanged) == (1, 1)


def test_a_changed_record_is_updated(stored):
    plan = import_plan([line(1, title="جديد")])
    assert keys(plan.update) == ["record::1"]
    assert plan.documents == [plan.update[0][0]]


def test_a_line_with_other_unread_fields_is_unchanged(stored):
    assert import_plan([line(1, views=7)]).counts.unchanged == 1


def test_many_changed_records_take_few_queries(stored, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        import_plan([line(1, title="أ"), line(2, title="ب")])


def test_counts_add_up():
    total = Counts(added=1)
    total.add(Counts(added=2, stubs=1, updated=3, unchanged=4))
    assert total == Counts(added=3, updated=3, unchanged=4, stubs=1)


def test_a_text_file_that_is_here_brings_no_articles_when_it_is_cut_otherwise_than_before(gazetteer):
    def read(places):
        content = "\n".join(BODY).encode()
        document = read_bytes(content, "a.txt", gazetteer)
        first = document.records[0]
        keyed = [replace(first, import_key=f"{first.import_key.rpartition('#')[0]}#{place}") for place in places]
        return replace(document, records=tuple(keyed))

    Writer(Batch.objects.create(label="اختبار")).write([read([0])])
    plan = import_plan([read([0, 1])])
    assert (keys(plan.add), plan.counts.added, plan.counts.unchanged) == ([], 0, 2)
