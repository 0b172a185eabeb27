"""Dossiers, notes, links and colleagues change for those who may, and nothing is lost when two write at once."""

import hashlib

import pytest

from archive.desk.models import Dossier, Role, SharedLink
from archive.desk.selectors import NotAllowedError, dossier_for, dossier_summaries, notes_of, role_in, shared_link
from archive.desk.services import (
    EditConflictError,
    RefusedError,
    colleague_invite,
    colleague_remove,
    dossier_change,
    dossier_create,
    dossier_delete,
    dossier_hand_over,
    dossier_leave,
    kept_delete,
    link_make,
    link_withdraw,
    note_add,
    note_delete,
    note_write,
)


@pytest.mark.parametrize("title", ["", "  \n ", "ع" * 201])
def test_a_title_is_needed_and_fits(owner, title):
    with pytest.raises(RefusedError):
        dossier_create(user=owner, title=title)


def test_of_two_who_change_the_title_the_second_is_told(dossier, owner, editor):
    dossier_change(user=owner, key=dossier.key, title="أول", description="", version=1)
    with pytest.raises(EditConflictError):
        dossier_change(user=editor, key=dossier.key, title="ثان", description="", version=1)
    dossier.refresh_from_db()
    assert (dossier.title, dossier.version) == ("أول", 2)


def test_of_two_who_write_a_note_the_second_is_told(dossier, owner, editor):
    note = note_add(user=owner, key=dossier.key, text="أول")
    note_write(user=editor, key=dossier.key, note=note.pk, text="ثان", version=1)
    with pytest.raises(EditConflictError):
        note_write(user=owner, key=dossier.key, note=note.pk, text="ثالث", version=1)
    with pytest.raises(EditConflictError):
        note_delete(user=owner, key=dossier.key, note=note.pk, version=1)
    assert [(one.text, one.written_by) for one in notes_of(dossier)] == [("ثان", editor)]
    note_delete(user=owner, key=dossier.key, note=note.pk, version=2)
    with pytest.raises(EditConflictError):
        note_write(user=editor, key=dossier.key, note=note.pk, text="بعد", version=2)


def test_a_note_of_another_dossier_is_not_written(dossier, owner):
    other = dossier_create(user=owner, title="آخر")
    note = note_add(user=owner, key=other.key, text="أول")
    with pytest.raises(EditConflictError):
        note_write(user=owner, key=dossier.key, note=note.pk, text="ثان", version=1)


def test_what_each_role_may(dossier, owner, editor, reader, stranger):
    for user, allowed in ((owner, 3), (editor, 2), (reader, 1)):
        for rank, role in enumerate(Role, start=1):
            if rank <= allowed:
                assert dossier_for(user, dossier.key, role) == dossier
            else:
                with pytest.raises(NotAllowedError):
                    dossier_for(user, dossier.key, role)
    with pytest.raises(Dossier.DoesNotExist):
        dossier_for(stranger, dossier.key)


def test_lists_name_those_dossiers_that_the_user_may(dossier, owner, editor, reader, stranger):
    assert [len(dossier_summaries(user)) for user in (owner, editor, reader, stranger)] == [1, 1, 1, 0]
    assert [len(dossier_summaries(user, Role.EDITOR)) for user in (owner, editor, reader)] == [1, 1, 0]
    assert (dossier_summaries(reader)[0].owner, dossier_summaries(reader)[0].colleagues) == ("هدى", 2)


def test_an_invitation_names_an_account_that_there_is_and_gives_another_role(dossier, owner, reader):
    for name in ("nobody", owner.username):
        with pytest.raises(RefusedError):
            colleague_invite(user=owner, key=dossier.key, name=name, role="editor")
    colleague_invite(user=owner, key=dossier.key, name=" lina ", role="editor")
    assert role_in(reader, dossier) == Role.EDITOR
    assert colleague_invite(user=owner, key=dossier.key, name="lina", role="owner").role == Role.READER


def test_colleagues_leave_and_are_removed(dossier, owner, editor, reader):
    dossier_leave(user=editor, key=dossier.key)
    colleague_remove(user=owner, key=dossier.key, colleague=dossier.colleagues.get().pk)
    assert (role_in(editor, dossier), role_in(reader, dossier)) == (None, None)
    dossier_leave(user=owner, key=dossier.key)
    assert role_in(owner, dossier) == Role.OWNER


def test_the_owner_hands_over_and_stays_an_editor(dossier, owner, editor, stranger):
    other = dossier_create(user=stranger, title="آخر")
    colleague_invite(user=stranger, key=other.key, name=editor.username, role="editor")
    with pytest.raises(RefusedError):
        dossier_hand_over(user=owner, key=dossier.key, colleague=other.colleagues.get().pk)
    dossier_hand_over(user=owner, key=dossier.key, colleague=dossier.colleagues.get(user=editor).pk)
    dossier.refresh_from_db()
    assert (role_in(owner, dossier), role_in(editor, dossier)) == (Role.EDITOR, Role.OWNER)
    assert not dossier.colleagues.filter(user=editor).exists()


def test_only_the_hash_of_a_token_is_kept(dossier, owner):
    link, token = link_make(user=owner, key=dossier.key)
    assert len(token) >= 43
    assert token not in str(SharedLink.objects.values().get())
    assert link.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert shared_link(token) == link
    assert shared_link(token[:-1]) is None
    assert shared_link(link.token_hash) is None


def test_a_link_that_was_withdrawn_leads_nowhere(dossier, owner):
    link, token = link_make(user=owner, key=dossier.key)
    link_withdraw(user=owner, key=dossier.key, link=link.pk)
    assert shared_link(token) is None


def test_links_and_deletion_are_the_owners(dossier, editor, owner):
    link, token = link_make(user=owner, key=dossier.key)
    for change in (
        lambda: link_make(user=editor, key=dossier.key),
        lambda: link_withdraw(user=editor, key=dossier.key, link=link.pk),
        lambda: dossier_delete(user=editor, key=dossier.key),
    ):
        with pytest.raises(NotAllowedError):
            change()
    assert shared_link(token) == link
    dossier_delete(user=owner, key=dossier.key)
    assert shared_link(token) is None


def test_who_gives_up_all_he_keeps_leaves_dossiers_to_their_editors(dossier, owner, editor, reader):
    alone = dossier_create(user=owner, title="وحيد")
    kept_delete(user=reader)
    kept_delete(user=owner)
    dossier.refresh_from_db()
    assert dossier.owner == editor
    assert not dossier.colleagues.exists()
    assert not Dossier.objects.filter(pk=alone.pk).exists()
