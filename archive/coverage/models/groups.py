"""VersionGroup ─< Version ─ Article: articles that are versions of one text; and what is not grouped."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from archive.catalog.keys import new_key
from archive.catalog.models import Article


class VersionGroup(models.Model):
    """Versions of one text. Each was compared with the representative, never with another member (no chains).

    The representative is a member, too. It is null only between the deletion of its article and the next comparison,
    which continues the group with another.
    """

    key = models.CharField("المفتاح", max_length=32, unique=True, default=new_key, editable=False)
    representative = models.OneToOneField(
        Article, models.SET_NULL, related_name="represented_versions", null=True, verbose_name="النص الممثِّل"
    )

    class Meta:
        verbose_name = "نُسخ نص"
        verbose_name_plural = "نُسخ النصوص"

    def __str__(self) -> str:
        return str(self.representative or self.key)


class Version(models.Model):
    """An article as one version of its group's text, with what the comparison with the representative found.

    `share` is the share of the shorter text's sentences that the other has, too. `kept` counts paragraphs of the
    representative that this article has, `cut` those that it lacks, `added` its own that the representative lacks. The
    representative's own row is equal to itself.
    """

    class Relation(models.TextChoices):
        EQUAL = "equal", "مطابق"
        SHORTENED = "shortened", "مختصر"
        EXTENDED = "extended", "مزيد"
        EDITED = "edited", "محرَّر"

    class Basis(models.TextChoices):
        HASH = "hash", "النص نفسه"
        SENTENCES = "sentences", "مقارنة الجمل"

    article = models.OneToOneField(Article, models.CASCADE, related_name="version", verbose_name="المقال")
    group = models.ForeignKey(VersionGroup, models.CASCADE, related_name="versions", verbose_name="المجموعة")
    relation = models.CharField("الصلة بالممثِّل", max_length=9, choices=Relation)
    basis = models.CharField("أساس القرار", max_length=9, choices=Basis)
    share = models.FloatField("نصيب الجمل المشتركة")
    kept = models.PositiveIntegerField("فقرات باقية", default=0)
    cut = models.PositiveIntegerField("فقرات محذوفة", default=0)
    added = models.PositiveIntegerField("فقرات مضافة", default=0)

    class Meta:
        verbose_name = "نسخة"
        verbose_name_plural = "نسخ"
        constraints = (
            models.CheckConstraint(
                condition=Q(relation__in=("equal", "shortened", "extended", "edited")), name="version_relation_known"
            ),
            models.CheckConstraint(condition=Q(basis__in=("hash", "sentences")), name="version_basis_known"),
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=1), name="version_share_is_a_share"),
        )

    def __str__(self) -> str:
        return str(self.article)


class ShortVersion(models.Model):
    """A shortening of under three sentences: linked with the full text, not grouped with it."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="full_version", verbose_name="الخبر القصير")
    full = models.ForeignKey(Article, models.CASCADE, related_name="short_versions", verbose_name="النص الكامل")
    share = models.FloatField("نصيب الجمل المشتركة")

    class Meta:
        verbose_name = "خبر قصير من نص"
        verbose_name_plural = "أخبار قصيرة من نصوص"
        constraints = (
            models.CheckConstraint(condition=~Q(article=F("full")), name="short_version_of_another"),
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=1), name="short_version_share_is_a_share"),
        )

    def __str__(self) -> str:
        return str(self.article)


class VersionRefusal(models.Model):
    """A curator's decision that two articles are no versions of one text. It stands whatever is compared later."""

    first = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name="المقال")
    second = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name="المقال الآخر")
    by = models.CharField("قرّره", max_length=150, blank=True)
    at = models.DateTimeField("تاريخ القرار", default=timezone.now)

    class Meta:
        verbose_name = "نصان ليسا نسختين"
        verbose_name_plural = "نصوص ليست نسخًا"
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("first", "second"), name="version_refusal_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="version_refusal_ordered"),
        )

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
