import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.query.typed import VARIANTS, typed_text


@pytest.mark.parametrize(("sign", "variant"), [(sign, one) for sign, many in VARIANTS.items() for one in many])
def test_every_variant_is_the_sign_that_it_looks_like(sign, variant):
    assert typed_text(f"ا{variant}ب") == f"ا{sign}ب"


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("＂أ　ب＂～５", '"أ ب"~5'),
        ("\u202bأ\u202c\u2067ب\u2069\ufeff\u061c", "أب"),
        ("أ\x00ب\u2028ج\u00a0د", "أ ب ج د"),
        ("آية\u200cالله", "آية\u200cالله"),
        ("‘مجلس الأمن’", '"مجلس الأمن"'),
        ("''مجلس الأمن''", '"مجلس الأمن"'),
        ("'مجلس الأمن' ~5", '"مجلس الأمن" ~5'),
        ("5~'مجلس الأمن'", '5~"مجلس الأمن"'),
        ("L’Orient L'Orient", "L’Orient L'Orient"),
    ],
)
def test_it_writes_known_characters(query, text):
    assert typed_text(query) == text


@given(st.text())
def test_it_never_raises(query):
    assert isinstance(typed_text(query), str)


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("وزير\u200fالبيئة", "وزير\u200fالبيئة"),
        ("سوق\u200cالسمك", "سوق\u200cالسمك"),
        ("آيةُ\u200bالله", "آيةُ\u200bالله"),
        ("\u200fأو \u202aكلمة\u202c", "أو كلمة"),
        ("(\u200eكلمة\u200e)", "(كلمة)"),
    ],
)
def test_invisible_marks_stay_between_letters_only(query, read):
    assert typed_text(query) == read
