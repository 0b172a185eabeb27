"""What the tagger and the words around a match make of it."""

import pytest

from archive.entities.authority import FormRow
from archive.entities.recognition import AnalyzedText, Matcher
from archive.entities.recognition.combining import read_names
from archive.entities.recognition.spans import NamedSpan, TaggerOutput
from tests.entities.recognition.weighed import counting, read


def test_a_town_needs_a_second_witness():
    assert read("تحدث عن زغروطة طويلا") == []
    assert counting(read("تحدث عن زغروطة طويلا", ("زغروطة", "place", 0.7))) == [("زغروطة", "place", 2)]
    assert counting(read("سكان بلدة زغروطة")) == [("زغروطة", "place", 2)]


def test_a_surname_after_another_given_name_is_another_person():
    text = "قالت فاطمة القلعوشي"
    assert counting(read(text)) == []
    assert counting(read(text, ("فاطمة القلعوشي", "person", 0.9))) == [("فاطمة القلعوشي", "person", None)]


def test_a_descriptive_head_is_cut_off_if_the_tagger_leaves_it_out():
    assert counting(read("أعلنت شركة نبراس", ("نبراس", "organization", 0.8))) == [("نبراس", "organization", 3)]


def test_the_tagger_decides_between_a_club_and_a_city_of_one_name():
    forms = [FormRow(1, "organization", "زغروطة", "name"), FormRow(2, "place", "زغروطة", "name", guarded=True)]
    text = "زار زغروطة أمس"

    def entity(kind, confidence):
        analyzed = AnalyzedText(text)
        span = NamedSpan(text.index("زغروطة"), text.index(" أمس"), kind, "tagger", confidence)
        (one,) = read_names(analyzed, Matcher(forms).find(analyzed), TaggerOutput([span], {}))
        return one.match.entity, one.span.type

    assert entity("place", 0.9) == (2, "place")
    assert entity("organization", 0.9) == (1, "organization")
    assert entity("place", 0.5) == (1, "organization")


def test_the_head_of_a_place_does_not_confirm_a_guarded_organization():
    forms = [FormRow(1, "organization", "زغروطة", "name", guarded=True)]
    analyzed = AnalyzedText("سكان حي زغروطة القديم")
    assert read_names(analyzed, Matcher(forms).find(analyzed), TaggerOutput([], {})) == []


def test_a_context_word_is_not_taken_for_a_given_name():
    forms = [FormRow(1, "person", "(نظام) القلعوشي", "name")]
    analyzed = AnalyzedText("سقوط نظام القلعوشي")
    (one,) = read_names(analyzed, Matcher(forms).find(analyzed), TaggerOutput([], {}))
    assert one.match.entity == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [("أعلنت NTX أمس", 1), ("بحسب موقع Nuri أمس", 1), ("نظام Bash Nuri القديم", 0), ("كلمة nuri هنا", 0)],
)
def test_a_latin_word_needs_capitals_or_a_head(text, count):
    forms = [FormRow(1, "organization", "NTX", "name"), FormRow(2, "organization", "Nuri", "name")]
    analyzed = AnalyzedText(text)
    found = read_names(analyzed, Matcher(forms).find(analyzed), TaggerOutput([], {}))
    assert len([name for name in found if name.match]) == count
