import pytest

from archive.catalog import services
from archive.catalog.models import Article, Source
from archive.catalog.selectors import archive_span, newest_articles, source_labels

pytestmark = pytest.mark.django_db
TEXT = [("lede", "افتتح الوزير الجسر الجديد صباح الأحد.")]


def test_readers_count_and_see_only_what_is_published():
    shown = services.article_save(article=Article(title="خبر"), paragraphs=TEXT)
    withdrawn = services.article_save(article=Article(title="خبر مسحوب"), paragraphs=TEXT)
    services.article_withdraw(article=withdrawn)
    services.article_save(article=Article(title="بطاقة", kind="stub"), paragraphs=TEXT)
    assert archive_span().articles == 1
    assert newest_articles(10) == [shown]


def test_sources_are_labelled_by_key():
    harbour = Source.objects.create(name="صحيفة المرفأ")
    assert source_labels([harbour.key, "nowhere"]) == {harbour.key: "صحيفة المرفأ"}
