"""Source: a newspaper, agency or site; one for all spellings of its name that look the same."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from archive.catalog.keys import new_key
from archive.text import label_key

MAX_NAME_KEY_CHARS = 400


def source_name_key(name: str) -> str:
    """What two names of one source share: the folded name, or the name itself if nothing of it can be seen."""
    return (label_key(name) or name)[:MAX_NAME_KEY_CHARS]


class Source(models.Model):
    """A newspaper, agency or site that published articles; one facet value. `name` is the form that was printed first."""

    key = models.CharField("المفتاح", max_length=32, unique=True, default=new_key, editable=False)
    name = models.CharField("الاسم", max_length=200)
    name_key = models.CharField("مفتاح الاسم", max_length=MAX_NAME_KEY_CHARS, unique=True, editable=False)
    homepage = models.URLField("الموقع", blank=True, max_length=500)
    description = models.TextField("نبذة", blank=True)

    class Meta:
        verbose_name = "مصدر"
        verbose_name_plural = "المصادر"
        ordering = ("name",)
        constraints = (models.CheckConstraint(condition=~Q(name=""), name="source_name_not_empty"),)

    def __str__(self) -> str:
        return self.name

    def save(self, *, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        """Raises django.db.IntegrityError if another source has this name."""
        self.name_key = source_name_key(self.name)
        if update_fields is not None and "name" in update_fields:
            update_fields = {*update_fields, "name_key"}
        before = Source.objects.filter(pk=self.pk).values("name", "name_key").first() if self.pk else None
        with transaction.atomic():
            super().save(update_fields=update_fields, **options)
            if before is not None and before["name_key"] != self.name_key:
                values = {"source": self, "name": before["name"]}
                FormerSourceName.objects.update_or_create(name_key=before["name_key"], defaults=values)

    def clean(self) -> None:
        super().clean()
        others = Source.objects.filter(name_key=source_name_key(self.name)).exclude(pk=self.pk)
        if same := others.values_list("name", flat=True).first():
            sentence = f"في الأرشيف مصدر بهذا الاسم، أو باسم لا تميّزه العين منه: «{same}». اختر اسمًا آخر."
            raise ValidationError({"name": sentence})


class FormerSourceName(models.Model):
    """A name that a source had before it was renamed: records that print it are of that source, unless another has it now."""

    name_key = models.CharField("مفتاح الاسم", max_length=MAX_NAME_KEY_CHARS, unique=True)
    name = models.CharField("الاسم", max_length=200)
    source = models.ForeignKey(Source, models.CASCADE, related_name="former_names", verbose_name="المصدر")

    class Meta:
        verbose_name = "اسم سابق لمصدر"
        verbose_name_plural = "أسماء سابقة للمصادر"

    def __str__(self) -> str:
        return self.name


class FormerSourceKey(models.Model):
    """The key of a source that was merged into another one: its addresses lead there for ever."""

    key = models.CharField("المفتاح", max_length=32, unique=True)
    source = models.ForeignKey(Source, models.CASCADE, related_name="former_keys", verbose_name="المصدر")

    class Meta:
        verbose_name = "مفتاح سابق لمصدر"
        verbose_name_plural = "مفاتيح سابقة للمصادر"

    def __str__(self) -> str:
        return self.key
