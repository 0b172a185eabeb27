"""An article's page: paragraphs with linked names and dates, entities by type, mentioned dates, parent and children.

Drafts and withdrawn articles are left out.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.safestring import SafeString

from archive.catalog.models import Article
from archive.chronology.models import DateMention
from archive.entities.models import Entity, Mention
from archive.search import DateRange, SearchRequest
from archive.statements.models import Quotation
from archive.statements.selectors import speaker_of
from archive.web.presenters.arabic_text import DATE_BASES, DATE_DOUBTS, date_phrase
from archive.web.presenters.facets import NamedCount
from archive.web.presenters.labels import ENTITY_FACETS, FACET_NAMES
from archive.web.presenters.paragraph_html import InlineSpan, MarkedWord, SaidSpan, paragraph_html
from archive.web.query_string import search_url

PROSE = ("lede", "paragraph")


@dataclass(frozen=True)
class ReadParagraph:
    number: int
    """From 1, within the article: the anchor `#p3` leads to it."""
    role: str
    html: SafeString
    dateline: str = ""


def read_paragraphs(
    article: Article,
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    marks: Mapping[int, Sequence[MarkedWord]] | None = None,
    quotations: Sequence[Quotation] = (),
) -> list[ReadParagraph]:
    """The paragraphs in order; the first one of prose carries the dateline, unless its text begins with it.

    `marks` are the words to highlight, by paragraph position.
    """
    spans: dict[int, list[InlineSpan]] = defaultdict(list)
    for mention in mentions:
        entity = mention.entity
        spans[mention.paragraph].append(
            InlineSpan(mention.start, mention.end, link=entity.get_absolute_url(), kind=entity.type)
        )
    for date in dates:
        spans[date.paragraph].append(InlineSpan(date.start, date.end, value=date.value, hint=date_hint(date)))
    said: dict[int, list[SaidSpan]] = defaultdict(list)
    for quotation in quotations:
        said[quotation.paragraph].append(
            SaidSpan(quotation.start, quotation.end, quotation.type, speaker_hint(quotation))
        )
    paragraphs = list(article.paragraphs.all())
    opening = next((paragraph for paragraph in paragraphs if paragraph.role in PROSE), None)
    return [
        ReadParagraph(
            paragraph.position + 1,
            paragraph.role,
            paragraph_html(
                paragraph.text,
                spans[paragraph.position],
                (marks or {}).get(paragraph.position, ()),
                said[paragraph.position],
            ),
            dateline=article.dateline if paragraph is opening and not _prints(paragraph.text, article.dateline) else "",
        )
        for paragraph in paragraphs
    ]


def _prints(text: str, dateline: str) -> bool:
    """Whether the text begins with the dateline, as in some papers."""
    return text.lstrip(' ("«-–').startswith(dateline)


def speaker_hint(quotation: Quotation) -> str:
    """Who said it: «القائل: هدى النجار»."""
    return f"القائل: {quotation.speaker_name}" if quotation.speaker_name else "قول لم يُعرف قائله"


@dataclass(frozen=True)
class HeardSpeaker:
    """Who speaks in the article, how often, and where first; `link` leads to who that is, if known."""

    name: str
    count: int
    paragraph: int
    link: str


def heard_speakers(quotations: Sequence[Quotation]) -> list[HeardSpeaker]:
    """The speakers of these quotations, each once, in the order in which they are heard."""
    by_speaker: dict[object, list[Quotation]] = defaultdict(list)
    for quotation in quotations:
        if quotation.speaker_name:
            speaker = speaker_of(quotation)
            by_speaker[speaker.pk if speaker else quotation.speaker_name].append(quotation)
    found = []
    for said in by_speaker.values():
        known = speaker_of(said[0])
        name = max((one.speaker_name for one in said), key=len)
        found.append(HeardSpeaker(name, len(said), said[0].paragraph + 1, known.get_absolute_url() if known else ""))
    return found


def date_hint(date: DateMention) -> str:
    """The date in words and how it was determined: «19 يونيو 2024 (استُدلّ عليه من تاريخ الخبر)»."""
    value = date_phrase(date.value) + (f" – {date_phrase(date.end_value)}" if date.end_value else "")
    doubt = f"؛ {DATE_DOUBTS[date.doubt]}" if date.doubt else ""
    return f"{value} ({DATE_BASES[date.basis]}{doubt})"


@dataclass(frozen=True)
class TextMarks:
    """A switch of what is marked in the text: `link` is the page with it turned."""

    kind: str
    label: str
    is_on: bool
    link: str


def text_marks(
    parameters: QueryDict, *, has_names: bool, has_dates: bool, has_quotations: bool = False
) -> list[TextMarks]:
    """The switches of names, dates and quotations; none of what the text does not have."""
    switches = []
    for kind, label, is_there in (
        ("names", "الأسماء", has_names),
        ("dates", "التواريخ", has_dates),
        ("quotes", "الأقوال", has_quotations),
    ):
        turned = parameters.copy()
        is_on = turned.get(kind) != "0"
        turned.pop(kind, None)
        if is_on:
            turned[kind] = "0"
        if is_there:
            switches.append(TextMarks(kind, label, is_on, f"?{turned.urlencode()}#text"))
    return switches


def entities_by_type(mentions: Sequence[Mention]) -> list[tuple[str, list[NamedCount]]]:
    """The entities mentioned, by type, most frequent first."""
    counts = Counter(mention.entity for mention in mentions)
    found = []
    for facet in ENTITY_FACETS:
        names = [name_with_count(entity, count) for entity, count in counts.most_common() if entity.type == facet]
        if names:
            found.append((FACET_NAMES[facet], names))
    return found


def name_with_count(entity: Entity, count: int) -> NamedCount:
    return NamedCount(entity.name, count, entity.get_absolute_url())


@dataclass(frozen=True)
class MentionedDate:
    """A date mentioned in the article: ISO value, in words, as first printed, and a link to all articles that mention it."""

    value: str
    hint: str
    surface: str
    link: str


def mentioned_dates(dates: Sequence[DateMention]) -> list[MentionedDate]:
    """Each date once, in chronological order."""
    once: dict[DateRange, MentionedDate] = {}
    for date in sorted(dates, key=lambda date: (date.first, date.last)):
        span = DateRange(date.first, date.last)
        link = search_url(SearchRequest(mentions=span))
        once.setdefault(span, MentionedDate(date.value, date_hint(date), date.surface, link))
    return list(once.values())


def visible_parent(article: Article) -> Article | None:
    parent = article.parent
    return parent if parent and parent.state == Article.State.PUBLISHED else None


def visible_children(article: Article) -> list[Article]:
    """Published articles and stubs split from this one, in document order.

    Filtered in Python: given the state too, SQLite scans all published articles instead of the few children.
    """
    children = [child for child in article.children.select_related("source") if child.state == Article.State.PUBLISHED]
    return sorted(children, key=lambda child: (child.kind, child.first_line or 0, child.pk))
