"""Sources whose names look the same become one: that with the lowest primary key, whose name was printed first.

Articles of the others are re-pointed and listed in the outbox, the others' keys are kept as former keys of the one that stays.
"""

import django.db.models.deletion
from django.db import migrations, models

from archive.text import label_key

MAX_NAME_KEY_CHARS = 400
ROWS = 500
BULK = 10


def merge_lookalikes(apps, schema_editor):
    source_model = apps.get_model("catalog", "Source")
    kept = {}
    for source in source_model.objects.order_by("pk"):
        key = (label_key(source.name) or source.name)[:MAX_NAME_KEY_CHARS]
        first = kept.setdefault(key, source)
        if first is source:
            source.name_key = key
            source.save(update_fields=["name_key"])
        else:
            _merge(apps, first, source)


def _merge(apps, first, other):
    articles = apps.get_model("catalog", "Article").objects.filter(source=other)
    outbox = apps.get_model("catalog", "OutboxEntry")
    pks = list(articles.values_list("pk", flat=True))
    outbox.objects.bulk_create((outbox(article_pk=pk, priority=BULK) for pk in pks), batch_size=ROWS)
    articles.update(source=first)
    apps.get_model("catalog", "FormerSourceKey").objects.create(key=other.key, source=first)
    first.homepage = first.homepage or other.homepage
    first.description = first.description or other.description
    first.save(update_fields=["homepage", "description"])
    other.delete()


class Migration(migrations.Migration):
    dependencies = [("catalog", "0003_outbox_priority_and_jobs")]

    operations = [
        migrations.AddField(
            "source",
            "name_key",
            models.CharField("مفتاح الاسم", max_length=MAX_NAME_KEY_CHARS, null=True, editable=False),
        ),
        migrations.CreateModel(
            name="FormerSourceKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=32, unique=True, verbose_name="المفتاح")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_keys",
                        to="catalog.source",
                        verbose_name="المصدر",
                    ),
                ),
            ],
            options={"verbose_name": "مفتاح سابق لمصدر", "verbose_name_plural": "مفاتيح سابقة للمصادر"},
        ),
        migrations.RunPython(merge_lookalikes, migrations.RunPython.noop),
    ]
