import pytest

from archive.text.layout import visible_controls


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mأحمر\x1b[0m", "<U+001B>[31mأحمر<U+001B>[0m"),
        ("\x1b]0;عنوان\x07", "<U+001B>]0;عنوان<U+0007>"),
        ("سطر\rمكتوب فوقه", "سطر<U+000D>مكتوب فوقه"),
        ("\x9b2J", "<U+009B>2J"),
        ("\u202eمقلوب\u202c \u2066معزول\u2069", "<U+202E>مقلوب<U+202C> <U+2066>معزول<U+2069>"),
        ("\ud800", "<U+D800>"),
        ("a\tb\nc", "a\tb\nc"),
        ("می\u200cرود\u200f", "می\u200cرود\u200f"),
    ],
)
def test_control_characters_are_spelt_out(text, shown):
    assert visible_controls(text) == shown
