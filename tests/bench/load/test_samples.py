from bench.load.samples import Samples


def test_times_are_taken_of_what_goes_well():
    samples = Samples("page")
    assert samples.timed(lambda: None)
    assert len(samples.seconds) == 1
    assert samples.errors == []


def test_an_exception_is_an_error_and_no_time():
    samples = Samples("page")
    assert not samples.timed(lambda: 1 / 0)
    assert samples.seconds == []
    assert samples.errors == ["ZeroDivisionError: division by zero"]


def test_quantiles_are_of_the_samples():
    samples = Samples("page")
    samples.seconds = [float(number) for number in range(100, 0, -1)]
    assert (samples.quantile(0.5), samples.quantile(0.95), samples.quantile(1.0)) == (51.0, 96.0, 100.0)
    assert Samples("none").quantile(0.5) == 0.0
