import datetime as dt

import pytest

from archive.chronology.models import DateMention
from archive.chronology.timeline import Attribution, DatedSentence, merge_sentences

WORDS = "وقعت الحكومة اتفاق الغاز مع الشركة في العاصمة أمس"


def dated(sentence, *, pk=1, value="2024-05-03", end_value="", published="2024-05-04", paragraph=0):
    days = [dt.date.fromisoformat(day) for day in (value, end_value or value)]
    date = DateMention(value=value, end_value=end_value, first=days[0], last=days[1], start=10, end=13)
    return DatedSentence(
        date, sentence, 4, Attribution(pk, f"key-{pk}", "خبر", None, None, published, "stated", paragraph)
    )


def merged(*sentences):
    return [
        (entry.sentence, [attribution.pk for attribution in entry.attributions]) for entry in merge_sentences(sentences)
    ]


@pytest.mark.parametrize(
    ("other", "is_duplicate"),
    [
        ("وقّعت الحكومة اتفاق الغاز، مع الشركة، في العاصمة أمس.", True),
        ("وقعت الحكومة اتفاق الغاز مع الشركة", True),
        ("وقعت الحكومة اتفاق الغاز مع المصرف في القاهرة", False),
        ("أقر البرلمان موازنة العام في العاصمة أمس", False),
        ("اتفاق الغاز أمس", False),
    ],
)
def test_sentences_are_duplicates_by_their_shared_words(other, is_duplicate):
    one, two = dated(WORDS), dated(other)
    assert one.is_duplicate_of(two) is two.is_duplicate_of(one) is is_duplicate


@pytest.mark.parametrize(
    ("one", "other", "is_duplicate"),
    [
        (
            "قتل 12 عاملا من عمال المصنع في انفجار كبير شمال المدينة",
            "قتل 40 عاملا من عمال المصنع في انفجار كبير شمال المدينة",
            False,
        ),
        (
            "قتل 12 عاملا من عمال المصنع في انفجار كبير شمال المدينة",
            "لم يقتل 12 عاملا من عمال المصنع في انفجار كبير شمال المدينة",
            False,
        ),
        (
            "قتل 12 عاملا من عمال المصنع في انفجار كبير شمال المدينة",
            "ولم يقتل 12 عاملا من عمال المصنع في انفجار كبير شمال المدينة",
            False,
        ),
        (
            "قتل 12 عاملا من عمال المصنع في انفجار كبير شمال المدينة",
            "قتل 12 عاملا من عمال المصنع في انفجار كبير عام 2017 شمال المدينة",
            True,
        ),
    ],
)
def test_other_numbers_and_denials_are_no_duplicates(one, other, is_duplicate):
    assert dated(one).is_duplicate_of(dated(other)) is is_duplicate


def test_short_sentences_are_duplicates_only_if_identical():
    assert dated("اتفاق الغاز أمس").is_duplicate_of(dated("اتفاق الغاز، أمس"))
    assert not dated("اتفاق الغاز أمس").is_duplicate_of(dated("اتفاق الغاز اليوم"))


def test_the_sentence_printed_first_is_shown():
    later, first, undated = dated(WORDS, pk=1), dated(f"{WORDS}.", pk=2, published="2024-05-03"), dated(WORDS, pk=3)
    assert merged(later, first, undated) == [(f"{WORDS}.", [2, 1, 3])]


def test_an_undated_article_comes_after_dated_ones():
    assert merged(dated(WORDS, pk=1, published=None), dated(WORDS, pk=2)) == [(WORDS, [2, 1])]


def test_an_article_is_attributed_once():
    assert merged(dated(WORDS), dated(f"{WORDS}.", paragraph=3)) == [(WORDS, [1])]


def test_a_title_comes_after_the_sentences():
    assert merged(dated(f"{WORDS}!", paragraph=-1, published="2024-05-01"), dated(WORDS, pk=2)) == [(WORDS, [2, 1])]


def test_dates_that_differ_are_not_merged():
    assert len(merged(dated(WORDS), dated(WORDS, end_value="2024-05-05"))) == 2


def test_entries_are_in_order_of_their_first_and_then_last_day():
    sentences = [
        dated(WORDS, value=value, end_value=end)
        for value, end in (("2024-05-04", ""), ("2024-05-03", "2024-05-09"), ("2024-05-03", ""))
    ]
    assert [(entry.value, entry.end_value) for entry in merge_sentences(sentences)] == [
        ("2024-05-03", ""),
        ("2024-05-03", "2024-05-09"),
        ("2024-05-04", ""),
    ]


def test_an_entry_has_the_place_of_the_date_in_the_sentence():
    (entry,) = merge_sentences([dated(WORDS)])
    assert (entry.start, entry.end) == (4, 7)
