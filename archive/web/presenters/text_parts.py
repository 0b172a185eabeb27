"""Long articles in parts: a page shows PART_PARAGRAPHS paragraphs of a text that has more than MAX_WHOLE_PARAGRAPHS."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.http import QueryDict

from archive.catalog.models import TITLE_PARAGRAPH, Article, Paragraph

MAX_WHOLE_PARAGRAPHS, PART_PARAGRAPHS = 500, 200


@dataclass(frozen=True)
class TextPart:
    """Part `number` (from 1) of `count`; `previous` and `next` are links, or empty."""

    number: int
    count: int
    previous: str
    next: str

    @property
    def first(self) -> int:
        return (self.number - 1) * PART_PARAGRAPHS

    @property
    def end(self) -> int:
        return self.number * PART_PARAGRAPHS

    def spans(self) -> Q:
        """Of mentions and dates: those in the title and in this part."""
        return Q(paragraph=TITLE_PARAGRAPH) | Q(paragraph__gte=self.first, paragraph__lt=self.end)


def text_part(article: Article, parameters: QueryDict, position: int | None = None) -> TextPart | None:
    """The part that `part` asks for, else the one with the paragraph at `position`, else the first.

    None for an article shown whole.
    """
    paragraphs = article.paragraphs.count()
    if paragraphs <= MAX_WHOLE_PARAGRAPHS:
        return None
    count = -(-paragraphs // PART_PARAGRAPHS)
    asked = parameters.get("part", str((position or 0) // PART_PARAGRAPHS + 1))
    number = int(asked) if asked.isdecimal() and len(asked) < 10 and 1 <= int(asked) <= count else 1
    return TextPart(number, count, _link(parameters, number - 1, count), _link(parameters, number + 1, count))


def part_of(position: int, paragraphs: int) -> int | None:
    """The part that shows the paragraph at this position of so many; None for an article shown whole."""
    return None if paragraphs <= MAX_WHOLE_PARAGRAPHS else position // PART_PARAGRAPHS + 1


def _link(parameters: QueryDict, number: int, count: int) -> str:
    if not 1 <= number <= count:
        return ""
    changed = parameters.copy()
    changed["part"] = str(number)
    return f"?{changed.urlencode()}#text"


def load_paragraphs(article: Article, part: TextPart | None) -> None:
    """Load the paragraphs that are shown, as the article's prefetched ones."""
    shown = Paragraph.objects.order_by("position")
    if part is not None:
        shown = shown.filter(position__gte=part.first, position__lt=part.end)
    prefetch_related_objects([article], Prefetch("paragraphs", queryset=shown))
