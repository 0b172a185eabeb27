"""Curators confirm and refuse pairs of spellings; the archive proposes them."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

ACTIONS = ("view", "change", "delete")


def let_curators_decide(apps, schema_editor):
    # Permissions are made after all migrations; they are needed here already.
    create_permissions(installed.get_app_config("entities"), verbosity=0, using=schema_editor.connection.alias)
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    curator, _ = group_model.objects.get_or_create(name="curator")
    codenames = [f"{action}_spellingvariant" for action in ACTIONS]
    curator.permissions.add(
        *permission_model.objects.filter(content_type__app_label="entities", codename__in=codenames)
    )


class Migration(migrations.Migration):
    dependencies = [("curation", "0001_groups"), ("entities", "0003_spelling_variants")]
    operations = [migrations.RunPython(let_curators_decide, migrations.RunPython.noop)]
