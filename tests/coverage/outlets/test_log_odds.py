"""Log-odds with a prior, against figures reckoned by hand."""

import math

import pytest

from archive.coverage.outlets.comparison import contrast
from archive.coverage.outlets.log_odds import Counted, difference


def test_the_measure_is_that_of_the_paper():
    # 30 of 100 words on the left, 10 of 100 on the right, 60 of 800 elsewhere: a tenth of all, so 2 of a prior of 20 words.
    found = difference(Counted(30, 10, 60), Counted(100, 100, 800), 20)
    assert found.log_odds == pytest.approx(math.log(32 / 88) - math.log(12 / 108))  # 1.1856
    assert found.log_odds == pytest.approx(1.18562, abs=1e-5)
    assert found.z == pytest.approx(1.18562 / math.sqrt(1 / 32 + 1 / 12), abs=1e-4)
    assert found.z == pytest.approx(3.50256, abs=1e-4)


def test_the_sides_differ_by_their_sign_alone():
    one = difference(Counted(30, 10, 60), Counted(100, 100, 800), 20)
    other = difference(Counted(10, 30, 60), Counted(100, 100, 800), 20)
    assert (one.log_odds, one.z) == pytest.approx((-other.log_odds, -other.z))


def test_a_word_that_one_side_lacks_has_a_finite_value():
    found = difference(Counted(6, 0, 0), Counted(100, 100, 100), 30)
    # 6 of 300: 0.6 of the prior.
    assert found.log_odds == pytest.approx(math.log(6.6 / 123.4) - math.log(0.6 / 129.4))


def test_what_is_common_elsewhere_is_less_sure_than_what_is_rare_there():
    totals = Counted(1_000, 1_000, 100_000)
    rare, common = (difference(Counted(12, 4, others), totals, 1_000) for others in (10, 5_000))
    assert rare.z > common.z > 0


@pytest.mark.parametrize("counted", [Counted(0, 0, 0), Counted(100, 100, 100)])
def test_what_says_nothing_is_refused(counted):
    with pytest.raises(ValueError, match="occur"):
        difference(counted, Counted(100, 100, 100), 10)


def test_sure_differences_are_on_their_side_the_surest_first():
    counts = {"a": Counted(40, 5), "b": Counted(5, 40), "c": Counted(90, 5), "d": Counted(20, 21)}
    found = contrast(counts, Counted(1_000, 1_000, 5), most=5)
    assert [one.key for one in found.left] == ["c", "a"]
    assert [one.key for one in found.right] == ["b"]
    assert found.right[0].z > 0
    assert [one.key for one in contrast(counts, Counted(1_000, 1_000, 5), most=1).left] == ["c"]


def test_a_side_without_anything_has_no_differences():
    assert contrast({"a": Counted(4, 0)}, Counted(10, 0), 5).left == ()
