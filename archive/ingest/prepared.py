"""Documents between plan and writing: the articles built for them, and what is recognised in these, here or elsewhere."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.catalog.models import Article
from archive.ingest.annotation import Annotations, annotations_build_all, printed_article, redacted_text
from archive.ingest.field_values import paragraphs_to_write
from archive.ingest.import_plan import ImportPlan
from archive.ingest.recognizers.pool import Pending, RecognizerPool, Unread, annotations_from
from archive.ingest.record import ArticleRecord, DocumentRecord, ParagraphText
from archive.ingest.stages import WAITING, StageClock

Filled = tuple[Article, DocumentRecord, ArticleRecord]


class RecognitionKilledError(Exception):
    """Each process that read these documents was killed."""

    def __init__(self, documents: Sequence[DocumentRecord]) -> None:
        super().__init__(f"{len(documents)} documents")
        self.documents = documents


@dataclass(slots=True)
class Prepared:
    """Documents with what is planned for them: articles to add and to update, the latter with the time of their last change."""

    documents: Sequence[DocumentRecord]
    plan: ImportPlan
    added: list[Filled] = field(default_factory=list)
    updated: list[Filled] = field(default_factory=list)
    read: dict[int, dt.datetime] = field(default_factory=dict)
    _recognized: Pending | None = None

    @property
    def keys(self) -> set[str]:
        return {record.import_key for document in self.documents for record in document.records}

    def submit(self, pool: RecognizerPool) -> None:
        """Have the names and dates of these articles recognised by other processes meanwhile."""
        self._recognized = pool.submit([printed_article(*each) for each in self._texts()])

    def annotations(self, clock: StageClock) -> list[Annotations]:
        """The annotations of the added articles, then of the updated ones."""
        if self._recognized is None:
            return annotations_build_all(self._texts())
        with clock.stage(WAITING):
            answers = self._recognized.result()
        filled = [*self.added, *self.updated]
        killed = [row[1] for row, answer in zip(filled, answers, strict=True) if answer is Unread.KILLED]
        if killed:
            raise RecognitionKilledError(killed)
        return annotations_from(self._texts(), answers)

    def _texts(self) -> list[tuple[Article, Sequence[ParagraphText]]]:
        return [
            *(redacted_text(article, record.paragraphs) for article, _, record in self.added),
            *(redacted_text(article, paragraphs_to_write(article, record)) for article, _, record in self.updated),
        ]
