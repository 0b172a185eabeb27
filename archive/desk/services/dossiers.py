"""Dossiers, their notes and their shared links: made, changed, deleted."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from archive.desk.models import MAX_NOTE_CHARS, MAX_TITLE_CHARS, Dossier, DossierNote, Role, SharedLink
from archive.desk.secret_tokens import token_make
from archive.desk.services.editing import (
    EditConflictError,
    RefusedError,
    dossier_to_change,
    touch,
    without_controls,
    write_version,
)

NO_TITLE = "اكتب عنوانًا للملف."
LONG_TITLE = f"العنوان أطول من {MAX_TITLE_CHARS} حرف."
LONG_NOTE = f"النص أطول من {MAX_NOTE_CHARS:,} حرف."
EMPTY_NOTE = "اكتب الملاحظة، أو احذفها."
MAX_LINKS = 50
TOO_MANY_LINKS = "للملف خمسون رابطًا؛ اسحب ما لا حاجة إليه منها أولًا."


@transaction.atomic
def dossier_create(*, user: User, title: str, description: str = "") -> Dossier:
    """Raises RefusedError for a title or description that does not fit."""
    title, description = _checked(title, description)
    return Dossier.objects.create(owner=user, title=title, description=description)


@transaction.atomic
def dossier_change(*, user: User, key: str, title: str, description: str, version: int) -> None:
    """Raises RefusedError as `dossier_create`, EditConflictError if somebody else changed them meanwhile."""
    dossier = dossier_to_change(user, key)
    title, description = _checked(title, description)
    write_version(dossier, version, title=title, description=description, changed_at=timezone.now())


@transaction.atomic
def dossier_delete(*, user: User, key: str) -> None:
    """For good, with its notes and links."""
    dossier_to_change(user, key, Role.OWNER).delete()


@transaction.atomic
def note_add(*, user: User, key: str, text: str) -> DossierNote:
    dossier = dossier_to_change(user, key)
    note = DossierNote.objects.create(dossier=dossier, text=checked_note(text, may_be_empty=False), written_by=user)
    touch(dossier)
    return note


@transaction.atomic
def note_write(*, user: User, key: str, note: int, text: str, version: int) -> None:
    """Raises EditConflictError if somebody else changed or deleted the note meanwhile."""
    dossier = dossier_to_change(user, key)
    row = _note(dossier, note)
    text = checked_note(text, may_be_empty=False)
    write_version(row, version, text=text, written_by=user, written_at=timezone.now())
    touch(dossier)


@transaction.atomic
def note_delete(*, user: User, key: str, note: int, version: int) -> None:
    """As `note_write`: what is deleted is what the user read."""
    dossier = dossier_to_change(user, key)
    if not dossier.notes.filter(pk=note, version=version).delete()[0]:
        raise EditConflictError
    touch(dossier)


@transaction.atomic
def link_make(
    *, user: User, key: str, label: str = "", with_notes: bool = False, with_files: bool = False
) -> tuple[SharedLink, str]:
    """The link and its token, which nobody can learn afterwards."""
    dossier = dossier_to_change(user, key, Role.OWNER)
    if dossier.links.count() >= MAX_LINKS:
        raise RefusedError(TOO_MANY_LINKS)
    token, digest = token_make()
    link = SharedLink.objects.create(
        dossier=dossier,
        token_hash=digest,
        label=without_controls(label)[:100],
        with_notes=with_notes,
        with_files=with_files,
        made_by=user,
    )
    return link, token


@transaction.atomic
def link_withdraw(*, user: User, key: str, link: int) -> None:
    """From now on the link is 404. Does nothing where it was withdrawn before."""
    dossier_to_change(user, key, Role.OWNER).links.filter(pk=link).delete()


def checked_note(text: str, *, may_be_empty: bool) -> str:
    """Raises RefusedError."""
    text = without_controls(text)
    if not text and not may_be_empty:
        raise RefusedError(EMPTY_NOTE)
    if len(text) > MAX_NOTE_CHARS:
        raise RefusedError(LONG_NOTE)
    return text


def _checked(title: str, description: str) -> tuple[str, str]:
    title = " ".join(without_controls(title).split())
    if not title:
        raise RefusedError(NO_TITLE)
    if len(title) > MAX_TITLE_CHARS:
        raise RefusedError(LONG_TITLE)
    return title, checked_note(description, may_be_empty=True)


def _note(dossier: Dossier, pk: int) -> DossierNote:
    note = dossier.notes.filter(pk=pk).first()
    if note is None:
        raise EditConflictError
    return note
