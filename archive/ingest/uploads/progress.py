"""How far a preview or a load has come, written down about once a second for whoever looks at its page."""

import time
from collections.abc import Mapping

from archive.catalog.jobs import check_stop
from archive.ingest.models import Upload

EVERY_S = 0.7


class Progress:
    """Bytes of the files begun (preview) or records (load). Its methods are the `announce` and `report` of an import.

    Raises JobInterruptedError when the background process ends.
    """

    def __init__(self, upload: Upload, sizes: Mapping[str, int] | None = None) -> None:
        self._upload = upload
        self._sizes = dict(sizes or {})
        self._counts_bytes = sizes is not None
        self._begun = 0
        self._done = self._least = 0 if self._counts_bytes else upload.checkpoint.get("documents", 0)
        self._name = ""
        self._shown = 0.0

    def announce(self, name: str, size: int) -> None:
        """A file is read now; members of a container come after the container itself."""
        check_stop()
        self._name = name
        if self._counts_bytes:
            self._done += self._begun
            self._begun = self._sizes.pop(name, 0)
        self._show()

    def report(self, records: int) -> None:
        check_stop()
        if not self._counts_bytes:
            self._done = max(records, self._least)  # what a stopped run had written is read again
        self._show()

    def _show(self) -> None:
        if time.monotonic() - self._shown >= EVERY_S:
            self._shown = time.monotonic()
            Upload.objects.filter(pk=self._upload.pk, attempt=self._upload.attempt).update(
                done=self._done, reading=self._name[:300]
            )
