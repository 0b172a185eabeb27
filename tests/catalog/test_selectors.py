import datetime as dt

import pytest
from django.utils import timezone

from archive.catalog import services
from archive.catalog.models import Article, Source
from archive.catalog.selectors import archive_span, become_plausible, newest_articles, source_labels

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


def _dated(day):
    article = Article(title=f"خبر {day}", published_on=day, published_precision="day", published_basis="stated")
    return services.article_save(article=article, paragraphs=TEXT)


@pytest.mark.parametrize(
    "absurd", [dt.date(9999, 12, 31), dt.date(2199, 1, 1), timezone.localdate() + dt.timedelta(days=2)]
)
def test_an_article_dated_after_tomorrow_is_nobodys_newest(absurd):
    newest = _dated(dt.date(2024, 6, 20))
    undated = services.article_save(article=Article(title="بلا تاريخ"), paragraphs=TEXT)
    doubtful = _dated(absurd)
    assert newest_articles(10) == [newest, undated]
    assert (archive_span().first, archive_span().last) == (newest.published_on, newest.published_on)
    assert archive_span().articles == 3
    assert (doubtful.published_value, doubtful.believed_value) == (absurd.isoformat(), None)


def test_articles_become_plausible_when_their_day_comes():
    due, changed_since, still_ahead = (_dated(timezone.localdate() + dt.timedelta(days=days)) for days in (1, 0, 5))
    before = timezone.now() - dt.timedelta(days=4)
    Article.objects.filter(pk__in=[due.pk, still_ahead.pk]).update(changed_at=before)
    assert become_plausible(dt.timedelta(days=7)) == [due.pk]
    assert changed_since.believed_value
