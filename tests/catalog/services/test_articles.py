import datetime as dt

import pytest

from archive.catalog import services
from archive.catalog.models import Article, OutboxEntry

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


def article(title, **fields):
    return Article(title=title, import_key=f"jsonl:{title}", **fields)


def test_new_articles_are_saved_at_once_with_paragraphs_and_outbox_rows():
    one, other = article("أ"), article("ب")
    services.articles_bulk_create(articles=[(one, TEXT), (other, TEXT[:1])])
    assert [list(each.paragraphs.values_list("role", "text")) for each in (one, other)] == [TEXT, TEXT[:1]]
    assert one.content_hash == services.content_hash(title="أ", paragraphs=TEXT)
    assert list(OutboxEntry.objects.values_list("article_pk", "priority")) == [
        (one.pk, OutboxEntry.Priority.BULK),
        (other.pk, OutboxEntry.Priority.BULK),
    ]


def test_both_ways_of_saving_derive_the_same():
    fields = {"published_on": dt.date(2023, 5, 17), "published_precision": "month", "published_basis": "stated"}
    single = services.article_save(article=Article(**fields), paragraphs=TEXT)
    bulk = Article(**fields)
    services.articles_bulk_create(articles=[(bulk, TEXT)])
    for name in ("published_on", "content_hash", "generated_title"):
        assert getattr(bulk, name) == getattr(single, name)


def test_a_new_article_may_be_the_parent_of_another():
    parent, child = article("أ"), article("ب")
    child.parent = parent
    services.articles_bulk_create(articles=[(child, TEXT), (parent, TEXT)])
    child.refresh_from_db()
    assert child.parent == parent


def test_a_parent_that_is_never_saved_is_refused():
    child = article("ب")
    child.parent = article("أ")
    with pytest.raises(ValueError, match="parent"):
        services.articles_bulk_create(articles=[(child, TEXT)])
    assert not Article.objects.exists()


def test_an_update_writes_the_fields_named_and_leaves_the_others_as_they_are_in_the_database():
    saved = services.article_save(article=article("أ"), paragraphs=TEXT)
    services.article_withdraw(article=Article.objects.get(pk=saved.pk))
    saved.title, saved.author = "ب", "كاتب"
    services.articles_bulk_update(articles=[(saved, TEXT[:1])], fields=("title",))
    stored = Article.objects.get()
    assert (stored.title, stored.author, stored.state) == ("ب", "", "withdrawn")
    assert stored.content_hash == services.content_hash(title="ب", paragraphs=TEXT[:1])
    assert stored.paragraphs.count() == 1


def test_an_update_of_a_deleted_article_changes_nothing():
    kept, deleted = (services.article_save(article=article(title), paragraphs=TEXT) for title in "أب")
    Article.objects.filter(pk=deleted.pk).delete()
    kept.title = "ج"
    with pytest.raises(Article.DoesNotExist):
        services.articles_bulk_update(articles=[(kept, TEXT), (deleted, TEXT)], fields=("title",))
    kept.refresh_from_db()
    assert kept.title == "أ"


def test_an_update_takes_few_queries(django_assert_max_num_queries):
    saved = [services.article_save(article=article(f"أ{n}"), paragraphs=TEXT) for n in range(20)]
    with django_assert_max_num_queries(20 + 8):
        services.articles_bulk_update(articles=[(each, TEXT) for each in saved], fields=("title",))


def test_a_new_title_makes_another_hash_without_the_paragraphs_being_given():
    article = services.article_save(article=Article(title="جسر"), paragraphs=[("lede", "افتتح الجسر.")])
    article.title = "جسر جديد"
    services.article_save(article=article, fields=["title"])
    article.refresh_from_db()
    assert article.content_hash == services.content_hash(title="جسر جديد", paragraphs=[("lede", "افتتح الجسر.")])
    article.title = None
    services.article_save(article=article)
    article.refresh_from_db()
    assert (article.display_title, article.content_hash) == (
        "[افتتح الجسر.]",
        services.content_hash(title=None, paragraphs=[("lede", "افتتح الجسر.")]),
    )
