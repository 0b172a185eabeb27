import pytest

from archive.text.layout.reanchoring import nearest_occurrence


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
def test_the_nearest_occurrence_is_found(text, start, expected):
    assert nearest_occurrence(text, "بوتين", start) == expected


def test_empty_words_have_no_occurrence():
    assert nearest_occurrence("قال", "", 0) is None
