from django.db import migrations, models


def compare_by_code_points(apps, schema_editor):
    """The constraint that `one` comes before `other` means code points, whatever language the database of PostgreSQL sorts by."""
    if schema_editor.connection.vendor == "postgresql":
        for column in ("one", "other"):
            schema_editor.execute(f'ALTER TABLE entities_spellingvariant ALTER COLUMN {column} TYPE varchar(100) COLLATE "C"')


class Migration(migrations.Migration):

    dependencies = [
        ('entities', '0009_mention_groups'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='spellingvariant',
            options={'ordering': ('state', models.OrderBy(models.F('context_similarity'), descending=True, nulls_last=True), 'distance', 'pk'), 'verbose_name': 'رسمان لاسم', 'verbose_name_plural': 'رسوم الأسماء المقترحة'},
        ),
        migrations.RunPython(compare_by_code_points, migrations.RunPython.noop),
    ]
