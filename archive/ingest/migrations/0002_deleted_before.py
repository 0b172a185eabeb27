"""Articles that curators deleted before tombstones were kept: their raw documents are stored, and no article has their id.

A raw line whose id an article of any namespace has gets no tombstone: versions without namespaces overwrote articles of
other outlets, and these come back with the next import of their files.
"""

import json
from collections import Counter

from django.db import migrations

from archive.ingest.identity import KeyScheme, earlier_text_key

ROWS = 500


def add_tombstones(apps, schema_editor):
    alias = schema_editor.connection.alias
    articles = apps.get_model("catalog", "Article").objects.using(alias)
    tombstones = apps.get_model("catalog", "Tombstone").objects.using(alias)
    orphans = apps.get_model("catalog", "RawDocument").objects.using(alias).filter(articles=None).order_by("pk")
    if not orphans.exists():
        return
    ids = {_bare(key) for key in articles.exclude(import_key=None).values_list("import_key", flat=True)}
    namespaces, after = {}, 0
    while documents := list(orphans.filter(pk__gt=after)[:ROWS]):
        for document in documents:
            fields = _fields(document.content)
            if document.media_type == "text/plain":
                key, title = earlier_text_key(document.sha256, 0), document.origin
            elif not fields:
                continue
            else:
                if document.batch_id not in namespaces:
                    namespaces[document.batch_id] = _given_namespace(articles, document.batch_id)
                key = _key(fields, namespaces[document.batch_id])
                title = fields.get("title") if isinstance(fields.get("title"), str) else document.origin
            if _bare(key) not in ids:
                values = {"title": " ".join(title.split())[:1000], "raw_document": document}
                tombstones.update_or_create(import_key=key, defaults=values)
        after = documents[-1].pk


def _bare(key):
    """The id or hash in a key, without its namespace."""
    prefix, _, rest = key.partition(":")
    return rest.partition(":")[2] if prefix in ("record", "content", "text") else rest


def _key(fields, given):
    key = KeyScheme().record_key(fields)
    kind, namespace, name = key.split(":", 2)
    return key if namespace or _prints_source(fields) else f"{kind}:{given}:{name}"


def _prints_source(fields):
    return KeyScheme(source="a").record_namespace(fields) == KeyScheme(source="b").record_namespace(fields)


def _given_namespace(articles, batch):
    """The commonest namespace of the import's records without a source."""
    rows = articles.filter(raw_document__batch=batch, raw_document__media_type="application/json")
    seen = Counter(
        key.split(":", 2)[1]
        for key, content in rows.values_list("import_key", "raw_document__content").iterator(ROWS)
        if key and key.startswith(("record:", "content:")) and not _prints_source(_fields(content))
    )
    return seen.most_common(1)[0][0] if seen else ""


def _fields(content):
    try:
        fields = json.loads(bytes(content).decode("utf-8"))
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


class Migration(migrations.Migration):
    dependencies = [("ingest", "0001_namespaces"), ("catalog", "0006_tombstone")]
    operations = [migrations.RunPython(add_tombstones, migrations.RunPython.noop)]
