import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.layout.bidi import isolated_runs


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("شركة Harbor Ltd قبل عام", ["Harbor Ltd"]),
        ("مجموعة 5+1", ["5+1"]),
        ("جائحة كوفيد-19", []),
        ("فاز 4-2 بنسبة 80%", ["4-2", "80%"]),
        ("من 2011–2013، ثم -5", ["2011–2013", "-5"]),
        ("قناة «BBC News»، 2024", ["BBC News"]),
        ("عام 2024 وحده", []),
        ("وكالة Reuters (London) أمس", ["Reuters (London)"]),
        ("الوكالة (Reuters) أمس", ["Reuters"]),
        ("حقل «2015-07-22T20:09:35» في السجل", ["2015-07-22T20:09:35"]),
        ("وصل في 2015-07-22T20:09+03:00 إلينا", ["2015-07-22T20:09+03:00"]),
    ],
)
def test_latin_text_ranges_signs_and_percentages_are_isolated(text, runs):
    assert [text[run.start : run.end] for run in isolated_runs(text)] == runs


def test_a_run_is_extended_over_a_span_that_it_overlaps():
    (run,) = isolated_runs("قال Xعمر", [(4, 8)])
    assert (run.start, run.end) == (4, 8)


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4))
def test_runs_are_in_bounds_in_order_and_disjoint(text, spans):
    offset = 0
    for run in isolated_runs(text, [(min(span), min(max(span), len(text))) for span in spans]):
        assert offset <= run.start < run.end <= len(text)
        offset = run.end
