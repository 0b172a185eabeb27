"""Curators write the page about the archive."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

CODENAMES = ("view_aboutpage", "add_aboutpage", "change_aboutpage")


def allow(apps, schema_editor):
    create_permissions(installed.get_app_config("catalog"), verbosity=0, using=schema_editor.connection.alias)
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    curator, _ = group_model.objects.get_or_create(name="curator")
    known = permission_model.objects.filter(content_type__app_label="catalog")
    curator.permissions.add(*known.filter(codename__in=CODENAMES))


class Migration(migrations.Migration):
    dependencies = [("curation", "0013_sign_ins_to_the_desk"), ("catalog", "0020_about_page")]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
