"""Doubtful names are settled form by form, for all articles at once, and every decision can be taken back."""

import pytest
from django.contrib.admin.models import LogEntry

from archive import search
from archive.catalog.models import OutboxEntry
from archive.entities.models import AuthorityChange, Entity, Mention, NameForm
from archive.statements.models import Quotation
from tests.curation.browser_forms import form_of
from tests.curation.conftest import save_article

pytestmark = pytest.mark.django_db

QUEUE = "/admin/entities/mention/queue/"


def doubtful(entity, surface="برانسون", title="خبر", **fields):
    article = save_article(title, f"وصل {surface} إلى المطار.", **fields)
    place = {"paragraph": 0, "start": 4, "end": 4 + len(surface)}
    return Mention.objects.create(article=article, entity=entity, surface=surface, confidence=0.4, **place)


@pytest.fixture
def boss(sign_in):
    return sign_in("boss", is_superuser=True)


@pytest.fixture
def richard(db):
    return Entity.objects.create(type="person", name="ريتشارد برانسون")


@pytest.fixture
def many(richard):
    return [doubtful(richard, surface) for surface in ("برانسون", "برانسُون", "برانسون")]


def rows(client):
    return [row for _place, row, _field in client.get(QUEUE).context["rows"]]


def post(client, decide, page=None, **fields):
    page = page or form_of(client.get(QUEUE).content.decode())
    return client.post(QUEUE, {**page, "decide": decide, **fields}, follow=True)


def standings(mentions):
    found = Mention.objects.in_bulk([one.pk for one in mentions])
    return {(one.decision, one.confidence, one.entity_id) for one in found.values()}


def test_what_most_articles_print_comes_first_with_its_evidence(boss, many):
    doubtful(Entity.objects.create(type="place", name="المرفأ"), "المرفأ")
    first, second = rows(boss)
    assert (first.form, first.articles, first.spans, len(first.evidence)) == ("برانسون", 3, 3, 3)
    assert (second.form, second.articles) == ("المرفأ", 1)
    page = boss.get(QUEUE).content.decode()
    assert "وصل <mark>برانسون</mark> إلى المطار" in page
    assert "بقي من القرارات <strong>2</strong>" in page


@pytest.mark.parametrize(
    ("decide", "decision", "confidence"), [("accept", "confirmed", 1.0), ("refuse", "refused", 0.0)]
)
def test_one_click_settles_all_articles_and_one_takes_it_back(boss, many, richard, decide, decision, confidence):
    before = standings(many)
    search.drain()
    page = post(boss, f"{decide}:0").content.decode()
    assert standings(many) == {(decision, confidence, richard.pk)}
    assert OutboxEntry.objects.count() == len(many)
    assert "لا شيء ينتظر قرارًا" in page
    assert LogEntry.objects.filter(object_id__in=[one.pk for one in many]).count() == len(many)
    boss.post(QUEUE, {"undo": "1"})
    assert standings(many) == before
    assert len(rows(boss)) == 1
    assert AuthorityChange.objects.get().undone_at is not None


def test_another_entity_is_meant_and_what_stood_in_its_place_returns(boss, many, richard):
    andrew = Entity.objects.create(type="person", name="أندرو برانسون")
    there = Mention.objects.create(
        article=many[0].article, entity=andrew, surface="برانسون", paragraph=0, start=4, end=11, confidence=0.2
    )
    before = standings(many)
    page = form_of(boss.get(QUEUE).content.decode())
    place = next(
        name[4:] for name, value in page.items() if name.startswith("key-") and value.startswith(f"{richard.pk}:")
    )
    post(boss, f"change:{place}", page, **{f"value-{place}": andrew.pk})
    assert standings(many) == {("confirmed", 1.0, andrew.pk)}
    assert not Mention.objects.filter(pk=there.pk).exists()
    boss.post(QUEUE, {"undo": "1"})
    assert standings(many) == before
    assert Mention.objects.get(article=many[0].article, entity=andrew).confidence == 0.2


def test_whom_a_name_denotes_is_quoted_by_it_at_once_and_no_longer_when_it_is_taken_back(boss, many, richard):
    said = Quotation.objects.create(
        article=many[0].article, type="indirect", surface="المطار", paragraph=0, start=15, end=21, cue="وصل",
        speaker_name="برانسون", speaker_basis="name", speaker_surface="برانسون", speaker_paragraph=0, speaker_start=4,
        speaker_end=11,
    )  # fmt: skip
    post(boss, "accept:0")
    assert Quotation.objects.get(pk=said.pk).speaker == richard
    boss.post(QUEUE, {"undo": "1"})
    assert Quotation.objects.get(pk=said.pk).speaker is None


def test_the_bearer_of_the_printed_name_is_one_click_away(boss, many):
    other = Entity.objects.create(type="person", name="تشارلز برانسون")
    NameForm.objects.create(entity=other, text="برانسون")
    assert rows(boss)[0].others == [(str(other.pk), "تشارلز برانسون")]
    post(boss, f"change={other.pk}:0")
    assert standings(many) == {("confirmed", 1.0, other.pk)}


@pytest.mark.parametrize("value", ["", "0", "x", "99999999999999999999"])
def test_no_entity_is_no_decision(boss, many, value):
    before = standings(many)
    page = post(boss, "change:0", **{"value-0": value}).content.decode()
    assert "اختر العَلَم المقصود" in page
    assert standings(many) == before


def test_the_second_of_two_curators_is_told(boss, many, sign_in):
    late = form_of(boss.get(QUEUE).content.decode())
    post(sign_in("colleague", is_superuser=True), "refuse:0")
    settled = standings(many)
    assert "حسمها زميل" in post(boss, "accept:0", late).content.decode()
    assert standings(many) == settled


def test_places_that_come_in_meanwhile_wait(boss, many, richard):
    page = form_of(boss.get(QUEUE).content.decode())
    later = doubtful(richard)
    post(boss, "accept:0", page)
    assert {one for one, _, _ in standings(many)} == {"confirmed"}
    assert standings([later]) == {("", 0.4, richard.pk)}


def test_several_at_once_and_back_at_once(boss, many):
    others = [doubtful(Entity.objects.create(type="place", name="المرفأ"), "المرفأ")]
    before = standings(many), standings(others)
    post(boss, "refuse", chosen=["0", "1"])
    assert {one for one, _, _ in standings(many) | standings(others)} == {"refused"}
    boss.post(QUEUE, {"undo": "1"})
    assert (standings(many), standings(others)) == before


def test_what_is_skipped_waits_out_of_sight(boss, many):
    page = post(boss, "skip:0").content.decode()
    assert rows(boss) == []
    assert "تخطّيتَ منها 1" in page
    boss.post(QUEUE, {"unskip": "1"})
    assert len(rows(boss)) == 1


def test_decisions_ask_for_the_permission_and_drafts_for_theirs(sign_in, many, richard):
    draft = doubtful(richard, title="مسودة", state="draft")
    viewer = sign_in("viewer", "entities.view_mention")
    assert rows(viewer)[0].articles == 3
    assert 'name="decide"' not in viewer.get(QUEUE).content.decode()
    assert viewer.post(QUEUE, {"decide": "accept:0"}).status_code == 403
    assert sign_in("nobody").get(QUEUE).status_code == 403
    post(sign_in("decider", "entities.change_mention"), "accept:0")
    assert standings([draft]) == {("", 0.4, richard.pk)}


@pytest.mark.parametrize(
    "decide", ["", ":", "accept:", "accept:99", "accept:x", "skip", "x:0", "change=x:0", "accept:0:0"]
)
def test_odd_posts_decide_nothing(boss, many, decide):
    before = standings(many)
    assert post(boss, decide).status_code == 200
    assert standings(many) == before


def test_a_decision_is_undone_from_the_log_but_not_under_a_later_merge(boss, many, richard):
    post(boss, "accept:0")
    change = AuthorityChange.objects.get()
    assert (change.kind, change.by) == ("mentions", "boss")
    other = Entity.objects.create(type="person", name="السير برانسون")
    boss.post(
        "/admin/entities/entity/", {"action": "merge", "_selected_action": [richard.pk, other.pk], "keep": other.pk}
    )
    page = boss.post(QUEUE, {"undo": "1"}, follow=True).content.decode()
    assert "تراجع أولًا عن التغيير الأحدث" in page
    assert {one for one, _, _ in standings(many)} == {"confirmed"}
