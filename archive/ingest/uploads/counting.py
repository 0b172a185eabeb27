"""The counts of an import under one name each, for a preview and for the load that follows it."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from archive.ingest.import_plan import NOTICES, Counts, Notice
from archive.ingest.services import ImportSummary

MAX_STORED_NOTICES = 500
FIELDS = ("added", "stubs", "updated", "unchanged")


def summary_counts(summary: ImportSummary, kinds: Mapping[str, int] | None = None) -> dict[str, int]:
    """Records by what became of them, and failures. `kinds` counts notices where not all of them were kept."""
    noticed = Counter(notice.kind for notice in summary.counts.notices)
    counts = {name: getattr(summary.counts, name) for name in FIELDS}
    return (
        counts
        | {kind: (kinds or noticed).get(kind, noticed[kind]) for kind in NOTICES}
        | {"failed": len(summary.failures)}
    )


def counts_dump(counts: Counts, kinds: Mapping[str, int]) -> dict[str, Any]:
    """Counts as JSON, with a part of their notices and the number of each kind."""
    notices = [notice._asdict() for notice in counts.notices[:MAX_STORED_NOTICES]]
    return {name: getattr(counts, name) for name in FIELDS} | {"notices": notices, "kinds": dict(kinds)}


def counts_load(stored: Mapping[str, Any]) -> Counts:
    """What `counts_dump` wrote; no counts of nothing."""
    notices = [Notice(**each) for each in stored.get("notices", ())]
    return Counts(**{name: stored.get(name, 0) for name in FIELDS}, notices=notices)
