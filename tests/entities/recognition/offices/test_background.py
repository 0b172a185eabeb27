"""What descriptions say of entities."""

import datetime as dt

from archive.entities.authority import FormRow
from archive.entities.recognition import Matcher, read_background

RUSSIA, CLUB, PUTIN = 1, 2, 3
MATCHER = Matcher(
    [
        FormRow(RUSSIA, "place", "روسيا", "name"),
        FormRow(RUSSIA, "place", "روسي", "nationality"),
        FormRow(CLUB, "organization", "زغروطة", "name"),
        FormRow(PUTIN, "person", "بوتين", "name"),
    ]
)


def test_an_entity_belongs_to_the_country_that_its_description_names():
    background = read_background(MATCHER, [(CLUB, "نادي كرة قدم روسي")])
    assert background.homes == {RUSSIA: RUSSIA, CLUB: RUSSIA}


def test_an_office_counts_with_its_years_alone():
    day = (dt.date(2005, 1, 1),) * 2
    with_years = read_background(MATCHER, [(PUTIN, "الرئيس الروسي (2000–2008)")]).tenures
    without = read_background(MATCHER, [(PUTIN, "الرئيس الروسي")]).tenures
    assert with_years.is_in_office(PUTIN, day)
    assert not without.is_in_office(PUTIN, day)
