"""Uncertain quotations are confirmed, refused, or given another speaker; each decision can be taken back."""

import re

import pytest
from django.contrib.admin.models import LogEntry

from archive.catalog.models import Article
from archive.entities.models import Entity
from archive.statements.models import Quotation
from tests.curation.browser_forms import form_of
from tests.curation.conftest import save_article

pytestmark = pytest.mark.django_db

QUEUE = "/admin/statements/quotation/queue/"
SAID = "الجسر سيفتح غدا"
TEXT = f"قال المشرف إن {SAID}."


def stored():
    return list(Quotation.objects.order_by("pk").values_list("speaker_name", "speaker_basis", "decision"))


@pytest.fixture
def boss(sign_in):
    return sign_in("boss", is_superuser=True)


@pytest.fixture
def quotations(db):
    start = TEXT.index(SAID)
    for number in range(2):
        Quotation.objects.create(
            article=save_article(f"خبر {number}", TEXT), paragraph=0, start=start, end=start + len(SAID), surface=SAID,
            type="indirect", cue="قال", speaker_name="المشرف", speaker_basis="described", confidence=0.4,
        )  # fmt: skip


def post(client, decide, page=None, **fields):
    page = page or form_of(client.get(QUEUE).content.decode())
    return client.post(QUEUE, {**page, "decide": decide, **fields}, follow=True).content.decode()


READ = ("المشرف", "described", "")


def test_a_row_shows_what_is_said_by_whom_and_where(boss, quotations):
    page = boss.get(QUEUE)
    row = page.context["rows"][0][1]
    assert (row.form, row.answer) == (SAID, "المشرف")
    assert f"قال المشرف إن <mark>{SAID}</mark>" in page.content.decode()


@pytest.mark.parametrize(("decide", "decision"), [("accept:1", "confirmed"), ("refuse:1", "refused")])
def test_one_click_decides_one_quotation_and_one_takes_it_back(boss, quotations, decide, decision):
    post(boss, decide)
    assert sorted(stored()) == sorted([READ, ("المشرف", "described", decision)])
    assert LogEntry.objects.count() == 1
    boss.post(QUEUE, {"undo": "1"})
    assert stored() == [READ, READ]


def test_another_speaker_is_chosen_and_taken_back(boss, quotations):
    speaker = Entity.objects.create(type="person", name="هدى النجار")
    post(boss, "change:0", **{"value-0": str(speaker.pk)})
    assert ("هدى النجار", "curator", "confirmed") in stored()
    assert Quotation.objects.get(speaker=speaker).decision == "confirmed"
    boss.post(QUEUE, {"undo": "1"})
    assert stored() == [READ, READ]
    assert not Quotation.objects.filter(speaker=speaker).exists()


def test_several_at_once(boss, quotations):
    post(boss, "refuse", chosen=["0", "1"])
    assert {decision for *_, decision in stored()} == {"refused"}
    boss.post(QUEUE, {"undo": "1"})
    assert stored() == [READ, READ]


@pytest.mark.parametrize("value", ["", "nobody", "0", "9" * 30])
def test_no_speaker_chosen_is_no_decision(boss, quotations, value):
    assert "اختر القائل" in post(boss, "change:0", **{"value-0": value})
    assert stored() == [READ, READ]


def test_the_second_of_two_curators_is_told(boss, quotations, sign_in):
    late = form_of(boss.get(QUEUE).content.decode())
    post(sign_in("colleague", is_superuser=True), "refuse:0")
    assert "حسمها زميل" in post(boss, "accept:0", late)
    assert sum(decision == "confirmed" for *_, decision in stored()) == 0


def test_what_a_colleague_decided_since_is_not_taken_back(boss, quotations):
    post(boss, "accept:0")
    decided = Quotation.objects.exclude(decision="")
    decided.update(decision="refused")
    boss.post(QUEUE, {"undo": "1"})
    assert decided.count() == 1


def test_what_is_certain_does_not_wait(boss, quotations):
    Quotation.objects.update(confidence=0.9)
    assert boss.get(QUEUE).context["rows"] == []


def test_who_may_not_see_drafts_sees_no_quotation_of_one(sign_in, quotations):
    Article.objects.update(state="draft")
    viewer = sign_in("viewer", "statements.view_quotation")
    assert viewer.get(QUEUE).context["rows"] == []
    assert viewer.post(QUEUE, {"decide": "refuse:0"}).status_code == 403


def test_the_form_corrects_a_speaker_by_name_or_entity(boss, quotations):
    quotation = Quotation.objects.earliest("pk")
    address = f"/admin/statements/quotation/{quotation.pk}/change/"
    boss.post(address, {**form_of(boss.get(address).content.decode()), "speaker_name": "سليم الحداد"})
    quotation.refresh_from_db()
    assert (quotation.speaker_name, quotation.speaker_basis, quotation.decision) == (
        "سليم الحداد",
        "curator",
        "confirmed",
    )
    speaker = Entity.objects.create(type="person", name="هدى النجار")
    boss.post(address, {**form_of(boss.get(address).content.decode()), "speaker": str(speaker.pk)})
    quotation.refresh_from_db()
    assert (quotation.speaker, quotation.speaker_name) == (speaker, "هدى النجار")


LINK = r'href="(/admin/statements/quotation/queue/\?quotation=\d+)"'


def test_from_an_articles_page_any_quotation_gets_another_speaker_in_three_clicks(
    boss, client, quotations, index_folder
):
    """The link, the field of speakers, and a speaker, who is sent at once."""
    Quotation.objects.update(confidence=0.95)
    quotation = Quotation.objects.first()
    page = quotation.article.get_absolute_url()
    assert re.findall(LINK, client.get(page).content.decode()) == []
    (address,) = re.findall(LINK, boss.get(page).content.decode())
    shown = boss.get(address)
    assert [row.key for _, row, _ in shown.context["rows"]] == [str(quotation.pk)]
    speaker = Entity.objects.create(type="person", name="سليم المرفئي")
    form = form_of(shown.content.decode())
    answer = boss.post(address, {**form, "value-0": speaker.pk, "decide": "change:0"}, follow=True)
    assert answer.redirect_chain[-1][0] == address
    quotation.refresh_from_db()
    assert (quotation.speaker, quotation.decision) == (speaker, "confirmed")
    boss.post(address, {**form_of(answer.content.decode()), "decide": "refuse:0"})
    quotation.refresh_from_db()
    assert quotation.decision == "refused"
    boss.post(address, {"undo": "1"})
    quotation.refresh_from_db()
    assert quotation.decision == "confirmed"


def test_one_quotation_that_a_colleague_decided_meanwhile_is_left_alone(boss, quotations):
    address = f"{QUEUE}?quotation={Quotation.objects.first().pk}"
    form = form_of(boss.get(address).content.decode())
    Quotation.objects.update(decision="confirmed")
    boss.post(address, {**form, "decide": "refuse:0"})
    assert set(Quotation.objects.values_list("decision", flat=True)) == {"confirmed"}


@pytest.mark.parametrize("odd", ["x", "9" * 30, "-1", ""])
def test_an_odd_number_of_a_quotation_shows_the_queue_or_nothing(boss, quotations, odd):
    assert boss.get(f"{QUEUE}?quotation={odd}").status_code == 200
