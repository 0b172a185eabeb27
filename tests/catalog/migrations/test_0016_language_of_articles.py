import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from archive.catalog.models import Article
from archive.catalog.services import article_save

migration = importlib.import_module("archive.catalog.migrations.0016_language_of_articles")


@pytest.mark.django_db
def test_articles_get_the_language_of_their_texts_and_keep_one_that_they_have():
    texts = {
        "arabic": "أعلنت الوزارة أن الأعمال في الجسر تبدأ بعد العيد.",
        "french": "Le ministre a annoncé que les travaux du pont commenceront après la fête.",
        "set": "Le ministre a annoncé que les travaux du pont commenceront après la fête.",
    }
    for name, text in texts.items():
        article_save(article=Article(title=name[:2]), paragraphs=[("lede", text)])
    Article.objects.filter(title="se").update(language="br")
    Article.objects.exclude(title="se").update(language="")
    migration.find_languages(apps, SimpleNamespace(connection=connection))
    assert dict(Article.objects.values_list("title", "language")) == {"ar": "ar", "fr": "fr", "se": "br"}
