"""A curator merges, splits, renames, confirms and refuses entities, and takes it back."""

import pytest
from django.contrib.auth.models import User

from archive import search
from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.entities.models import AuthorityChange, Entity, Mention, NameForm
from archive.ingest.annotation import article_annotate

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/admin/entities/entity/"
LOG = "/admin/entities/authoritychange/"


@pytest.fixture
def curator(client):
    client.force_login(User.objects.create_superuser("ليلى", password="a long enough pass phrase"))
    return client


def person(name, *forms, **fields):
    entity = Entity.objects.create(type="person", name=name, **fields)
    NameForm.objects.bulk_create(NameForm(entity=entity, text=text) for text in (name, *forms))
    return entity


def printed(text):
    article = article_save(article=Article(title="خبر"), paragraphs=[("lede", text)])
    article_annotate(article=article)
    search.drain()
    return article


def found(entity):
    search.drain()
    return search.search(search.SearchRequest(filters={entity.type: (entity.key,)})).count


@pytest.fixture
def peskovs():
    return person("ديمتري بيسكوفيتش"), person("زميتري بيسكوفيتش")


def test_a_merge_asks_who_is_kept_and_the_articles_follow(curator, peskovs):
    kept, other = peskovs
    printed("قال زميتري بيسكوفيتش إن الاجتماع انتهى.")
    chosen = {"action": "merge", "_selected_action": [kept.pk, other.pk]}
    page = curator.post(LIST, chosen).content.decode()
    assert "أيهم يبقى؟" in page
    assert kept.name in page
    assert other.name in page
    assert Entity.objects.filter(merged_into=None).count() == 2
    answer = curator.post(LIST, {**chosen, "keep": kept.pk}, follow=True)
    assert "دمج: زميتري بيسكوفيتش ← ديمتري بيسكوفيتش" in answer.content.decode()
    assert found(kept) == 1
    listed = curator.get(LIST).content.decode()
    assert f"/admin/entities/entity/{other.pk}/change/" not in listed


def test_a_merge_is_taken_back_from_the_log(curator, peskovs):
    kept, other = peskovs
    article = printed("قال زميتري بيسكوفيتش إن الاجتماع انتهى.")
    curator.post(LIST, {"action": "merge", "_selected_action": [kept.pk, other.pk], "keep": kept.pk})
    change = AuthorityChange.objects.get()
    assert change.by == "ليلى"
    assert "زميتري" in curator.get(LOG).content.decode()
    answer = curator.post(LOG, {"action": "undo", "_selected_action": [change.pk]}, follow=True)
    assert "تُراجع عن" in answer.content.decode()
    assert {mention.entity for mention in article.mentions.all()} == {other}
    assert (found(kept), found(other)) == (0, 1)
    answer = curator.post(LOG, {"action": "undo", "_selected_action": [change.pk]}, follow=True)
    assert "من قبل" in answer.content.decode()


def test_one_entity_alone_is_not_merged(curator, peskovs):
    answer = curator.post(LIST, {"action": "merge", "_selected_action": [peskovs[0].pk]}, follow=True)
    assert "اختر عَلَمين مختلفين" in answer.content.decode()


def test_names_are_split_off_into_somebody_else(curator):
    entity = person("كيمون سونغيل", "كيمون جونغير")
    article = printed("التقى كيمون جونغير الوفد.")
    address = f"{LIST}{entity.pk}/split/"
    assert "كيمون جونغير" in curator.get(address).content.decode()
    form = entity.forms.get(text="كيمون جونغير")
    curator.post(address, {"form": [form.pk], "description": "الحفيد"})
    new = Entity.objects.get(description="الحفيد")
    assert {mention.entity for mention in article.mentions.all()} == {new}
    assert (found(entity), found(new)) == (0, 1)


def test_a_split_without_a_choice_is_explained(curator):
    entity = person("كيمون سونغيل", "كيمون جونغير")
    answer = curator.post(f"{LIST}{entity.pk}/split/", {"form": ["x"]})
    assert "اختر بعض الصيغ" in answer.content.decode()


def test_another_name_is_written_down(curator):
    entity = person("فلانوس العلاني")
    fields = {"type": "person", "name": "فلانوش العلاني", "description": "", "latin_name": ""}
    inline = {"forms-TOTAL_FORMS": 0, "forms-INITIAL_FORMS": 0}
    curator.post(f"{LIST}{entity.pk}/change/", {**fields, **inline})
    entity.refresh_from_db()
    assert entity.name == "فلانوش العلاني"
    assert set(entity.forms.values_list("text", flat=True)) == {"فلانوس العلاني", "فلانوش العلاني"}
    assert AuthorityChange.objects.get().kind == "rename"


@pytest.mark.parametrize(("action", "state", "count"), [("confirm", "known", 1), ("refuse", "refused", 0)])
def test_candidates_are_decided(curator, action, state, count):
    candidate = Entity.objects.create(type="person", name="ناصروف العليان", state="candidate", sound="x")
    article = printed("نص.")
    Mention.objects.create(
        article=article, entity=candidate, surface="ناصروف", paragraph=0, start=0, end=2, confidence=0.4
    )
    curator.post(LIST, {"action": action, "_selected_action": [candidate.pk]})
    candidate.refresh_from_db()
    assert candidate.state == state
    assert found(candidate) == count
    answer = curator.post(LIST, {"action": action, "_selected_action": [candidate.pk]}, follow=True)
    assert "ليس بين ما اخترت مرشَّح" in answer.content.decode()


def test_old_addresses_and_searches_lead_to_who_was_kept(curator, peskovs):
    kept, other = peskovs
    printed("قال زميتري بيسكوفيتش إن الاجتماع انتهى.")
    curator.post(LIST, {"action": "merge", "_selected_action": [kept.pk, other.pk], "keep": kept.pk})
    answer = curator.get(f"/entities/{other.key}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/entities/{kept.key}/")
    assert found(other) == 1
    search.drain()
    assert search.search(search.SearchRequest(excludes={"person": (other.key,)})).count == 0


def test_the_log_is_filtered_by_what_was_undone_and_its_records_have_nothing_to_save(curator, peskovs):
    kept, other = peskovs
    curator.post(LIST, {"action": "merge", "_selected_action": [kept.pk, other.pk], "keep": kept.pk})
    change = AuthorityChange.objects.get()
    record = f"{LOG}{change.pk}/change/"
    assert record in curator.get(LOG, {"undone": "no"}).content.decode()
    assert record not in curator.get(LOG, {"undone": "yes"}).content.decode()
    assert 'name="_save"' not in (page := curator.get(record).content.decode())
    assert 'name="_continue"' not in page
