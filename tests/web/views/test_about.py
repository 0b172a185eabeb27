"""The page about the archive."""

import datetime as dt

import pytest

from archive.catalog.models import AboutPage

pytestmark = pytest.mark.django_db


def show(client):
    answer = client.get("/about/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_archive_says_what_it_is(client):
    text = show(client)
    assert "كما طُبعت أو نُشرت" in text
    assert "mailto:" not in text


def test_its_figures_are_of_what_readers_see(client, make_article):
    make_article()
    make_article(published_basis="inferred", published_evidence="اسم الملف", published_on=dt.date(2020, 1, 1))
    make_article(published_on=None, published_precision="", published_basis="")
    make_article(state="draft")
    text = " ".join(show(client).split())
    assert "<dt>المقالات</dt><dd>3</dd>" in text
    assert text.count("33٪") == 3
    assert "1 يناير 2020" in text
    assert "20 يونيو 2024" in text


def test_the_curators_text_takes_the_place_of_ours_part_by_part(client):
    AboutPage.objects.create(corrections="اكتب إلينا.\r\n\r\n<b>شكرًا</b>", email="desk@example.org")
    text = show(client)
    assert "<p>اكتب إلينا.</p><p>&lt;" in text
    assert "<b>" not in text
    assert 'href="mailto:desk@example.org"' in text
    assert "فاكتب إلى القائمين" not in text
    assert "كما طُبعت أو نُشرت" in text


def test_every_page_leads_to_it(client):
    assert 'href="/about/"' in client.get("/help/search/").content.decode()
