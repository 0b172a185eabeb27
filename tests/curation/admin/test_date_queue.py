"""Dates that contradict themselves are settled by printed form and reading, for all articles at once."""

import pytest
from django.contrib.admin.models import LogEntry

from archive.chronology.models import DateMention
from tests.curation.browser_forms import form_of
from tests.curation.conftest import save_article

pytestmark = pytest.mark.django_db

QUEUE = "/admin/chronology/datemention/queue/"
PRINTED = "الأربعاء 20 يونيو 2024"


def stored(**fields):
    return list(DateMention.objects.filter(**fields).values_list("value", "doubt", "decision"))


@pytest.fixture
def boss(sign_in):
    return sign_in("boss", is_superuser=True)


@pytest.fixture
def dates(db):
    from archive.chronology.services import dates_refresh

    for number in range(3):
        dates_refresh(article=save_article(f"خبر {number}", f"وصل الوفد {PRINTED} إلى المدينة."))
    assert stored() == [("2024-06-20", "weekday", "")] * 3


def post(client, decide, page=None, **fields):
    page = page or form_of(client.get(QUEUE).content.decode())
    return client.post(QUEUE, {**page, "decide": decide, **fields}, follow=True).content.decode()


def test_a_form_and_its_reading_are_one_decision_with_its_evidence(boss, dates):
    page = boss.get(QUEUE)
    ((_place, row, _field),) = page.context["rows"]
    assert (row.form, row.articles, row.answer, row.note) == ("20 يونيو 2024", 3, "2024-06-20", "يوافق الخميس")
    assert "وصل الوفد الأربعاء <mark>20 يونيو 2024</mark> إلى المدينة" in page.content.decode()


@pytest.mark.parametrize(
    ("decide", "fields", "after"),
    [
        ("accept:0", {}, ("2024-06-20", "weekday", "confirmed")),
        ("refuse:0", {}, ("2024-06-20", "weekday", "refused")),
        ("change=2024-06-19:0", {}, ("2024-06-19", "", "confirmed")),
        ("change:0", {"value-0": "2024-06"}, ("2024-06", "", "confirmed")),
    ],
)
def test_one_click_settles_all_and_one_takes_it_back(boss, dates, decide, fields, after):
    post(boss, decide, **fields)
    assert stored() == [after] * 3
    assert LogEntry.objects.count() == 3
    boss.post(QUEUE, {"undo": "1"})
    assert stored() == [("2024-06-20", "weekday", "")] * 3


def test_the_day_that_bears_the_printed_name_is_one_click_away(boss, dates):
    ((_place, row, _field),) = boss.get(QUEUE).context["rows"]
    assert row.others == [("2024-06-19", "الأربعاء 2024-06-19")]


@pytest.mark.parametrize("value", ["", "أمس", "2024-13-40", "2024-06-20-1"])
def test_what_is_no_date_is_no_decision(boss, dates, value):
    page = post(boss, "change:0", **{"value-0": value})
    assert "2024-06-20" in page
    assert stored() == [("2024-06-20", "weekday", "")] * 3


def test_the_second_of_two_curators_is_told(boss, dates, sign_in):
    late = form_of(boss.get(QUEUE).content.decode())
    post(sign_in("colleague", is_superuser=True), "refuse:0")
    assert "حسمها زميل" in post(boss, "accept:0", late)
    assert stored(decision="refused") == stored()


def test_who_may_only_look_decides_nothing(sign_in, dates):
    viewer = sign_in("viewer", "chronology.view_datemention")
    assert viewer.get(QUEUE).status_code == 200
    assert viewer.post(QUEUE, {"decide": "refuse:0"}).status_code == 403
    assert viewer.post(QUEUE, {"undo": "1"}).status_code == 403


@pytest.mark.parametrize("first", ["accept:0", "refuse:0", "change=2024-06-19:0"])
def test_what_a_colleague_decided_since_is_not_taken_back(boss, dates, sign_in, first):
    post(boss, first)
    other, *_ = DateMention.objects.order_by("pk")
    colleague = sign_in("colleague", is_superuser=True)
    address = f"/admin/chronology/datemention/{other.pk}/change/"
    colleague.post(address, {**form_of(colleague.get(address).content.decode()), "value": "2024-06-26"})
    page = boss.post(QUEUE, {"undo": "1"}, follow=True).content.decode()
    assert "تُراجع عن" in page
    assert sorted(stored()) == [("2024-06-20", "weekday", "")] * 2 + [("2024-06-26", "", "confirmed")]


def test_a_decision_that_was_changed_everywhere_is_not_said_to_be_taken_back(boss, dates):
    post(boss, "refuse:0")
    DateMention.objects.update(decision="confirmed")
    page = boss.post(QUEUE, {"undo": "1"}, follow=True).content.decode()
    assert "حسمها زميل بعدك" in page
    assert "تُراجع عن" not in page
    assert {decision for _, _, decision in stored()} == {"confirmed"}


@pytest.mark.parametrize("printed", ["وبالأربعاء", "الأربعـاء", "«الأربعاء»"])
def test_a_weekday_is_read_as_everywhere(boss, printed):
    from archive.chronology.services import dates_refresh

    article = save_article("خبر", f"وصل الوفد {printed} إلى المدينة.")
    dates_refresh(article=save_article("آخر", f"وصل الوفد {PRINTED} إلى المدينة."))
    span = DateMention.objects.get()
    article.paragraphs.update(text=f"وصل الوفد {printed} {span.surface} إلى المدينة.")
    start = len(f"وصل الوفد {printed} ")
    DateMention.objects.update(article=article, start=start, end=start + len(span.surface))
    ((_place, row, _field),) = boss.get(QUEUE).context["rows"]
    assert row.others == [("2024-06-19", "الأربعاء 2024-06-19")]
