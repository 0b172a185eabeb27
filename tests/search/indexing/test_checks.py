"""`manage.py check` warns of an index that no longer answers rightly."""

from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import call_command

from archive.catalog.models import OutboxEntry
from archive.search import drain
from archive.search.engine import current_engine

from ..conftest import write
from ..damage import rewrite_about

pytestmark = pytest.mark.django_db


def warnings(**how):
    return [message.id for message in run_checks(**how) if message.id.startswith("search.")]


def test_a_good_index_and_none_at_all_are_no_news():
    assert warnings(databases=["default"]) == []
    write("خبر", "نص")
    drain()
    assert warnings(databases=["default"]) == []


def check():
    said = StringIO()
    call_command("check", stderr=said)
    return said.getvalue()


def test_a_stale_index_is_announced():
    write("خبر", "نص")
    drain()
    rewrite_about(current_engine().generations.current(), analysis="another")
    assert "search.W002" in check()
    assert "rebuild_index" in check()


def test_an_index_that_cannot_be_read_is_announced():
    write("خبر", "نص")
    drain()
    (current_engine().generations.current() / "about.json").write_text("{")
    assert "search.W001" in check()


def test_waiting_changes_are_announced_where_the_database_is_checked():
    article = write("خبر", "نص")
    drain()
    OutboxEntry.objects.create(article_pk=article.pk)
    assert "search.W003" not in check()
    assert warnings(databases=["default"]) == ["search.W003"]
