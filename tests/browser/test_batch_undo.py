"""Undoing an import in a browser, on a wide and on a narrow screen: shown first, done, and taken back."""

import json
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User

from archive.catalog.models import Article, Batch
from archive.ingest.services import paths_import
from tests.browser.layout import no_sideways_scrolling

PASSWORD = "a long enough pass phrase"
RECORD = {"id": 1, "namespace": "undo", "title": "خبر الجسر", "source": "نشرة المرفأ"}


@pytest.fixture
def batch(archive, tmp_path):
    """Of an article added and one updated."""
    path = tmp_path / "a.jsonl"
    for body, more in (
        ("افتتح الجسر صباح الأحد.", []),
        ("افتتح الجسر مساء الأحد.", [{**RECORD, "id": 2, "title": "خبر ثان"}]),
    ):
        rows = [{**RECORD, "body": body}, *({**one, "body": "نص آخر عن الميناء."} for one in more)]
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        paths_import(paths=[str(path)])
    return Batch.objects.latest("pk")


def test_a_batch_is_undone_after_a_look_and_redone(page, archive, batch):
    User.objects.create_superuser("huda", password=PASSWORD)
    page.goto(f"{archive}/admin/catalog/batch/{batch.pk}/change/")
    page.fill("input[name=username]", "huda")
    page.fill("input[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.get_by_role("link", name="التراجع عن الدفعة").click()
    page.wait_for_url("**/undo/")
    page.get_by_text("لم يتغير شيء بعد").wait_for()
    assert page.get_by_role("link", name="خبر ثان").is_visible()
    assert no_sideways_scrolling(page)
    page.get_by_role("link", name="قارن النصين").click()
    page.locator("mark", has_text="صباح").wait_for()
    assert no_sideways_scrolling(page)
    page.go_back()
    page.get_by_role("button", name="تراجع عن الدفعة").click()
    page.wait_for_url("**/change/")
    page.get_by_text("تُراجع عن الدفعة.").wait_for()
    assert no_sideways_scrolling(page)
    article = Article.objects.get(title="خبر الجسر")
    assert [paragraph.text for paragraph in article.paragraphs.all()] == ["افتتح الجسر صباح الأحد."]
    added = Article.objects.get(title="خبر ثان")
    assert page.request.get(f"{archive}{urlsplit(added.get_absolute_url()).path}").status == 404
    page.get_by_role("link", name="إعادة الدفعة").click()
    page.get_by_role("button", name="أعد الدفعة").click()
    page.wait_for_url("**/change/")
    assert page.request.get(f"{archive}{urlsplit(added.get_absolute_url()).path}").status == 200
    page.goto(f"{archive}{urlsplit(article.get_absolute_url()).path}")
    page.get_by_role("link", name="اقرأ النص السابق").click()
    page.locator("mark", has_text="صباح").wait_for()
    assert no_sideways_scrolling(page)
