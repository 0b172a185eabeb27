"""Dossiers as files: for those who know the dossier, in each format, with what readers may see."""

import io
import json
import zipfile

import pytest
from django.contrib.auth.models import User

from archive.catalog.models import Article
from archive.catalog.services import article_withdraw
from archive.desk.services import (
    Place,
    articles_keep,
    colleague_invite,
    dossier_create,
    link_make,
    link_withdraw,
    passages_keep,
)
from archive.search import drain
from archive.web.views import export_gate

FORMATS = {"html": b"<!doctype html>", "docx": b"PK", "pdf": b"%PDF", "zip": b"PK"}


@pytest.fixture
def owner(db):
    return User.objects.create_user("huda", first_name="هدى")


@pytest.fixture
def make_article(make_article):
    """Articles that imports brought."""
    return lambda **fields: make_article(**{"import_key": f"record:{Article.objects.count()}", **fields})


@pytest.fixture
def dossier(owner, make_article):
    made = dossier_create(user=owner, title="صفقة الميناء")
    keys = [make_article(title=f"خبر {number}").key for number in (1, 2)]
    articles_keep(user=owner, articles=keys, key=made.key)
    return made


def body(answer):
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize(("suffix", "begins"), FORMATS.items())
def test_each_format_is_a_file_of_its_own(client, owner, dossier, suffix, begins):
    client.force_login(owner)
    answer = client.get(f"/dossiers/{dossier.key}.{suffix}")
    assert answer.status_code == 200
    assert body(answer).startswith(begins)
    assert f'.{suffix}"' in answer["Content-Disposition"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]


def test_colleagues_may_have_it_strangers_are_told_nothing_and_visitors_are_asked_to_sign_in(client, owner, dossier):
    address = f"/dossiers/{dossier.key}.html"
    assert client.get(address).status_code == 302
    client.force_login(User.objects.create_user("omar"))
    assert client.get(address).status_code == 404
    colleague = User.objects.create_user("lina")
    colleague_invite(user=owner, key=dossier.key, name="lina", role="reader")
    client.force_login(colleague)
    assert "خبر 1" in body(client.get(address)).decode()
    assert client.get(f"/dossiers/{dossier.key}.doc").status_code == 404
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("suffix", ["html", "zip"])
def test_what_is_withdrawn_is_in_no_file(client, owner, dossier, suffix):
    article_withdraw(article=Article.objects.get(title="خبر 1"))
    client.force_login(owner)
    content = body(client.get(f"/dossiers/{dossier.key}.{suffix}"))
    if suffix == "zip":
        packed = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(packed.read(name) for name in packed.namelist())
    assert "خبر 2" in content.decode("utf-8", "replace")
    assert "خبر 1" not in content.decode("utf-8", "replace")


def test_originals_are_given_unless_they_hold_what_is_hidden(client, owner, dossier, make_article):
    first, second = Article.objects.order_by("pk")
    hidden = make_article(title="مسودة", raw_document=first.raw_document, state=Article.State.DRAFT)
    client.force_login(owner)
    packed = zipfile.ZipFile(io.BytesIO(body(client.get(f"/dossiers/{dossier.key}.zip"))))
    description = json.loads(packed.read(next(name for name in packed.namelist() if name.endswith("evidence.json"))))
    by_digest = {each["sha256"]: each for each in description["originals"]}
    assert "حُجب عن القراء" in by_digest[hidden.raw_document.sha256]["left_out"]
    kept = [packed.read(name) for name in packed.namelist() if "/originals/" in name]
    assert kept == [bytes(second.raw_document.content)]


def test_two_files_at_a_time_and_a_slot_is_free_again(client, owner, dossier):
    drain()
    client.force_login(owner)
    address = f"/dossiers/{dossier.key}.html"
    first, second = client.get(address), client.get("/search/export.csv")
    refused = client.get(address)
    assert (refused.status_code, refused["Retry-After"]) == (503, str(export_gate.RETRY_SECONDS))
    body(first)
    second.close()
    assert body(client.get(address))


def test_the_dossier_page_offers_the_files(client, owner, dossier):
    client.force_login(owner)
    page = client.get(f"/dossiers/{dossier.key}/").content.decode()
    for suffix in FORMATS:
        assert f'href="/dossiers/{dossier.key}.{suffix}"' in page


def test_a_link_gives_files_only_where_the_owner_allows_it_and_until_it_is_withdrawn(client, owner, dossier):
    _, closed = link_make(user=owner, key=dossier.key)
    link, token = link_make(user=owner, key=dossier.key, with_files=True)
    assert client.get(f"/shared/{closed}/dossier.html").status_code == 404
    assert "dossier.pdf" not in client.get(f"/shared/{closed}/").content.decode()
    page = client.get(f"/shared/{token}/").content.decode()
    for suffix, begins in FORMATS.items():
        assert f'href="/shared/{token}/dossier.{suffix}"' in page
        answer = client.get(f"/shared/{token}/dossier.{suffix}")
        assert body(answer).startswith(begins)
        assert answer["Referrer-Policy"] == "no-referrer"
    assert client.get(f"/shared/{token}/dossier.exe").status_code == 404
    link_withdraw(user=owner, key=dossier.key, link=link.pk)
    assert client.get(f"/shared/{token}/dossier.html").status_code == 404


def test_a_file_by_a_link_holds_what_the_link_shows_and_no_more(client, owner, dossier, make_article):
    quoted = make_article(title="مقال مقتبس")
    passages_keep(user=owner, key=dossier.key, article=quoted.key, places=[Place(2, 0, 11)], note="ملاحظة سرية")
    _, token = link_make(user=owner, key=dossier.key, with_files=True)
    packed = zipfile.ZipFile(io.BytesIO(body(client.get(f"/shared/{token}/dossier.zip"))))
    content = b"".join(packed.read(name) for name in packed.namelist()).decode("utf-8", "replace")
    assert "وقال الوزير" in content
    assert "ملاحظة سرية" not in content
    articles = next(packed.read(name) for name in packed.namelist() if "مقال-مقتبس" in name).decode()
    assert "من السلع" not in articles
    assert packed.read(next(name for name in packed.namelist() if name.endswith(".jsonl"))).count(b"\n") == 2
    assert sum("/originals/" in name for name in packed.namelist()) == 2
    client.force_login(owner)
    assert "من السلع" in body(client.get(f"/dossiers/{dossier.key}.html")).decode()


def test_where_exports_are_for_members_a_link_gives_none(client, owner, dossier, settings):
    settings.ARCHIVE_EXPORT = "members"
    _, token = link_make(user=owner, key=dossier.key, with_files=True)
    assert client.get(f"/shared/{token}/dossier.html").status_code == 401
    assert "dossier.pdf" not in client.get(f"/shared/{token}/").content.decode()


def test_the_owner_ticks_that_files_may_be_had(client, owner, dossier):
    client.force_login(owner)
    client.post(f"/dossiers/{dossier.key}/links/", {"label": "المحرر", "with_files": "1"})
    assert dossier.links.get().with_files
    assert "مع تنزيله" in client.get(f"/dossiers/{dossier.key}/sharing/").content.decode()


def test_a_link_gives_no_original_that_other_articles_were_cut_from(client, owner, dossier, make_article):
    first, second = Article.objects.order_by("pk")
    make_article(title="خبر آخر من الملف نفسه", raw_document=first.raw_document)
    _, token = link_make(user=owner, key=dossier.key, with_files=True)
    packed = zipfile.ZipFile(io.BytesIO(body(client.get(f"/shared/{token}/dossier.zip"))))
    description = json.loads(packed.read(next(name for name in packed.namelist() if name.endswith("evidence.json"))))
    left_out = {each["sha256"]: each.get("left_out") for each in description["originals"]}
    assert "ليست مما يُعرض بهذا الرابط" in left_out[first.raw_document.sha256]
    assert [packed.read(name) for name in packed.namelist() if "/originals/" in name] == [
        bytes(second.raw_document.content)
    ]
    client.force_login(owner)
    whole = zipfile.ZipFile(io.BytesIO(body(client.get(f"/dossiers/{dossier.key}.zip"))))
    assert sum("/originals/" in name for name in whole.namelist()) == 2
