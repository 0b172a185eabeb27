import pytest

from archive.search.query import number_spans


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("150", "300"), [(0, 2, "e:150300")]),
        (("بين", "150", "300", "دينار"), [(1, 3, "e:150300")]),
        (("150", "300", "450"), [(0, 3, "e:150300450")]),
        (("150،", "300"), []),
        (("2023", "2024"), []),
        (("12 500",), []),
        (("150300",), []),
        (("ميناء", "طنجة"), []),
        ((), []),
    ],
)
def test_figures_that_may_be_one_number(words, expected):
    found = [(span.first, span.last, span.alternatives.levels[0][0]) for span in number_spans(words)]
    assert found == expected
