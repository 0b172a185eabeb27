"""The text is read by the parser of Prometheus' own client."""

import pytest
from prometheus_client.parser import text_string_to_metric_families

from archive.catalog.metrics import Gauge
from archive.catalog.metrics.counter_file import BOUNDS_S, CounterFile
from archive.catalog.metrics.registry import Counter
from archive.web.formats.prometheus import counter_text, gauge_text


def parsed(text):
    return {family.name: family for family in text_string_to_metric_families(text)}


def samples(family):
    return {(sample.name, tuple(sorted(sample.labels.items()))): sample.value for sample in family.samples}


def test_a_gauge_with_labels_of_any_letters():
    odd = 'a"b\\c\nd خ'
    family = parsed(gauge_text(Gauge("khizana_x", "Some.", [({"state": odd}, 2), ({"state": "b"}, 0.25)])))["khizana_x"]
    assert (family.type, family.documentation) == ("gauge", "Some.")
    assert [(sample.labels["state"], sample.value) for sample in family.samples] == [(odd, 2), ("b", 0.25)]


def test_a_counter_has_its_values_by_all_labels_and_its_times_by_the_first(tmp_path):
    counters = CounterFile(tmp_path / "counts")
    for status, seconds in (("200", 0.002), ("200", 0.02), ("503", 40.0)):
        counters.add(("home", status), seconds=seconds)
    text = counter_text("x_total", Counter("Requests.", ("route", "status"), "x_seconds", 1), counters.read())
    families = parsed(text)
    assert samples(families["x"]) == {
        ("x_total", (("route", "home"), ("status", "200"))): 2,
        ("x_total", (("route", "home"), ("status", "503"))): 1,
    }
    times = families["x_seconds"]
    assert times.type == "histogram"
    below = {s.labels["le"]: s.value for s in times.samples if s.name == "x_seconds_bucket"}
    assert list(below) == [f"{bound:g}" for bound in BOUNDS_S] + ["+Inf"]
    assert (below["0.005"], below["0.025"], below["30"], below["+Inf"]) == (1, 2, 2, 3)
    assert samples(times)["x_seconds_count", (("route", "home"),)] == 3
    assert samples(times)["x_seconds_sum", (("route", "home"),)] == pytest.approx(40.022)


def test_a_counter_that_counted_nothing_is_there():
    assert "# TYPE x_total counter" in counter_text("x_total", Counter("None.", ("a",)), {})
