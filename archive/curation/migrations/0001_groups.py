"""The two groups of people who sign in: journalists read, curators keep the record."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

CURATOR_MODELS = {
    "catalog": ("article", "paragraph", "source", "rawdocument", "batch"),
    "entities": ("entity", "nameform", "mention"),
    "chronology": ("datemention",),
}
VIEW_ONLY = {"rawdocument", "batch", "mention", "datemention"}


def create_groups(apps, schema_editor):
    # Permissions are made after all migrations; they are needed here already.
    for label in CURATOR_MODELS:
        create_permissions(installed.get_app_config(label), verbosity=0, using=schema_editor.connection.alias)
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    group_model.objects.get_or_create(name="journalist")
    curator, _ = group_model.objects.get_or_create(name="curator")
    codenames = [
        f"{action}_{model}"
        for models in CURATOR_MODELS.values()
        for model in models
        for action in (("view",) if model in VIEW_ONLY else ("view", "add", "change", "delete"))
    ]
    curator.permissions.add(
        *permission_model.objects.filter(content_type__app_label__in=CURATOR_MODELS, codename__in=codenames)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("catalog", "0001_initial"),
        ("entities", "0001_initial"),
        ("chronology", "0001_initial"),
    ]
    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop)]
