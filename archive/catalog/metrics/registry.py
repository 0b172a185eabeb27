"""The meaning of counters, and functions that read gauges. Rooms register them by name in `AppConfig.ready`.

Imports nothing of Django's models, so that an app may register before they are loaded.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Counter:
    """`labels` name the values that are given to `count` and `observe`, in their order. `times` is the name of the histogram of
    what `observe` is given, by the first `timed_by` labels; "" if only the number counts."""

    help: str
    labels: tuple[str, ...]
    times: str = ""
    timed_by: int = 0


@dataclass(frozen=True, slots=True)
class Gauge:
    """What one figure is at this moment: a value for each combination of labels."""

    name: str
    help: str
    values: Iterable[tuple[Mapping[str, str], float]] = field(default_factory=tuple)


ReadGauges = Callable[[], Iterable[Gauge]]
counters: dict[str, Counter] = {}
gauge_readers: dict[str, ReadGauges] = {}


def register_counter(name: str, help: str, *labels: str, times: str = "", timed_by: int = 0) -> None:  # noqa: A002
    """`name` ends in `_total`, as Prometheus asks."""
    counters[name] = Counter(help, labels, times, timed_by)


def register_gauges(name: str, read: ReadGauges) -> None:
    """Call `read` at each reading; `name` says whose gauges are missing if it raises."""
    gauge_readers[name] = read


def registered_counters() -> Mapping[str, Counter]:
    return counters


def registered_gauges() -> Mapping[str, ReadGauges]:
    return gauge_readers
