"""Readers see what an article said before its publisher changed it, and nothing that curators took out."""

import json

import pytest
from django.test import Client

from archive.catalog.models import Article, Batch
from archive.catalog.services import article_field_release, article_fields_curate, article_save, article_set_state
from archive.ingest.services import batch_redo, batch_undo, paths_import

pytestmark = pytest.mark.django_db
NEW = "افتتح الجسر مساء الأحد."


@pytest.fixture
def load(tmp_path):
    def load(body, **fields):
        path = tmp_path / "a.jsonl"
        path.write_text(
            json.dumps({"id": 1, "title": "خبر الجسر", "body": [body, "وحضر الأهالي."], **fields}), encoding="utf-8"
        )
        paths_import(paths=[str(path)])
        return Batch.objects.latest("pk")

    return load


@pytest.fixture
def batch(load):
    """The batch that changed the text of the article."""
    load("افتتح الجسر صباح الأحد.")
    return load(NEW)


def get(number=1):
    return Client().get(f"/articles/{Article.objects.get().key}/revisions/{number}/")


def notice():
    return "اقرأ النص السابق" in Client().get(Article.objects.get().get_absolute_url()).content.decode()


def curate(**values):
    article = Article.objects.get()
    paragraphs = values.pop("paragraphs", None)
    for name, value in values.items():
        setattr(article, name, value)
    article_save(article=article, paragraphs=paragraphs, fields=list(values) or None)
    article_fields_curate(article=article, columns=[*values, *(["paragraphs"] if paragraphs else [])])


def test_the_earlier_text_is_read_with_what_is_no_longer_so_marked(batch):
    answer = get()
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<mark>افتتح الجسر صباح الأحد.</mark>" in page
    assert "وحضر الأهالي." in page
    assert "<mark>وحضر" not in page
    assert answer["X-Robots-Tag"] == "noindex"
    assert 'content="noindex"' in page
    assert notice()


def test_an_article_whose_text_did_not_change_has_no_earlier_text(load):
    load(NEW)
    load(NEW, section="بيئة")
    assert Article.objects.get().revisions.exists()
    assert get().status_code == 404
    assert not notice()


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_of_what_is_not_published_nothing_is_shown(batch, state):
    article_set_state(article=Article.objects.get(), state=state)
    assert get().status_code == 404


def test_a_text_that_a_curator_hides_is_not_shown(batch):
    Article.objects.get().revisions.update(is_hidden=True)
    assert get().status_code == 404
    assert not notice()


def test_what_a_curator_took_out_does_not_come_back_by_an_earlier_text(batch):
    curate(paragraphs=[("lede", "افتتح الجسر.")])
    assert get().status_code == 404
    assert not notice()
    article_field_release(article=Article.objects.get(), field="paragraphs")
    assert get().status_code == 200


def test_a_title_that_a_curator_replaced_does_not_come_back_either(batch):
    curate(title="عنوان المحرر")
    assert get().status_code == 404


def test_another_field_set_by_a_curator_hides_nothing(batch):
    curate(author="محررة")
    assert get().status_code == 200


def test_a_text_whose_import_was_undone_is_no_ones_change(batch):
    batch_undo(batch=batch)
    assert [get(number).status_code for number in (1, 2)] == [404, 404]
    assert not notice()
    batch_redo(batch=batch)
    assert [get(number).status_code for number in (1, 2, 3)] == [404, 404, 200]
    assert "صباح" in get(3).content.decode()


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999", "x", "-1"])
def test_odd_numbers_are_not_found(batch, number):
    assert get(number).status_code == 404


def test_it_is_read_only(batch):
    assert Client().post(f"/articles/{Article.objects.get().key}/revisions/1/").status_code == 405


def test_a_text_that_was_replaced_while_readers_did_not_see_its_article_stays_hidden_until_a_curator_shows_it(load):
    load("افتتح الجسر صباح الأحد.")
    article_set_state(article=Article.objects.get(), state="withdrawn")
    load(NEW)
    article_set_state(article=Article.objects.get(), state="published")
    assert get().status_code == 404
    assert not notice()
    Article.objects.get().revisions.update(is_hidden=False)
    assert get().status_code == 200
