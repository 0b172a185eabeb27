"""Documents are sent with the same forms that queries ask for, escaped where the cluster would split them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section, document_forms
from archive.search.engine.opensearch.fields import MAX_FORM_LETTERS, decoded, encoded, source


def document(*texts, title="عنوان الخبر", **record):
    heading = Section(title, 6)
    return Document(7, (heading,), (heading, *(Section(text) for text in texts)), Record(7, **record), version=5)


@given(some.text(max_size=60))
def test_any_form_is_one_token_and_is_decoded_as_it_was(text):
    form = f"e:{text}"
    kept = encoded(form)
    assert kept.split() == [kept]
    assert "|" not in kept
    kept.encode("utf-8")
    if "%" not in text:
        assert decoded(kept) == form


def test_very_long_forms_are_cut_and_stay_distinct():
    one, other = encoded("e:" + "ا" * 50_000), encoded("e:" + "ا" * 50_001)
    assert one != other
    assert len(one) < MAX_FORM_LETTERS + 100


@pytest.mark.parametrize("text", ["زار الرئيس القاهرة والقاهرة تحتفل", "ﷺ 2024 covid-19 والكتاب"])
def test_words_and_weights_are_those_of_the_embedded_engines(text):
    given = document(text, text)
    forms, _ = document_forms(given.sections)
    weights = dict(token.rsplit("|", 1) for token in source(given)["weights"].split())
    assert weights == {encoded(form.decode()): str(weight) for form, _, weight, _ in forms}
    assert sorted(word.partition("|")[2] for word in source(given)["words"]) == sorted(weights)


def test_the_forms_of_a_word_are_one_token_and_light_stems_have_no_position():
    fields = source(document("المهندسون"))
    (token,) = fields["text"][1].split()
    assert token.startswith("e:المهندسون|s:")
    assert "l:" not in token


def test_dates_are_ordinals_and_an_undated_document_has_none():
    day = dt.date(2024, 6, 20)
    dated = source(
        document(first=day, last=day, precision="day", mentioned_dates=((day, day, True), (day, day, False)))
    )
    assert (dated["first"], dated["last"], dated["year"], dated["month"]) == (
        day.toordinal(),
        day.toordinal(),
        "2024",
        "2024-06",
    )
    assert len(dated["spoken"]) == 2
    assert dated["stated"] == [{"gte": day.toordinal(), "lte": day.toordinal()}]
    assert not {"first", "last", "year", "month"} & set(source(document()))


def test_a_document_dated_to_the_year_has_no_month():
    fields = source(document(first=dt.date(2023, 1, 1), last=dt.date(2023, 12, 31), precision="year"))
    assert fields["year"] == "2023"
    assert "month" not in fields


def test_keys_are_distinct_and_not_empty():
    fields = source(document(keys={"person": ("b", "a", "b", ""), "source": ("",)}))
    assert fields["person"] == ["a", "b"]
    assert "source" not in fields
