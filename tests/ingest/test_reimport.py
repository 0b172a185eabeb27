"""A changed record arrives again, and is undone: what curators decided of its article stays, each in its own way."""

import datetime as dt
import json

import pytest

from archive.catalog.models import Article, Batch, FieldDifference
from archive.catalog.services import article_delete, article_set_state, source_get_or_create
from archive.catalog.span_services import spans_decide
from archive.curation.services import article_revise
from archive.entities.models import Entity, Mention
from archive.ingest.services import batch_undo, paths_import

pytestmark = pytest.mark.django_db
BODY = "التقى باراك أوباما الوفد في القاهرة.\nثم غادر مساء."


@pytest.fixture
def load(tmp_path):
    def load(**changed):
        path = tmp_path / "a.jsonl"
        records = (
            {"id": number, "title": f"خبر {number}", "body": BODY, "date": "2024-03-05", "source": "نشرة", **changed}
            for number in (1, 2)
        )
        path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
        paths_import(paths=[str(path)])
        return Batch.objects.latest("pk")

    return load


@pytest.fixture(params=["again", "undone"])
def reload(load, request):
    """A function that brings changed records; in the second round their batch is undone afterwards, too."""

    def reload(**changed):
        batch = load(**changed)
        if request.param == "undone":
            batch_undo(batch=batch)
        return batch

    return reload


def first():
    return Article.objects.get(import_key__endswith=":1")


def revise(**values):
    article = first()
    for name, value in values.items():
        setattr(article, name, value)
    article_revise(article=article, paragraphs=None, fields=list(values))


@pytest.mark.parametrize(
    ("values", "changed"),
    [
        ({"title": "عنوان المحرر"}, {"title": "عنوان السجل"}),
        ({"published_on": dt.date(2023, 1, 1), "published_precision": "year"}, {"date": "2024-04-01"}),
        ({"source": "صحيفة المحرر"}, {"source": "نشرة", "section": "بيئة"}),
    ],
)
def test_title_date_and_source_of_a_curator_stay(load, reload, values, changed):
    load()
    if "source" in values:
        values = {"source": source_get_or_create(name=values["source"])}
    revise(**values)
    reload(**changed)
    article = first()
    assert {name: getattr(article, name) for name in values} == values


@pytest.mark.parametrize("state", ["withdrawn", "draft"])
def test_the_state_that_a_curator_chose_stays(load, reload, state):
    load()
    article_set_state(article=first(), state=state)
    reload(section="بيئة")
    assert first().state == state


def test_where_an_article_was_cut_from_and_whether_it_follows_stay(load, reload):
    load()
    article = first()
    article.parent = Article.objects.get(import_key__endswith=":2")
    article_revise(article=article, paragraphs=None, fields=["parent"])
    article_set_state(article=article, state="withdrawn")
    reload(section="بيئة")
    assert first().parent == Article.objects.get(import_key__endswith=":2")
    assert (first().state, first().follows_parent) == ("withdrawn", False)


def test_what_a_curator_deleted_stays_deleted(load, reload):
    load()
    article_delete(article=first())
    reload(section="بيئة")
    assert Article.objects.count() == 1


@pytest.mark.parametrize("body", [BODY + "\nوعاد.", "مقدمة.\n" + BODY, BODY])
def test_a_refused_and_a_confirmed_name_stay_so_where_they_are_still_printed(load, reload, body):
    load()
    mentions = list(Mention.objects.filter(article=first()).order_by("paragraph", "start"))
    entity = Entity.objects.create(type="person", name="وفد الزوار")
    own = Mention.objects.create(
        article=first(), entity=entity, surface="الوفد", paragraph=0, start=BODY.index("الوفد"), end=BODY.index("الوفد") + 5,
        confidence=1,
    )  # fmt: skip
    spans_decide(spans=mentions, decision="refused")
    spans_decide(spans=[own], decision="confirmed")
    reload(body=body, section="بيئة")
    kept = Mention.objects.filter(article=first())
    assert set(kept.filter(decision="refused").values_list("surface", flat=True)) == {one.surface for one in mentions}
    assert kept.get(decision="confirmed").entity == entity
    assert not kept.filter(decision="").exists()


def test_the_queue_holds_what_the_record_says_and_loses_it_with_the_batch(load):
    load()
    revise(title="عنوان المحرر")
    batch = load(title="عنوان السجل")
    assert FieldDifference.objects.get().record_value == "عنوان السجل"
    batch_undo(batch=batch)
    assert not FieldDifference.objects.exists()
