import datetime as dt

import pytest

from archive.chronology.models import DateMention
from archive.entities.models import Entity, Mention
from archive.web.presenters.article import entities_by_type, mentioned_dates

pytestmark = pytest.mark.django_db


def date(value, first, last, surface, end=""):
    return DateMention(
        value=value,
        end_value=end,
        first=first,
        last=last,
        precision="year",
        basis="stated",
        surface=surface,
        paragraph=0,
    )


def test_entities_are_grouped_by_type_and_counted():
    person = Entity.objects.create(type="person", name="ليلى")
    often, once = (Entity.objects.create(type="place", name=name) for name in ("الميناء", "الجزيرة"))
    mentions = [Mention(entity=entity) for entity in (once, often, person, often)]
    groups = [(title, [(name.name, name.count) for name in names]) for title, names in entities_by_type(mentions)]
    assert groups == [("الأشخاص", [("ليلى", 1)]), ("الأماكن", [("الميناء", 2), ("الجزيرة", 1)])]


def test_dates_come_once_in_order_of_time():
    later = date("2023", dt.date(2023, 1, 1), dt.date(2023, 12, 31), "عام 2023")
    again = date("2023", dt.date(2023, 1, 1), dt.date(2023, 12, 31), "2023")
    span = date("2011", dt.date(2011, 1, 1), dt.date(2013, 12, 31), "بين 2011 و2013", end="2013")
    assert [(spoken.hint, spoken.surface) for spoken in mentioned_dates([later, again, span])] == [
        ("2011 – 2013 (كما ورد)", "بين 2011 و2013"),
        ("2023 (كما ورد)", "عام 2023"),
    ]
