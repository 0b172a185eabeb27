"""What the index tells of itself at `/metrics`. Imported before models are ready, so the function imports what it needs."""

from collections.abc import Iterator

from archive.catalog.metrics import Gauge


def read_gauges() -> Iterator[Gauge]:
    from archive.search.indexing.status import index_status

    status = index_status()
    yield Gauge("khizana_index_documents", "Articles in the index.", [({"engine": status.engine}, status.indexed)])
    yield Gauge("khizana_index_segments", "Segments of the index.", [({}, status.segments)])
    yield Gauge("khizana_index_bytes", "Size of the index on the disk.", [({}, status.size)])
    yield Gauge("khizana_index_rebuilding", "Whether the index is being built anew.", [({}, status.rebuilding)])
    yield Gauge("khizana_index_damaged", "Whether files of the index are damaged.", [({}, bool(status.damage))])
    yield Gauge(
        "khizana_index_current", "Whether it was built with the rules that queries use.", [({}, status.current)]
    )
