"""Words followed through an edit."""

import pytest

from archive.text.layout.reanchoring import moved_to


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("قال بوتين", 4, 4),
        ("أمس قال بوتين", 4, 8),
        ("بوتين قال إن بوتين سعيد", 10, 13),
        ("بوتين قال إن بوتين سعيد", 2, 0),
        ("قال الرئيس", 4, None),
        ("", 0, None),
    ],
)
def test_the_nearest_place_where_the_words_stand(text, start, expected):
    assert moved_to(text, "بوتين", start) == expected


def test_no_words_stand_nowhere():
    assert moved_to("قال", "", 0) is None
