"""Failed sign-ins and known addresses are of all accounts now: their tables are the desk's."""

from django.db import migrations


def move_rows(apps, schema_editor):
    for name, fields in (
        ("KnownAddress", ("account", "address", "last_at")),
        ("SignInFailures", ("account", "address", "count", "last_at", "refused_until")),
    ):
        new = apps.get_model("desk", name)
        rows = apps.get_model("curation", name).objects.values(*fields).iterator()
        new.objects.bulk_create((new(**row) for row in rows), batch_size=1000, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("curation", "0012_split_doubts"), ("desk", "__first__")]
    operations = [
        migrations.RunPython(move_rows, migrations.RunPython.noop),
        migrations.DeleteModel("KnownAddress"),
        migrations.DeleteModel("SignInFailures"),
    ]
