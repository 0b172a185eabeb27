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
