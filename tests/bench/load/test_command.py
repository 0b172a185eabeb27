from bench.load.command import table
from bench.load.run import Outcome
from bench.load.samples import Samples


def outcome(name, *seconds, errors=(), lost=()):
    samples = Samples("save")
    samples.seconds, samples.errors = list(seconds), list(errors)
    return Outcome(name, [samples], list(lost))


def test_each_checkout_has_a_row_with_its_ratio_to_the_first():
    printed = table([outcome("before", 2.0, 4.0), outcome("after", 1.0)])
    assert "| save | before | 2 | 0 | 4.00 | 4.00 | 4.00 | 1.00 |" in printed
    assert "| save | after | 1 | 0 | 1.00 | 1.00 | 1.00 | 0.25 |" in printed


def test_errors_and_lost_updates_are_named():
    printed = table([outcome("after", 1.0, errors=["OSError: gone"], lost=["k7"])])
    assert "after: 1 lost updates k7" in printed
    assert "after: save: OSError: gone" in printed
