"""Rows of previews tell which fields an update changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ingest", "0007_preview_undone"),
    ]

    operations = [
        migrations.AddField(
            model_name="uploadrow",
            name="changed",
            field=models.JSONField(default=list),
        ),
    ]
