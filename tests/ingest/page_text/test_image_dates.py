"""The day before which an article can't have been published."""

import datetime as dt

import pytest

from archive.ingest.page_text.image_dates import earliest_day

TODAY = dt.date(2026, 1, 31)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("صورة 1718841600000.jpg", (2024, 6, 20)),
        ("صورة 17188416005551234567890.jpeg", (2024, 6, 20)),
        ("1718841600.png", (2024, 6, 20)),
        ("IMG_20240620_142233.jpg", (2024, 6, 20)),
        ("WhatsApp-Image-2024-06-20-at-10.jpeg", (2024, 6, 20)),
        ("https://example.org/wp-content/uploads/2024/06/photo.webp", (2024, 6, 1)),
        ("خبر 1718841600000.jpg وآخر 1718928000000.jpg", (2024, 6, 21)),
    ],
)
def test_the_newest_picture_tells_it(line, day):
    assert earliest_day([line], TODAY).day == dt.date(*day)


@pytest.mark.parametrize(
    "line",
    [
        "photo-12345.jpg",
        "1718841600000",
        "20240620",
        "20241399.jpg",
        "1999999999999.jpg",
        "19700101.jpg",
        "",
    ],
)
def test_other_numbers_and_days_to_come_tell_nothing(line):
    assert earliest_day([line], TODAY) is None


def test_the_evidence_is_the_name_of_the_file():
    assert earliest_day(["صورة a-1718841600000.jpg قديمة"], TODAY).evidence == "a-1718841600000.jpg"
