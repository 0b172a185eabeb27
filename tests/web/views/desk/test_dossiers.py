"""The pages of dossiers: what is shown, what is kept, and what two who edit at once are told."""

import re

import pytest
from django.urls import reverse

from archive.catalog.services import article_withdraw
from archive.desk.models import Dossier
from archive.desk.selectors import live_items
from archive.desk.services import articles_keep


@pytest.fixture
def owner(shelf):
    return shelf.clients["owner"]


def page(shelf, role="owner", **query):
    return shelf.clients[role].get(reverse("dossier", args=[shelf.dossier.key]), query).content.decode()


def test_a_new_dossier_is_made_and_opened(owner):
    answer = owner.post(reverse("dossiers"), {"title": "  ملف   جديد "})
    made = Dossier.objects.get(title="ملف جديد")
    assert answer["Location"] == reverse("dossier", args=[made.key])
    assert "ملف جديد" in owner.get(reverse("dossiers")).content.decode()


def test_a_dossier_without_a_title_is_not_made(owner):
    answer = owner.post(reverse("dossiers"), {"title": " "})
    assert answer.status_code == 400
    assert "اكتب عنوانًا للملف." in answer.content.decode()


def test_items_are_shown_with_passages_notes_and_who_wrote_them(shelf):
    text = page(shelf)
    assert "<p>وقال الوزير</p>" in text
    assert f'href="{reverse("article", args=[shelf.articles[1].key])}#p3"' in text
    assert "ملاحظة المادة" in text
    assert "ملاحظة الملف" in text
    assert text.count("<bdi>owner</bdi>") >= 3


@pytest.mark.parametrize(
    "query", ["added=1&article=a/b", "added=1&article=", "removed=-5", "removed=999999", "added=-3&known=-1"]
)
def test_an_address_that_was_tampered_with_opens_the_dossier(shelf, query):
    answer = shelf.clients["owner"].get(f"{reverse('dossier', args=[shelf.dossier.key])}?{query}")
    assert answer.status_code == 200
    assert "عُد إلى المقال" not in answer.content.decode()
    assert "أُزيلت المادة" not in answer.content.decode()


def test_what_was_done_last_is_said_with_the_way_back(shelf):
    item = live_items(shelf.dossier).first()
    text = page(shelf, added=1, article=shelf.articles[0].key)
    assert f'href="{reverse("article", args=[shelf.articles[0].key])}">عُد إلى المقال' in text
    answer = shelf.clients["owner"].post(reverse("dossier-item-remove", args=[shelf.dossier.key, item.pk]))
    text = shelf.clients["owner"].get(answer["Location"]).content.decode()
    assert (
        reverse("dossier-item-restore", args=[shelf.dossier.key, item.pk])
        in text.split('id="done"')[1].split("</div>")[0]
    )


def test_readers_see_no_buttons_that_change_anything(shelf):
    text = page(shelf, "reader").split("<main")[1].split("</main>")[0]
    assert "ملاحظة الملف" in text
    assert "مقال مُزال" not in text
    assert 'method="post"' not in text
    assert "formaction" not in text


@pytest.mark.parametrize("role", ["reader", "editor", "owner"])
def test_of_a_withdrawn_article_neither_title_nor_text_is_shown(shelf, role):
    for article in shelf.articles:
        article_withdraw(article=article)
    text = page(shelf, role)
    assert "مقال سُحب" in text
    assert "مقطع سُحب" in text
    for secret in ("مقال كامل", "مقال مقتبس", "مقال مُزال", "وقال الوزير"):
        assert secret not in text


def test_buttons_move_an_item_and_lead_back_to_it(shelf, owner):
    first, second = shelf.items
    address = reverse("dossier-item-move", args=[shelf.dossier.key, second])
    answer = owner.post(address, {"step": "-1"})
    assert answer["Location"] == f"{reverse('dossier', args=[shelf.dossier.key])}?page=1#item-{second}"
    assert list(live_items(shelf.dossier).values_list("pk", flat=True)) == [second, first]
    answer = owner.post(address, {"before": "0"}, headers={"Accept": "application/json"})
    assert answer.status_code == 409
    answer = owner.post(address, {"to": "٢"}, headers={"Accept": "application/json"})
    assert answer.json() == {"place": 2, "count": 2}


def test_a_removal_can_be_undone_on_the_page_that_it_leads_to(shelf, owner):
    item = shelf.items[0]
    answer = owner.post(reverse("dossier-item-remove", args=[shelf.dossier.key, item]), {"page": "1"}, follow=True)
    undo = re.search(r'formaction="([^"]+)">تراجع', answer.content.decode())
    assert undo is not None
    owner.post(undo[1])
    assert [row.pk for row in live_items(shelf.dossier)] == shelf.items


def test_of_two_who_edit_a_note_the_second_sees_both(shelf):
    address = reverse("dossier-note", args=[shelf.dossier.key, shelf.note])
    assert shelf.clients["owner"].post(address, {"text": "نص الأولى", "version": "1"}).status_code == 302
    answer = shelf.clients["editor"].post(address, {"text": "نص الثاني", "version": "1"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "نص الأولى" in text
    assert "نص الثاني" in text
    version = re.search(r'name="version" value="(\d+)"', text)
    assert shelf.clients["editor"].post(address, {"text": "نصاهما", "version": version[1]}).status_code == 302
    assert "نصاهما" in page(shelf)


def test_of_two_who_edit_the_title_or_a_note_of_an_item_the_second_sees_both(shelf):
    for address, posted in (
        (reverse("dossier-edit", args=[shelf.dossier.key]), {"title": "{}", "description": "", "version": "1"}),
        (reverse("dossier-item-note", args=[shelf.dossier.key, shelf.items[0]]), {"text": "{}", "version": "1"}),
    ):
        first = {name: value.format("نص الأولى") for name, value in posted.items()}
        second = {name: value.format("نص الثاني") for name, value in posted.items()}
        assert shelf.clients["owner"].post(address, first).status_code == 302
        answer = shelf.clients["editor"].post(address, second)
        assert answer.status_code == 409
        assert "نص الأولى" in answer.content.decode()
        assert "نص الثاني" in answer.content.decode()


def test_a_note_that_was_deleted_meanwhile_says_so(shelf):
    address = reverse("dossier-note", args=[shelf.dossier.key, shelf.note])
    shelf.clients["owner"].post(address, {"version": "1", "delete": "1"})
    answer = shelf.clients["editor"].post(address, {"text": "نص", "version": "1"})
    assert answer.status_code == 409
    assert "عدّل زميل هذا الموضع أو أزاله" in answer.content.decode()


def test_a_link_is_told_once(shelf, owner):
    answer = owner.post(reverse("dossier-links", args=[shelf.dossier.key]), {"label": "للمحررة"})
    address = re.search(r'value="(http://testserver/shared/[^"]+)"', answer.content.decode())
    assert address is not None
    assert shelf.clients["anonymous"].get(address[1]).status_code == 200
    later = owner.get(reverse("dossier-sharing", args=[shelf.dossier.key])).content.decode()
    assert "للمحررة" in later
    assert "/shared/" not in later


def test_an_unknown_account_is_not_invited(shelf, owner):
    answer = owner.post(reverse("dossier-colleagues", args=[shelf.dossier.key]), {"name": "nobody", "role": "editor"})
    assert answer.status_code == 400
    assert "لا حساب بهذا الاسم: «nobody»." in answer.content.decode()


def test_a_dossier_of_a_thousand_items_is_read_in_pages(shelf, owner, make_article, django_assert_max_num_queries):
    keys = [make_article(title=f"مقال {number}").key for number in range(120)]
    articles_keep(user=shelf.users["owner"], key=shelf.dossier.key, articles=keys)
    with django_assert_max_num_queries(20):
        text = page(shelf, page="2")
    assert text.count('class="dossier-item"') == 50
    assert "الصفحة 2 من 3" in text
    assert page(shelf, page="99").count('class="dossier-item"') == 22
    assert len(text.encode()) < 350_000
