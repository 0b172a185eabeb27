"""Queries that find nothing as typed: answered in the spelling that was meant, or offered one that finds something."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.entities.models import Entity, NameForm
from archive.search import SearchRequest, drain, search
from archive.search.engine import current_engine
from archive.search.expansion.vocabulary import Vocabulary
from archive.search.suggestions.did_you_mean import MAX_TRIED, did_you_mean
from tests.search.conftest import ask, mention, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    for kind, name, latin, *forms in (
        ("person", "فلاديمير بوتين", "Vladimir Putin", "بوتين"),
        ("place", "فيتنام", "Vietnam"),
        ("person", "نغوين فو", "Nguyễn Phú"),
    ):
        entity = Entity.objects.create(type=kind, name=name, latin_name=latin)
        NameForm.objects.bulk_create(NameForm(entity=entity, text=text) for text in (name, *forms))
    return write("بوتين يزور فيتنام", "وصل فلاديمير بوتين ورافقه كريتنبرينك.", "التقى نغوين فو في القصر.", "REUTERS")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Putin", "بوتين"),
        ("Vladimir Putin", "فلاديمير بوتين"),
        ("putin vietnam", "بوتين فيتنام"),
        ('"Vladimir Putin"', '"فلاديمير بوتين"'),
        ("Nguyen Phu", "نغوين فو"),
        ("Nguyễn Phú", "نغوين فو"),
        ("Kritenbrink", "كريتنبرينك"),
        ("Putin OR Kritenbrink", "بوتين OR كريتنبرينك"),
    ],
)
def test_latin_names_are_answered_in_arabic_and_it_says_so(visit, typed, meant):
    page = ask(typed)
    assert [hit.pk for hit in page.hits] == [visit.pk]
    assert page.corrected_query == meant
    assert any(meant in note for note in page.notes)
    assert page.request.q == typed


def test_latin_words_that_the_texts_print_are_searched_as_typed(visit):
    page = ask("REUTERS")
    assert page.count == 1
    assert page.corrected_query is None


def test_a_latin_name_that_texts_print_too_finds_the_arabic_one_as_well(visit):
    write("خبر", "من كتاب Putin الجديد.")
    page = ask("Putin")
    assert (page.count, page.corrected_query) == (2, None)
    assert page.searched_variants == ("بوتين",)


def test_with_variants_off_a_latin_name_that_texts_print_is_offered_in_arabic(visit):
    write("خبر", "من كتاب Putin الجديد.")
    page = ask("Putin", variants=False)
    assert page.count == 1
    assert [(s.query, s.count, s.reason) for s in page.suggestions] == [("بوتين", 1, "latin")]


def test_in_the_narrower_modes_latin_names_are_only_offered(visit):
    page = ask("Putin", mode="spelling")
    assert page.corrected_query is None
    assert (page.suggestion, page.suggestions[0].reason) == ("بوتين", "latin")


def test_with_variants_off_nothing_is_answered_that_was_not_typed(visit):
    for typed, reason in (("Putin", "latin"), ("f,jdk", "keyboard")):
        page = ask(typed, variants=False)
        assert (page.count, page.corrected_query) == (0, None)
        assert [(s.query, s.reason) for s in page.suggestions] == [("بوتين", reason)]


def test_the_wrong_keyboard_is_read_where_every_word_is_printed(visit):
    page = ask("f,jdk")
    assert (page.corrected_query, page.count) == ("بوتين", 1)
    assert ask("hgrhiv").corrected_query is None


def test_filters_hold_for_what_is_answered_instead(visit):
    other = write("خبر", "بوتين في موسكو.")
    place = mention(other, "place", "موسكو")
    assert [hit.pk for hit in ask("Putin", filters={"place": (place.key,)}).hits] == [other.pk]
    assert ask("Putin", filters={"place": ("nowhere",)}).corrected_query is None


@pytest.mark.parametrize("typed", ["فيتنامس", "فبتنام", "فيتنما", "فيتنم"])
def test_a_slip_is_offered_corrected_with_its_count(visit, typed):
    page = ask(typed, variants=False)
    assert page.count == 0
    assert [(s.query, s.count, s.reason) for s in page.suggestions] == [("فيتنام", 1, "spelling")]
    assert page.suggestion == "فيتنام"


def test_nothing_is_offered_that_finds_nothing(visit):
    page = ask("فيتنامس", filters={"place": ("nowhere",)})
    assert page.suggestions == ()


def test_words_that_find_nothing_together_are_relaxed_to_what_finds_most(visit):
    for number in range(2):
        write(f"خبر {number}", "بوتين في موسكو.")
    page = ask("بوتين موسكو فيتنام")
    assert [(s.query, s.count, s.reason) for s in page.suggestions] == [("بوتين موسكو", 2, "relaxed")]


def test_any_of_the_words_is_the_last_resort(visit):
    write("خبر", "سقط المطر على موسكو.")
    page = ask("كريتنبرينك المطر")
    assert page.suggestions[0].reason == "relaxed"
    assert page.suggestions[0].count == 1


def test_a_query_that_finds_something_is_left_alone(visit):
    page = ask("بوتين")
    assert (page.corrected_query, page.suggestions, page.suggestion) == (None, (), None)


def test_no_more_queries_are_tried_than_allowed(visit):
    drain()
    tried = []
    did_you_mean(
        "Aa Bb Cc Dd Ee Ff", "wide", Vocabulary(current_engine().view()), lambda query: tried.append(query) or 0
    )
    assert len(tried) <= MAX_TRIED


def test_an_overlong_query_is_not_spelled_anew(visit):
    assert ask("Putinx " * 200).suggestions == ()


PIECES = st.sampled_from(
    [
        "Putin",
        "f,jdk",
        "فيتنامس",
        "بوتين",
        "قمر",
        '"',
        "(",
        ")",
        "-",
        "أو",
        "OR",
        "شخص:",
        "title:",
        "x:",
        "ñ",
        "1",
        "*",
        "~2",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.one_of(st.lists(PIECES, max_size=8).map(" ".join), st.text(max_size=60)), st.sampled_from(["exact", "wide"]))
def test_whatever_is_typed_is_answered(visit, query, mode):
    drain()
    page = search(SearchRequest(q=query, mode=mode))
    assert all(suggestion.count for suggestion in page.suggestions)


def test_a_full_name_offers_the_articles_that_print_the_surname_alone(visit):
    write("بيان", "قال بوتين إن القمة نجحت.")
    page = ask("فلاديمير بوتين")
    assert [hit.pk for hit in page.hits] == [visit.pk]
    (offer,) = page.suggestions
    assert (offer.reason, offer.label, offer.count) == ("surname", "بوتين", 1)
    assert ask(offer.query).count == 1
    assert page.suggestion is None


@pytest.mark.parametrize("typed", ["بوتين", '"فلاديمير بوتين"', "قمة بوتين", "بوتين فلاديمير"])
def test_what_is_no_full_name_offers_no_surname(visit, typed):
    write("بيان", "قال بوتين إن القمة نجحت، وفلاديمير بوتين وحضر قمة بوتين.")
    assert not [offer for offer in ask(typed).suggestions if offer.reason == "surname"]
