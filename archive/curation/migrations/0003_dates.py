"""Curators confirm, correct and refuse dates; the archive reads them."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations


def let_curators_decide(apps, schema_editor):
    # Permissions are made after all migrations; they are needed here already.
    create_permissions(installed.get_app_config("chronology"), verbosity=0, using=schema_editor.connection.alias)
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    curator, _ = group_model.objects.get_or_create(name="curator")
    known = permission_model.objects.filter(content_type__app_label="chronology")
    curator.permissions.add(*known.filter(codename__in=("view_datemention", "change_datemention")))


class Migration(migrations.Migration):
    dependencies = [("curation", "0002_spelling_variants"), ("chronology", "0002_doubts_and_decisions")]
    operations = [migrations.RunPython(let_curators_decide, migrations.RunPython.noop)]
