"""Quotations: what an article says that somebody said."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Q

from archive.catalog.models import TITLE_PARAGRAPH, Article, PrintedSpan, span_constraints
from archive.entities.models import Entity
from archive.statements.querysets import QuotationQuerySet

SPEAKING = (Entity.Type.PERSON, Entity.Type.ORGANIZATION, Entity.Type.PLACE)
"""Types of entities that may be quoted: «قالت اليابان» quotes a place, which stands for its government."""
SPOKEN_OF = (Entity.Type.PERSON, Entity.Type.ORGANIZATION)
"""Types of entities of which others speak where they name them: a place is named as often because something happens there."""
MIN_SHARED_OF_LONGER = 0.5
"""Two readings are of one quotation if they share this part of the longer one."""


class Quotation(PrintedSpan):
    """A statement printed at text[start:end] of a paragraph; what runs on in the next paragraph is a quotation of its own.

    The cue is the word that introduces it (قال، بحسب), and may stand in another paragraph; `cue_paragraph` is None where there is
    none. `speaker_surface` are the words next to the cue that name the speaker, `speaker_name` the fullest name or description
    that the article prints; both are "" if there are none. `speaker` is the entity, where it is known; after a merge, read it as
    `merged_into` of this.
    """

    class Type(models.TextChoices):
        DIRECT = "direct", "نصّ بين علامتين"
        INDIRECT = "indirect", "كلام منقول بمعناه"
        MIXED = "mixed", "منقول بمعناه وبعضه بنصّه"

    class SpeakerBasis(models.TextChoices):
        NAME = "name", "سُمّي عند القول"
        SHORT_NAME = "short_name", "اسم مختصر"
        OFFICE = "office", "منصب"
        DOCUMENT = "document", "صاحب الوثيقة"
        CARRIED = "carried", "من سياق ما قبله"
        DESCRIBED = "described", "مصدر لم يُسمَّ"
        CURATOR = "curator", "صحّحه مشرف"
        UNKNOWN = "", "لا يُعرف"

    ANCHOR_FIELDS = (
        *PrintedSpan.ANCHOR_FIELDS,
        "cue_paragraph",
        "cue_start",
        "cue_end",
        "speaker_paragraph",
        "speaker_start",
        "speaker_end",
    )

    article = models.ForeignKey(Article, models.CASCADE, related_name="quotations", verbose_name="المقال")
    surface = models.TextField("النص كما ورد")
    type = models.CharField("النوع", max_length=8, choices=Type)
    cue = models.CharField("فعل القول", max_length=100, blank=True)
    cue_paragraph = models.IntegerField("فقرة فعل القول", null=True, blank=True)
    cue_start = models.PositiveIntegerField("بداية فعل القول", null=True, blank=True)
    cue_end = models.PositiveIntegerField("نهاية فعل القول", null=True, blank=True)
    speaker = models.ForeignKey(
        Entity, models.SET_NULL, related_name="quotations", null=True, blank=True, verbose_name="القائل"
    )
    speaker_name = models.CharField("اسم القائل أو وصفه", max_length=250, blank=True)
    speaker_basis = models.CharField("كيف عُرف القائل", max_length=10, choices=SpeakerBasis, blank=True)
    speaker_surface = models.CharField("القائل كما ورد", max_length=250, blank=True)
    speaker_paragraph = models.IntegerField("فقرة القائل", null=True, blank=True)
    speaker_start = models.PositiveIntegerField("بداية القائل", null=True, blank=True)
    speaker_end = models.PositiveIntegerField("نهاية القائل", null=True, blank=True)
    confidence = models.FloatField("الثقة", default=1.0)

    objects = QuotationQuerySet.as_manager()

    class Meta(PrintedSpan.Meta):
        verbose_name = "اقتباس"
        verbose_name_plural = "اقتباسات"
        indexes = (models.Index(fields=("speaker", "article"), name="quotation_by_speaker"),)
        constraints = (
            models.UniqueConstraint(fields=("article", "paragraph", "start", "end"), name="quotation_unique_in_place"),
            models.CheckConstraint(condition=Q(type__in=("direct", "indirect", "mixed")), name="quotation_type_known"),
            models.CheckConstraint(condition=Q(confidence__range=(0, 1)), name="quotation_confidence_is_a_share"),
            *span_constraints("quotation"),
        )

    def __str__(self) -> str:
        return self.surface

    def reanchor(self, texts: Sequence[str]) -> bool:
        """As of all spans; cue and speaker move along where they are printed as far from it, else their places are dropped."""
        paragraph, start = self.paragraph, self.start
        if not super().reanchor(texts):
            return False
        if (self.paragraph, self.start) != (paragraph, start):
            for part, words in (("cue", self.cue), ("speaker", self.speaker_surface)):
                self._move(part, words, texts, (self.paragraph - paragraph, self.start - start))
        return True

    def move_to(self, paragraph: int) -> None:
        """Cue and speaker move along where they stand in the same paragraph, else their places are dropped."""
        for part in ("cue", "speaker"):
            if getattr(self, f"{part}_paragraph") == self.paragraph:
                setattr(self, f"{part}_paragraph", paragraph)
            else:
                self._forget(part)
        super().move_to(paragraph)

    def _forget(self, part: str) -> None:
        for field in ("paragraph", "start", "end"):
            setattr(self, f"{part}_{field}", None)

    def _move(self, part: str, words: str, texts: Sequence[str], by: tuple[int, int]) -> None:
        place, start = getattr(self, f"{part}_paragraph"), getattr(self, f"{part}_start")
        if place is None or start is None:
            return
        index, moved = place + by[0] - TITLE_PARAGRAPH, start + by[1]
        if not (0 <= index < len(texts) and moved >= 0 and texts[index].startswith(words, moved)):
            self._forget(part)
            return
        for field, value in (("paragraph", place + by[0]), ("start", moved), ("end", moved + len(words))):
            setattr(self, f"{part}_{field}", value)

    def overlaps(self, other: PrintedSpan) -> bool:
        """Whether both are readings of one quotation: a statement that stands within another is one of its own."""
        if self.paragraph != other.paragraph:
            return False
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared >= MIN_SHARED_OF_LONGER * max(self.end - self.start, other.end - other.start)
