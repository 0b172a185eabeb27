"""What a link shows of its dossier: what is public now, and nothing else."""

import pytest
from django.urls import reverse

from archive.catalog.services import article_publish, article_withdraw
from archive.desk.services import link_make, link_withdraw


def page(shelf, token=None):
    return shelf.clients["anonymous"].get(reverse("shared", args=[token or shelf.token]))


def test_articles_and_passages_are_shown_in_order(shelf):
    text = page(shelf).content.decode()
    assert text.index("مقال كامل") < text.index("مقال مقتبس")
    assert "<p>وقال الوزير</p>" in text
    assert "مقال مُزال" not in text


def test_a_secret_address_is_told_to_nobody(shelf):
    for answer in (
        page(shelf),
        shelf.clients["anonymous"].get(reverse("shared-article", args=[shelf.token, shelf.articles[0].key])),
    ):
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Cache-Control"] == "private, no-store"
        assert "noindex" in answer.content.decode()
        assert "canonical" not in answer.content.decode()
        assert not answer.cookies


def test_a_withdrawn_article_disappears_at_once_and_is_counted(shelf):
    for article in shelf.articles:
        article_withdraw(article=article)
    text = page(shelf).content.decode()
    assert "سُحب مما في الملف، فلا يُعرض: مادتان." in text
    for secret in ("مقال كامل", "مقال مقتبس", "وقال الوزير", "صحيفة المرفأ"):
        assert secret not in text
    address = reverse("shared-article", args=[shelf.token, shelf.articles[0].key])
    assert shelf.clients["anonymous"].get(address).status_code == 404
    article_publish(article=shelf.articles[0])
    assert shelf.clients["anonymous"].get(address).status_code == 200


def test_a_link_is_withdrawn_at_once(shelf):
    assert page(shelf).status_code == 200
    link_withdraw(user=shelf.users["owner"], key=shelf.dossier.key, link=shelf.link)
    answer = page(shelf)
    assert answer.status_code == 404
    assert "سحبه صاحب الملف" in answer.content.decode()


def test_notes_are_shown_by_a_link_that_was_made_with_them(shelf):
    _, token = link_make(user=shelf.users["owner"], key=shelf.dossier.key, with_notes=True)
    assert "ملاحظة المادة" not in page(shelf).content.decode()
    assert "ملاحظة المادة" in page(shelf, token).content.decode()
    assert "ملاحظة الملف" not in page(shelf, token).content.decode()


def test_the_text_of_an_article_leads_to_no_other_page_of_the_archive(shelf):
    answer = shelf.clients["anonymous"].get(reverse("shared-article", args=[shelf.token, shelf.articles[0].key]))
    content = answer.content.decode().split("<main")[1].split("</main>")[0]
    assert "وصل وفد التجارة إلى الميناء" in content
    links = [part.split('"')[0] for part in content.split('href="')[1:]]
    assert links == [reverse("shared", args=[shelf.token])]


@pytest.mark.parametrize("token", ["x", "é", "%00", "a" * 3_000, "..%2f.."])
def test_addresses_without_a_link_are_not_found(client, db, token):
    assert client.get(f"/shared/{token}/").status_code == 404
