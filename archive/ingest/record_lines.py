"""An article as a line of JSON that an import reads again: the inverse of `readers.jsonl`.

Into the archive that it came from, such a line changes nothing: it has the article's key and says what the article says. Into
another one it brings the same text with the roles of its paragraphs (and so the same hash), the date with its basis, the kind,
and what the article was cut from. A generated title is null, as is what is not known. Left out: the raw document, the state
(what is exported is published) and what was recognised in the text, which every archive recognises itself.
"""

import json
from typing import Any

from archive.catalog.models import Article
from archive.catalog.querysets import ArticleQuerySet
from archive.catalog.selectors import redactors_of
from archive.ingest.identity import key_fields


def exported_articles() -> ArticleQuerySet[Article]:
    """Published articles and stubs with the related rows that their lines hold."""
    return Article.objects.published().with_record().select_related("source", "parent")


def record_line(article: Article) -> str:
    """One line of JSON without its end; no query for an article of `exported_articles`."""
    return json.dumps(record_fields(article), ensure_ascii=False, separators=(",", ":"))


def record_fields(article: Article) -> dict[str, Any]:
    """The fields of a record (docs/ingest.md), all of them, null where nothing is known."""
    parent = article.parent if article.parent and article.parent.state == Article.State.PUBLISHED else None
    paragraphs = list(article.paragraphs.all())
    return {
        **key_fields(_printed_key(article), _printed_key(parent) if parent else ""),
        "kind": article.kind,
        "title": article.title,
        "body": [paragraph.text for paragraph in paragraphs],
        "roles": [paragraph.role for paragraph in paragraphs],
        "date": article.published_value,
        "date_precision": article.published_precision or None,
        "date_basis": article.published_basis or None,
        "date_evidence": article.published_evidence or None,
        "not_before": article.not_before.isoformat() if article.not_before else None,
        "not_before_evidence": article.not_before_evidence or None,
        "source": article.source.name if article.source else None,
        "author": article.author or None,
        "agency": article.agency or None,
        "dateline": article.dateline or None,
        "cited": article.cited,
        "photo_credit": article.photo_credit or None,
        "language": article.language or None,
        "section": article.section or None,
        "tags": article.tags,
        "url": article.url or None,
    }


def _printed_key(article: Article) -> str:
    return f"article:{article.key}" if _key_is_redacted(article) else article.stored_key


def _key_is_redacted(article: Article) -> bool:
    """Whether the key of the import holds a name that is redacted: an import takes the line for another article then."""
    if not article.is_redacted:
        return False
    return redactors_of([article])[article.key].address(article.stored_key) == ""
