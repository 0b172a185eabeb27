import textwrap

import pytest

from archive.ingest.page_text.lines import read_lines


def test_lines_are_numbered_whatever_ends_them():
    lines = read_lines("أول\r\nثان\rثالث\n\u00a0\nخامس")
    assert [(line.number, line.form) for line in lines] == [
        (1, "text"),
        (2, "text"),
        (3, "text"),
        (4, "blank"),
        (5, "text"),
    ]


def test_white_space_that_nobody_sees_is_stripped():
    assert read_lines("\u200f عاد اللقلق.\u00a0 ")[0].text == "عاد اللقلق."


def test_a_label_takes_its_value_from_the_next_line():
    source, name = read_lines("المصدر:\nنشرة الحقول")
    assert (source.value, name.form) == ("نشرة الحقول", "source")


def test_a_line_ends_as_a_sentence_behind_its_quotation_marks():
    assert read_lines("قال «عادت الطيور.»")[0].stopped
    assert not read_lines("عودة الطيور")[0].stopped


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("label", ["الكلمات الدالة", "تاجز:", "الوسوم"])
def test_tags_may_be_printed_one_a_line(label, gap):
    lines = read_lines(gap.join(["عودة اللقالق", label, "طيور", "لبنان", "سهل البقاع", "عادت اللقالق إلى السهل أمس."]))
    printed = [line for line in lines if line.text]
    assert printed[1].value.split("\n") == ["طيور", "لبنان", "سهل البقاع"]
    assert [line.form for line in printed] == ["text", "tags", "tags", "tags", "tags", "text"]


def test_tags_end_at_a_long_line_a_boundary_or_a_gap():
    after = "خبر آخر عن السهل والطيور المهاجرة وما حل بها"
    for end in (after, "اقرأ أيضا", "\n\n\nطقس"):
        lines = read_lines(f"الوسوم:\nطيور\nلبنان\n{end}")
        assert lines[0].value == "طيور\nلبنان"


def test_only_one_line_is_the_value_of_another_label():
    lines = read_lines("المصدر:\nنشرة الحقول\nعادت اللقالق")
    assert (lines[0].value, lines[2].form) == ("نشرة الحقول", "text")


def test_a_date_among_counters_is_a_date_line():
    (line,) = read_lines("عدد المشاهدات 120 | أضيفت 3 أبريل 2019")
    assert (line.form, line.value) == ("date", "3 أبريل 2019")


def test_wrapped_lines_are_one_line_with_the_number_of_its_last(prose):
    first, second = prose("السهل", 3), prose("المركز", 3)
    wrapped = textwrap.fill(first, 72)
    one, _blank, other = read_lines(f"{wrapped}\n\n{textwrap.fill(second, 72)}")
    assert (one.number, one.last, one.text) == (1, wrapped.count("\n") + 1, first)
    assert other.text == second


@pytest.mark.parametrize("control", ["\x0b", "\x0c", "\x7f", "\u2028", "\x1b[1m \x1b[0m"])
def test_control_characters_join_no_words_and_shift_no_line_numbers(control):
    lines = read_lines(f"وصل قريبا{control}وسيبقى\nسطر آخر")
    assert [(line.number, line.text) for line in lines] == [(1, "وصل قريبا وسيبقى"), (2, "سطر آخر")]
