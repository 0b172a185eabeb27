"""After the names of an entity changed, few articles are read again at once, many in the background."""

import pytest

from archive import search
from archive.catalog.jobs.worker import run_one_job
from archive.catalog.models import Article, Job
from archive.catalog.services import article_save
from archive.curation import entity_rereading
from archive.entities.models import Entity, NameForm

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(monkeypatch):
    """A place that three articles print and none mentions yet."""
    monkeypatch.setattr(entity_rereading, "MAX_ARTICLES_AT_ONCE", 2)
    for number in range(3):
        article_save(article=Article(title=f"خبر {number}"), paragraphs=[("lede", "وصلت القافلة إلى قلعوش أمس.")])
    search.drain()
    place = Entity.objects.create(type="place", name="قلعوش")
    NameForm.objects.create(entity=place, text="قلعوش")
    return place


def jobs():
    return Job.objects.filter(name=entity_rereading.JOB)


def test_few_articles_are_read_at_once(place, monkeypatch):
    monkeypatch.setattr(entity_rereading, "MAX_ARTICLES_AT_ONCE", 3)
    assert entity_rereading.entity_reread(entity=place) == 3
    assert place.mentions.count() == 3
    assert not jobs().exists()


def test_many_are_left_to_one_job(place):
    assert entity_rereading.entity_reread(entity=place) is None
    assert entity_rereading.entity_reread(entity=place) is None
    assert jobs().count() == 1
    assert not place.mentions.exists()
    entity_rereading.entity_reread_job(jobs().get().payload)
    assert place.mentions.count() == 3


def test_the_background_process_knows_the_job(place):
    entity_rereading.entity_reread(entity=place)
    while jobs().filter(state="queued").exists():
        assert run_one_job()
    assert jobs().get().state == "done"
    assert place.mentions.count() == 3


@pytest.mark.parametrize("way", ["deleted", "merged"])
def test_a_job_for_an_entity_that_is_gone_does_nothing(place, way):
    if way == "merged":
        Entity.objects.filter(pk=place.pk).update(merged_into=Entity.objects.create(type="place", name="القلعة"))
    else:
        place.delete()
    entity_rereading.entity_reread_job({"entity": place.pk or 0})


@pytest.mark.django_db(transaction=True)
def test_a_curator_is_told(place, sign_in):
    boss = sign_in("boss", is_superuser=True)
    fields = {"type": "place", "name": "قلعوش", "description": "بلدة", "forms-TOTAL_FORMS": 1, "forms-INITIAL_FORMS": 0,
              "forms-0-text": "بلدة قلعوش", "forms-0-relation": "name"}  # fmt: skip
    answer = boss.post(f"/admin/entities/entity/{place.pk}/change/", fields)
    assert answer.status_code == 302, answer.context and answer.context["errors"]
    page = boss.get("/admin/").content.decode()
    assert "في الخلفية" in page
    assert "manage.py work" in page
