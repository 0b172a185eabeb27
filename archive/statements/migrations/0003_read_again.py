from django.db import migrations


def read_again(apps, schema_editor):
    """Articles that were imported before have no quotations yet: the background process reads them."""
    database = schema_editor.connection.alias
    if apps.get_model('catalog', 'Article').objects.using(database).exists():
        apps.get_model('catalog', 'Job').objects.using(database).create(name='archive_reread', key='0', payload={'after': 0})


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0024_corrections'),
        ('statements', '0002_figures'),
    ]

    operations = [migrations.RunPython(read_again, migrations.RunPython.noop)]
