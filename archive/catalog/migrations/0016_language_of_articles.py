"""The language of the articles that are there, as their texts show it."""

from django.db import migrations

from archive.text import text_language

ROWS = 500


def find_languages(apps, schema_editor):
    alias = schema_editor.connection.alias
    article_model = apps.get_model("catalog", "Article")
    articles = article_model.objects.using(alias).filter(language="").order_by("pk").prefetch_related("paragraphs")
    after = 0
    while rows := list(articles.filter(pk__gt=after)[:ROWS]):
        for article in rows:
            texts = [article.title or "", *(paragraph.text for paragraph in article.paragraphs.all())]
            article.language = text_language("\n".join(texts))
        article_model.objects.using(alias).bulk_update(rows, ["language"])
        after = rows[-1].pk


class Migration(migrations.Migration):
    dependencies = [("catalog", "0015_provenance_and_language")]
    operations = [migrations.RunPython(find_languages, migrations.RunPython.noop)]
