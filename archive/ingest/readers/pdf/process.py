"""A process that reads the pages of one PDF with PDFium: `python -m archive.ingest.readers.pdf.process FILE`, started by `pages`.

PDFium is C++ that reads what anybody may have written: a form that draws itself ten million times, or a stream that unpacks to a
gigabyte, makes it take all memory and end its process. So this one is not that of the import, and its memory and processor time
are bounded. It writes one pickled answer a page, in order, and a sentence if the file cannot be read.
"""

import pickle
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from archive.ingest.readers.pdf import scans
from archive.ingest.readers.pdf.characters import Run, page_runs

MAX_MEMORY_MB = 900
MAX_SECONDS = 50
"""Of processor time."""
MAX_PAGES = 500
MAX_CHARACTERS = 2_000_000
"""Of a file: more are more than an article has (`ingest.bounds`)."""
Answer = list[Run] | scans.Picture | str
"""The runs of a page, the picture of a page that is one, or why the file cannot be read."""


def main(path: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_MB * 1024 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for answer in answers(Path(path).read_bytes()):
        pickle.dump(answer, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def answers(content: bytes) -> Iterator[Answer]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        yield "it is protected by a password" if "assword" in str(error) else f"not a PDF file ({error})"
        return
    try:
        if len(document) > MAX_PAGES:
            yield f"more than {MAX_PAGES} pages"
            return
        yield from _pages(document)
    except pypdfium2.PdfiumError as error:
        yield f"damaged PDF file ({error})"
    except MemoryError:
        yield too_much_memory()
    finally:
        document.close()


def _pages(document: pypdfium2.PdfDocument) -> Iterator[Answer]:
    characters = pictures = 0
    for page in document:
        runs = page_runs(page)
        characters += sum(len(run.characters) for run in runs)
        if characters > MAX_CHARACTERS:
            yield f"more than {MAX_CHARACTERS:,} characters"
            return
        is_picture = not runs and scans.is_scanned(page)
        pictures += is_picture
        if pictures > scans.MAX_SCANNED_PAGES:
            yield f"more than {scans.MAX_SCANNED_PAGES} of its pages are pictures"
            return
        yield scans.picture_of(page) if is_picture else runs
        page.close()


def too_much_memory() -> str:
    return f"damaged, or its pages take more than {MAX_MEMORY_MB} MB of memory"


if __name__ == "__main__":
    main(sys.argv[1])
