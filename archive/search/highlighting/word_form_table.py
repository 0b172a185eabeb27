"""The forms of the words of the index, in one file that all processes map: a look-up is ten times faster than analysis.

The background process writes the file (`update_word_form_table`); without it, or after a change of the analysis, words are
analysed as they come. Layout: a header of JSON, with the CRC-32 of what follows, padded to HEADER_SIZE; the sorted CRC-32 of
each word (uint32); the offset of each entry (uint32); the entries, each a word and its forms. Of words with one checksum
only the first is found.
"""

import json
import mmap
import os
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from zlib import crc32

import numpy as np
from django.conf import settings

from archive.search.engine.forms import tags
from archive.text import analysis_version, analyze

FORMAT = 2
HEADER_SIZE = 256
MAX_WORDS = 500_000
PAUSE_EVERY = 200
"""Words, a few milliseconds of analysis."""
MAX_GROWTH = 1.5
"""The file is written again when the index has grown by this factor."""
_SEPARATOR = "\x1f"
Forms = tuple[str, ...]


def table_path() -> Path:
    return Path(settings.DATA_DIR) / "word_forms.table"


def analysed_forms(word: str) -> Forms:
    """The tagged forms under which a printed word is indexed."""
    return tuple(form for term in analyze(word) for form in tags(term))


class WordFormTable:
    """Raises OSError, ValueError or KeyError if the file is missing, damaged or not a table of this format."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = json.loads(self._map[:HEADER_SIZE])
        if not isinstance(header, dict) or header["format"] != FORMAT:
            raise ValueError(f"{path} is not of format {FORMAT}")
        with memoryview(self._map) as whole:
            if crc32(whole[HEADER_SIZE:]) != header["checksum"]:
                raise ValueError(f"{path} is damaged")
        self.version: str = header["version"]
        """Version of the analysis."""
        self.documents: int = header["documents"]
        """Size of the index when the file was written."""
        count: int = header["words"]
        self._checksums = np.frombuffer(self._map, np.uint32, count, HEADER_SIZE)
        self._offsets = np.frombuffer(self._map, np.uint32, count + 1, HEADER_SIZE + 4 * count)
        self._entries = HEADER_SIZE + 4 * (2 * count + 1)

    def forms(self, words: Collection[str]) -> dict[str, Forms]:
        """The forms of the words that are in the table."""
        if not words or not len(self._checksums):
            return {}
        wanted = np.fromiter((crc32(_encoded(word)) for word in words), np.uint32, len(words))
        places = np.minimum(np.searchsorted(self._checksums, wanted), len(self._checksums) - 1)
        is_there = (self._checksums[places] == wanted).tolist()
        starts, ends = (self._offsets[places].tolist(), self._offsets[places + 1].tolist())
        found = {}
        for word, there, start, end in zip(words, is_there, starts, ends, strict=True):
            if there:
                entry = self._map[self._entries + start : self._entries + end].decode("utf-8", "surrogatepass")
                printed, *forms = entry.split(_SEPARATOR)
                if printed == word:
                    found[word] = tuple(forms)
        return found


def write_table(
    path: Path, words: Iterable[str], *, documents: int, pause: Callable[[], object] = lambda: None
) -> None:
    """Analyse the words and replace the file atomically. Calls `pause` after every PAUSE_EVERY words, and raises what it raises.

    Raises RuntimeError if the analysis changes meanwhile.
    """
    version = analysis_version()
    rows = sorted((crc32(_encoded(word)), word) for word in words)
    entries = []
    for number, (_, word) in enumerate(rows, 1):
        entries.append(_encoded(_SEPARATOR.join((word, *analysed_forms(word)))))
        if number % PAUSE_EVERY == 0:
            pause()
    if analysis_version() != version:
        raise RuntimeError("The analysis has changed while its words were being written.")
    offsets = np.zeros(len(rows) + 1, np.uint32)
    np.cumsum([len(entry) for entry in entries], out=offsets[1:])
    checksums = np.array([checksum for checksum, _ in rows], np.uint32)
    body = b"".join((checksums.tobytes(), offsets.tobytes(), *entries))
    header = {
        "format": FORMAT,
        "version": version,
        "documents": documents,
        "words": len(rows),
        "checksum": crc32(body),
    }
    partial = path.with_suffix(f".{os.getpid()}.tmp")
    with partial.open("wb") as file:
        file.write(json.dumps(header).encode().ljust(HEADER_SIZE))
        file.write(body)
    partial.replace(path)


def open_table(path: Path) -> WordFormTable | None:
    """The table of the analysis in use, None if there is none."""
    try:
        table = WordFormTable(path)
    except (OSError, ValueError, KeyError):
        return None
    return table if table.version == analysis_version() else None


def update_word_form_table(pause: Callable[[], object] = lambda: None) -> bool:
    """Write the table of the index in use if it is missing, of another analysis or outgrown. Returns whether it was written.

    Not for a cluster, whose vocabulary arrives page by page: there words are analysed as they come. `pause`: see `write_table`.
    """
    from archive.search.engine import current_engine
    from archive.search.engine.forms import EXACT

    engine = current_engine()
    view = engine.view()
    table = open_table(table_path())
    if "://" in engine.place or (table is not None and view.count <= MAX_GROWTH * table.documents):
        return False
    freqs = view.terms(EXACT)
    frequent = sorted(freqs, key=freqs.__getitem__, reverse=True)[:MAX_WORDS]
    write_table(table_path(), (form.removeprefix(EXACT) for form in frequent), documents=view.count, pause=pause)
    return True


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
