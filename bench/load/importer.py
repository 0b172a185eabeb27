"""Imports: the same records, changed each time, by `manage.py ingest` of the checkout, one import after the other."""

import json
import threading
from functools import partial
from pathlib import Path
from typing import Any

from bench.load.samples import Samples
from bench.load.served_site import ServedSite
from bench.load.workload import changed_record

MAX_IMPORTS = 100
PAUSE_S = 0.5


class Importer:
    """`marker` is what the last import that ended well added to each record."""

    def __init__(self, site: ServedSite, records: list[dict[str, Any]], folder: Path) -> None:
        self._site, self._records, self._file = site, records, folder / "changed.jsonl"
        self.marker = ""

    def work(self, samples: Samples, stopped: threading.Event) -> None:
        """Import again and again until stopped."""
        for number in range(1, MAX_IMPORTS + 1):
            if stopped.wait(PAUSE_S):
                return
            samples.timed(partial(self._import, f"استيراد مقيس رقم {number}."))

    def _import(self, marker: str) -> None:
        lines = (json.dumps(changed_record(record, marker), ensure_ascii=False) for record in self._records)
        self._file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        summary = self._site.manage("ingest", str(self._file)).splitlines()[-1]
        if f"{len(self._records)} updated" not in summary:
            raise ValueError(summary)
        self.marker = marker
