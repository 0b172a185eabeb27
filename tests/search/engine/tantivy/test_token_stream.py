"""A document's words as one stream: three positions a word, gaps between sections, heavier sections repeated."""

import datetime as dt

from archive.search.engine.document import Document, Record
from archive.search.engine.forms import BODY_WEIGHT, LEDE_WEIGHT, TITLE_WEIGHT, Section, tags
from archive.search.engine.tantivy import token_stream
from archive.search.engine.tantivy.schema import SKIPPED
from archive.search.engine.tantivy.token_stream import MAX_TERM_LETTERS, SECTION_GAP, DocumentFactory, clean, ranks
from archive.text import analyze

TEXT = 'والكتاب في المدارس، ولـ"تعزيز" 2024'


def placed(tokens: str) -> dict[int, str]:
    return {place: token for place, token in enumerate(tokens.split()) if token != SKIPPED}


def test_each_word_has_a_position_for_each_level():
    stream = DocumentFactory().stream([Section(TEXT)], repeat=True)
    expected = {}
    for number, term in enumerate(analyze(TEXT)):
        expected |= {3 * number: "e" + term.exact, 3 * number + 1: "s" + term.spelling, 3 * number + 2: "w" + term.stem}
    assert placed(stream.tokens) == expected


def test_tagged_forms_differ_from_the_nearer_ones():
    stream = DocumentFactory().stream([Section(TEXT)], repeat=True)
    assert stream.forms.split() == [form for term in analyze(TEXT) for form in tags(term) if not form.startswith("e:")]


def test_heads_are_the_first_letters_of_exact_and_other_spelling_forms():
    stream = DocumentFactory().stream([Section("والمدرس في في")], repeat=True)
    assert sorted(stream.heads.split()) == sorted(["eوال", "sمدر", "eفي"])


def test_sections_are_separated_by_gaps_and_empty_ones_too():
    sections = [Section("هانوي"), Section(""), Section("نفط"), Section("قمة")]
    places = [
        place
        for place, token in placed(DocumentFactory().stream(sections, repeat=True).tokens).items()
        if token[0] == "e"
    ]
    assert places == [0, 3 * (1 + 2 * SECTION_GAP), 3 * (2 + 3 * SECTION_GAP)]


def test_title_and_lede_are_repeated_at_the_end():
    sections = [Section("هانوي", TITLE_WEIGHT), Section("نفط", LEDE_WEIGHT), Section("قمة", BODY_WEIGHT)]
    tokens = DocumentFactory().stream(sections, repeat=True).tokens.split()
    assert [tokens.count(token) for token in ("eهانوي", "eنفط", "eقمة")] == [3, 2, 1]
    once = DocumentFactory().stream(sections, repeat=False).tokens.split()
    assert [once.count(token) for token in ("eهانوي", "eنفط", "eقمة")] == [1, 1, 1]


def test_words_are_stored_as_printed_by_section():
    assert (
        DocumentFactory().stream([Section("وَقال، والقمّة"), Section(""), Section("نفط")], repeat=True).words
        == "وَقال والقمّة\n\nنفط"
    )


def test_a_small_cache_gives_the_same_stream(monkeypatch):
    sections = [Section(TEXT), Section("قمة 20يونيو2024"), Section(TEXT)]
    whole = DocumentFactory().stream(sections, repeat=True)
    monkeypatch.setattr(token_stream, "MAX_CACHED_RUNS", 2)
    assert DocumentFactory().stream(sections, repeat=True) == whole


def test_a_word_whose_forms_would_be_too_long_is_cut():
    assert {
        len(token) for token in placed(DocumentFactory().stream([Section("ط" * 20_000)], repeat=True).tokens).values()
    } == {MAX_TERM_LETTERS + 1}


def test_lone_surrogates_and_endless_words_are_made_indexable():
    assert clean("a\ud800b") == "a?b"
    assert len(clean("ط" * 100_000)) == MAX_TERM_LETTERS


def test_ranks_sort_by_day_then_pk_with_undated_documents_last():
    days = [dt.date(2024, 6, 20), dt.date(2024, 6, 19), None]
    known = [(day, pk) for day in days for pk in (7, 1)]
    assert sorted(known, key=lambda each: -ranks(*each)[0]) == known
    assert sorted(known, key=lambda each: ranks(*each)[1]) == known[2:4] + known[:2] + known[4:]


def test_a_document_is_made_with_its_keys_and_days():
    record = Record(
        3, {"tag": ("ب", "أ", ""), "kind": ("article",)}, dt.date(2024, 1, 1), dt.date(2024, 12, 31), "year"
    )
    made = DocumentFactory().make(Document(3, (), (Section("نص"),), record, version=9)).to_dict()
    assert (made["pk"], made["stamp"], made["tag"], made["year"]) == ([3], [9], ["أ", "ب"], ["2024"])
    assert "month" not in made
