from archive.text.dates.absolute import absolute_matches
from archive.text.dates.absolute.recognizer import WINDOW_AFTER, WINDOW_BEFORE, _windows
from archive.text.dates.folded_text import FoldedText


def test_text_without_a_year_has_no_window():
    assert list(_windows("في 12 فبراير امس")) == []
    assert absolute_matches(FoldedText.of("في 12 فبراير امس")) == []


def test_windows_around_close_years_are_one():
    text = f"{'ا' * 200}2019{'ا' * 20}2024{'ا' * 200}"
    assert list(_windows(text)) == [(200 - WINDOW_BEFORE, 228 + WINDOW_AFTER)]


def test_windows_around_distant_years_are_disjoint():
    text = f"2019{'ا' * 300}1445 ه"
    first, second = _windows(text)
    assert first == (0, 4 + WINDOW_AFTER)
    assert second == (304 - WINDOW_BEFORE, len(text))


def test_matches_are_in_order_over_all_windows():
    text = f"عام 2019 {'ا ' * 200} 5 مايو 2024 وعام 2011"
    assert [match.value for match in absolute_matches(FoldedText.of(text))] == ["2019", "2024-05-05", "2011"]


def test_an_invalid_day_occupies_its_span_so_that_no_month_is_read_from_it():
    (match,) = absolute_matches(FoldedText.of("31 فبراير 2024"))
    assert (match.start, match.end, match.value) == (0, 14, None)


def test_the_rule_that_reads_more_comes_first():
    assert [match.value for match in absolute_matches(FoldedText.of("عام 20-22 يونيو 2024"))] == ["2024-06-20"]
    assert [match.end_value for match in absolute_matches(FoldedText.of("عام 20-22 يونيو 2024"))] == ["2024-06-22"]
