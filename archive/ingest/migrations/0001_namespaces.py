"""Keys of articles that were imported before get their namespace, as today's import would give it (`archive.ingest.identity`).

JSON lines: from the stored raw line. Where it prints no source, the source given for the import was made the article's; since a
curator may have changed that of one article, the commonest source of such articles of the same import counts.
Text files: the source of the first article, if the file does not print it. Where it does, or where the first article is
gone, the key stays as it was until the file is imported again: then any source given serves.
"""

import json
from collections import Counter

from django.db import migrations
from django.db.models import Q

from archive.ingest.identity import KeyScheme, namespace_fold

ROWS = 500
TEXT_FILES = 50
"""Files of up to 10 MB each that are in memory at a time."""


def add_namespaces(apps, schema_editor):
    alias = schema_editor.connection.alias
    articles = apps.get_model("catalog", "Article").objects.using(alias)
    given = _given_sources(articles)
    for rows in _batches(articles):
        keys = {}
        for pk, key, source, batch, content in rows:
            fields = _fields(content)
            source = source if batch is None or _prints_source(fields) else given.get(batch, source)
            keys[pk] = _new_key(key, fields, source or "")
        _save(schema_editor, articles, keys)
    _text_files(schema_editor, articles, apps.get_model("catalog", "RawDocument").objects.using(alias))


def _batches(articles, after=0):
    """(primary key, import key, source, batch, raw line) of the articles made of records, ROWS at a time."""
    earlier = Q(import_key__startswith="jsonl:") | Q(import_key__startswith="sha256:")
    records = articles.filter(earlier, raw_document__media_type="application/json").order_by("pk")
    columns = ("pk", "import_key", "source__name", "raw_document__batch", "raw_document__content")
    while rows := list(records.filter(pk__gt=after).values_list(*columns)[:ROWS]):
        yield rows
        after = rows[-1][0]


def _given_sources(articles):
    """The source given for each import (by batch), as its records without a source show it."""
    seen = {}
    for rows in _batches(articles):
        for _, _, source, batch, content in rows:
            if not _prints_source(_fields(content)):
                seen.setdefault(batch, Counter())[source] += 1
    return {batch: counts.most_common(1)[0][0] for batch, counts in seen.items()}


def _fields(content):
    try:
        fields = json.loads(bytes(content).decode("utf-8"))
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _prints_source(fields):
    return KeyScheme(source="a").record_namespace(fields) == KeyScheme(source="b").record_namespace(fields)


def _new_key(key, fields, source):
    prefix, _, name = key.partition(":")
    scheme = KeyScheme(source=source)
    if prefix == "jsonl":
        return scheme.record_key(fields if "id" in fields else fields | {"id": name})
    return f"content:{scheme.record_namespace(fields)}:{name}"


def _text_files(schema_editor, articles, documents, after=0):
    columns = ("pk", "sha256", "content", "encoding")
    files = documents.filter(media_type="text/plain").order_by("pk")
    while rows := list(files.filter(pk__gt=after).values_list(*columns)[:TEXT_FILES]):
        for pk, sha256, content, encoding in rows:
            kept = articles.filter(raw_document=pk, import_key__startswith="sha256:")
            parts = {key: (pk, source) for pk, key, source in kept.values_list("pk", "import_key", "source__name")}
            if f"sha256:{sha256}#0" not in parts:
                continue
            source = parts[f"sha256:{sha256}#0"][1] or ""
            if source and namespace_fold(source) in namespace_fold(bytes(content).decode(encoding, "replace")):
                continue
            scheme = KeyScheme(source=source)
            keys = {pk: scheme.text_key(sha256, int(key.rpartition("#")[2])) for key, (pk, _) in parts.items()}
            _save(schema_editor, articles, keys)
        after = rows[-1][0]


def _save(schema_editor, articles, keys):
    """Write the keys that no other article has; of two that would be equal, the second keeps its own."""
    taken = set()
    values = list(keys.values())
    for start in range(0, len(values), ROWS):
        taken.update(articles.filter(import_key__in=values[start : start + ROWS]).values_list("import_key", flat=True))
    with schema_editor.connection.cursor() as cursor:
        for pk, key in keys.items():
            if key not in taken:
                taken.add(key)
                cursor.execute("UPDATE catalog_article SET import_key = %s WHERE id = %s", [key, pk])


class Migration(migrations.Migration):
    dependencies = [("catalog", "0003_outbox_priority_and_jobs")]
    operations = [migrations.RunPython(add_namespaces, migrations.RunPython.noop)]
