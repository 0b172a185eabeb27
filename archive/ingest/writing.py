"""Writing documents in batches: one transaction for some hundred articles, rows built before it begins.

A record whose key is known is unchanged if its raw line is the one kept, or reads the same; else the article is updated. A
text file is known by its bytes, so what curators made of its articles stays. Parents are written before what was cut from
them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from archive.catalog.models import Article, Batch, OutboxEntry, Paragraph, RawDocument
from archive.catalog.services import article_save, content_hash, generate_title, source_get_or_create
from archive.chronology.models import DateMention
from archive.entities.models import Mention
from archive.entities.services import mentions_write
from archive.ingest.annotation import annotations_build, article_annotate
from archive.ingest.readers.jsonl import parse_record
from archive.ingest.record import ArticleRecord, DocumentRecord, UnreadableError

ROWS = 2_000
"""Rows per INSERT statement at most; Django makes fewer of them where the database takes fewer parameters."""


@dataclass(slots=True)
class Counts:
    """What became of records: articles added, stubs added, and records of either kind updated or unchanged."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    stubs: int = 0

    def add(self, other: "Counts") -> None:
        self.added += other.added
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.stubs += other.stubs


@dataclass(slots=True)
class _Plan:
    """Records to add and to update (with the article's primary key), each with its document."""

    add: list[tuple[DocumentRecord, ArticleRecord]] = field(default_factory=list)
    update: list[tuple[DocumentRecord, ArticleRecord, int]] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)


class Writer:
    """Writes documents of one import. `source` names the source of records that name none."""

    def __init__(self, batch: Batch | None, source: str = "") -> None:
        self._batch = batch
        self._source = source
        self._source_pks: dict[str, int] = {}

    def write(self, documents: Sequence[DocumentRecord]) -> Counts:
        """Write these documents; without a batch, only count what would be written."""
        plan = self._plan(documents)
        if self._batch is None or not (plan.add or plan.update):
            return plan.counts
        try:
            self._carry_out(plan)
        except IntegrityError:
            # another import wrote some of these records since we looked: look again, once
            plan = self._plan(documents)
            self._carry_out(plan)
        return plan.counts

    def _plan(self, documents: Sequence[DocumentRecord]) -> _Plan:
        plan = _Plan()
        keys = [record.import_key for document in documents for record in document.records]
        known = _known_articles(keys)
        for document in documents:
            for record in document.records:
                if record.import_key not in known:
                    plan.add.append((document, record))
                    if record.kind == "stub":
                        plan.counts.stubs += 1
                    else:
                        plan.counts.added += 1
                elif _reads_the_same(document, record, known[record.import_key][1]):
                    plan.counts.unchanged += 1
                else:
                    plan.update.append((document, record, known[record.import_key][0]))
                    plan.counts.updated += 1
        return plan

    def _carry_out(self, plan: _Plan) -> None:
        articles = [self._article(record) for _document, record in plan.add]
        paragraphs: list[Paragraph] = []
        mentions: list[Mention] = []
        dates: list[DateMention] = []
        for article, (_document, record) in zip(articles, plan.add, strict=True):
            paragraphs.extend(_paragraph_rows(article, record))
            found_mentions, found_dates = annotations_build(article, record.paragraphs)
            mentions.extend(found_mentions)
            dates.extend(found_dates)
        with transaction.atomic():
            raw = self._raw_documents([*(row[0] for row in plan.add), *(row[0] for row in plan.update)])
            for article, (document, _record) in zip(articles, plan.add, strict=True):
                article.raw_document_id = raw[document.sha256]
            self._save_articles(articles, plan)
            Paragraph.objects.bulk_create(paragraphs, batch_size=ROWS)
            mentions_write(mentions)
            DateMention.objects.bulk_create(dates, batch_size=ROWS)
            OutboxEntry.objects.bulk_create((OutboxEntry(article_pk=article.pk) for article in articles), ROWS)
            for document, record, pk in plan.update:
                self._update(pk, record, raw[document.sha256])

    def _save_articles(self, articles: list[Article], plan: _Plan) -> None:
        """Parents first, so that what was cut from them can point at them."""
        pairs = list(zip(articles, plan.add, strict=True))
        Article.objects.bulk_create(
            [article for article, (_, record) in pairs if record.parent is None], batch_size=ROWS
        )
        by_key = {article.import_key: article for article in articles}
        children = []
        for article, (document, record) in pairs:
            if record.parent is not None:
                key = document.records[record.parent].import_key
                article.parent = by_key.get(key) or Article.objects.filter(import_key=key).first()
                children.append(article)
        Article.objects.bulk_create(children, batch_size=ROWS)

    def _article(self, record: ArticleRecord) -> Article:
        return self._fill(Article(import_key=record.import_key), record)

    def _fill(self, article: Article, record: ArticleRecord) -> Article:
        """Everything that the record says, set on the article."""
        published = record.published
        article.kind = record.kind
        article.title = record.title
        article.generated_title = "" if record.title else generate_title(_opening(record))
        article.source_id = self._source_pk(record.source or (self._source if record.parent is None else ""))
        article.author, article.agency, article.dateline = record.author, record.agency, record.dateline
        article.section, article.url = record.section, record.url
        article.tags, article.tag_line = list(record.tags), record.tag_line
        article.published_on = published.first if published else None
        article.published_precision = published.precision if published else ""
        article.published_basis = published.basis if published else ""
        article.published_evidence = published.evidence if published else ""
        article.not_before, article.not_before_evidence = record.not_before, record.not_before_evidence
        article.first_line, article.last_line = record.first_line, record.last_line
        article.content_hash = content_hash(title=record.title, paragraphs=record.paragraphs)
        return article

    def _source_pk(self, name: str) -> int | None:
        name = " ".join(name.split())
        if not name:
            return None
        if name not in self._source_pks:
            self._source_pks[name] = source_get_or_create(name=name).pk
        return self._source_pks[name]

    def _raw_documents(self, documents: list[DocumentRecord]) -> dict[str, int]:
        """Primary keys by SHA-256, of documents kept before and of those kept now."""
        by_hash = {document.sha256: document for document in documents}
        pks: dict[str, int] = {}
        for hashes in _chunks(list(by_hash)):
            pks.update(RawDocument.objects.filter(sha256__in=hashes).values_list("sha256", "pk"))
        new = [
            RawDocument(
                sha256=document.sha256,
                content=document.content,
                origin=document.origin[:1000],
                media_type=document.media_type,
                encoding=document.encoding,
                batch=self._batch,
            )
            for sha256, document in by_hash.items()
            if sha256 not in pks
        ]
        RawDocument.objects.bulk_create(new, batch_size=ROWS)
        return pks | {document.sha256: document.pk for document in new}

    def _update(self, pk: int, record: ArticleRecord, raw_document: int) -> None:
        article = self._fill(Article.objects.get(pk=pk), record)
        article.raw_document_id = raw_document
        article_save(article=article, paragraphs=record.paragraphs)
        article_annotate(article=article)


def _known_articles(keys: list[str]) -> dict[str, tuple[int, str]]:
    """Primary key and raw document's SHA-256 of the articles that have these import keys."""
    known: dict[str, tuple[int, str]] = {}
    for chunk in _chunks(keys):
        rows = Article.objects.filter(import_key__in=chunk).values_list("import_key", "pk", "raw_document__sha256")
        known.update((key, (pk, sha256 or "")) for key, pk, sha256 in rows if key)
    return known


def _reads_the_same(document: DocumentRecord, record: ArticleRecord, kept: str) -> bool:
    """Whether the raw line kept for an article is this one, or differs only in what is not read."""
    if kept == document.sha256:
        return True
    old = RawDocument.objects.filter(sha256=kept, media_type="application/json").first()
    if old is None:
        return False
    try:
        return parse_record(bytes(old.content))[0] == record
    except UnreadableError:
        return False


def _paragraph_rows(article: Article, record: ArticleRecord) -> Iterator[Paragraph]:
    for position, (role, text) in enumerate(record.paragraphs):
        yield Paragraph(article=article, position=position, role=role, text=text)


def _opening(record: ArticleRecord) -> str:
    prose = [text for role, text in record.paragraphs if role in ("lede", "paragraph")]
    return (prose or [text for _role, text in record.paragraphs] or [""])[0]


def _chunks(values: list[str], size: int = 500) -> Iterator[list[str]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
