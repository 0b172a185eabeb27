import datetime as dt
import re

import pytest

from archive.text.dates.date_match import DateMatch, compile_rules, single_date

MATCH = re.search(r"(?P<from>b)c", "abc")


def test_the_interval_is_that_of_the_values():
    assert DateMatch(0, 1, "2023", "2024").interval() == (dt.date(2023, 1, 1), dt.date(2024, 12, 31))


def test_days_that_are_known_more_precisely_replace_the_values():
    days = (dt.date(2021, 4, 13), dt.date(2021, 5, 12))
    assert DateMatch(0, 1, "2021-04", "2021-05", days=days).interval() == days


def test_a_match_without_a_value_has_no_interval():
    with pytest.raises(ValueError, match="invalid"):
        DateMatch(0, 1, None).interval()


def test_a_single_date_starts_at_a_group():
    assert single_date(MATCH, "2024") == [DateMatch(1, 3, "2024")]
    assert single_date(MATCH, "2024", "2025", "from") == [DateMatch(1, 3, "2024", "2025")]


@pytest.mark.parametrize(("value", "end_value"), [("2024", "2024"), ("2024", "2023"), (None, "2024")])
def test_a_span_that_does_not_run_forward_has_no_value(value, end_value):
    assert single_date(MATCH, value, end_value) == [DateMatch(1, 3, None)]


def test_rules_are_compiled_in_order():
    def builder(match, folded):
        return []

    (first, _), (second, _) = compile_rules(("a", builder), ("b", builder))
    assert (first.pattern, second.pattern) == ("a", "b")
