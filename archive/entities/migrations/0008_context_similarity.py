from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("entities", "0007_mention_offset_labels")]
    operations = [
        migrations.RenameField("spellingvariant", "company", "context_similarity"),
        migrations.AlterModelOptions(
            "spellingvariant",
            {
                "ordering": ("state", "-context_similarity", "distance", "pk"),
                "verbose_name": "رسمان لاسم",
                "verbose_name_plural": "رسوم الأسماء المقترحة",
            },
        ),
    ]
