import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.catalog.models import Article, OutboxEntry
from archive.catalog.services import article_save
from archive.chronology.models import DateMention
from archive.chronology.services import (
    date_confirm,
    date_correct,
    date_refuse,
    date_reopen,
    dates_build,
    dates_decide,
    dates_refresh,
    dates_reopen,
)

PARAGRAPHS = (
    ("lede", "افتتح المعرض الاثنين 6 شباط 2023 بعد توقف منذ عام 2019."),
    ("paragraph", "وامتدت الدورة السابقة بين عامي 2017 و2018."),
)


@pytest.fixture
def article(db):
    return article_save(article=Article(title="معرض الكتاب 2023-02-06"), paragraphs=PARAGRAPHS)


@pytest.fixture
def dated_article(db):
    article = Article(
        title="افتتاح المعرض", published_on=dt.date(2023, 2, 7), published_precision="day", published_basis="stated"
    )
    article_save(article=article, paragraphs=(("lede", "افتتح المعرض أمس، وكان أغلق في 3 يناير الماضي."),))
    dates_refresh(article=article)
    return article


def test_dates_of_title_and_paragraphs_are_built_with_their_place(article):
    rows = dates_build(article, PARAGRAPHS)
    assert [(row.paragraph, row.value, row.end_value, row.surface) for row in rows] == [
        (-1, "2023-02-06", "", "2023-02-06"),
        (0, "2023-02-06", "", "6 شباط 2023"),
        (0, "2019", "", "عام 2019"),
        (1, "2017", "2018", "عامي 2017 و2018"),
    ]
    assert rows[3].last == dt.date(2018, 12, 31)
    assert {row.basis for row in rows} == {"stated"}


def test_reading_again_replaces_the_rows(article):
    assert dates_refresh(article=article) == 4
    assert dates_refresh(article=article, paragraphs=[("lede", "عام 1999")]) == 2
    assert list(DateMention.objects.values_list("value", flat=True)) == ["2023-02-06", "1999"]


def test_relative_dates_are_resolved_against_the_articles_date(dated_article):
    found = list(dated_article.dates.values_list("surface", "value", "basis"))
    assert found == [("أمس", "2023-02-06", "resolved"), ("3 يناير الماضي", "2023-01-03", "resolved")]


def test_an_undated_article_has_only_dates_with_a_year(dated_article):
    dated_article.published_on, dated_article.published_precision, dated_article.published_basis = None, "", ""
    assert dates_build(dated_article, [("lede", "أمس وفي عام 2019")])[0].value == "2019"


def test_a_contradiction_in_print_is_stored(article):
    row = dates_build(article, [("lede", "الأحد 6 شباط 2023")])[-1]
    assert (row.value, row.doubt) == ("2023-02-06", DateMention.Doubt.WEEKDAY)


def test_reading_again_changes_nothing(dated_article):
    fields = ("value", "end_value", "basis", "paragraph", "start", "end", "surface", "decision")
    before = list(dated_article.dates.values_list(*fields))
    dates_refresh(article=dated_article)
    assert list(dated_article.dates.values_list(*fields)) == before


def test_decided_dates_are_kept_when_the_article_is_read_again(dated_article):
    yesterday, january = dated_article.dates.all()
    date_refuse(date=yesterday)
    date_correct(date=january, value="2022-01-03")
    assert dates_refresh(article=dated_article) == 2
    found = list(dated_article.dates.values_list("pk", "value", "decision"))
    assert found == [(yesterday.pk, "2023-02-06", "refused"), (january.pk, "2022-01-03", "confirmed")]
    assert [date.pk for date in dated_article.dates.visible()] == [january.pk]


def test_a_decided_date_moves_with_its_words(dated_article):
    date_confirm(date=dated_article.dates.first())
    dates_refresh(article=dated_article, paragraphs=[("lede", "في القاهرة افتتح المعرض أمس بحضور الوزير.")])
    date = dated_article.dates.get()
    assert (date.start, date.end, date.decision) == (24, 27, "confirmed")


def test_a_decided_date_that_is_no_longer_printed_is_deleted(dated_article):
    date_refuse(date=dated_article.dates.first())
    assert dates_refresh(article=dated_article, paragraphs=[("lede", "افتتح المعرض.")]) == 0


def test_a_decision_can_be_withdrawn(dated_article):
    date = dated_article.dates.last()
    date_correct(date=date, value="2020", end_value="2021")
    date_reopen(date=date)
    assert list(dated_article.dates.values_list("value", "decision")) == [("2023-02-06", ""), ("2023-01-03", "")]


@pytest.mark.parametrize(
    ("value", "end_value"),
    [("2023-02-30", ""), ("أمس", ""), ("2023", "2021"), ("2023", "2024-01"), ("", ""), ("", "2024")],
)
def test_an_invalid_correction_is_refused(dated_article, value, end_value):
    with pytest.raises(ValueError):  # noqa: PT011 (each fault has its own message)
        date_correct(date=dated_article.dates.first(), value=value, end_value=end_value)


def test_every_decision_marks_the_article_out_of_date(dated_article):
    date = dated_article.dates.first()
    for decide in (date_confirm, date_refuse, date_reopen):
        OutboxEntry.objects.all().delete()
        decide(date=date)
        assert OutboxEntry.objects.filter(article_pk=dated_article.pk).exists()


def dates_of_articles(count):
    for number in range(count):
        title = f"خبر {number} في 3 يناير 2023"
        article = article_save(article=Article(title=title), paragraphs=(("lede", "افتتح المعرض في 6 شباط 2023."),))
        dates_refresh(article=article)
    return list(DateMention.objects.all())


def queries_of(decide, count):
    dates = dates_of_articles(count)
    with CaptureQueriesContext(connection) as queries:
        decide(dates)
    return len(queries)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "decide",
    [
        lambda dates: dates_decide(dates=dates, decision="confirmed"),
        lambda dates: dates_decide(dates=dates, decision="confirmed", value="2022-01-03"),
        lambda dates: dates_reopen(dates=dates),
    ],
)
def test_many_dates_take_no_more_queries_than_one(decide):
    few = queries_of(decide, 2)
    DateMention.objects.all().delete()
    assert queries_of(decide, 30) == few


@pytest.mark.django_db
def test_more_articles_than_a_curator_edits_wait_behind_his_edits():
    dates = dates_of_articles(60)
    for decide in (
        lambda: dates_decide(dates=dates, decision="confirmed", value="2022-01-03"),
        lambda: dates_reopen(dates=dates),
    ):
        OutboxEntry.objects.all().delete()
        decide()
        assert set(OutboxEntry.objects.values_list("priority", flat=True)) == {OutboxEntry.Priority.BULK}
        assert OutboxEntry.objects.count() == 60


def test_decisions_of_one_article_are_withdrawn_together(dated_article):
    before = list(dated_article.dates.values_list("value", "surface"))
    dates = list(dated_article.dates.all())
    dates_decide(dates=dates, decision="confirmed", value="2020")
    dates_reopen(dates=dates[:1])
    assert sorted(dated_article.dates.values_list("value", "decision")) == [("2020", "confirmed"), ("2023-02-06", "")]
    dates_reopen(dates=list(dated_article.dates.decided()))
    assert list(dated_article.dates.values_list("value", "surface")) == before
