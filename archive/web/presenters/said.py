"""What an entity said, and what others said of a person or organization, on its page: the newest, and how many in each year."""

from collections import Counter
from dataclasses import dataclass, replace

from archive.entities.models import Entity
from archive.search import SearchRequest
from archive.statements.models import SPEAKING, SPOKEN_OF, Quotation
from archive.statements.querysets import QuotationQuerySet
from archive.statements.selectors import days_of, quotations_about, quotations_by, utterances
from archive.web.presenters.facets import NamedCount
from archive.web.presenters.ledger import SPEAKER, LedgerRequest, ledger_url
from archive.web.presenters.ledger_rows import Row, row
from archive.web.query_string import period_range

SHOWN = 4
READ = 40
"""Quotations of which those shown are made: many papers print one."""


@dataclass(frozen=True)
class SaidSection:
    anchor: str
    title: str
    count: int
    """Quotations, each printing counted."""
    years: list[NamedCount]
    rows: list[Row]
    link: str
    onward: str

    @property
    def entry(self) -> tuple[str, str, bool]:
        """As a part of the page's contents."""
        return self.anchor, self.title, True


def said_sections(entity: Entity) -> list[SaidSection]:
    """«أقواله» and «قيل عنه», as far as there are any; of a place what it said alone."""
    of_person = entity.type == Entity.Type.PERSON
    said, heard = ("أقواله", "قيل عنه") if of_person else ("أقوالها", "قيل عنها")
    by, about = (
        LedgerRequest(SearchRequest(filters={SPEAKER: (entity.key,)})),
        LedgerRequest(SearchRequest(), about=(entity.key,)),
    )
    sections = []
    if entity.type in SPEAKING:
        sections.append(_section("said", said, f"كل {said}", quotations_by([entity.pk]), by))
    if entity.type in SPOKEN_OF:
        sections.append(_section("heard", heard, f"كل ما {heard}", quotations_about([entity.pk]), about))
    return [one for one in sections if one.count]


def _section(
    anchor: str, title: str, onward: str, quotations: QuotationQuerySet[Quotation], asked: LedgerRequest
) -> SaidSection:
    days = days_of(quotations)
    years = [
        NamedCount(str(year), count, ledger_url(replace(asked, search=_of(year, asked.search))))
        for year, count in sorted(Counter(day.year for _, day in days if day).items(), reverse=True)
    ]
    newest = quotations.filter(pk__in=[pk for pk, _ in days[:READ]])
    rows = [row(one) for one in utterances(newest)[:SHOWN]]
    return SaidSection(anchor, title, len(days), years, rows, ledger_url(asked), onward)


def _of(year: int, search: SearchRequest) -> SearchRequest:
    return replace(search, published=period_range(f"{year:04d}"))
