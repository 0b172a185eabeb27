"""The syntax of name forms."""

import pytest

from archive.entities.authority.name_forms import bare_form, expand_alternatives


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("({مدينة,في}) صور", ["(مدينة) صور", "(في) صور"]),
        ("الولايات المتحدة {الأمريكية,الأميركية}", ["الولايات المتحدة الأمريكية", "الولايات المتحدة الأميركية"]),
        ("القاهرة", ["القاهرة"]),
    ],
)
def test_alternatives_are_expanded(form, expected):
    assert list(expand_alternatives(form)) == expected


def test_a_bare_form_has_no_context_words():
    assert bare_form("(مدينة) صور") == "صور"
    assert bare_form("الجمعية العامة (الأممية)") == "الجمعية العامة"
