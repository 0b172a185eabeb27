"""Figures for whoever watches the archive: what rooms count, and what they can say at any time.

`count` and `observe` add to counters that all processes of this machine share (`counter_file`); they do nothing unless
ARCHIVE_METRICS opens `/metrics`. `registry` holds what rooms register in `AppConfig.ready`: the meaning of each counter, and
functions that read gauges. Labels name what is fixed in the code (addresses' names, states, outcomes), never what people ask for.
"""

from archive.catalog.metrics.counter_file import BOUNDS_S, Counted, Key
from archive.catalog.metrics.counters import count, observe, readings
from archive.catalog.metrics.registry import (
    Counter,
    Gauge,
    register_counter,
    register_gauges,
    registered_counters,
    registered_gauges,
)

__all__ = [
    "BOUNDS_S",
    "Counted",
    "Counter",
    "Gauge",
    "Key",
    "count",
    "observe",
    "readings",
    "register_counter",
    "register_gauges",
    "registered_counters",
    "registered_gauges",
]
