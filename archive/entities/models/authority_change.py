"""The history of curators' changes to the authority file."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from archive.entities.models.entity import Entity


class AuthorityChange(models.Model):
    """A curator's change to the authority file; `before` holds the primary keys and old values that undoing it needs.

    Written by `services.entity_changes`, read by `services.change_undo`.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", "دمج"
        SPLIT = "split", "فصل"
        RENAME = "rename", "تسمية"
        CONFIRM = "confirm", "تأكيد"
        REFUSE = "refuse", "رفض"
        MENTIONS = "mentions", "مواضع"

    kind = models.CharField("التغيير", max_length=10, choices=Kind)
    label = models.CharField("ما جرى", max_length=500)
    by = models.CharField("المشرف", max_length=150, blank=True)
    made_at = models.DateTimeField("متى", default=timezone.now)
    undone_at = models.DateTimeField("تُراجع عنه", null=True, blank=True)
    entities = models.ManyToManyField(Entity, related_name="changes", verbose_name="الأعلام")
    before = models.JSONField("ما قبله", default=dict, editable=False)

    class Meta:
        verbose_name = "تغيير في الأعلام"
        verbose_name_plural = "سجل التغييرات في الأعلام"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=("merge", "split", "rename", "confirm", "refuse", "mentions")),
                name="authority_change_kind_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.label}"
