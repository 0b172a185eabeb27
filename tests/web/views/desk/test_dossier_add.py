"""Keeping from everywhere: an article's page, results, another dossier."""

import pytest
from django.urls import reverse

from archive.catalog.services import article_withdraw
from archive.desk.models import Dossier
from archive.desk.selectors import live_items

ADD = "/dossiers/add/"


@pytest.fixture
def owner(shelf):
    return shelf.clients["owner"]


def last(shelf):
    return live_items(shelf.dossier).last()


def test_an_article_leads_there_and_back(shelf, owner):
    article = shelf.articles[2]
    text = owner.get(reverse("article", args=[article.key])).content.decode()
    assert f'href="{ADD}?id={article.key}"' in text
    text = owner.get(ADD, {"id": article.key}).content.decode()
    assert "مقال آخر" in text
    assert "صفقة الميناء" in text
    answer = owner.post(ADD, {"id": article.key, "dossier": shelf.dossier.key, "note": "للغد"}, follow=True)
    assert last(shelf).article == article
    assert last(shelf).note == "للغد"
    text = answer.content.decode()
    assert "أُضيف إلى الملف: مادة واحدة." in text
    assert reverse("article", args=[article.key]) in text


def test_a_paragraph_is_chosen_without_scripts(shelf, owner):
    article = shelf.articles[2]
    text = owner.get(ADD, {"id": article.key}).content.decode()
    assert '<option value="3">الفقرة 3: وقال الوزير' in text
    owner.post(ADD, {"id": article.key, "dossier": shelf.dossier.key, "paragraph": "3"})
    assert last(shelf).quote == "وقال الوزير إن الاتفاق يشمل 80% من السلع."


def test_marked_passages_are_kept(shelf, owner):
    article = shelf.articles[2]
    asked = {"id": article.key, "passage": ["1:0:7", "3:0:11"]}
    text = owner.get(ADD, asked).content.decode()
    assert "<p>وصل وفد</p>" in text
    assert "<p>وقال الوزير</p>" in text
    owner.post(ADD, {**asked, "dossier": shelf.dossier.key})
    assert [item.quote for item in live_items(shelf.dossier)][-2:] == ["وصل وفد", "وقال الوزير"]


@pytest.mark.parametrize("passage", ["9:0:3", "1:5:999999", "1:3", "a:b:c", "0:0:4", "-1:0:4", "1:4:2"])
def test_a_passage_that_is_not_there_breaks_nothing(shelf, owner, passage):
    asked = {"id": shelf.articles[2].key, "passage": passage}
    assert owner.get(ADD, asked).status_code == 200
    assert owner.post(ADD, {**asked, "dossier": shelf.dossier.key}).status_code in (302, 400)


def test_chosen_results_come_into_a_new_dossier(shelf, owner):
    keys = [article.key for article in shelf.articles]
    owner.post(ADD, {"id": keys, "dossier": "", "title": "من البحث"})
    assert [item.article.key for item in live_items(Dossier.objects.get(title="من البحث"))] == keys


def test_a_new_dossier_needs_a_title_and_nothing_typed_is_lost(shelf, owner):
    posted = {"id": shelf.articles[2].key, "dossier": "", "title": "", "note": "ما كتبته"}
    answer = owner.post(ADD, posted)
    assert answer.status_code == 400
    assert "اكتب عنوانًا للملف." in answer.content.decode()
    assert "ما كتبته" in answer.content.decode()


def test_items_of_a_dossier_are_added_to_another(shelf):
    reader = shelf.clients["reader"]
    asked = {"of": shelf.dossier.key, "item": shelf.items}
    assert "مادتان" in reader.get(ADD, asked).content.decode()
    reader.post(ADD, {**asked, "dossier": "", "title": "نسختي"})
    copied = live_items(Dossier.objects.get(title="نسختي"))
    assert [(item.quote, item.note) for item in copied] == [("", ""), ("وقال الوزير", "")]


@pytest.mark.parametrize("asked", [{}, {"id": "nothing"}])
def test_nothing_chosen_is_said(shelf, owner, asked):
    answer = owner.get(ADD, asked)
    assert answer.status_code == 400
    assert "لم تختر شيئًا بعد" in answer.content.decode()


def test_a_withdrawn_article_is_not_offered(shelf, owner):
    article_withdraw(article=shelf.articles[2])
    answer = owner.get(ADD, {"id": shelf.articles[2].key})
    assert answer.status_code == 400
    assert "مقال آخر" not in answer.content.decode()


def test_more_than_a_thousand_are_refused(owner):
    assert owner.post(ADD, {"id": [str(number) for number in range(1_001)]}).status_code == 400


def test_whoever_is_not_signed_in_comes_back_after_it(shelf):
    answer = shelf.clients["anonymous"].get(ADD, {"id": shelf.articles[2].key})
    assert answer.status_code == 302
    assert "next=/dossiers/add/%3Fid%3D" in answer["Location"]
