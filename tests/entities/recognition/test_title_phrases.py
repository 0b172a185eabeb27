"""The title phrase before a person's name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.entities.recognition.title_phrases import title_before

NAME = "سالم الناصر"


@pytest.mark.parametrize(
    ("before", "role"),
    [
        ("قال وزير الخارجية ", "وزير الخارجية"),
        ("أعلن المتحدث باسم الكرملين ", "المتحدث باسم الكرملين"),
        ("اجتمع بالوفد، ثم استقبل الرئيس السوداني ", "الرئيس السوداني"),
        ("في لقاء مع وزير الدولة للشؤون الخارجية ", "وزير الدولة للشؤون الخارجية"),
        ("وقال نائب رئيس الوزراء وزير المالية ", "نائب رئيس الوزراء وزير المالية"),
        ("رسالة للرئيس التونسي ", "الرئيس التونسي"),
        ("وبالوزير السابق ", "الوزير السابق"),
        ("والسفير ", "السفير"),
        ("قالت السفيرة الفرنسية ", "السفيرة الفرنسية"),
        ("وصل إلى المدينة ", None),
        ("قال الوزير إن ", None),
        ("كان الرئيس بعد ذلك ", None),
        ("الرئيس الروسي، ", None),
        ("«الرئيس» ", None),
        ("ونظيره الصيني ", None),
        ("الرئيس ونظيره الصيني ", None),
        ("زوجته ", None),
        ("التقى نجل ", None),
        ("وقف أمام ", None),
        ("الوزير", None),
        ("", None),
    ],
)
def test_the_phrase_begins_with_the_farthest_title(before, role):
    assert title_before(before + NAME, len(before)) == role


def test_it_does_not_reach_beyond_another_name():
    text = f"الوزير ناصر وأخوه {NAME}"
    assert title_before(text, text.index(NAME), floor=len("الوزير ناصر")) is None


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_it_never_raises_and_gives_words_of_the_text(text, start, floor):
    role = title_before(text, min(start, len(text)), floor=floor)
    assert role is None or role.strip()
