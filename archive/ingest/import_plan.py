"""What an import does with each record: add it, update the article that has its key (`identity`), or leave that as it is.

An article is unchanged if the raw line kept for it is this one, or reads the same. A text file is known by its bytes, so
what curators made of its articles stays.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple, TypeVar

from archive.catalog.models import Article, RawDocument, Tombstone
from archive.catalog.selectors import redactors_of
from archive.catalog.services import FIELD_COLUMNS, generate_title
from archive.ingest.announcements import announces
from archive.ingest.collisions import collides, decided_before
from archive.ingest.field_values import differences, record_redacted, says_same
from archive.ingest.identity import earlier_text_key
from archive.ingest.record import ArticleRecord, DocumentRecord
from archive.ingest.rules.texts import RuleBook, record_ruled, rule_book
from archive.ingest.stored import stored_records
from archive.ingest.undone import undone_records, withdrawn_with_batch

MAX_PARAMETERS = 500
"""Values of one query with `IN`."""


Value = TypeVar("Value")


class Notice(NamedTuple):
    """What an import left as it was, for a person to look at: kind (a key of NOTICES), input and title."""

    kind: str
    name: str
    title: str

    def __str__(self) -> str:
        return f"{self.name}: {NOTICES[self.kind]}: {self.title}"


NOTICES = {
    "kept_deleted": "kept deleted",
    "kept_undone": "kept undone",
    "curated": "kept as curated",
    "collision": "held back as a collision",
    "repeated": "with an id that came before",
}


@dataclass(slots=True)
class Counts:
    """Articles added, stubs added, records of either kind updated or unchanged, and notices of what was left as it was."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    stubs: int = 0
    notices: list[Notice] = field(default_factory=list)

    def add(self, other: "Counts") -> None:
        self.added += other.added
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.stubs += other.stubs
        self.notices += other.notices


class Outcome(NamedTuple):
    """What becomes of one record of a document: `verdict` is added, updated, unchanged, or kept_deleted or collision, which are
    kinds of notices. `article` is the primary key of the article that has its key, `title` its
    title, `curated` the fields that stay as a curator set them. `is_kept_undone`: the record was undone with its batch, or its
    article was, and stays so."""

    verdict: str
    document: DocumentRecord
    record: ArticleRecord
    article: int | None = None
    title: str = ""
    curated: tuple[str, ...] = ()
    is_kept_undone: bool = False


@dataclass(slots=True)
class ImportPlan:
    """Records to add and to update (with the article, its paragraphs and differences), each with its document."""

    add: list[tuple[DocumentRecord, ArticleRecord]] = field(default_factory=list)
    update: list[tuple[DocumentRecord, ArticleRecord, Article]] = field(default_factory=list)
    rename: list[tuple[int, str]] = field(default_factory=list)
    """Articles of text files (primary key) that bear the key of an earlier version, with the key they have today."""
    differences: list[tuple[Article, dict[str, str]]] = field(default_factory=list)
    """Articles with the values of their records (by field, as shown) that are not written, because curators set others."""
    collisions: list[tuple[DocumentRecord, ArticleRecord, Article]] = field(default_factory=list)
    """Records that read as another text than the article that has their key."""
    withdrawn: set[int] = field(default_factory=set)
    """Articles (primary keys) that were withdrawn when their batch was undone, and stay so."""
    restored: list[str] = field(default_factory=list)
    """Keys of tombstones that are lifted."""
    counts: Counts = field(default_factory=Counts)
    outcomes: list[Outcome] = field(default_factory=list)
    """What `counts` counts, record by record."""
    read: int = 0
    """Documents that were compared, with or without anything to write."""

    def decide(self, outcome: Outcome) -> None:
        """Note what becomes of a record, and count it."""
        self.outcomes.append(outcome)
        self._count(outcome, 1)

    def decide_again(self, place: int, verdict: str) -> None:
        """Replace the verdict of an outcome, and correct the counts."""
        self._count(self.outcomes[place], -1)
        self.outcomes[place] = self.outcomes[place]._replace(verdict=verdict)
        self._count(self.outcomes[place], 1)

    def _count(self, outcome: Outcome, by: int) -> None:
        if outcome.verdict == "added":
            name = "stubs" if outcome.record.kind == "stub" else "added"
        elif outcome.verdict in ("updated", "unchanged"):
            name = outcome.verdict
            if outcome.curated:
                self._notice(outcome, "curated", f"{outcome.title} ({', '.join(outcome.curated)})", by)
            if outcome.is_kept_undone:
                self._notice(outcome, "kept_undone", title_of(outcome.record), by)
        else:
            self._notice(outcome, outcome.verdict, title_of(outcome.record), by)
            return
        setattr(self.counts, name, getattr(self.counts, name) + by)

    def _notice(self, outcome: Outcome, kind: str, title: str, by: int) -> None:
        notice = Notice(kind, outcome.document.name, title)
        self.counts.notices.append(notice) if by > 0 else self.counts.notices.remove(notice)

    @property
    def documents(self) -> list[DocumentRecord]:
        """The documents of all records that will be written."""
        return [*(row[0] for row in self.add), *(row[0] for row in (*self.update, *self.collisions))]


def import_plan(documents: Sequence[DocumentRecord], *, source: str = "", restore_deleted: bool = False) -> ImportPlan:
    """Compare the records of these documents with the catalog as it is now.

    `source` is the source of records that name none. Records whose articles were deleted are left out; with
    `restore_deleted` they are added, and `restored` holds their keys.
    """
    book = rule_book()
    documents = [_ruled(document, book, source) for document in documents]
    plan = ImportPlan(read=len(documents))
    known = known_articles(record.import_key for document in documents for record in document.records)
    known |= _known_by_earlier_keys(documents, known, plan)
    stored = _stored_records(_other_hashes(documents, known))
    stored = {key: record_ruled(record, book, source) for key, record in stored.items()}
    deleted = _deleted(documents, known)
    plan.withdrawn = withdrawn_with_batch(pk for pk, _ in known.values()) if known else set()
    changed: list[tuple[DocumentRecord, ArticleRecord, int]] = []
    for document in documents:
        is_here = _is_here(document, known)
        for place, record in enumerate(document.records):
            pk, sha256 = known.get(record.import_key, (None, ""))
            tombstones = deleted.intersection(_keys(document, place, record)) if pk is None else set()
            if tombstones and not restore_deleted:
                plan.decide(Outcome("kept_deleted", document, record))
            elif pk is None and is_here and not tombstones:
                plan.decide(Outcome("unchanged", document, record))
            elif pk is None:
                plan.restored += tombstones
                plan.add.append((document, record))
                plan.decide(Outcome("added", document, record))
            elif sha256 == document.sha256 or _is_same(stored.get(record.import_key), record):
                plan.decide(Outcome("unchanged", document, record, pk, is_kept_undone=pk in plan.withdrawn))
            else:
                changed.append((document, record, pk))
    changed = _without_undone(plan, changed)
    _plan_updates(plan, changed, {pk: stored.get(key) for key, (pk, _) in known.items()}, source)
    return plan


def _ruled(document: DocumentRecord, book: RuleBook, source: str) -> DocumentRecord:
    """The document with its records as curators' rules have them."""
    records = tuple(record_ruled(record, book, source) for record in document.records)
    return document if records == document.records else replace(document, records=records)


def _is_here(document: DocumentRecord, known: Mapping[str, tuple[int, str]]) -> bool:
    """Whether a file that is known by its bytes was imported before: all that was cut from it then is here.

    Its other records come of rules of splitting that have changed since, and their text stands in those that are known.
    """
    keys = [record.import_key for record in document.records]
    return all(key.startswith("text:") for key in keys) and any(
        known.get(key, (0, ""))[1] == document.sha256 for key in keys
    )


def _without_undone(
    plan: ImportPlan, changed: Sequence[tuple[DocumentRecord, ArticleRecord, int]]
) -> list[tuple[DocumentRecord, ArticleRecord, int]]:
    """The changed records but those that were taken back from their article when their batch was undone."""
    undone = undone_records({pk: record.import_key for _, record, pk in changed}) if changed else {}
    left = []
    for document, record, pk in changed:
        if any(sha256 == document.sha256 or _is_same(said, record) for sha256, said in undone.get(pk, ())):
            plan.decide(Outcome("unchanged", document, record, pk, is_kept_undone=True))
        else:
            left.append((document, record, pk))
    return left


def _plan_updates(
    plan: ImportPlan,
    changed: Sequence[tuple[DocumentRecord, ArticleRecord, int]],
    before: Mapping[int, ArticleRecord | None],
    source: str,
) -> None:
    """Plan the records that differ from those their articles have (`before`, by primary key)."""
    if not changed:
        return
    related = Article.objects.select_related("source", "raw_document").defer("raw_document__content")
    related = related.prefetch_related("paragraphs", "differences")
    articles = related.in_bulk([pk for _, _, pk in changed])
    redactors = redactors_of(article for article in articles.values() if article.is_redacted)
    known = []
    for document, record, pk in changed:
        if (article := articles.get(pk)) is None:
            continue
        said = record_redacted(record, redactors[article.key]) if article.is_redacted else record
        if says_same(article, said, source) or announces(document, record, article):
            plan.decide(Outcome("unchanged", document, record, pk, article.display_title))
        elif article.import_key is None:
            # made by hand, exported and edited since: there is no other original, and every field is a curator's
            plan.decide(Outcome("unchanged", document, record, pk, article.display_title, tuple(FIELD_COLUMNS)))
        else:
            known.append((document, record, article))
    colliding = [
        (document, record, article)
        for document, record, article in known
        if document.media_type != "text/plain" and collides(article, record, before[article.pk])
    ]
    earlier = decided_before([record.import_key for _, record, _ in colliding]) if colliding else {}
    held = {article.pk for _, _, article in colliding}
    for document, record, article in known:
        if article.pk not in held:
            _plan_update(plan, document, record, article, source)
    for document, record, article in colliding:
        rows = earlier.get(record.import_key, [])
        apart = [each.own_article for each in rows if each.own_article is not None]
        own = next((each for each in apart if not collides(each, record, None)), None)
        same = next((each for each in rows if each.raw_document.sha256 == document.sha256), None)
        if same is not None and same.state == "own" and same.own_article is None:
            plan.decide(Outcome("kept_deleted", document, record, article.pk, article.display_title))
        elif same is not None and same.state == "undone":
            title = article.display_title
            plan.decide(Outcome("unchanged", document, record, article.pk, title, is_kept_undone=True))
        elif (same is not None and same.state in ("own", "refused")) or (
            own is not None and own.raw_document and own.raw_document.sha256 == document.sha256
        ):
            plan.decide(Outcome("unchanged", document, record, article.pk, article.display_title))
        elif own is not None:
            _plan_update(plan, document, record, own, source)
        else:
            plan.collisions.append((document, record, article))
            plan.decide(Outcome("collision", document, record, article.pk, article.display_title))


def _plan_update(
    plan: ImportPlan, document: DocumentRecord, record: ArticleRecord, article: Article, source: str
) -> None:
    plan.update.append((document, record, article))
    redactor = redactors_of([article])[article.key] if article.is_redacted else None
    values = differences(article, record_redacted(record, redactor) if redactor else record, source)
    is_kept_undone, title = article.pk in plan.withdrawn, article.display_title
    plan.decide(Outcome("updated", document, record, article.pk, title, tuple(values), is_kept_undone))
    if values:
        plan.differences.append((article, values))


def known_articles(keys: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Primary key and raw document's SHA-256 of the articles that have these import keys."""
    known: dict[str, tuple[int, str]] = {}
    for chunk in chunks(keys):
        rows = Article.objects.filter(import_key__in=chunk).values_list("import_key", "pk", "raw_document__sha256")
        known.update((key, (pk, sha256 or "")) for key, pk, sha256 in rows if key)
        if public := [key.removeprefix("article:") for key in chunk if key.startswith("article:")]:
            unimported = Article.objects.filter(key__in=public, import_key=None)
            known |= {article.stored_key: (article.pk, "") for article in unimported.only("pk", "key", "import_key")}
    return known


def _other_hashes(documents: Sequence[DocumentRecord], known: dict[str, tuple[int, str]]) -> dict[str, list[str]]:
    """The keys of known articles whose raw document is another than the one at hand, by its SHA-256."""
    keys: dict[str, list[str]] = {}
    for document in documents:
        for record in document.records:
            _, sha256 = known.get(record.import_key, (0, ""))
            if sha256 and sha256 != document.sha256:
                keys.setdefault(sha256, []).append(record.import_key)
    return keys


def _known_by_earlier_keys(
    documents: Sequence[DocumentRecord], known: dict[str, tuple[int, str]], plan: ImportPlan
) -> dict[str, tuple[int, str]]:
    """Articles of text files that were imported before keys had a namespace: any source given now may be theirs."""
    keys = {
        earlier_text_key(document.sha256, place): record.import_key
        for document in documents
        if document.media_type == "text/plain" and not any(record.import_key in known for record in document.records)
        for place, record in enumerate(document.records)
    }
    found = {keys[earlier]: row for earlier, row in known_articles(keys).items()}
    plan.rename += [(pk, key) for key, (pk, _) in found.items()]
    return found


def _deleted(documents: Sequence[DocumentRecord], known: Container[str]) -> set[str]:
    """The keys of these documents' records under which an article was deleted."""
    keys = {
        key
        for document in documents
        for place, record in enumerate(document.records)
        if record.import_key not in known
        for key in _keys(document, place, record)
    }
    deleted: set[str] = set()
    for chunk in chunks(keys):
        deleted.update(Tombstone.objects.filter(import_key__in=chunk).values_list("import_key", flat=True))
    return deleted


def _keys(document: DocumentRecord, place: int, record: ArticleRecord) -> tuple[str, ...]:
    """The key of a record and, in a text file, the one of earlier versions."""
    if document.media_type != "text/plain":
        return (record.import_key,)
    return (record.import_key, earlier_text_key(document.sha256, place))


def title_of(record: ArticleRecord) -> str:
    """The title in one line, else the first words."""
    return record.title or generate_title(record.paragraphs)


def _is_same(stored: ArticleRecord | None, record: ArticleRecord) -> bool:
    return stored is not None and replace(stored, import_key=record.import_key) == record


def _stored_records(keys_by_hash: Mapping[str, Sequence[str]]) -> dict[str, ArticleRecord]:
    """By key: the records of the raw documents with these SHA-256, as today's readers read them."""
    records: dict[str, ArticleRecord] = {}
    for chunk in chunks(keys_by_hash):
        documents = RawDocument.objects.filter(sha256__in=chunk).exclude(media_type="text/plain")
        for sha256, media_type, content in documents.values_list("sha256", "media_type", "content"):
            records |= stored_records(media_type, bytes(content), keys_by_hash[sha256])
    return records


def chunks(values: Iterable[Value], size: int = MAX_PARAMETERS) -> Iterator[list[Value]]:
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk
