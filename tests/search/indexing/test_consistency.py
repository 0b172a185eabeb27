"""Differences between index and catalog are listed by primary key, and only those are repaired."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from archive.catalog.models import Article, OutboxEntry, Paragraph
from archive.entities.models import Mention
from archive.search import drain, index_diff, index_repair, index_status
from archive.search.engine import current_engine
from archive.search.indexing import indexer
from tests.search.conftest import find, mention, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def spoilt():
    """Five indexed articles, then changes behind the services' backs: (agreeing, missing, surplus, outdated)."""
    agreeing, missing, withdrawn, reworded, renamed = (
        write(f"خبر {number}", f"نص رقم {number}.") for number in range(5)
    )
    mention(renamed, "person", "فلان")
    drain()
    current_engine().write((), gone=[missing.pk])
    Article.objects.filter(pk=withdrawn.pk).update(state="withdrawn")
    Paragraph.objects.filter(article=reworded).update(text="نص آخر فيه زمردة.")
    Mention.objects.filter(article=renamed).delete()
    return agreeing, missing, withdrawn, (reworded, renamed)


def test_an_index_that_follows_the_record_has_no_differences():
    write("خبر", "نص.")
    drain()
    found = index_diff()
    assert found.is_empty
    assert (found.compared, found.of) == (1, 1)


def test_differences_are_told_by_number_and_kind(spoilt):
    _, missing, withdrawn, outdated = spoilt
    found = index_diff()
    assert found.missing == (missing.pk,)
    assert found.surplus == (withdrawn.pk,)
    assert found.outdated == tuple(article.pk for article in outdated)
    assert found.complete
    assert not found.is_empty


def test_mending_touches_just_what_differs(spoilt, monkeypatch):
    agreeing, *_ = spoilt
    touched = []
    update = indexer.update
    monkeypatch.setattr(indexer, "update", lambda pks, **more: (touched.extend(pks), update(pks, **more)))
    assert index_repair(index_diff()) == 4
    assert agreeing.pk not in touched
    assert index_diff().is_empty
    assert len(find("زمردة")) == 1


def test_what_waits_in_the_outbox_is_told_apart_and_brought_in_with_the_rest(spoilt):
    article = write("جديد", "ياقوت.")
    found = index_diff()
    assert found.waiting == (article.pk,)
    assert article.pk not in found.missing
    index_repair(found)
    assert index_diff().is_empty


def test_without_time_only_numbers_are_compared(spoilt):
    found = index_diff(seconds=0)
    assert len(found.missing) == len(found.surplus) == 1
    assert found.outdated == ()
    assert not found.complete


def test_an_index_of_another_form_on_disk_is_built_anew_by_mending(monkeypatch):
    write("خبر", "نص.")
    drain()
    monkeypatch.setattr(current_engine().generations, "version", 10_000)
    assert not current_engine().info().readable
    index_repair(index_diff())
    assert index_status().current
    assert index_diff().is_empty


def test_the_lag_is_the_age_of_the_oldest_row():
    article = write("خبر", "نص.")
    OutboxEntry.objects.update(created_at=dt.datetime(2024, 6, 20, tzinfo=dt.UTC))
    OutboxEntry.objects.create(article_pk=article.pk)
    status = index_status()
    assert status.waiting == 1
    assert status.lag > dt.timedelta(days=365)
    drain()
    assert index_status().lag == dt.timedelta()


def test_the_command_lists_the_numbers_and_ends_with_an_error(spoilt, capsys):
    _, missing, withdrawn, outdated = spoilt
    with pytest.raises(CommandError, match="update_index"):
        call_command("index_status")
    printed = capsys.readouterr().out
    assert f"missing: 1 ({missing.pk})" in printed
    assert f"surplus: 1 ({withdrawn.pk})" in printed
    assert f"outdated: 2 ({', '.join(str(article.pk) for article in outdated)})" in printed
    assert "indexed     4 of 4 published articles" in printed


def test_the_command_says_so_when_all_agrees(capsys):
    write("خبر", "نص.")
    drain()
    call_command("index_status", quick=True)
    assert "The counts agree." in capsys.readouterr().out
    call_command("index_status")
    assert "The index agrees with the catalog." in capsys.readouterr().out


def test_the_command_shortens_long_lists(capsys):
    write("أول", "نص.")
    write("ثان", "نص.")
    with pytest.raises(CommandError):
        call_command("index_status", ids=1)
    first = OutboxEntry.objects.order_by("article_pk").first()
    assert f"in the outbox: 2 ({first.article_pk} …)" in capsys.readouterr().out


def test_a_stale_index_is_named_before_its_differences(monkeypatch):
    write("خبر", "نص.")
    drain()
    monkeypatch.setattr("archive.search.indexing.status.analysis_version", lambda: "other-1")
    with pytest.raises(CommandError, match="rebuild_index"):
        call_command("index_status", verbosity=0)


def test_update_index_mends_exactly_the_differences_and_tells_them(spoilt, capsys):
    call_command("update_index")
    assert "1 missing, 1 surplus, 2 outdated, 0 waiting: 4 articles indexed." in capsys.readouterr().out
    call_command("update_index")
    assert "0 missing, 0 surplus, 0 outdated, 0 waiting: 0 articles" in capsys.readouterr().out


def test_update_index_with_a_span_of_time_is_haystacks_own():
    write("خبر", "زمردة.")
    OutboxEntry.objects.all().delete()
    call_command("update_index", age=1, verbosity=0)
    assert len(find("زمردة")) == 1
