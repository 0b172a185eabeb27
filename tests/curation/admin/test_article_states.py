"""Curators withdraw for a reason and embargo until a time: in the article's form, and many at once after one more question."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from archive.catalog.models import Article
from archive.catalog.services import article_save, article_set_state
from tests.curation.browser_forms import form_of

pytestmark = pytest.mark.django_db
LIST = "/admin/catalog/article/"
REASON = "طلب صاحب النص سحبه."


@pytest.fixture
def boss(sign_in):
    return sign_in("boss", is_superuser=True)


@pytest.fixture
def article():
    return article_save(article=Article(title="خبر"), paragraphs=[("lede", "نص.")])


def save(client, article, **changed):
    address = reverse("admin:catalog_article_change", args=[article.pk])
    answer = client.post(address, {**form_of(client.get(address).content.decode()), **changed})
    return answer, Article.objects.get(pk=article.pk)


def test_withdrawing_asks_once_and_takes_a_reason(boss, article):
    card = article_save(article=Article(title="بطاقة الخبر", kind="stub", parent=article), paragraphs=[])
    asked = {"action": "withdraw", "_selected_action": [article.pk]}
    page = boss.post(LIST, asked)
    assert page.status_code == 200
    assert "بطاقة الخبر" in page.content.decode()
    assert Article.objects.filter(state="published").count() == 2
    boss.post(LIST, {**asked, "post": "yes", "reason": REASON})
    article.refresh_from_db()
    assert (article.state, article.withdrawal_reason) == ("withdrawn", REASON)
    for one in (article, card):
        assert boss.get(one.get_absolute_url()).status_code == 410


def test_an_embargo_from_the_list_needs_a_time_ahead(boss, article):
    asked = {"action": "embargo", "_selected_action": [article.pk], "post": "yes"}
    for time in ("", "2001-01-01T08:00", "x"):
        assert boss.post(LIST, {**asked, "embargo_until": time}).context["form"].errors
        assert Article.objects.get().state == "published"
    assert boss.post(LIST, {**asked, "embargo_until": "2126-01-01T08:00"}).status_code == 302
    assert Article.objects.get().state == "embargoed"


def test_times_are_those_of_the_archive(boss, article, settings):
    settings.TIME_ZONE = "Asia/Beirut"
    answer, saved = save(boss, article, state="embargoed", embargo_until="2126-01-01T08:00")
    assert answer.status_code == 302
    assert saved.embargo_until == dt.datetime(2126, 1, 1, 6, tzinfo=dt.UTC)
    page = boss.get(reverse("admin:catalog_article_change", args=[article.pk])).content.decode()
    assert 'value="2126-01-01T08:00"' in page
    _, saved = save(boss, article, embargo_until="2126-01-02T08:00")
    assert saved.embargo_until == dt.datetime(2126, 1, 2, 6, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "changed",
    [
        {"state": "embargoed"},
        {"state": "embargoed", "embargo_until": "2001-01-01T08:00"},
        {"embargo_until": "2126-01-01T08:00"},
        {"withdrawal_reason": REASON},
    ],
)
def test_a_form_that_says_half_of_it_is_refused_with_a_sentence(boss, article, changed):
    answer, saved = save(boss, article, **changed)
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors
    assert (saved.state, saved.withdrawal_reason, saved.embargo_until) == ("published", "", None)


def test_a_reason_is_forgotten_when_the_article_is_published(boss, article):
    _, saved = save(boss, article, state="withdrawn", withdrawal_reason=REASON)
    assert saved.withdrawal_reason == REASON
    _, saved = save(boss, article, state="published")
    assert (saved.state, saved.withdrawal_reason) == ("published", "")


@pytest.mark.parametrize("decision", [{"state": "withdrawn", "reason": REASON}, {"state": "embargoed"}])
def test_a_form_that_was_opened_before_never_publishes_again(boss, article, decision):
    address = reverse("admin:catalog_article_change", args=[article.pk])
    old = {**form_of(boss.get(address).content.decode()), "title": "عنوان آخر"}
    ahead = dt.datetime(2126, 1, 1, tzinfo=dt.UTC) if decision["state"] == "embargoed" else None
    article_set_state(article=Article.objects.get(), **decision, embargo_until=ahead)
    boss.post(address, old)
    boss.post(address, {name: value for name, value in old.items() if name != "seen_version"})
    saved = Article.objects.get()
    assert (saved.state, saved.withdrawal_reason, saved.embargo_until) == (
        decision["state"], decision.get("reason", ""), ahead,
    )  # fmt: skip


def test_a_new_time_for_what_is_embargoed_already_is_kept(boss, article):
    asked = {"action": "embargo", "_selected_action": [article.pk], "post": "yes"}
    for time in ("2126-01-01T08:00", "2127-02-03T09:00"):
        boss.post(LIST, {**asked, "embargo_until": time})
    assert Article.objects.get().embargo_until.year == 2127
    assert any("2127" in entry.change_message for entry in LogEntry.objects.all())


def test_a_new_reason_for_what_is_withdrawn_already_is_kept_and_none_takes_none_away(boss, article):
    asked = {"action": "withdraw", "_selected_action": [article.pk], "post": "yes"}
    for reason, kept in (("سبب أول", "سبب أول"), (REASON, REASON), ("", REASON)):
        boss.post(LIST, {**asked, "reason": reason})
        assert Article.objects.get().withdrawal_reason == kept


def test_a_card_that_is_chosen_with_its_article_goes_by_its_time(boss, article):
    card = article_save(article=Article(title="بطاقة", kind="stub", parent=article), paragraphs=[])
    asked = {"action": "embargo", "_selected_action": [article.pk, card.pk], "post": "yes"}
    boss.post(LIST, {**asked, "embargo_until": "2126-01-01T08:00"})
    card.refresh_from_db()
    assert (card.state, card.embargo_until, card.returns_to) == ("embargoed", None, "published")


def test_the_reason_of_a_withdrawal_is_asked_for_with_the_words_of_the_model(boss, article):
    page = boss.post(LIST, {"action": "withdraw", "_selected_action": [article.pk]})
    asked, field = page.context["form"].fields["reason"], Article._meta.get_field("withdrawal_reason")
    assert (asked.label, asked.help_text, asked.max_length) == (field.verbose_name, field.help_text, field.max_length)
    assert not asked.required
