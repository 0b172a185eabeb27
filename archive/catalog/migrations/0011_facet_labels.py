"""Agencies, sections and tags that look the same become one facet value; articles that print another form are indexed again."""

from django.db import migrations, models

from archive.text import label_key

MAX_LABEL_KEY_CHARS = 400
ROWS = 500
BULK = 10


def record_labels(apps, schema_editor):
    article_model, label_model = apps.get_model("catalog", "Article"), apps.get_model("catalog", "FacetLabel")
    outbox = apps.get_model("catalog", "OutboxEntry")
    texts, outdated = {}, []
    rows = article_model.objects.order_by("pk").values_list("pk", "agency", "section", "tags")
    for pk, agency, section, tags in rows.iterator():
        labels = [("agency", agency), ("section", section), *(("tag", str(tag)) for tag in tags)]
        keys = [(facet, label_key(label)[:MAX_LABEL_KEY_CHARS], label) for facet, label in labels if label]
        if any(texts.setdefault((facet, key), label) != label for facet, key, label in keys if key):
            outdated.append(pk)
    new = (label_model(facet=facet, key=key, text=text) for (facet, key), text in texts.items())
    label_model.objects.bulk_create(new, batch_size=ROWS, ignore_conflicts=True)
    outbox.objects.bulk_create((outbox(article_pk=pk, priority=BULK) for pk in outdated), batch_size=ROWS)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0010_reading_notes")]

    operations = [
        migrations.CreateModel(
            name="FacetLabel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("facet", models.CharField(max_length=10, verbose_name="الحقل")),
                ("key", models.CharField(max_length=MAX_LABEL_KEY_CHARS, verbose_name="المفتاح")),
                ("text", models.TextField(verbose_name="كما طُبع أول مرة")),
            ],
            options={
                "verbose_name": "صيغة قيمة",
                "verbose_name_plural": "صيغ القيم",
                "constraints": [
                    models.UniqueConstraint(fields=("facet", "key"), name="facet_label_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("facet__in", ("agency", "section", "tag"))), name="facet_label_facet_known"
                    ),
                ],
            },
        ),
        migrations.RunPython(record_labels, migrations.RunPython.noop),
    ]
