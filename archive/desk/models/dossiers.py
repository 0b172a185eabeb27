"""Dossier ─< DossierItem (an article, or a passage of one), ─< DossierNote, ─< Colleague, ─< SharedLink."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.db.models.deletion import Collector
from django.utils import timezone

from archive.catalog.keys import new_key
from archive.catalog.models import Article

MAX_TITLE_CHARS = 200
MAX_NOTE_CHARS = 10_000
MAX_QUOTE_CHARS = 5_000
CONTEXT_CHARS = 60
"""Characters kept of the text before and after a passage."""


class Role(models.TextChoices):
    """What a user may do with a dossier; each role may do what the one before it may. Owners are no colleagues."""

    READER = "reader", "قارئ"
    EDITOR = "editor", "محرّر"
    OWNER = "owner", "صاحب الملف"


def hand_on(collector: Collector, field: Any, dossiers: models.QuerySet["Dossier"], using: str) -> None:
    """When an account is deleted: its dossiers go to the first editor whose account is active; those without one are deleted."""
    leaving = [account.pk for account in collector.data.get(User, ())]
    orphans = []
    for dossier in dossiers:
        heir = heir_of(dossier, leaving)
        if heir is None:
            orphans.append(dossier.pk)
        else:
            collector.add_field_update(field, heir.user, [dossier])
            collector.collect([heir])
    models.CASCADE(collector, field, dossiers.filter(pk__in=orphans), using)


def heir_of(dossier: "Dossier", leaving: Sequence[int]) -> "Colleague | None":
    """The first editor whose account is active and none of those that leave."""
    editors = dossier.colleagues.filter(role=Role.EDITOR, user__is_active=True).exclude(user__in=leaving)
    return editors.order_by("pk").first()


class Dossier(models.Model):
    """What a journalist gathers on one subject. `version` counts the changes of title and description."""

    key = models.CharField("المفتاح", max_length=32, unique=True, default=new_key, editable=False)
    title = models.CharField("العنوان", max_length=MAX_TITLE_CHARS)
    description = models.TextField("الوصف", max_length=MAX_NOTE_CHARS, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, hand_on, related_name="dossiers", verbose_name="صاحب الملف")
    version = models.PositiveIntegerField("الإصدار", default=1)
    created_at = models.DateTimeField("أُنشئ", default=timezone.now)
    changed_at = models.DateTimeField("عُدّل", default=timezone.now)

    class Meta:
        verbose_name = "ملف"
        verbose_name_plural = "الملفات"
        ordering = ("-changed_at", "-pk")
        constraints = (models.CheckConstraint(condition=~Q(title=""), name="dossier_title_not_empty"),)

    def __str__(self) -> str:
        return self.title


class Colleague(models.Model):
    """A user whom the owner invited to a dossier, and what he may do with it."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="colleagues", verbose_name="الملف")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="الحساب")
    role = models.CharField("الدور", max_length=6, choices=Role)
    added_at = models.DateTimeField("أُضيف", default=timezone.now)

    class Meta:
        verbose_name = "زميل"
        verbose_name_plural = "الزملاء"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("dossier", "user"), name="colleague_once_per_dossier"),
            models.CheckConstraint(condition=Q(role__in=("reader", "editor")), name="colleague_role_known"),
        )

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"


class DossierItem(models.Model):
    """An article in a dossier, or a passage of it: then `quote` is what was marked and the other fields its place.

    `paragraph` counts from 0; `start` and `end` are offsets in the paragraph's text; `before` and `after` are up to CONTEXT_CHARS
    of the text around it. The place is that of the text with `content_hash`, which revision `revision` holds once another has
    replaced it; where the article says something else today, `desk.anchors` finds the passage again.

    An item that was removed (`removed_at`) keeps its position, so that the removal can be undone.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="items", verbose_name="الملف")
    article = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name="المقال")
    position = models.PositiveBigIntegerField("الموضع")

    quote = models.TextField("المقطع", blank=True)
    paragraph = models.PositiveIntegerField("الفقرة", null=True)
    start = models.PositiveIntegerField("موضع البداية", null=True)
    end = models.PositiveIntegerField("موضع النهاية", null=True)
    before = models.CharField("ما قبله", max_length=CONTEXT_CHARS, blank=True)
    after = models.CharField("ما بعده", max_length=CONTEXT_CHARS, blank=True)
    content_hash = models.CharField("بصمة النص", max_length=64, blank=True)
    revision = models.PositiveIntegerField("رقم النص", null=True)

    note = models.TextField("الملاحظة", max_length=MAX_NOTE_CHARS, blank=True)
    note_version = models.PositiveIntegerField("إصدار الملاحظة", default=1)
    note_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    note_at = models.DateTimeField("كُتبت الملاحظة", null=True)

    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    added_at = models.DateTimeField("أُضيف", default=timezone.now)
    removed_at = models.DateTimeField("أُزيل", null=True)

    class Meta:
        verbose_name = "مادة في ملف"
        verbose_name_plural = "مواد الملفات"
        ordering = ("dossier", "position")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "position"), name="dossier_item_position_unique"),
            models.UniqueConstraint(
                fields=("dossier", "article"), condition=Q(quote=""), name="dossier_article_once_per_dossier"
            ),
            models.CheckConstraint(
                condition=Q(quote="", paragraph=None, start=None, end=None, revision=None)
                | (
                    ~Q(quote="")
                    & Q(paragraph__isnull=False, start__isnull=False, revision__isnull=False, end__gt=F("start"))
                ),
                name="dossier_passage_whole_or_absent",
            ),
        )

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.position}"


class DossierNote(models.Model):
    """A note on a dossier as a whole. `version` counts its changes."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="notes", verbose_name="الملف")
    text = models.TextField("النص", max_length=MAX_NOTE_CHARS)
    version = models.PositiveIntegerField("الإصدار", default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    written_at = models.DateTimeField("كُتبت", default=timezone.now)

    class Meta:
        verbose_name = "ملاحظة على ملف"
        verbose_name_plural = "ملاحظات على الملفات"
        ordering = ("dossier", "pk")
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="dossier_note_not_empty"),)

    def __str__(self) -> str:
        return self.text[:60]


class SharedLink(models.Model):
    """A read-only link to a dossier. Its token is shown once, when the link is made; only the SHA-256 of it is kept."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="links", verbose_name="الملف")
    token_hash = models.CharField("بصمة الرمز", max_length=64, unique=True)
    label = models.CharField("لمن", max_length=100, blank=True)
    with_notes = models.BooleanField("مع الملاحظات", default=False)
    with_files = models.BooleanField("مع التنزيل", default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    made_at = models.DateTimeField("أُنشئ", default=timezone.now)

    class Meta:
        verbose_name = "رابط مشاركة"
        verbose_name_plural = "روابط المشاركة"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.label or str(self.made_at)
