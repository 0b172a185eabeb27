"""Rows of previews tell what stays undone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ingest", "0006_feed_waits"),
    ]

    operations = [
        migrations.AddField(
            model_name="uploadrow",
            name="is_kept_undone",
            field=models.BooleanField(default=False),
        ),
    ]
