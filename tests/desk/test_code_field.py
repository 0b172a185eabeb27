"""Codes as people type them."""

import pytest
from django.core.exceptions import ValidationError

from archive.desk.code_field import CodeField


@pytest.mark.parametrize(
    "typed",
    [
        "123456",
        " 123 456 ",
        "١٢٣٤٥٦",
        "۱۲۳۴۵۶",
        "١٢٣ ٤٥٦",
        "123-456",
        "\u200f١٢٣٤٥٦\u200f",
        "123\u00a0456",
        "１２３４５６",
    ],
)
def test_digits_of_any_script_are_a_code(typed):
    assert CodeField().clean(typed) == "123456"


@pytest.mark.parametrize("typed", ["1234 5678 9012 3456 7890", "١٢٣٤-٥٦٧٨-٩٠١٢-٣٤٥٦-٧٨٩٠"])
def test_a_recovery_code_is_longer(typed):
    assert CodeField().clean(typed) == "12345678901234567890"


@pytest.mark.parametrize(
    "typed", ["12345", "1234567", "abcdef", "12345a", "½23456", "²23456", "1" * 19, "1" * 61, " ", ""]
)
def test_anything_else_is_none(typed):
    with pytest.raises(ValidationError):
        CodeField().clean(typed)


def test_a_field_that_may_be_empty_is_empty():
    assert CodeField(required=False).clean("") == ""
