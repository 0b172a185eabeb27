"""Apart from the migration that fills the column: PostgreSQL does not alter a table whose rows have just been written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0004_source_name_key")]

    operations = [
        migrations.AlterField(
            "source", "name_key", models.CharField("مفتاح الاسم", max_length=400, unique=True, editable=False)
        ),
        migrations.AlterField("source", "name", models.CharField("الاسم", max_length=200)),
    ]
