"""The authority file: who and what is meant, under which names, and where each is mentioned."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from archive.catalog.keys import new_key
from archive.catalog.models import Article, PrintedSpan, PrintedSpanQuerySet, span_constraints


class Entity(models.Model):
    """A person, place or organization under its preferred name.

    A candidate is a name that the archive prints and no curator has seen yet: one entity for all its spellings, found by
    `sound`. A refused one is no name, and its mentions count nowhere.
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
    """Of a candidate: the consonants of its name, by which its spellings come together."""
    merged_into = models.ForeignKey(
        "self", models.CASCADE, related_name="absorbed", null=True, blank=True, editable=False, verbose_name="دُمج في"
    )
    """Who took over its names and mentions; its key leads there. Never one that is merged itself."""

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
        return f"/entities/{self.key}/"


class NameForm(models.Model):
    """One printed form that names an entity. `relation` says how: by name, by nationality, or by metonym.

    Words in parentheses must be printed beside it but are no part of the name: `(مدينة) صور`. A nationality is given in
    the masculine singular; its other forms are derived.
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


MIN_CONFIDENCE = 0.5
"""A mention less sure than this is a suggestion for curators: no facet, page or search shows it."""


class MentionQuerySet(PrintedSpanQuerySet["Mention"]):
    def visible(self) -> "MentionQuerySet":
        """Mentions that readers see: sure enough, and of an entity that was not refused."""
        return self.filter(confidence__gte=MIN_CONFIDENCE).exclude(entity__state=Entity.State.REFUSED)

    def suggested(self) -> "MentionQuerySet":
        """Mentions that wait for a curator."""
        unsure = self.filter(confidence__lt=MIN_CONFIDENCE, decision="")
        return unsure.exclude(entity__state=Entity.State.REFUSED)


class Mention(PrintedSpan):
    """A place in a printed paragraph where an entity is meant. Offsets are characters of the paragraph's text.

    `paragraph` is the paragraph's position in the article; -1 is the title. `witness` says how it was recognised, `confidence`
    (0 to 1) how surely.
    """

    class Relation(models.TextChoices):
        NAME = "name", "اسم"
        NATIONALITY = "nationality", "نسبة"
        METONYM = "metonym", "كناية"
        COREFERENCE = "coreference", "إحالة"

    class Witness(models.TextChoices):
        AUTHORITY = "authority", "ملف الأعلام"
        RULE = "rule", "قاعدة"
        TAGGER = "tagger", "المتعرّف"
        ARTICLE = "article", "المقال نفسه"

    article = models.ForeignKey(Article, models.CASCADE, related_name="mentions", verbose_name="المقال")
    entity = models.ForeignKey(Entity, models.CASCADE, related_name="mentions", verbose_name="العَلَم")
    relation = models.CharField("العلاقة", max_length=12, choices=Relation, default=Relation.NAME)
    witness = models.CharField("الشاهد", max_length=10, choices=Witness, default=Witness.AUTHORITY)
    confidence = models.FloatField("الثقة", default=1.0)

    objects = MentionQuerySet.as_manager()

    class Meta(PrintedSpan.Meta):
        verbose_name = "ذِكر"
        verbose_name_plural = "مواضع الذِّكر"
        indexes = (models.Index(fields=("entity", "article"), name="mention_by_entity"),)
        constraints = (
            models.UniqueConstraint(fields=("article", "entity", "paragraph", "start"), name="mention_unique_in_place"),
            models.CheckConstraint(
                condition=Q(relation__in=("name", "nationality", "metonym", "coreference")),
                name="mention_relation_known",
            ),
            models.CheckConstraint(
                condition=Q(witness__in=("authority", "rule", "tagger", "article")), name="mention_witness_known"
            ),
            models.CheckConstraint(condition=Q(confidence__range=(0, 1)), name="mention_confidence_is_a_share"),
            *span_constraints("mention"),
        )

    def __str__(self) -> str:
        return self.surface


class SpellingVariant(models.Model):
    """Two printed words that may spell one name: proposed by how near they lie and what company they keep.

    The words are folded, `one` before `other` in the order of letters. A confirmed pair is searched together in mode wide,
    a refused one never.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "مقترح"
        CONFIRMED = "confirmed", "مؤكَّد"
        REFUSED = "refused", "مرفوض"

    one = models.CharField("الرسم الأول", max_length=100)
    other = models.CharField("الرسم الآخر", max_length=100)
    distance = models.FloatField("بُعد الرسم", default=0.0, help_text="0 تطابق؛ ما زاد على 0.8 بعيد")
    company = models.FloatField(
        "الصحبة", null=True, blank=True, help_text="من 0 إلى 1: كم يتشابه ما يجاورهما في المقالات"
    )
    state = models.CharField("الحال", max_length=10, choices=State, default=State.PROPOSED)
    changed_at = models.DateTimeField("عُدّل", auto_now=True, db_index=True)

    class Meta:
        verbose_name = "رسمان لاسم"
        verbose_name_plural = "رسوم الأسماء المقترحة"
        ordering = ("state", "-company", "distance", "pk")
        constraints = (
            models.UniqueConstraint(fields=("one", "other"), name="spelling_variant_unique"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="spelling_variant_in_order"),
            models.CheckConstraint(
                condition=Q(state__in=("proposed", "confirmed", "refused")), name="spelling_variant_state_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.one} = {self.other}"


class AuthorityChange(models.Model):
    """What a curator did to the authority file, with what undoing it needs: `before` holds numbers of rows and old values.

    It is written by `change_services` and read by `undo_services` alone.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", "دمج"
        SPLIT = "split", "فصل"
        RENAME = "rename", "تسمية"
        CONFIRM = "confirm", "تأكيد"
        REFUSE = "refuse", "رفض"

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
                condition=Q(kind__in=("merge", "split", "rename", "confirm", "refuse")),
                name="authority_change_kind_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.label}"
