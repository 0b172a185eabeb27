"""Curators settle mentions and see the log of the authority file, from which they undo."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

CODENAMES = ("view_mention", "change_mention", "view_authoritychange", "change_authoritychange")


def allow(apps, schema_editor):
    create_permissions(installed.get_app_config("entities"), verbosity=0, using=schema_editor.connection.alias)
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    curator, _ = group_model.objects.get_or_create(name="curator")
    known = permission_model.objects.filter(content_type__app_label="entities")
    curator.permissions.add(*known.filter(codename__in=CODENAMES))


class Migration(migrations.Migration):
    dependencies = [("curation", "0003_dates"), ("entities", "0006_mention_decisions")]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
