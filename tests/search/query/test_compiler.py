"""From words to what is asked of the engine."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.search import SearchRequest, drain, find, search
from archive.search.engine import clauses as c
from tests.search.conftest import compile_text, write

pytestmark = pytest.mark.django_db

WORDS = ["بوتين", "الروسي", "الأزمة", "زيارات", "وزير", "الوزراء", "في", "أسعار", "قال", "لبنان", "النفط"]
PIECES = [
    *("بوتين", "وبوتين", "الأزمة", "في", "و", "أو", "ليس", "OR", "|", "-", "(", ")", '"', "«", "»", "~3", "هان*", "*"),
    *("2024", "يونيو", "حزيران", "20", "كانون الثاني", "المصدر:", "شخص:", "تاريخ:", "قبل:2024-13", "العنوان:"),
    *("\u202e", "\x00", "\ud83d", "٪", "a-b", "9" * 30),
]  # fmt: skip


def words_of(clause):
    return [part for part in c.walk(clause) if isinstance(part, c.Word)]


def test_each_mode_adds_a_level():
    for mode, levels in (("exact", 1), ("spelling", 2), ("wide", 3)):
        assert [len(word.levels) for word in words_of(compile_text("الأزمة", mode=mode).clause)] == [levels]


@pytest.mark.parametrize("mode", ["exact", "spelling", "wide"])
def test_negated_words_are_matched_by_spelling_in_every_mode(mode):
    clause = compile_text("-الأزمة", mode=mode).clause
    assert isinstance(clause, c.Not)
    assert isinstance(clause.part, c.Word)
    assert len(clause.part.levels) == 2


def test_a_dropped_condition_is_reported_and_the_rest_is_searched():
    compiled = compile_text("بوتين تاريخ:2024-13")
    assert len(words_of(compiled.clause)) == 1
    assert any("2024-13" in note for note in compiled.notes)


@pytest.mark.parametrize("query", ["18 يونيو", "كانون الثاني", "يونيو", "18 كانون الثاني زيارة"])
def test_a_day_and_its_month_stand_together_in_every_mode(query):
    """So that what is found as typed is found by the wider modes, too."""
    together = write("خبر", f"قال في {query} زيارة.")
    apart = write("خبر", "زيارة في الثاني من الشهر، كانون يونيوحزيران، ثم 18 قالوا")
    drain()
    for mode in ("exact", "spelling", "wide"):
        pks = {hit.pk for hit in search(SearchRequest(q=query, mode=mode)).hits}
        assert together.pk in pks
        assert apart.pk not in pks


@pytest.fixture
def library():
    """A few articles with the words in different orders, shared by all examples of a test."""
    for number in range(len(WORDS)):
        turned = WORDS[number:] + WORDS[:number]
        write(f"خبر {turned[0]}", " ".join(turned), "وقال الوزير إن الأزمات زارت لبنان وروسيا.", published="2024-06-20")
    drain()


shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
many = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=1_000)


@many
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["exact", "spelling", "wide"]), st.booleans())
def test_whatever_is_typed_gets_an_answer(library, pieces, mode, spaced):
    page = search(SearchRequest(q=(" " if spaced else "").join(pieces), mode=mode, explain=True, per_page=3))
    assert 0 <= len(page.hits) <= page.count <= len(WORDS)


@many
@given(st.text(max_size=200), st.sampled_from(["all", "any"]))
def test_any_text_at_all_gets_an_answer(library, query, match):
    search(SearchRequest(q=query, match=match, per_page=3))


def test_ten_thousand_characters_are_answered_with_a_note(library):
    page = search(SearchRequest(q="لبنان " * 1_700))
    assert page.count == len(WORDS)
    assert page.notes


@shared
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.sampled_from([" ", " أو "]), st.booleans())
def test_modes_nest_without_negation(library, words, between, quoted):
    query = f'"{" ".join(words)}"' if quoted else between.join(words)
    exact, spelling, wide = (
        set(find(SearchRequest(q=query, mode=mode), 100).pks) for mode in ("exact", "spelling", "wide")
    )
    assert exact <= spelling <= wide
