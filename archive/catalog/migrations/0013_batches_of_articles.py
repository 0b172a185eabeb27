"""Articles of earlier versions learn which batch added them, where that is sure: their original came in with it, and they were
made while it ran. An article that was updated since has another original; who added it is not known any more."""

from django.db import migrations
from django.db.models import F, OuterRef, Q, Subquery


def assign(apps, schema_editor):
    article, document = apps.get_model("catalog", "Article"), apps.get_model("catalog", "RawDocument")
    batch = document.objects.filter(pk=OuterRef("raw_document")).values("batch")[:1]
    ran = Q(raw_document__batch__finished_at=None) | Q(created_at__lte=F("raw_document__batch__finished_at"))
    since = Q(created_at__gte=F("raw_document__batch__started_at"))
    sure = article.objects.filter(ran, since, batch=None).order_by().values("pk")
    article.objects.filter(pk__in=sure).update(batch=Subquery(batch))


class Migration(migrations.Migration):
    dependencies = [("catalog", "0012_revisions")]
    operations = [migrations.RunPython(assign, migrations.RunPython.noop)]
