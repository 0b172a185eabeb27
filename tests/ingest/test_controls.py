import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.controls import clean, storable


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("وصل قريبا\x0bوسيبقى", "وصل قريبا وسيبقى"),
        ("في آخر\x0cالصفحة", "في آخر الصفحة"),
        ("انتهى الخبر.\x0bوقال المدير", "انتهى الخبر.\nوقال المدير"),
        ("هل يعود؟ \x0c\x0b سؤال آخر", "هل يعود؟\nسؤال آخر"),
        ("سوق\x07السمك", "سوق السمك"),
        ("سوق\x00\x1a\x7fالسمك", "سوق السمك"),
        ("نهاية. \x1a\x1aبداية", "نهاية. بداية"),
        ("سطر\u2028آخر\u2029ثالث\rرابع\r\nخامس", "سطر\nآخر\nثالث\nرابع\nخامس"),
        ("قال \x93نعم\x94 \x96 ثم صمت\x85", "قال “نعم” – ثم صمت…"),
        ("\x1b[31mأحمر\x1b[0m عادي", "أحمر عادي"),
        ("\x9b2Jمسح \x1b]0;عنوان\x07نص", "مسح نص"),
        ("\x1b]8;;https://example.org\x1b\\رابط\x1b]8;;\x1b\\", "رابط"),
        ("نصف\ud800زوج", "نصف\ufffdزوج"),
        ("\tعمود\tآخر\n", "\tعمود\tآخر\n"),
    ],
)
def test_it_cleans_without_joining_words(given, cleaned):
    assert clean(given) == cleaned


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_storable_afterwards_and_stays_so(text):
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in cleaned)
    assert clean(cleaned) == cleaned


def test_keys_lose_control_characters_without_a_trace():
    assert storable("a\x00b\x0bc\ud800") == "abc\ufffd"
