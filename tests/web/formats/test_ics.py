import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.web.formats.ics import Event, calendar_file

MADE = dt.datetime(2024, 6, 21, 8, 30, tzinfo=dt.UTC)


def event(**fields):
    known = {"uid": "1@khizana", "first": dt.date(2024, 6, 20), "last": dt.date(2024, 6, 20), "summary": "وصول الوفد"}
    return Event(**{**known, "description": "وصل الوفد.", "url": "https://example.org/articles/a/", **fields})


def lines(*events):
    return calendar_file("خِزانة", events, made=MADE).replace("\r\n ", "").split("\r\n")


def test_a_calendar_has_its_frame_and_one_component_for_each_event():
    found = lines(event(), event(uid="2@khizana"))
    assert found[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Khizana//Timeline//AR"]
    assert found[-2:] == ["END:VCALENDAR", ""]
    assert found.count("BEGIN:VEVENT") == found.count("END:VEVENT") == 2
    assert {"UID:1@khizana", "UID:2@khizana", "DTSTAMP:20240621T083000Z", "SUMMARY:وصول الوفد"} <= set(found)


def test_a_day_is_an_event_of_the_whole_day_that_ends_before_the_next():
    assert {"DTSTART;VALUE=DATE:20240620", "DTEND;VALUE=DATE:20240621"} <= set(lines(event()))


def test_a_span_ends_the_day_after_its_last():
    found = lines(event(first=dt.date(1995, 1, 1), last=dt.date(2023, 12, 31)))
    assert {"DTSTART;VALUE=DATE:19950101", "DTEND;VALUE=DATE:20240101"} <= set(found)


def test_years_have_four_digits_and_the_calendars_last_day_no_end():
    found = lines(event(first=dt.date(624, 3, 14), last=dt.date.max))
    assert "DTSTART;VALUE=DATE:06240314" in found
    assert not [line for line in found if line.startswith("DTEND")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("أ; ب, ج", "أ\\; ب\\, ج"),
        ("سطر\nثانٍ\r\nثالث\rرابع", "سطر\\nثانٍ\\nثالث\\nرابع"),
        ("مسار\\جديد", "مسار\\\\جديد"),
        ("\u200fنص\u202b\x00", "نص"),
        ("BEGIN:VEVENT\nEND:VCALENDAR", "BEGIN:VEVENT\\nEND:VCALENDAR"),
    ],
)
def test_text_is_escaped(text, value):
    assert f"SUMMARY:{value}" in lines(event(summary=text))


@given(st.text())
def test_a_line_is_folded_at_75_octets_of_whole_characters(text):
    file = calendar_file("خِزانة", [event(summary=text)], made=MADE)
    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))


@given(st.text())
def test_no_text_breaks_out_of_its_line(text):
    file = calendar_file(text, [event(summary=text, description=text)], made=MADE)
    for line in file.replace("\r\n ", "").split("\r\n"):
        assert "\n" not in line
        assert "\r" not in line
        assert not line or line.split(":")[0].split(";")[0].isupper() or "-" in line.split(":")[0]
