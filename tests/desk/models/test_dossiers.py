"""Constraints of the tables, and what becomes of dossiers when an account is deleted."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError

from archive.desk.models import Colleague, Dossier, DossierItem
from archive.desk.services import articles_keep, colleague_invite, dossier_create


def test_an_article_is_once_in_a_dossier(dossier, make_article):
    article = make_article()
    DossierItem.objects.create(dossier=dossier, article=article, position=1)
    with pytest.raises(IntegrityError):
        DossierItem.objects.create(dossier=dossier, article=article, position=2)


def test_two_items_have_not_one_place(dossier, make_article):
    DossierItem.objects.create(dossier=dossier, article=make_article(), position=1)
    with pytest.raises(IntegrityError):
        DossierItem.objects.create(dossier=dossier, article=make_article(), position=1)


@pytest.mark.parametrize("place", [{}, {"paragraph": 0, "start": 4, "end": 4, "revision": 1}])
def test_a_passage_has_a_place_with_a_length(dossier, make_article, place):
    with pytest.raises(IntegrityError):
        DossierItem.objects.create(dossier=dossier, article=make_article(), position=1, quote="نص", **place)


def test_the_owner_is_no_role_of_colleagues(dossier, stranger):
    with pytest.raises(IntegrityError):
        Colleague.objects.create(dossier=dossier, user=stranger, role="owner")


def test_the_first_editor_inherits_the_dossier_of_a_deleted_account(dossier, owner, editor, stranger, make_article):
    articles_keep(user=owner, key=dossier.key, articles=[make_article().key])
    colleague_invite(user=owner, key=dossier.key, name=stranger.username, role="editor")
    owner.delete()
    dossier.refresh_from_db()
    assert dossier.owner == editor
    assert list(dossier.colleagues.values_list("user__username", flat=True)) == ["lina", "omar"]
    assert dossier.items.get().added_by is None


def test_an_editor_whose_account_is_closed_inherits_nothing(dossier, owner, editor):
    User.objects.filter(pk=editor.pk).update(is_active=False)
    owner.delete()
    assert not Dossier.objects.exists()


def test_a_dossier_without_editors_goes_with_its_owners_account(owner, reader):
    made = dossier_create(user=owner, title="وحيد")
    colleague_invite(user=owner, key=made.key, name=reader.username, role="reader")
    owner.delete()
    assert not Dossier.objects.exists()


def test_the_dossier_stays_when_the_account_of_a_colleague_is_deleted(dossier, editor):
    editor.delete()
    assert dossier.colleagues.count() == 1


def test_accounts_of_several_owners_are_deleted_at_once(dossier, owner, editor):
    User.objects.filter(pk__in=[owner.pk, editor.pk]).delete()
    assert not Dossier.objects.exists()
