"""Commands that import leave no small archive with versions that are still to be found."""

import json

import pytest
from django.core.management import call_command

from archive import search
from archive.coverage.services import comparisons_waiting
from tests.coverage.test_grouping import PORT

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_papers(tmp_path):
    """Two papers' copies of one text, in a file."""
    records = [
        {"id": f"p{number}", "title": f"سوق {number}", "body": "\n".join(PORT), "source": source, "date": "2024-06-20"}
        for number, source in enumerate(("صحيفة أولى", "صحيفة ثانية"))
    ]
    path = tmp_path / "papers.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return str(path)


def results():
    return search.search(search.SearchRequest("دكانا", group="versions")).groups


def test_copies_are_one_result_after_an_import_without_a_background_process(two_papers):
    call_command("ingest", two_papers)
    assert comparisons_waiting() == 0
    assert results() == 1
    found = search.index_diff()
    assert (found.to_repair, found.waiting) == ((), ())


def test_of_many_articles_the_command_says_that_they_wait(two_papers, capsys, monkeypatch):
    settle = search.settle
    monkeypatch.setattr(search, "settle", lambda **options: settle(most_comparisons=1, **options))
    call_command("ingest", two_papers)
    assert "2 articles are still to be compared with others" in capsys.readouterr().err
    assert comparisons_waiting() == 2
    assert results() == 2


def test_the_background_process_compares_if_it_runs(two_papers, monkeypatch):
    monkeypatch.setattr("archive.search.indexing.outbox.is_working", lambda: True)
    monkeypatch.setattr("archive.search.indexing.outbox.STALL_S", 0)
    call_command("ingest", two_papers)
    assert comparisons_waiting() == 2


def test_the_sample_is_compared_when_it_is_loaded():
    call_command("load_sample")
    assert comparisons_waiting() == 0
