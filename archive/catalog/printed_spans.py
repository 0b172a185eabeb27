"""The common model of mentions and dates: a span of an article's printed text, with a curator's decision on it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.db import models
from django.db.models import F, Q

from archive.text import fold

TITLE_PARAGRAPH = -1
"""`PrintedSpan.paragraph` of a span in the title."""

Span = TypeVar("Span", bound="PrintedSpan")


class PrintedSpanQuerySet(models.QuerySet[Span]):
    def decided(self) -> "PrintedSpanQuerySet[Span]":
        """Spans that a curator confirmed, corrected or refused; a new analysis of the article keeps them."""
        return self.exclude(decision="")


class PrintedSpan(models.Model):
    """`surface` as printed at text[start:end] of a paragraph; `paragraph` is its position, or `TITLE_PARAGRAPH`.

    Subclasses add `article` (a foreign key with their own related name), what the span means, and `span_constraints`.
    """

    class Decision(models.TextChoices):
        CONFIRMED = "confirmed", "مؤكَّد"
        REFUSED = "refused", "مرفوض"

    ANCHOR_FIELDS: ClassVar[tuple[str, ...]] = ("paragraph", "start", "end")
    """What `reanchor` may change."""

    if TYPE_CHECKING:
        article: models.ForeignKey[Any, Any]
        article_id: int

    surface = models.CharField("كما ورد", max_length=250)
    paragraph = models.IntegerField("الفقرة")
    start = models.PositiveIntegerField("موضع البداية")
    end = models.PositiveIntegerField("موضع النهاية")
    decision = models.CharField("قرار المشرف", max_length=10, choices=Decision, blank=True)

    class Meta:
        abstract = True
        ordering = ("article", "paragraph", "start")

    def overlaps(self, other: "PrintedSpan") -> bool:
        """Whether both spans share a character; both are of one article."""
        return self.paragraph == other.paragraph and self.start < other.end and other.start < self.end

    def reanchor(self, texts: Sequence[str]) -> bool:
        """Set the offsets to the nearest occurrence of `surface` in its paragraph, else to the same place of the nearest
        paragraph that prints it there: where paragraphs were put in or taken out before it, its own has another number. False
        if it is printed in neither way.

        `texts` are the article's title and paragraphs. Nothing is saved.
        """
        index = self.paragraph - TITLE_PARAGRAPH
        start = nearest_occurrence(texts[index], self.surface, self.start) if 0 <= index < len(texts) else None
        if start is None and (place := self._moved_to(texts)) is not None:
            self.paragraph, start = place, self.start
        if start is None:
            return False
        if start != self.start:
            self.start, self.end = start, start + len(self.surface)
        return True

    def move_to(self, paragraph: int) -> None:
        """Set the number of the paragraph, which stands in another place now. Nothing is saved."""
        self.paragraph = paragraph

    def _moved_to(self, texts: Sequence[str]) -> int | None:
        """The paragraph, nearest to its own, in which `surface` stands at its own offset; spans of the title stay there."""
        if self.paragraph <= TITLE_PARAGRAPH or not self.surface:
            return None
        places = [place for place, text in enumerate(texts[1:]) if text.startswith(self.surface, self.start)]
        return min(places, key=lambda place: abs(place - self.paragraph), default=None)

    def context(self) -> str:
        """The text of the title or paragraph that holds the span."""
        if self.paragraph == TITLE_PARAGRAPH:
            return self.article.title or ""
        paragraph = self.article.paragraphs.filter(position=self.paragraph).first()
        return paragraph.text if paragraph else ""


def form_key(surface: str) -> str:
    """What the spellings of one printed form share."""
    return " ".join(fold(surface).split())


def nearest_occurrence(text: str, words: str, start: int) -> int | None:
    """The offset nearest to `start` at which `words` are printed, the first of two; None if they are not, or are empty."""
    if not words:
        return None
    if text.startswith(words, start):
        return start
    found = [offset for offset in range(len(text)) if text.startswith(words, offset)]
    return min(found, key=lambda offset: abs(offset - start), default=None)


def span_constraints(prefix: str) -> tuple[models.CheckConstraint, ...]:
    """The constraints that every table of spans has. Their names, unique in a database, begin with `prefix`."""
    return (
        models.CheckConstraint(condition=Q(end__gt=F("start")), name=f"{prefix}_has_length"),
        models.CheckConstraint(condition=Q(decision__in=("", "confirmed", "refused")), name=f"{prefix}_decision_known"),
    )
