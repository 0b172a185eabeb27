"""The first page tells curators of the newest imports, the disk, and what colleagues did today."""

from collections import namedtuple

import pytest
from django.contrib.admin.models import LogEntry

from archive.catalog.models import Batch
from archive.curation import dashboard

pytestmark = pytest.mark.django_db

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def boss(sign_in, db):
    client = sign_in("boss", is_superuser=True)
    Batch.objects.create(label="أرشيف المرفأ", added=3, failed=2)
    LogEntry.objects.create(user_id=client.session["_auth_user_id"], object_id="1", object_repr="x", action_flag=2)
    return client


def test_imports_failures_and_colleagues_are_named(boss):
    page = boss.get("/admin/").content.decode()
    assert "أرشيف المرفأ" in page
    assert "تعذّر 2" in page
    assert 'aria-label="ما جرى اليوم"' in page
    (one,) = boss.get("/admin/").context["colleagues"]
    assert (one.name, one.count) == ("boss", 1)


@pytest.mark.parametrize(("free", "is_low"), [(5, True), (50, False)])
def test_a_disk_that_fills_up_is_a_warning(boss, monkeypatch, free, is_low):
    monkeypatch.setattr(dashboard.shutil, "disk_usage", lambda _: Usage(100, 100 - free, free))
    assert ("يكاد القرص يمتلئ" in boss.get("/admin/").content.decode()) is is_low


def test_who_may_not_see_drafts_hears_of_none(boss, sign_in):
    page = sign_in("زائر", "catalog.view_batch").get("/admin/").content.decode()
    assert "أرشيف المرفأ" not in page
    assert "ما جرى اليوم" not in page


def test_the_first_page_takes_few_queries(boss, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):
        boss.get("/admin/")
