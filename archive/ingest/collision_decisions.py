"""What becomes of a record that was held back: a newer text of its article, an article of its own, or nothing."""

from dataclasses import replace

from django.db import transaction

from archive.catalog.models import Article, ArticleRevision, Collision
from archive.catalog.services import collision_settle
from archive.ingest.collisions import own_key, record_load
from archive.ingest.field_values import differences
from archive.ingest.import_plan import ImportPlan
from archive.ingest.record import ArticleRecord, DocumentRecord
from archive.ingest.restoring import given_source
from archive.ingest.writing import Writer


def collision_decide(*, collision: Collision, state: str) -> None:
    """Carry out a decision: one of Collision.State but OPEN. Raises ValueError for a collision that was decided before."""
    if collision.state != Collision.State.OPEN:
        raise ValueError("decided before")
    record, source = record_load(collision.record), given_source(collision.article)
    writer, document = (
        Writer(collision.batch, source, cause=ArticleRevision.Cause.DECISION),
        _document(collision, record),
    )
    own = None
    with transaction.atomic():
        match Collision.State(state):
            case Collision.State.REVISION:
                article = Article.objects.select_related("source").get(pk=collision.article.pk)
                values = differences(article, record, source)
                noted = [(article, values)] if values else []
                writer.carry_out(ImportPlan(update=[(document, record, article)], differences=noted))
            case Collision.State.OWN:
                key = own_key(collision.import_key, document.sha256)
                writer.carry_out(ImportPlan(add=[(document, replace(record, import_key=key, parent=None))]))
                own = Article.objects.get(import_key=key)
            case Collision.State.OPEN:
                raise ValueError("open is no decision")
        collision_settle(collision=collision, state=state, own_article=own)


def _document(collision: Collision, record: ArticleRecord) -> DocumentRecord:
    raw = collision.raw_document
    return DocumentRecord(raw.sha256, bytes(raw.content), raw.origin, raw.media_type, raw.encoding, (record,))
