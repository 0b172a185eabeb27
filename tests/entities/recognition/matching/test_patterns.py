"""Forms compiled to patterns, and what they say together."""

from archive.entities.authority import FormRow
from archive.entities.recognition.matching import PatternTable

CLUB, OTHER_CLUB, CITY, COUNTRY = 1, 2, 3, 4
TABLE = PatternTable(
    [
        FormRow(CLUB, "organization", "(نادي) الأهلي", "name"),
        FormRow(OTHER_CLUB, "organization", "الأهلي (السعودي)", "name"),
        FormRow(CLUB, "organization", "برشلونة", "name"),
        FormRow(CITY, "place", "برشلونة", "name"),
        FormRow(COUNTRY, "place", "قلعوشي", "nationality"),
        FormRow(COUNTRY, "place", "زغروطة", "metonym"),
        FormRow(5, "person", "(السيدة) فاطمة", "name"),
    ]
)


def test_a_form_is_found_by_its_first_word_without_article():
    patterns = TABLE.starting_with("اهلي")
    assert [(one.entity, one.before, one.after, one.guarded) for one in patterns] == [
        (CLUB, ("نادي",), (), False),
        (OTHER_CLUB, (), ("السعودي",), False),
        (CLUB, (), (), True),
    ]


def test_a_name_that_several_entities_have_only_in_context_lists_its_bearers():
    assert TABLE.bearers == {("organization", ("الاهلي",)): (CLUB, OTHER_CLUB)}


def test_a_given_name_counts_only_with_its_context():
    assert [one.guarded for one in TABLE.starting_with("فاطمه")] == [False]


def test_bearers_of_several_types_are_known():
    assert TABLE.entities_by_type(("برشلونه",)) == {"organization": CLUB, "place": CITY}
    assert TABLE.entities_by_type(("الاهلي",)) == {}


def test_a_nationality_makes_a_country_and_is_no_name():
    assert {COUNTRY} == TABLE.countries
    assert TABLE.starting_with("قلعوشي")
    assert not TABLE.names_starting_with("قلعوشي")


def test_a_metonym_denotes_a_government_and_is_not_matched():
    assert TABLE.governments == {("زغروطه",): COUNTRY}
    assert not TABLE.starting_with("زغروطه")
