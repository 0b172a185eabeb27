"""Curators set up feeds."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

CODENAMES = ("view_feed", "add_feed", "change_feed", "delete_feed")


def allow(apps, schema_editor):
    create_permissions(installed.get_app_config("ingest"), verbosity=0, using=schema_editor.connection.alias)
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    curator, _ = group_model.objects.get_or_create(name="curator")
    known = permission_model.objects.filter(content_type__app_label="ingest")
    curator.permissions.add(*known.filter(codename__in=CODENAMES))


class Migration(migrations.Migration):
    dependencies = [("curation", "0010_uploads"), ("ingest", "0006_feed_waits")]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
