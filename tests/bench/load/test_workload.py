import json
import sqlite3

import pytest

from bench.load.workload import changed_record, draw_workload


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "archive.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE catalog_rawdocument (id INTEGER, media_type TEXT, content BLOB)")
        connection.execute(
            "CREATE TABLE catalog_article (id INTEGER, key TEXT, title TEXT, state TEXT, import_key TEXT, raw_document_id INTEGER)"
        )
        for number in range(60):
            line = json.dumps({"id": number, "body": "نص"}).encode()
            connection.execute("INSERT INTO catalog_rawdocument VALUES (?, 'application/json', ?)", (number, line))
            connection.execute(
                "INSERT INTO catalog_article VALUES (?, ?, ?, 'published', ?, ?)",
                (number, f"key{number}", f"عنوان {chr(0x628 + number % 20) * 4} خبر", f"record::{number}", number),
            )
    connection.close()
    return path


def test_edited_articles_and_imported_records_are_different_ones(database):
    workload = draw_workload(database, queries=8, edited=10, records=20, seed=1)
    edited = {key for _, key in workload.edited}
    assert (len(edited), len(workload.records), len(workload.record_keys)) == (10, 20, 20)
    assert not edited & set(workload.record_keys)
    assert {f"key{record['id']}" for record in workload.records} == set(workload.record_keys)


def test_queries_are_two_words_of_a_title(database):
    workload = draw_workload(database, queries=8, edited=1, records=1, seed=1)
    assert workload.queries
    assert all(len(query.split()) == 2 for query in workload.queries)


def test_the_same_seed_draws_the_same(database):
    one, other = (draw_workload(database, queries=8, edited=3, records=3, seed=5) for _ in range(2))
    assert one == other


def test_too_small_an_archive_is_named(database):
    with pytest.raises(ValueError, match="61 are needed"):
        draw_workload(database, queries=1, edited=1, records=60, seed=1)


@pytest.mark.parametrize("body", ["نص", ["نص"]])
def test_a_changed_record_ends_with_the_marker(body):
    assert changed_record({"id": 1, "body": body}, "علامة") == {"id": 1, "body": "نص\nعلامة"}
