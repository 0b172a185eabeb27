"""The pages of a PDF file, read by a process of their own (`process`): what ends PDFium ends the reading of one file."""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from archive.ingest.readers.pdf import scans
from archive.ingest.readers.pdf.characters import Run
from archive.ingest.readers.pdf.process import MAX_SECONDS, Answer, too_much_memory
from archive.ingest.record import UnreadableError

_ROOT = Path(__file__).resolve().parents[4]


def read_pages(path: Path) -> Iterator[list[Run] | scans.Picture]:
    """The runs of each page, or its picture, in order. Raises UnreadableError."""
    with subprocess.Popen(
        [sys.executable, "-m", "archive.ingest.readers.pdf.process", str(path.resolve())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONMALLOC": "malloc"},
    ) as process:
        assert process.stdout is not None
        try:
            for answer in _answers(process.stdout):
                if isinstance(answer, str):
                    raise UnreadableError(answer)
                yield answer
            if status := process.wait():
                raise UnreadableError(_ending(status))
        finally:
            process.kill()


def _answers(stream: IO[bytes]) -> Iterator[Answer]:
    """What the process wrote until it ended, the last answer whole or not at all."""
    try:
        while True:
            answer: Answer = pickle.load(stream)
            yield answer
    except (EOFError, pickle.UnpicklingError):
        return


def _ending(status: int) -> str:
    """Why the process ended, as a reason. PDFium ends its process when it gets no memory."""
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"damaged, or its pages take more than {MAX_SECONDS} s"
    return too_much_memory()
