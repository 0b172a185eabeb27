"""Entities of the authority file and their printed forms."""

from django.db import models
from django.db.models import F, Q
from django.urls import get_script_prefix

from archive.catalog.keys import new_key


class Entity(models.Model):
    """A person, place or organization under its preferred name.

    A candidate is a name printed in the archive that no curator has reviewed: one entity for all its spellings, found by
    `sound`. A refused one is not a name; its mentions count nowhere.
    """

    class Type(models.TextChoices):
        PERSON = "person", "شخص"
        PLACE = "place", "مكان"
        ORGANIZATION = "organization", "جهة"

    class State(models.TextChoices):
        KNOWN = "known", "معروف"
        CANDIDATE = "candidate", "مرشَّح"
        REFUSED = "refused", "مرفوض"

    key = models.CharField("المفتاح", max_length=64, unique=True, default=new_key, editable=False)
    type = models.CharField("النوع", max_length=12, choices=Type)
    name = models.CharField("الاسم المعتمد", max_length=200)
    latin_name = models.CharField("الاسم بالحرف اللاتيني", max_length=200, blank=True)
    description = models.CharField("تعريف", max_length=300, blank=True)
    is_agency = models.BooleanField("وكالة أنباء", default=False)
    wikidata_id = models.CharField("معرّف ويكي بيانات", max_length=20, null=True, blank=True, unique=True)
    state = models.CharField("الحال", max_length=10, choices=State, default=State.KNOWN, db_index=True)
    sound = models.CharField("مفتاح النطق", max_length=200, blank=True, editable=False)
    """The phonetic key of a candidate's name, which its spellings share."""
    merged_into = models.ForeignKey(
        "self", models.CASCADE, related_name="absorbed", null=True, blank=True, editable=False, verbose_name="دُمج في"
    )
    """The entity that took over its names and mentions, and to which its key redirects; itself never merged."""

    class Meta:
        verbose_name = "عَلَم"
        verbose_name_plural = "الأعلام"
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(type__in=("person", "place", "organization")), name="entity_type_known"),
            models.CheckConstraint(condition=~Q(name=""), name="entity_name_not_empty"),
            models.CheckConstraint(condition=Q(state__in=("known", "candidate", "refused")), name="entity_state_known"),
            models.UniqueConstraint(
                fields=("type", "name", "description"), condition=Q(merged_into=None), name="entity_unique"
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="entity_not_merged_into_itself"),
        )
        indexes = (models.Index(fields=("sound",), condition=~Q(sound=""), name="entity_by_sound"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{get_script_prefix()}entities/{self.key}/"


class NameForm(models.Model):
    """One printed form of an entity: its name, its nationality, or a metonym for it.

    Words in parentheses must be printed next to the name but are not part of it: `(مدينة) صور`. A nationality is given in the
    masculine singular; its other forms are derived. A guarded form counts only with a second witness.
    """

    class Relation(models.TextChoices):
        NAME = "name", "اسم"
        NATIONALITY = "nationality", "نسبة"
        METONYM = "metonym", "كناية"

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="forms", verbose_name="العَلَم")
    text = models.CharField("الصيغة", max_length=200, help_text="ما بين قوسين يُشترط وجوده بجوار الاسم: (مدينة) صور")
    relation = models.CharField("العلاقة", max_length=12, choices=Relation, default=Relation.NAME)
    is_guarded = models.BooleanField(
        "تحتاج إلى شاهد ثانٍ", default=False, help_text="لا تُعدّ وحدها اسمًا بلا قرينة في النص"
    )
    changed_at = models.DateTimeField("عُدّلت", auto_now=True, db_index=True)

    class Meta:
        verbose_name = "صيغة اسم"
        verbose_name_plural = "صيغ الأسماء"
        ordering = ("entity", "pk")
        constraints = (
            models.UniqueConstraint(fields=("entity", "text"), name="name_form_unique"),
            models.CheckConstraint(condition=~Q(text=""), name="name_form_text_not_empty"),
            models.CheckConstraint(
                condition=Q(relation__in=("name", "nationality", "metonym")), name="name_form_relation_known"
            ),
        )

    def __str__(self) -> str:
        return self.text
