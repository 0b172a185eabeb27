"""The commands `ingest` and `load_sample`, as a person at a terminal sees them."""

import pytest
from django.core.management import call_command

from archive.catalog.models import Article, OutboxEntry
from archive.catalog.services import article_delete

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_file(tmp_path, page):
    path = tmp_path / "page.txt"
    path.write_text(page, encoding="utf-8")
    return str(path)


def test_the_last_line_is_the_summary(page_file, capsys):
    call_command("ingest", page_file, "--no-index")
    assert capsys.readouterr().out.splitlines()[-1] == "2 articles added, 0 updated, 0 unchanged, 0 stubs, 0 failed"
    assert OutboxEntry.objects.count() == 2


def test_the_index_is_brought_up_to_date_after_an_import(page_file):
    call_command("ingest", page_file)
    assert not OutboxEntry.objects.exists()


def test_it_names_failures_on_stderr_and_exits_with_1(page_file, tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("ingest", str(tmp_path / "gone.txt"), page_file, "--no-index")
    assert ended.value.code == 1
    printed = capsys.readouterr()
    assert "gone.txt: no such file" in printed.err
    assert printed.out.splitlines()[-1] == "2 articles added, 0 updated, 0 unchanged, 0 stubs, 1 failed"


def test_it_warns_of_a_date_it_cannot_read(tmp_path, capsys):
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "نص", "date": "2019-13-45"}', encoding="utf-8")
    call_command("ingest", str(path), "--no-index")
    assert "a.jsonl, line 1: loaded without a date" in capsys.readouterr().err


def test_it_prints_the_roles_of_one_file_bare(page_file, capsys):
    call_command("ingest", "--dry-run", "--roles", page_file)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["1\ttitle", "2\tdate", "3\tbody"]
    assert len(lines) == 12
    assert not Article.objects.exists()


def test_it_names_each_of_several_files_before_its_roles(page_file, tmp_path, capsys):
    other = tmp_path / "other.txt"
    other.write_text("عادت اللقالق.\n", encoding="utf-8")
    call_command("ingest", "--dry-run", "--roles", str(other), page_file)
    assert capsys.readouterr().out.splitlines()[:4] == ["# other.txt", "1\tbody", "# page.txt", "1\ttitle"]


def test_roles_are_for_text_files_only(tmp_path, capsys):
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "نص"}', encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("ingest", "--dry-run", "--roles", str(path))
    assert "text files only" in capsys.readouterr().err


def test_the_sample_is_loaded_with_one_line(capsys):
    call_command("load_sample")
    call_command("load_sample")
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("Sample archive: ")
    assert second == "The archive has articles; the sample was not loaded."


def test_it_names_what_stays_deleted_and_restores_it_if_told(page_file, capsys):
    call_command("ingest", page_file, "--no-index")
    for article in Article.objects.all():
        article_delete(article=article)
    capsys.readouterr()
    call_command("ingest", page_file, "--no-index")
    printed = capsys.readouterr()
    assert printed.err.count("page.txt: kept deleted: ") == 2
    assert printed.out.startswith("0 articles added, 0 updated, 0 unchanged, 0 stubs, 0 failed, 2 kept deleted: ")
    call_command("ingest", page_file, "--no-index", "--restore-deleted")
    assert capsys.readouterr().out == "2 articles added, 0 updated, 0 unchanged, 0 stubs, 0 failed\n"


def test_control_characters_in_messages_are_made_visible(tmp_path, capsys):
    path = tmp_path / "a\x1b[2J.jsonl"
    path.write_text('{"body": "نص", "date": "\\u202eقريبا", "\\u001b[31mfield": 1}\n{"body"', encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("ingest", str(path), "--no-index")
    printed = capsys.readouterr()
    assert not {"\x1b", "\u202e"} & set(printed.out + printed.err)
    assert "a<U+001B>[2J.jsonl, line 2: not JSON" in printed.err
    assert "<U+202E>قريبا" in printed.err
