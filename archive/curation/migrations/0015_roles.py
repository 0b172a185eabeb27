"""Curators of before keep what they could do: merging, withdrawing, deleting and undoing are the senior curators' now."""

from django.db import migrations


def raise_curators(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    senior, _ = groups.get_or_create(name="senior_curator")
    for curator in groups.filter(name="curator"):
        senior.user_set.add(*curator.user_set.all())
        curator.user_set.clear()


class Migration(migrations.Migration):
    dependencies = [("curation", "0014_about_page")]
    operations = [migrations.RunPython(raise_curators, migrations.RunPython.noop)]
