"""Search from the terminal."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from archive.search import drain
from archive.search.management.commands.search import visual, wrapped
from tests.search.conftest import write

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def articles():
    write("بوتين يزور هانوي", "وصل بوتين إلى هانوي.", source="صحيفة", published="2024-06-20")
    write("خبر آخر", "نص آخر.", published="2023")
    drain()


def test_plain_output_is_left_in_the_order_of_reading(articles):
    shown = run("search", "بوتين", "--plain", "--explain")
    assert "1. بوتين يزور هانوي" in shown
    assert "وصل *بوتين* إلى هانوي." in shown
    assert "2024-06-20 · صحيفة" in shown
    assert "«بوتين» ← «بوتين»" in shown


def test_other_output_is_joined_reversed_and_flush_right(articles):
    lines = run("search", "بوتين", "--width", "40").splitlines()
    assert all(len(line) == 40 for line in lines if line.strip())
    assert any("ﻱﻮﻧﺎﻫ" in line for line in lines)


def test_it_narrows_by_days_and_tells_a_wrong_date(articles):
    assert "خبر آخر" in run("search", "--to", "2023", "--plain")
    assert "بوتين" not in run("search", "--to", "2023", "--plain")
    with pytest.raises(CommandError, match="not a date"):
        run("search", "--from", "soon")
    with pytest.raises(CommandError, match="per_page"):
        run("search", "--limit", "500")


def test_lines_are_wrapped_before_they_are_turned():
    assert wrapped("أ ب ج", 3) == ["أ ب", "ج"]
    assert wrapped("abcdefgh", 3) == ["abc", "def", "gh"]
    assert visual("أ ب", 1).splitlines() == ["ﺃ", "ﺏ"]


def test_a_file_name_or_a_date_is_one_piece_in_a_line_that_runs_from_the_right():
    shown = visual("2024-06-20 · 002_note.txt · الخبر 1.", 60)
    assert "2024-06-20" in shown
    assert "002_note.txt" in shown
    assert shown.index("002_note.txt") < shown.index("2024-06-20")
    assert ".1" in shown


@pytest.mark.parametrize("arguments", [["--plain"], ["--width", "60"], ["--plain", "--explain"]])
def test_control_characters_of_a_text_are_made_visible(arguments):
    write(
        "عنوان \x1b[31mأحمر \u202eمقلوب",
        "نص فيه \x1b]0;نافذة\x07 و\x9b2J.",
        source="صحيفة\x1b[0m",
        published="2024-06-20",
    )
    drain()
    shown = run("search", *arguments)
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)
    if "--plain" in arguments:
        assert "عنوان <U+001B>[31mأحمر <U+202E>مقلوب" in shown
