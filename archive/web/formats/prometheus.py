"""Figures in the text format of Prometheus, version 0.0.4:
https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from archive.catalog.metrics import BOUNDS_S, Counted, Counter, Gauge, Key

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Labels = Mapping[str, str]


def gauge_text(gauge: Gauge) -> str:
    return _family(gauge.name, "gauge", gauge.help, [_sample(gauge.name, *value) for value in gauge.values])


def counter_text(name: str, counter: Counter, counts: Mapping[Key, Counted]) -> str:
    """A counter and its histogram; `counts` are those of this counter, by its labels."""
    samples = [
        _sample(name, dict(zip(counter.labels, labels, strict=True)), counted.count)
        for labels, counted in sorted(counts.items())
    ]
    text = _family(name, "counter", counter.help, samples)
    return text + _histogram(counter, counts) if counter.times else text


def _histogram(counter: Counter, counts: Mapping[Key, Counted]) -> str:
    sums: dict[Key, list[float]] = defaultdict(lambda: [0.0] * (2 + len(BOUNDS_S)))
    for labels, counted in counts.items():
        figures = (counted.count, counted.seconds, *counted.buckets)
        kept = labels[: counter.timed_by]
        sums[kept] = [one + other for one, other in zip(sums[kept], figures, strict=True)]
    samples = []
    for kept, (count, seconds, *buckets) in sorted(sums.items()):
        by = dict(zip(counter.labels, kept, strict=False))
        below = 0.0
        for bound, number in zip(BOUNDS_S, buckets, strict=True):
            below += number
            samples.append(_sample(f"{counter.times}_bucket", {**by, "le": f"{bound:g}"}, below))
        samples += [
            _sample(f"{counter.times}_bucket", {**by, "le": "+Inf"}, count),
            _sample(f"{counter.times}_sum", by, seconds),
            _sample(f"{counter.times}_count", by, count),
        ]
    return _family(counter.times, "histogram", f"Seconds: {counter.help[0].lower()}{counter.help[1:]}", samples)


def _family(name: str, kind: str, help_text: str, samples: Iterable[str]) -> str:
    lines = [f"# HELP {name} {help_text}", f"# TYPE {name} {kind}", *samples]
    return "\n".join(lines) + "\n"


def _sample(name: str, labels: Labels, value: float) -> str:
    inside = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
    return f"{name}{{{inside}}} {_number(value)}" if inside else f"{name} {_number(value)}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))
