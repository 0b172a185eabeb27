"""A progress line on a terminal."""

from typing import Any

from archive.search.indexing.indexer import Progress


def show_progress(stream: Any) -> Progress | None:
    """Rewrites one line of the stream; None if that is not a terminal."""
    if not stream.isatty():
        return None

    def show(done: int, total: int) -> None:
        stream.write(f"\r{done:,} / {total:,}", ending="\n" if done >= total else "")
        stream.flush()

    return show
