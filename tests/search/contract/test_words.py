"""The vocabulary, and the records of documents."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.search.engine.document import spread
from archive.search.engine.forms import tags
from archive.text import analyze
from archive.text.names import phonetic_key
from tests.search.contract.collection import RARE, WORDS, made

FORMS = sorted({form for word in (*WORDS, *RARE) for form in tags(analyze(word)[0])})
forms = st.sampled_from((*FORMS, "e:غائبة", "w:", "e:*", "e:a b"))


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(asked=st.lists(forms, max_size=8), field=st.sampled_from(("text", "title")))
def test_document_frequencies_of_many_forms_come_in_one_call(archive, oracle, asked, field):
    counts = archive.doc_freqs(asked, field)
    assert set(counts) == set(asked)
    for form, count in counts.items():
        # replaced documents may still be counted
        assert oracle.frequency(form, field) <= count <= oracle.frequency(form, field) + 60
        assert not (count and form in {"e:غائبة", "w:", "e:*", "e:a b"})


def test_document_frequencies_are_exact_if_nothing_was_deleted(engine, oracle):
    engine.write(made())
    view = engine.view()
    assert view.doc_freqs(FORMS) == {form: oracle.frequency(form) for form in FORMS}


@pytest.mark.parametrize("limit", [1, 5, 500])
def test_the_sample_of_a_word_is_the_same_in_every_engine(archive, oracle, limit):
    asked = ["e:بوتين", "s:بوتين"]
    holding = {held.pk for held in oracle.documents if not held.fields["text"].keys().isdisjoint(asked)}
    assert sorted(archive.sample(asked, limit)) == sorted(sorted(holding, key=spread)[:limit])
    assert archive.sample(["e:غائبة"], limit) == archive.sample([], limit) == []


def test_a_sample_is_spread_out():
    sample = sorted(range(1, 10_001), key=spread)[:20]
    assert max(b - a for a, b in pairwise([0, *sorted(sample), 10_000])) <= 1_000


def test_words_are_found_by_their_sound(archive):
    assert archive.words_by_sound(phonetic_key("بوتين")) == ["بوتين"]
    alike = set(archive.words_by_sound(phonetic_key("ايران")))  # of two that fold to the same letters, one is enough
    assert alike
    assert alike <= {"إيران", "ايران"}
    assert set(archive.words_by_sound(phonetic_key("النفط"))) == {"النفط"}
    assert archive.words_by_sound("no such skeleton") == []


def test_terms_are_listed_by_prefix(engine, oracle):
    engine.write(made())
    view = engine.view()
    known = {form for held in oracle.documents for form in held.fields["text"]}
    for prefix in ("e:", "s:", "w:", "l:", "e:ال", "e:غائبة"):
        assert view.terms(prefix) == {form: oracle.frequency(form) for form in known if form.startswith(prefix)}
    often = {form: oracle.frequency(form) for form in known if form.startswith("e:") and oracle.frequency(form) >= 60}
    assert 0 < len(often) < 20
    assert view.terms("e:", min_doc_freq=60) == often


def test_records_have_keys_and_dates(archive, oracle):
    asked = [held.pk for held in oracle.documents[:20]]
    records = archive.records([*asked, 500, 9_999])
    assert set(records) == set(asked)
    for held in oracle.documents[:20]:
        record = records[held.pk]
        assert record.pk == held.pk
        assert {name: set(record.keys.get(name, ())) for name in held.keys} == held.keys
        assert (record.first, record.last) == (held.record.first, held.record.last)
    assert archive.records([]) == {}


def test_an_empty_index_has_no_terms(engine):
    view = engine.view()
    assert (view.count, view.info) == (0, None)
    assert view.doc_freqs(["e:بوتين"]) == {"e:بوتين": 0}
    assert (view.sample(["e:بوتين"], 5), view.words_by_sound("btn"), view.terms("e:"), view.records([1])) == (
        [],
        [],
        {},
        {},
    )
