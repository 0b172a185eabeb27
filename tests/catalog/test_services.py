import datetime as dt

import pytest

from archive.catalog import services
from archive.catalog.models import Article, OutboxEntry
from archive.catalog.selectors import archive_span, newest_articles

pytestmark = pytest.mark.django_db

TEXT = [("lede", "افتتح الوزير الجسر الجديد صباح الأحد."), ("paragraph", "وحضر الافتتاح جمع من الأهالي.")]


def pending():
    return list(OutboxEntry.objects.values_list("article_pk", flat=True))


def test_a_saved_article_has_its_paragraphs_its_hash_and_a_row_in_the_outbox():
    article = services.article_save(article=Article(title="جسر جديد"), paragraphs=TEXT)
    assert [(p.role, p.text) for p in article.paragraphs.all()] == TEXT
    assert article.content_hash == services.content_hash(title="جسر جديد", paragraphs=TEXT)
    assert pending() == [article.pk]


def test_saving_again_replaces_the_paragraphs():
    article = services.article_save(article=Article(title="جسر"), paragraphs=TEXT)
    services.article_save(article=article, paragraphs=TEXT[:1])
    assert article.paragraphs.count() == 1


def test_an_article_without_title_gets_one_that_is_marked():
    article = services.article_save(article=Article(), paragraphs=TEXT)
    assert article.title_generated
    assert article.display_title == "[افتتح الوزير الجسر الجديد صباح الأحد.]"


def test_a_generated_title_ends_at_a_word():
    title = services.generate_title([("lede", "كلمة " * 60)])
    assert title.startswith("[كلمة")
    assert title.endswith("كلمة …]")
    assert len(title) < 100


@pytest.mark.parametrize(("precision", "first"), [("month", dt.date(2023, 5, 1)), ("year", dt.date(2023, 1, 1))])
def test_a_vague_date_is_kept_as_the_first_day_of_its_interval(precision, first):
    article = Article(
        title="خبر", published_on=dt.date(2023, 5, 17), published_precision=precision, published_basis="stated"
    )
    assert services.article_save(article=article, paragraphs=TEXT).published_on == first


@pytest.mark.parametrize("change", [services.article_withdraw, services.article_publish])
def test_every_change_leaves_a_row_in_the_outbox(change):
    article = services.article_save(article=Article(title="خبر"), paragraphs=TEXT)
    OutboxEntry.objects.all().delete()
    change(article=article)
    assert pending() == [article.pk]


def test_a_deleted_article_leaves_a_row_in_the_outbox():
    article = services.article_save(article=Article(title="خبر"), paragraphs=TEXT)
    pk = article.pk
    services.article_delete(article=article)
    assert pending() == [pk, pk]
    assert not Article.objects.exists()


def test_readers_count_and_see_only_what_is_published():
    shown = services.article_save(article=Article(title="خبر"), paragraphs=TEXT)
    withdrawn = services.article_save(article=Article(title="خبر مسحوب"), paragraphs=TEXT)
    services.article_withdraw(article=withdrawn)
    services.article_save(article=Article(title="بطاقة", kind="stub"), paragraphs=TEXT)
    assert archive_span().articles == 1
    assert newest_articles(10) == [shown]


def test_a_source_is_one_whatever_white_space_its_name_was_typed_with():
    assert services.source_get_or_create(name=" صحيفة  المرفأ") == services.source_get_or_create(name="صحيفة المرفأ")
