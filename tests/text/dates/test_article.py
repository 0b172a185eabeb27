import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.text.dates import fold_for_dates, interval, read_dates

WEDNESDAY = "2022-03-16"


def test_without_a_publication_date_only_dates_with_a_year_are_read():
    texts = ["أمس الاثنين، وفي 12 فبراير الفائت", "الأسبوع الماضي وعام 2019 وقبل ثلاثة أيام"]
    assert [[date.value for date in dates] for dates in read_dates(texts, None)] == [[], ["2019"]]


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("العام الماضي", "2022", "2021"),
        ("هذا العام", "2022-03", "2022"),
        ("الشهر الماضي", "2022-03", "2022-02"),
        ("في يناير", "2022-03", "2022-01"),
        ("الشهر الماضي", "2022", None),
        ("أمس", "2022-03", None),
        ("الخميس", "2022-03", None),
        ("في 3 يناير الماضي", "2022", None),
        ("الأسبوع الماضي", "2022-03", None),
        ("قبل ثلاثة أيام", "2022", None),
    ],
)
def test_no_date_is_more_precise_than_the_articles_own(text, published, value):
    assert [date.value for date in read_dates([text], published)[0]] == ([value] if value else [])


def test_a_day_takes_the_year_that_is_printed_with_it_elsewhere():
    texts = ["اندلعت الحرب في 15 أبريل", "وكان 15 أبريل 2019 يوما عاديا"]
    assert read_dates(texts, WEDNESDAY)[0][0].value == "2019-04-15"


def test_a_day_after_another_year_in_its_sentence_is_not_resolved():
    assert [date.value for date in read_dates(["بدأت عام 1973 وفي 6 أكتوبر عبرت القوات"], WEDNESDAY)[0]] == ["1973"]
    assert [date.value for date in read_dates(["بدأت عام 1973 وفي 6 فبراير الماضي عادت"], WEDNESDAY)[0]] == [
        "1973",
        "2022-02-06",
    ]


def test_it_counts_from_the_last_date():
    texts = ["زارها في سبتمبر الماضي.", "وعاد بعد ثلاثة أشهر فقط."]
    assert [[date.value for date in dates] for dates in read_dates(texts, WEDNESDAY)] == [["2021-09"], ["2021-12"]]
    text = "وصل في 3 مايو 2011 وغادر في اليوم التالي، وعاد في يونيو من العام نفسه"
    assert [date.value for date in read_dates([text], None)[0]] == ["2011-05-03", "2011-05-04", "2011-06"]


def test_the_same_day_refers_to_a_date_of_the_same_text_only():
    assert read_dates(["في 3 مايو 2011", "يغادر صباحا ويعود مساء اليوم ذاته"], None)[1] == []


def test_the_weekday_next_to_a_day_finds_its_year():
    assert read_dates(["الأحد 20 مارس"], "2022-03-25")[0][0].value == "2022-03-20"
    assert read_dates(["السبت 20 مارس"], "2022-03-25")[0][0].value == "2021-03-20"


def test_a_weekday_that_no_year_nearby_confirms_leaves_the_day_in_doubt():
    date = read_dates(["الجمعة 9 مارس الجاري"], WEDNESDAY)[0][0]
    assert (date.value, date.doubt, date.weekday_agrees) == ("2022-03-09", "weekday", False)


def test_an_article_dated_the_day_after_keeps_the_weekday_in_doubt():
    texts = ["قال أمس الاثنين إن", "وأضاف أمس في لقاء"]
    found = [(date.value, date.doubt) for dates in read_dates(texts, WEDNESDAY) for date in dates]
    assert found == [("2022-03-14", "weekday"), ("2022-03-14", "weekday")]


def test_yesterday_with_a_weekday_that_lies_far_off_is_not_the_articles_yesterday():
    assert read_dates(["أمس الجمعة"], WEDNESDAY) == [[]]


def test_the_weekday_and_the_word_today_belong_to_the_full_date_after_them():
    found = read_dates(["أعلن اليوم الأربعاء 16-03-2022 أن", "الأربعاء 16 مارس الجاري"], WEDNESDAY)
    assert [[date.surface for date in dates] for dates in found] == [["16-03-2022"], ["16 مارس الجاري"]]


def test_offsets_point_at_the_printed_text_when_marks_and_tatweel_stand_in_it():
    text = "قالَ إنّـه وصلَ أمسِ الثُّلاثاء، وفي ١٢ فِبـراير الماضـي"
    for date in read_dates([text], WEDNESDAY)[0]:
        assert text[date.start : date.end] == date.surface
    assert [date.value for date in read_dates([text], WEDNESDAY)[0]] == ["2022-03-15", "2022-02-12"]


def test_an_invalid_publication_date_is_refused():
    with pytest.raises(ValueError, match="month"):
        read_dates(["أمس"], "2022-13-01")


PIECES = [
    *"أمس اليوم غدا الخميس والجمعة الماضي المقبل من إلى بين و قبل بعد منذ ثلاثة 3 12 31 أيام شهرين".split(),
    *"عامين الشهر العام هذا فبراير مارس رمضان شهر الأول 2021 1443 هـ الموافق التالي نفسه الذكرى . ، سيصل - /".split(),
    "\u064b",
    "ـ",
    "\n",
]
TEXTS = st.one_of(st.text(), *(st.lists(st.sampled_from(PIECES), max_size=12).map(sep.join) for sep in ("", " ")))
PUBLISHED = st.one_of(st.none(), st.dates().map(lambda day: day.isoformat()), st.just("2022"), st.just("2022-03"))
NAMES_A_DAY = re.compile(
    r"\d|امس|يوم|ايام|غد|ليله|بارحه|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت|الاحد|ال\w+ (?:من|عشر)|اسبوع|اسابيع"
    r"|الاول|واحد"
)


@settings(max_examples=300)
@given(st.lists(TEXTS, max_size=3), PUBLISHED)
def test_any_article_gives_dates_in_order_within_bounds_and_no_finer_than_print(texts, published):
    found = read_dates(texts, published)
    assert len(found) == len(texts)
    for text, dates in zip(texts, found, strict=True):
        end = 0
        for date in dates:
            assert end <= date.start < date.end <= len(text)
            assert text[date.start : date.end] == date.surface
            assert date.first <= date.last
            assert date.end_value is None or date.value < date.end_value
            assert interval(date.value)[0] <= date.first
            if date.precision == "day":
                assert NAMES_A_DAY.search(fold_for_dates(date.surface)[0])
            if published is None:
                assert date.basis in ("stated", "computed")
            end = date.end
    assert read_dates(texts, published) == found
