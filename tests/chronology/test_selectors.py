import datetime as dt

import pytest

from archive.catalog.models import Article, Source
from archive.catalog.services import article_save, article_withdraw
from archive.chronology.selectors import timeline_entries
from archive.chronology.services import date_refuse, dates_refresh

pytestmark = pytest.mark.django_db


def write(*paragraphs, published="2024-06-20", title="خبر", source="صحيفة"):
    article = Article(
        title=title,
        source=Source.objects.get_or_create(name=source)[0],
        published_on=dt.date.fromisoformat(published),
        published_precision="day",
        published_basis="stated",
    )
    article_save(article=article, paragraphs=[("paragraph", text) for text in paragraphs])
    dates_refresh(article=article)
    return article


def timeline(*articles, **days):
    return [(entry.value, entry.sentence) for entry in timeline_entries([article.pk for article in articles], **days)]


def test_sentences_are_in_the_order_of_the_dates_they_mention():
    article = write("وصل الوفد الخميس. وكان زارها في مارس 2001 ثم عام 1999.")
    assert timeline(article) == [
        ("1999", "وكان زارها في مارس 2001 ثم عام 1999."),
        ("2001-03", "وكان زارها في مارس 2001 ثم عام 1999."),
        ("2024-06-20", "وصل الوفد الخميس."),
    ]


def test_an_entry_has_the_place_of_the_date_in_the_sentence_and_its_basis():
    (entry,) = timeline_entries([write("مقدمة. وصل الوفد الأربعاء.").pk])
    assert entry.sentence[entry.start : entry.end] == "الأربعاء"
    assert (entry.precision, entry.basis, entry.first) == ("day", "resolved", dt.date(2024, 6, 19))


def test_reprints_of_a_sentence_are_one_entry_with_all_attributions():
    later = write("وقّعت الحكومة اتفاق الغاز يوم 3 مايو 2024 في العاصمة", published="2024-05-09", source="ثانية")
    first = write("وقعت الحكومة اتفاق الغاز يوم 3 مايو 2024 في العاصمة.", published="2024-05-04", source="أولى")
    (entry,) = timeline_entries([later.pk, first.pk])
    assert [attribution.pk for attribution in entry.attributions] == [first.pk, later.pk]
    assert entry.attributions[0].source_name == "أولى"
    assert entry.sentence.endswith(".")


def test_other_news_of_the_same_date_is_an_entry_of_its_own():
    one, two = write("زلزال يضرب الجزيرة في 3 مايو 2024"), write("البرلمان يقر موازنة العام في 3 مايو 2024")
    entries = [entry for entry in timeline_entries([one.pk, two.pk]) if entry.value == "2024-05-03"]
    assert [len(entry.attributions) for entry in entries] == [1, 1]


def test_a_title_is_merged_into_the_sentence_that_repeats_it():
    article = write("توقيع اتفاق الغاز الكبير 3 مايو 2024 في العاصمة", title="توقيع اتفاق الغاز الكبير 3 مايو 2024")
    (entry,) = timeline_entries([article.pk])
    assert (entry.attributions[0].paragraph, len(entry.attributions)) == (0, 1)


def test_the_dates_can_be_restricted_to_days():
    article = write("بدأ عام 2020 وتوقف بين عامي 2021 و2023 وعاد في 5 مايو 2024")
    days = {"first": dt.date(2020, 1, 1), "last": dt.date(2022, 12, 31)}
    assert [value for value, _ in timeline(article, **days)] == ["2020"]


def test_refused_dates_and_withdrawn_articles_are_excluded():
    article, gone = write("في 3 مايو 2024"), write("في 4 مايو 2024")
    date_refuse(date=article.dates.get())
    article_withdraw(article=gone)
    assert timeline(article, gone) == []


def test_articles_are_read_in_batches_of_three_queries(django_assert_num_queries):
    pks = [write(f"في {day} مايو 2024").pk for day in (3, 4, 5)]
    with django_assert_num_queries(6):
        entries = timeline_entries(pks, batch_size=2)
    assert [entry.value for entry in entries if entry.precision == "day"] == ["2024-05-03", "2024-05-04", "2024-05-05"]
