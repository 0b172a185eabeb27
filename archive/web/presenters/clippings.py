"""A dossier as clippings, in words: what all files that are made of it say alike (HTML, DOCX, PDF, evidence folder).

Each article stands once, where the dossier has it first, with its whole text (unless only passages may be shown). Passages
are listed with it and marked in the text.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from django.utils.safestring import SafeString

from archive.catalog.models import Article
from archive.desk.selectors import DossierContent, DossierEntry, Passage
from archive.web.links import article_url, web_address
from archive.web.presenters.arabic_text import counted, date_phrase, full_date_phrase, moment_phrase
from archive.web.presenters.citation import citation
from archive.web.presenters.languages import direction
from archive.web.presenters.paragraph_html import MarkedWord, paragraph_html, whole_words

NO_SOURCE = "مصدر غير معروف"


@dataclass(frozen=True)
class Fact:
    """A label and what it says; `is_code` for addresses and digests, which run from left to right."""

    label: str
    value: str
    is_code: bool = False
    link: str = ""


@dataclass(frozen=True)
class KeptPassage:
    """A marked quotation: where it stands in words, its address, and the note that was kept with it."""

    text: str
    place: str
    link: str
    note: str


@dataclass(frozen=True)
class PrintedParagraph:
    """A paragraph, its number from 1, and the ranges of characters that are marked: whole words, in order, apart."""

    number: int
    role: str
    text: str
    marks: tuple[tuple[int, int], ...]

    @property
    def html(self) -> SafeString:
        return paragraph_html(self.text, (), [MarkedWord(*mark) for mark in self.marks])

    def parts(self) -> Iterator[tuple[str, bool]]:
        """The text cut where marks begin and end, each part with whether it is marked."""
        starts = {start for start, _ in self.marks}
        for start, end in pairwise(sorted({0, len(self.text), *chain.from_iterable(self.marks)})):
            yield self.text[start:end], start in starts


@dataclass(frozen=True)
class Clipping:
    """An article of a dossier. `number` is its place, from 1; `line` says source and date in one line."""

    number: int
    article: Article
    title: str
    line: str
    direction: str
    facts: tuple[Fact, ...]
    notes: tuple[str, ...]
    passages: tuple[KeptPassage, ...]
    paragraphs: tuple[PrintedParagraph, ...]


def clippings(content: DossierContent, site: str, *, all_texts: bool = True) -> Iterator[Clipping]:
    """One after another; `site` is the base of absolute addresses, without a slash at the end.

    Without `all_texts`, of an article that is not kept as a whole the passages alone.
    """
    kept: dict[int, list[DossierEntry]] = {}
    for entry in content.entries:
        kept.setdefault(entry.article.pk, []).append(entry)
    for number, entries in enumerate(kept.values(), 1):
        is_whole = all_texts or any(entry.passage is None for entry in entries)
        yield _clipping(number, entries, site, is_whole)


def clipped_titles(content: DossierContent) -> list[tuple[int, str, str]]:
    """Number, title and line of each clipping: the table of contents."""
    articles = {entry.article.pk: entry.article for entry in content.entries}
    return [(number, _title(article), _line(article)) for number, article in enumerate(articles.values(), 1)]


def cover_facts(content: DossierContent, made_at: dt.datetime) -> list[Fact]:
    """What the title page says of the dossier."""
    passages = sum(entry.passage is not None for entry in content.entries)
    holds = counted(len({entry.article.pk for entry in content.entries}), "article")
    if passages:
        holds += f"، {counted(passages, 'quotation')}"
    facts = [
        Fact("أعدّه", content.owner),
        Fact("فيه", holds),
        Fact("آخر تعديل", moment_phrase(content.changed_at)),
        Fact("صُدّر في", moment_phrase(made_at)),
    ]
    return [fact for fact in facts if fact.value]


def withdrawn_sentence(content: DossierContent) -> str:
    """What readers are told of items that are no longer public; empty if there are none."""
    if not content.withdrawn:
        return ""
    return f"حُجب عن القراء مما كان في هذا الملف: {counted(content.withdrawn, 'item')}."


def dated_phrase(article: Article) -> str:
    """The date and what it rests on: «الخميس 20 يونيو 2024، كما ورد (…)», «مارس 2001، استُنتج (…)», «دون تاريخ»."""
    evidence = f" ({article.published_evidence})" if article.published_evidence else ""
    if not article.published_value:
        known = f"، لم يُنشر قبل {date_phrase(article.not_before.isoformat())}" if article.not_before else ""
        return date_phrase(None) + known
    inferred = article.published_basis == Article.Basis.INFERRED
    return f"{full_date_phrase(article.published_value)}، {'استُنتج' if inferred else 'كما ورد'}{evidence}"


def _clipping(number: int, entries: Sequence[DossierEntry], site: str, is_whole: bool) -> Clipping:
    article = entries[0].article
    address = site + article_url(article.key)
    passages = [(entry.passage, entry.note) for entry in entries if entry.passage]
    return Clipping(
        number=number,
        article=article,
        title=_title(article),
        line=_line(article),
        direction=direction(article.language),
        facts=tuple(_facts(article, address)),
        notes=tuple(entry.note for entry in entries if entry.note and not entry.passage),
        passages=tuple(_kept(passage, note, address) for passage, note in passages),
        paragraphs=tuple(_paragraphs(article, [passage for passage, _ in passages])) if is_whole else (),
    )


def _title(article: Article) -> str:
    return article.title or f"{article.generated_title} (عنوان مولَّد)"


def _line(article: Article) -> str:
    return f"{article.source.name if article.source else NO_SOURCE}، {date_phrase(article.published_value)}"


def _facts(article: Article, address: str) -> Iterator[Fact]:
    document = article.raw_document
    facts = [
        Fact("المصدر", article.source.name if article.source else NO_SOURCE),
        Fact("تاريخ النشر", dated_phrase(article)),
        Fact("الكاتب", article.author),
        Fact("الوكالة", article.agency),
        Fact("مكان الخبر", article.dateline),
        Fact("القسم", article.section),
        Fact("الرابط الدائم", address, is_code=True, link=address),
        Fact("نُشر في", article.url, is_code=True, link=web_address(article.url)),
        Fact("الوثيقة الأصلية", article.document_name or "", is_code=True),
        Fact("بصمتها SHA-256", document.sha256 if document else "", is_code=True),
        Fact("للاستشهاد", citation(article, address)),
    ]
    yield from (fact for fact in facts if fact.value)


def _kept(passage: Passage, note: str, address: str) -> KeptPassage:
    place = f"الفقرة {passage.paragraph + 1}"
    if not passage.is_current:
        return KeptPassage(passage.text, f"{place} من نص سابق تغيّر بعد الاقتباس", address, note)
    return KeptPassage(passage.text, place, f"{address}#p{passage.paragraph + 1}", note)


def _paragraphs(article: Article, passages: Sequence[Passage]) -> Iterator[PrintedParagraph]:
    for paragraph in article.paragraphs.all():
        ranges = [
            (each.start, each.end) for each in passages if each.is_current and each.paragraph == paragraph.position
        ]
        marks = _joined(
            whole_words(paragraph.text, start, end) for start, end in ranges if 0 <= start < end <= len(paragraph.text)
        )
        yield PrintedParagraph(paragraph.position + 1, paragraph.role, paragraph.text, marks)


def _joined(ranges: Iterator[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """In order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
