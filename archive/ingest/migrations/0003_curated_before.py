"""What curators set before it was noted: the fields of an article in which it differs from what its stored record reads as.

A record is read as versions before did and as today's reader does: what differs from one of them only because texts are
mended otherwise is no curator's. The articles of text files are never updated by an import, so nothing is noted for them.
"""

import json

from django.db import migrations

from archive.ingest.field_values import record_texts
from archive.ingest.identity import KeyScheme, namespace_fold, printed_line, printed_paragraphs
from archive.ingest.page_text.tags import split_tags
from archive.ingest.readers.jsonl import parse_record
from archive.ingest.record import UnreadableError

ROWS = 500


def note_fields(apps, schema_editor):
    alias = schema_editor.connection.alias
    articles = apps.get_model("catalog", "Article").objects.using(alias)
    records = articles.filter(raw_document__media_type="application/json", import_key__isnull=False).order_by("pk")
    after = 0
    while rows := list(
        records.filter(pk__gt=after).select_related("raw_document", "source").prefetch_related("paragraphs")[:ROWS]
    ):
        for article in rows:
            if curated := _curated(article):
                articles.filter(pk=article.pk).update(curated_fields=curated)
        after = rows[-1].pk


def _curated(article):
    content = bytes(article.raw_document.content)
    try:
        today = record_texts(parse_record(content)[0])
        before = _read_before(json.loads(content.decode("utf-8")), today)
    except (UnreadableError, ValueError):
        return []
    stored = _texts(article)  # fields that came later were nobody's to set
    fields = [name for name in stored if name != "source" and stored[name] not in (today[name], before[name])]
    namespace = article.import_key.split(":")[1]
    printed = KeyScheme(source=stored["source"]).record_namespace({}) if stored["source"] else ""
    said = namespace_fold(today["source"]) == namespace_fold(stored["source"])
    return fields if said or printed == namespace else [*fields, "source"]


def _read_before(fields, today):
    tags = fields.get("tags")
    parts = tags if isinstance(tags, list) else [tags]
    lines = [printed_line(part) for part in parts if isinstance(part, str)]
    split = lines if isinstance(tags, list) else [" ".join(tag.split()) for line in lines for tag in split_tags(line)]
    return today | {
        "title": printed_line(fields.get("title"))[:1000],
        "paragraphs": "\n".join(printed_paragraphs(fields.get("body"))),
        "author": printed_line(fields.get("author"))[:300],
        "section": printed_line(fields.get("section"))[:200],
        "url": printed_line(fields.get("url"))[:2000],
        "tags": "، ".join(dict.fromkeys(tag[:200] for tag in split if tag)),
    }


def _texts(article):
    day, precision = article.published_on, article.published_precision
    return {
        "title": article.title or "",
        "paragraphs": "\n".join(paragraph.text for paragraph in article.paragraphs.all()),
        "source": article.source.name if article.source else "",
        "author": article.author,
        "agency": article.agency,
        "dateline": article.dateline,
        "section": article.section,
        "url": article.url,
        "tags": "، ".join(article.tags),
        "published": day.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]] if day else "",
        "not_before": article.not_before.isoformat() if article.not_before else "",
        "kind": article.kind,
    }


class Migration(migrations.Migration):
    dependencies = [("ingest", "0002_deleted_before"), ("catalog", "0008_curated_fields")]
    operations = [migrations.RunPython(note_fields, migrations.RunPython.noop)]
