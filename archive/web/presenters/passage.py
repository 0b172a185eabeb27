"""The passage that an article's address points to (`passage=`): its marks in the text, and what changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.catalog.models import Article, ArticleRevision
from archive.text import FoundPassage, find_passage, parse_passage
from archive.web.links import page_url
from archive.web.presenters.arabic_text import date_phrase
from archive.web.presenters.paragraph_html import PASSAGE, MarkedWord

PARAMETER = "passage"
BAD = "رابط المقطع غير صحيح، فهذا النص كله. حدّد المقطع بالمؤشر لتأخذ رابطه."
MOVED = "تغيّر النص منذ أُخذ هذا الرابط{since}، والمقطع باقٍ فيه بلفظه."
GONE = "تغيّر النص منذ أُخذ هذا الرابط{since}، ولم يبقَ المقطع فيه بلفظه."
NOWHERE = (
    "ليس في النص اليوم ما يدل عليه هذا الرابط: تغيّر النص بعده، أو نُقل الرابط ناقصًا. كان المقطع في الفقرة {number}."
)
MAX_FORMER_TEXTS = 5
"""Earlier texts that are searched for a passage which is gone."""


@dataclass(frozen=True)
class ShownPassage:
    """`marks` by paragraph position; `quote` as printed, "" if it is no longer in the text; `note` is a sentence or "".

    `older` is the address of the former text that has the passage, else "".
    """

    marks: Mapping[int, list[MarkedWord]] = field(default_factory=dict)
    quote: str = ""
    note: str = ""
    older: str = ""
    first_position: int | None = None


def shown_passage(value: str, paragraphs: Sequence[str]) -> ShownPassage:
    """Of the text as it is today; what cannot be found has a note, which `with_history` completes."""
    passage = parse_passage(value)
    if passage is None:
        return ShownPassage(note=BAD)
    found = find_passage(paragraphs, passage)
    if found is None:
        return ShownPassage(note=GONE.format(since=""))
    note = MOVED.format(since="") if found.is_moved else ""
    return ShownPassage(
        passage_marks(found), found.text, note, first_position=found.spans[0].paragraph if found.spans else None
    )


def with_history(
    shown: ShownPassage, value: str, article: Article, revisions: Sequence[ArticleRevision]
) -> ShownPassage:
    """The note with the day since which the text is another one, and the former text that has a passage which is gone."""
    passage = parse_passage(value)
    if passage is None or not shown.note:
        return shown
    taken_from = next((row for row in revisions if row.number == passage.revision), None)
    since = f" في {date_phrase(taken_from.replaced_at.date().isoformat())}" if taken_from else ""
    if shown.quote:
        return ShownPassage(shown.marks, shown.quote, MOVED.format(since=since), "", shown.first_position)
    ordered = sorted(revisions, key=lambda row: row is not taken_from)
    older = next((row for row in ordered[:MAX_FORMER_TEXTS] if find_passage(_texts(row), passage)), None)
    if older is not None:
        address = f"{page_url('revision', article.key, str(older.number))}?{PARAMETER}={passage}#passage"
        return ShownPassage(note=GONE.format(since=since), older=address)
    return ShownPassage(note=NOWHERE.format(number=passage.paragraph))


def passage_in_revision(value: str, revision: ArticleRevision) -> ShownPassage:
    """The passage in a former text; nothing if it is not in it."""
    passage = parse_passage(value)
    found = find_passage(_texts(revision), passage) if passage else None
    return ShownPassage(passage_marks(found), found.text) if found else ShownPassage()


def current_revision(revisions: Sequence[ArticleRevision]) -> int:
    """The number of today's text, which a new link names."""
    return revisions[0].number + 1 if revisions else 1


def passage_marks(found: FoundPassage) -> dict[int, list[MarkedWord]]:
    return {
        span.paragraph: [MarkedWord(span.start, span.end, PASSAGE, opens=number == 0)]
        for number, span in enumerate(found.spans)
    }


def _texts(revision: ArticleRevision) -> list[str]:
    return [text for _, text in revision.text.paragraphs]
