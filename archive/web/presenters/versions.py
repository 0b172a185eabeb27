"""Versions of an article's text: the list on its page, and two of them side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from archive.catalog.models import Article
from archive.coverage.models import Version
from archive.coverage.selectors import ComparedRow, Fate
from archive.web.links import page_url
from archive.web.presenters.arabic_text import counted
from archive.web.presenters.paragraph_html import MarkedWord, paragraph_html

FATES = {
    Fate.KEPT: "كما هي",
    Fate.CHANGED: "تغيّرت كلمات",
    Fate.CUT: "محذوفة",
    Fate.ADDED: "مضافة",
    Fate.JOINED: "ضُمّت إلى فقرة أخرى",
    Fate.SPLIT: "تتمة الفقرة السابقة",
}
MOVED = "نُقلت من موضعها"


@dataclass(frozen=True)
class ShownVersion:
    """One version in the list; `compare` is the address of the comparison with the article shown, "" for itself."""

    article: Article
    relation: str
    details: str
    percent: int | None
    is_first: bool
    is_base: bool
    compare: str


def shown_versions(article: Article, versions: Sequence[Version]) -> list[ShownVersion]:
    """The versions in the order of print. What each kept, cut and added is measured on the group's representative."""
    first = _first_printed([row.article for row in versions])
    return [_shown(article, row, is_first=row.article == first) for row in versions]


def _first_printed(articles: Sequence[Article]) -> Article | None:
    """The article printed before all others; None if another one is of the same day, or not known to the day."""
    dated = sorted((other for other in articles if other.published_on), key=lambda other: str(other.published_on))
    if not dated or any(other.published_precision != Article.Precision.DAY for other in dated):
        return None
    is_alone = len(dated) == 1 or dated[0].published_on != dated[1].published_on
    return dated[0] if is_alone and len(dated) > 1 else None


def _shown(article: Article, row: Version, *, is_first: bool) -> ShownVersion:
    is_base = row.group.representative_id == row.article_id
    is_same = is_base or row.relation == Version.Relation.EQUAL
    compare = "" if row.article_id == article.pk else comparison_url(article, row.article)
    details = "" if is_base else "، ".join(_changes(row))
    relation = "" if is_base else row.get_relation_display()
    return ShownVersion(
        row.article, relation, details, None if is_same else round(row.share * 100), is_first, is_base, compare
    )


def _changes(row: Version) -> list[str]:
    """«حُذف منه 3 فقرات»، «أُضيف إليه فقرتان»: the verb does not depend on the number."""
    cut = [f"حُذف منه {counted(row.cut, 'paragraph')}"] if row.cut else []
    added = [f"أُضيف إليه {counted(row.added, 'paragraph')}"] if row.added else []
    return cut + added


def comparison_url(base: Article, version: Article) -> str:
    return page_url("versions", base.key, version.key)


@dataclass(frozen=True)
class ShownRow:
    """A row of the comparison: HTML of the paragraph on each side, None where it has none."""

    fate: str
    label: str
    base: SafeString | None
    version: SafeString | None


def shown_rows(rows: Sequence[ComparedRow]) -> list[ShownRow]:
    return [_shown_row(row) for row in rows]


def _shown_row(row: ComparedRow) -> ShownRow:
    label = FATES[row.fate]
    if row.moved:
        label = MOVED if row.fate is Fate.KEPT else f"{MOVED}، و{label}"
    return ShownRow(
        row.fate.value,
        label,
        paragraph_html(row.base.text, marks=_marks(row.base_marks)) if row.base else None,
        paragraph_html(row.version.text, marks=_marks(row.version_marks)) if row.version else None,
    )


def _marks(spans: Sequence[tuple[int, int]]) -> list[MarkedWord]:
    return [MarkedWord(start, end) for start, end in spans]


def summary(rows: Sequence[ComparedRow]) -> str:
    """«بقي 6 فقرات (تغيّرت كلمات في فقرتين)، وحُذف 3 فقرات، وأُضيف فقرة واحدة.»"""
    fates = [row.fate for row in rows]
    changed, cut, added = (fates.count(fate) for fate in (Fate.CHANGED, Fate.CUT, Fate.ADDED))
    kept = sum(row.base is not None for row in rows) - cut
    parts = [
        f"بقي {counted(kept, 'paragraph')}"
        + (f" (تغيّرت كلمات في {counted(changed, 'paragraph_in')})" if changed else "")
    ]
    parts += [f"حُذف {counted(cut, 'paragraph')}"] if cut else []
    parts += [f"أُضيف {counted(added, 'paragraph')}"] if added else []
    return "، و".join(parts) + "."
