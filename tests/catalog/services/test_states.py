"""What was cut from an article follows its state, unless a curator decided otherwise."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from archive.catalog.models import Article, OutboxEntry
from archive.catalog.selectors import withdrawal_reason
from archive.catalog.services import (
    article_publish,
    article_save,
    article_set_state,
    article_withdraw,
    articles_bulk_create,
)

pytestmark = pytest.mark.django_db


def save(title, parent=None, **fields):
    return article_save(article=Article(title=title, parent=parent, **fields), paragraphs=[])


def states():
    return dict(Article.objects.values_list("title", "state"))


@pytest.fixture
def story():
    """An article with a card, an embedded article with a card of its own, and a draft."""
    top = save("خبر")
    inner = save("مضمَّن", top)
    save("بطاقة", top, kind="stub")
    save("بطاقة المضمَّن", inner, kind="stub")
    save("مسودة", top, state="draft")
    return top


@pytest.mark.parametrize("state", ["withdrawn", "draft"])
def test_all_that_was_cut_goes_and_returns_with_its_article(story, state):
    article_set_state(article=story, state=state)
    gone = dict.fromkeys(("خبر", "مضمَّن", "بطاقة", "بطاقة المضمَّن"), state)
    assert states() == gone | {"مسودة": "draft"}
    OutboxEntry.objects.all().delete()
    article_publish(article=Article.objects.get(pk=story.pk))
    assert states() == dict.fromkeys(gone, "published") | {"مسودة": "draft"}
    assert OutboxEntry.objects.count() == 4


def test_from_draft_to_withdrawn_and_back(story):
    for state in ("draft", "withdrawn", "draft", "published"):
        article_set_state(article=Article.objects.get(pk=story.pk), state=state)
        assert states()["بطاقة"] == state
    assert not Article.objects.exclude(returns_to="").exists()


def test_a_card_that_a_curator_published_stays_and_is_remembered(story):
    article_withdraw(article=story)
    article_publish(article=Article.objects.get(title="بطاقة"))
    assert states()["بطاقة"] == "published"
    for state in ("draft", "withdrawn"):
        article_set_state(article=Article.objects.get(pk=story.pk), state=state)
        assert states()["بطاقة"] == "published"


def test_a_card_that_a_curator_withdrew_does_not_return(story):
    article_withdraw(article=Article.objects.get(title="بطاقة"))
    article_withdraw(article=Article.objects.get(pk=story.pk))
    article_publish(article=Article.objects.get(pk=story.pk))
    assert states()["بطاقة"] == "withdrawn"
    assert states()["مضمَّن"] == "published"


def test_a_card_given_the_state_of_its_article_again_follows_again(story):
    article_withdraw(article=Article.objects.get(title="بطاقة"))
    article_publish(article=Article.objects.get(title="بطاقة"))
    article_withdraw(article=Article.objects.get(pk=story.pk))
    assert states()["بطاقة"] == "withdrawn"


def test_what_is_cut_below_a_decision_stays_with_it(story):
    article_withdraw(article=story)
    article_publish(article=Article.objects.get(title="مضمَّن"))
    assert states()["بطاقة المضمَّن"] == "published"
    assert states()["بطاقة"] == "withdrawn"


def test_new_cards_of_a_withdrawn_article_are_not_public(story):
    article_withdraw(article=story)
    inner = Article(title="جديد", parent=story)
    articles_bulk_create(articles=[(inner, []), (Article(title="بطاقة الجديد", parent=inner), [])])
    assert states()["جديد"] == states()["بطاقة الجديد"] == "withdrawn"
    article_publish(article=Article.objects.get(pk=story.pk))
    assert states()["جديد"] == states()["بطاقة الجديد"] == "published"


def test_cards_of_an_imported_draft_wait_with_it():
    draft = Article(title="خبر", state="draft")
    articles_bulk_create(articles=[(draft, []), (Article(title="بطاقة", parent=draft, kind="stub"), [])])
    assert states()["بطاقة"] == "draft"
    article_publish(article=Article.objects.get(title="خبر"))
    assert states()["بطاقة"] == "published"


def test_a_cycle_of_an_older_archive_ends(story):
    child = Article.objects.get(title="مضمَّن")
    Article.objects.filter(pk=story.pk).update(parent=child)
    article_withdraw(article=Article.objects.get(pk=story.pk))
    assert states()["مضمَّن"] == "withdrawn"


def test_an_embargo_needs_a_time(story):
    with pytest.raises(IntegrityError), transaction.atomic():
        article_set_state(article=story, state="embargoed")


def test_a_card_follows_an_embargo_and_back(story):
    article_set_state(article=story, state="embargoed", embargo_until=dt.datetime(2126, 1, 1, tzinfo=dt.UTC))
    assert states()["بطاقة المضمَّن"] == "embargoed"
    article_publish(article=Article.objects.get(pk=story.pk))
    assert states()["بطاقة المضمَّن"] == "published"


def test_what_follows_a_withdrawal_has_its_public_reason(story):
    keys = dict(Article.objects.values_list("title", "key"))
    article_withdraw(article=story, reason="سبب")
    assert withdrawal_reason(keys["خبر"]) == withdrawal_reason(keys["بطاقة المضمَّن"]) == "سبب"
    assert withdrawal_reason(keys["مسودة"]) == withdrawal_reason("x") == ""
    article_publish(article=Article.objects.get(pk=story.pk))
    article_withdraw(article=Article.objects.get(pk=story.pk))
    assert withdrawal_reason(keys["خبر"]) == withdrawal_reason(keys["بطاقة"]) == ""


def test_a_child_that_was_withdrawn_by_itself_has_its_own_reason_alone(story):
    article_withdraw(article=Article.objects.get(title="بطاقة"))
    article_withdraw(article=Article.objects.get(pk=story.pk), reason="سبب")
    assert withdrawal_reason(Article.objects.get(title="بطاقة").key) == ""


def test_what_returns_with_its_article_forgets_a_reason_of_its_own(story):
    article_withdraw(article=story)
    article_withdraw(article=Article.objects.get(title="بطاقة"), reason="سبب البطاقة")
    assert withdrawal_reason(Article.objects.get(title="بطاقة").key) == "سبب البطاقة"
    article_publish(article=Article.objects.get(pk=story.pk))
    article_withdraw(article=Article.objects.get(pk=story.pk), reason="سبب الخبر")
    assert withdrawal_reason(Article.objects.get(title="بطاقة").key) == "سبب الخبر"
