"""Articles and passages come into a dossier, go and come back."""

import datetime as dt

import pytest
from django.utils import timezone

from archive.catalog.models import Article
from archive.catalog.services import article_withdraw
from archive.desk.models import Dossier, DossierItem
from archive.desk.selectors import NotAllowedError, live_items, removed_items
from archive.desk.services import (
    Added,
    EditConflictError,
    Place,
    RefusedError,
    articles_keep,
    dossier_create,
    item_note_write,
    item_remove,
    item_restore,
    items_copy,
    passages_keep,
)
from archive.desk.services import dossier_items as services


def keep(dossier, user, *articles, note=""):
    return articles_keep(user=user, key=dossier.key, articles=[one.key for one in articles], note=note)


def test_articles_come_at_the_end_in_their_order_each_once(dossier, owner, make_article):
    one, two, three = (make_article(title=title) for title in ("أ", "ب", "ج"))
    assert keep(dossier, owner, two, one, two) == Added(key=dossier.key, new=2, known=0)
    assert keep(dossier, owner, one, three) == Added(key=dossier.key, new=1, known=1)
    assert [item.article for item in live_items(dossier)] == [two, one, three]


def test_articles_that_are_not_public_are_passed_over(dossier, owner, make_article):
    article = make_article()
    article_withdraw(article=article)
    assert keep(dossier, owner, article) == Added(key=dossier.key, new=0, known=0)
    with pytest.raises(Article.DoesNotExist):
        passages_keep(user=owner, key=dossier.key, article=article.key, places=[Place(0, 0, 4)])


def test_who_added_and_who_noted_is_kept(dossier, editor, make_article):
    keep(dossier, editor, make_article(), note="للمقابلة")
    item = live_items(dossier).get()
    assert (item.added_by, item.note, item.note_by) == (editor, "للمقابلة", editor)
    assert item.note_at is not None


def test_a_passage_is_kept_with_place_context_and_revision(dossier, owner, make_article, reprint):
    article = reprint(make_article(texts=("قديم.",)), ("قال الوزير إن الاتفاق تم.",))
    passages_keep(user=owner, key=dossier.key, article=article.key, places=[Place(0, 4, 11)])
    item = live_items(dossier).get()
    assert (item.quote, item.before, item.after) == ("الوزير", "قال ", " إن الاتفاق تم.")
    assert (item.paragraph, item.start, item.end, item.revision) == (0, 4, 10, 2)
    assert item.content_hash == article.content_hash


def test_several_passages_of_an_article_each_once(dossier, owner, make_article):
    article = make_article()
    places = [Place(0, 0, 8), Place(1, 0, 8)]
    assert passages_keep(user=owner, key=dossier.key, article=article.key, places=places).new == 2
    assert passages_keep(user=owner, key=dossier.key, article=article.key, places=places) == Added(
        key=dossier.key, new=0, known=2
    )
    assert keep(dossier, owner, article).new == 1


@pytest.mark.parametrize("place", [Place(9, 0, 3), Place(0, 3, 3), Place(0, 5, 2), Place(0, 999, 1000), Place(0, 3, 4)])
def test_where_nothing_is_printed_there_is_no_passage(dossier, owner, make_article, place):
    with pytest.raises(RefusedError):
        passages_keep(user=owner, key=dossier.key, article=make_article().key, places=[place])


def test_a_passage_that_is_too_long_is_refused(dossier, owner, make_article):
    article = make_article(texts=("ا" * 6_000,))
    with pytest.raises(RefusedError, match="5,000"):
        passages_keep(user=owner, key=dossier.key, article=article.key, places=[Place(0, 0, 6_000)])


def test_a_removal_is_undone_in_its_place(dossier, owner, make_article):
    keep(dossier, owner, *(make_article(title=title) for title in "أبج"))
    middle = live_items(dossier)[1]
    item_remove(user=owner, key=dossier.key, item=middle.pk)
    assert [item.article.title for item in live_items(dossier)] == ["أ", "ج"]
    assert [shown.item for shown in removed_items(dossier)] == [middle]
    item_restore(user=owner, key=dossier.key, item=middle.pk)
    assert [item.article.title for item in live_items(dossier)] == ["أ", "ب", "ج"]


def test_what_was_removed_comes_back_with_its_note_when_it_is_added_again(dossier, owner, make_article):
    one, two = make_article(title="أ"), make_article(title="ب")
    keep(dossier, owner, one, note="ملاحظة")
    item_remove(user=owner, key=dossier.key, item=live_items(dossier).get().pk)
    keep(dossier, owner, two)
    assert keep(dossier, owner, one).new == 1
    assert [(item.article, item.note) for item in live_items(dossier)] == [(two, ""), (one, "ملاحظة")]


def test_a_removal_of_long_ago_is_for_good(dossier, owner, make_article):
    keep(dossier, owner, make_article(), make_article())
    old, new = live_items(dossier)
    item_remove(user=owner, key=dossier.key, item=old.pk)
    DossierItem.objects.filter(pk=old.pk).update(removed_at=timezone.now() - dt.timedelta(days=31))
    item_remove(user=owner, key=dossier.key, item=new.pk)
    with pytest.raises(EditConflictError):
        item_restore(user=owner, key=dossier.key, item=old.pk)


def test_of_two_who_write_a_note_the_second_does_not_overwrite_the_first(dossier, owner, editor, make_article):
    keep(dossier, owner, make_article())
    item = live_items(dossier).get()
    item_note_write(user=owner, key=dossier.key, item=item.pk, text="أولى", version=item.note_version)
    with pytest.raises(EditConflictError):
        item_note_write(user=editor, key=dossier.key, item=item.pk, text="ثانية", version=item.note_version)
    assert live_items(dossier).get().note == "أولى"


def test_items_are_copied_from_a_dossier_that_the_user_knows(dossier, owner, reader, stranger, make_article):
    article, hidden = make_article(), make_article()
    passages_keep(user=owner, key=dossier.key, article=article.key, places=[Place(0, 0, 8)])
    keep(dossier, owner, article, hidden, note="سر")
    article_withdraw(article=hidden)
    items = list(live_items(dossier).values_list("pk", flat=True))
    for user in (reader, stranger):
        target = dossier_create(user=user, title="نسخة")
        if user == stranger:
            with pytest.raises(Dossier.DoesNotExist):
                items_copy(user=user, key=target.key, items=items, source=dossier.key)
        else:
            assert items_copy(user=user, key=target.key, items=items, source=dossier.key).new == 2
            assert [(item.quote, item.note) for item in live_items(target)] == [("وصل وفد", ""), ("", "")]


def test_a_new_dossier_is_made_for_what_is_kept(owner, make_article):
    added = articles_keep(user=owner, articles=[make_article().key], title="جديد")
    assert (Dossier.objects.get(owner=owner).key, added.new) == (added.key, 1)
    with pytest.raises(RefusedError):
        articles_keep(user=owner, articles=[make_article().key])


def test_readers_add_nothing(dossier, reader, make_article):
    with pytest.raises(NotAllowedError):
        keep(dossier, reader, make_article())


def test_a_dossier_has_room_for_so_many_and_no_more(dossier, owner, make_article, monkeypatch):
    monkeypatch.setattr(services, "MAX_ITEMS", 1)
    with pytest.raises(RefusedError):
        keep(dossier, owner, make_article(), make_article())
    assert keep(dossier, owner, make_article()).new == 1
