"""Requests of readers: decided, logged, answered, erased."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.utils import timezone

from archive.catalog.models import Article, Correction, Redaction, SplitDoubt, TakedownDecision, TakedownRequest
from archive.catalog.services import article_save, takedowns_forget

pytestmark = pytest.mark.django_db
TEXT = "كتبت غدير السمحان رسالة."


@pytest.fixture
def article():
    return article_save(article=Article(title="رسالة"), paragraphs=[("lede", TEXT)])


@pytest.fixture
def asked(article):
    return TakedownRequest.objects.create(
        article=article, kind="personal", text="احجبوا اسمي", name="سائلة", email="asker@example.org"
    )


@pytest.fixture
def curator(sign_in):
    return sign_in("curator", group="curator")


@pytest.fixture
def senior(sign_in):
    return sign_in("senior", group="senior_curator")


def send(browser, asked, **fields):
    return browser.post(f"/admin/catalog/takedownrequest/{asked.pk}/decide/", {"reason": "حق ثابت", **fields})


def test_it_waits_on_the_first_page_and_shows_the_article_with_its_state(curator, asked):
    assert "طلبات تصحيح وحجب" in curator.get("/admin/").content.decode()
    page = curator.get(f"/admin/catalog/takedownrequest/{asked.pk}/change/").content.decode()
    assert all(shown in page for shown in ("رسالة", "منشور", "احجبوا اسمي", "asker@example.org", "سجّل القرار"))


def test_a_correction_opens_the_article_and_settles_the_request(curator, asked):
    answer = send(curator, asked, action="corrected")
    assert answer["Location"] == f"/admin/catalog/article/{asked.article.pk}/change/"
    asked.refresh_from_db()
    assert asked.state == "decided"
    decision = TakedownDecision.objects.get()
    assert (decision.action, decision.reason, decision.decided_by) == ("corrected", "حق ثابت", "curator")
    assert decision.article_key == asked.article.key


def test_senior_curators_withdraw_with_the_public_reason(curator, senior, asked):
    send(curator, asked, action="withdrawn", public_reason="طلب صاحبه.")
    assert Article.objects.get().state == "published"
    assert not TakedownDecision.objects.exists()
    send(senior, asked, action="withdrawn", public_reason="طلب صاحبه.")
    assert (Article.objects.get().state, Article.objects.get().withdrawal_reason) == ("withdrawn", "طلب صاحبه.")
    assert TakedownDecision.objects.get().action == "withdrawn"


def test_an_article_is_kept_from_search_engines(curator, asked):
    send(curator, asked, action="noindex")
    assert Article.objects.get().noindex
    assert LogEntry.objects.filter(object_id=str(asked.article.pk)).exists()


@pytest.mark.parametrize("wrong", [{"action": "refused", "reason": ""}, {"action": "x"}, {}])
def test_a_decision_has_an_action_and_a_reason(curator, asked, wrong):
    page = send(curator, asked, **{"public_reason": "نص كتبه القيّم"} | wrong).content.decode()
    assert not TakedownDecision.objects.exists()
    assert "نص كتبه القيّم" in page, "nothing typed is lost"
    assert TakedownRequest.objects.get().state == "open"


def test_without_an_article_it_is_refused_or_nothing(curator, asked):
    TakedownRequest.objects.update(article=None)
    send(curator, asked, action="withdrawn")
    assert not TakedownDecision.objects.exists()
    send(curator, asked, action="refused")
    assert TakedownDecision.objects.get().action == "refused"


def test_a_redaction_shows_every_place_first_and_is_the_decision(senior, asked, article):
    page = senior.get(f"/admin/catalog/takedownrequest/{asked.pk}/change/").content.decode()
    address = f"/admin/catalog/redaction/new/?articles={article.pk}&amp;request={asked.reference}"
    assert address in page
    assert senior.get(address.replace("&amp;", "&")).status_code == 200
    fields = {
        "articles": str(article.pk), "request": asked.reference, "chosen": [str(article.pk)], "other_forms": "غدير السمحان",
        "replacement": "(حُذف الاسم)", "reason": "طلبت صاحبته", "public_note": "حُجب بطلب.",
    }  # fmt: skip
    preview = senior.post("/admin/catalog/redaction/new/", {**fields, "preview": "1"})
    assert "<del>غدير السمحان</del><ins>(حُذف الاسم)</ins>" in preview.content.decode()
    assert not Redaction.objects.exists()
    senior.post("/admin/catalog/redaction/new/", {**fields, "apply": "1", "seen": "x"})
    assert not Redaction.objects.exists()
    senior.post("/admin/catalog/redaction/new/", {**fields, "apply": "1", "seen": preview.context["seen"]})
    redaction = Redaction.objects.get()
    assert article.paragraphs.get().text == "كتبت (حُذف الاسم) رسالة."
    decision = TakedownDecision.objects.get()
    assert decision.redaction == redaction
    assert decision.reason == TakedownDecision.Action.REDACTED.label, "every curator reads it"
    public = senior.get(f"/articles/{article.key}/").content.decode()
    assert "حُجب بطلب." in public
    senior.post(f"/admin/catalog/redaction/{redaction.pk}/undo/")
    assert article.paragraphs.get().text == TEXT


@pytest.mark.parametrize(
    "wrong",
    [{"other_forms": ""}, {"other_forms": "ا"}, {"replacement": ""}, {"reason": ""}, {"chosen": []}, {"chosen": ["999"]},
     {"public_note": "حُجب اسم غدير السمحان"}, {"replacement": "غ. غدير السمحان"}, {"more_articles": "nosuchkey"},
     {"more_articles": "http://[x"}],
)  # fmt: skip
def test_a_redaction_that_is_incomplete_or_names_the_name_is_refused(senior, article, wrong):
    fields = {
        "articles": str(article.pk), "chosen": [str(article.pk)], "other_forms": "غدير السمحان", "replacement": "(…)",
        "reason": "سبب", "apply": "1",
    }  # fmt: skip
    page = senior.post("/admin/catalog/redaction/new/", {**fields, **wrong})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not Redaction.objects.exists()


def test_originals_and_earlier_texts_of_redacted_articles_are_for_senior_curators(curator, senior, one_of_each):
    from archive.catalog.models import ArticleRevision, RawDocument

    Article.objects.update(is_redacted=True)
    pages = [
        f"/admin/catalog/rawdocument/{one_of_each[RawDocument].pk}/change/",
        f"/admin/catalog/articlerevision/{one_of_each[ArticleRevision].pk}/change/",
    ]
    assert [curator.get(page).status_code for page in pages] == [302, 302]
    assert [senior.get(page).status_code for page in pages] == [200, 200]
    draft = one_of_each[Article]
    for model in (Correction, SplitDoubt):
        listed = f"/admin/catalog/{model.__name__.lower()}/"
        assert one_of_each[model] not in curator.get(listed).context["cl"].queryset
        assert one_of_each[model] in senior.get(listed).context["cl"].queryset
    address = f"/admin/catalog/article/{draft.pk}/change/"
    assert "raw_lines" not in curator.get(address).context
    assert "raw_lines" in senior.get(address).context


def test_only_the_confirmed_sentence_is_mailed_and_only_if_mail_is_set(curator, asked, settings):
    send(curator, asked, action="refused", answer="لم نجد خطأ.", send="on")
    assert mail.outbox == []
    assert TakedownDecision.objects.get().answered_at is None
    settings.EMAIL_HOST = "mail.example.org"
    send(curator, asked, action="refused", answer="لم نجد خطأ.")
    assert mail.outbox == []
    send(curator, asked, action="refused", answer="", send="on")
    assert mail.outbox == []
    send(curator, asked, action="refused", answer="لم نجد خطأ.", send="on")
    (letter,) = mail.outbox
    assert (letter.to, letter.body) == (["asker@example.org"], "لم نجد خطأ.")
    assert "حق ثابت" not in letter.subject + letter.body
    assert TakedownDecision.objects.first().answered_at is not None


def test_the_log_lists_and_exports_without_personal_data(curator, asked):
    send(curator, asked, action="refused", reason="=طلب مكرر")
    assert "طلب مكرر" in curator.get("/admin/catalog/takedowndecision/").content.decode()
    table = curator.get("/admin/catalog/takedowndecision/log.csv").content.decode("utf-8-sig")
    assert asked.reference in table
    assert "'=طلب مكرر" in table
    assert "سائلة" not in table
    assert "asker" not in table


def test_personal_data_is_erased_after_the_decision_and_the_decision_stays(senior, asked, settings):
    erase = f"/admin/catalog/takedownrequest/{asked.pk}/erase/"
    senior.post(erase)
    assert TakedownRequest.objects.get().name == "سائلة"
    send(senior, asked, action="refused")
    takedowns_forget()
    assert TakedownRequest.objects.get().name == "سائلة"
    old = timezone.now() - dt.timedelta(days=settings.ARCHIVE_TAKEDOWN_DAYS + 1)
    TakedownRequest.objects.update(decided_at=old)
    takedowns_forget()
    asked.refresh_from_db()
    assert (asked.name, asked.email, asked.text, asked.state) == ("", "", "", "decided")
    assert asked.erased_at is not None
    assert TakedownDecision.objects.get().reason == "حق ثابت"
    assert not [row for row in LogEntry.objects.all() if "سائلة" in row.change_message + row.object_repr]
