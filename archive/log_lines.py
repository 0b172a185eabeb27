"""How lines of the log are written: as text or JSON, without what must not be handed around, to a file that may be rotated.

Lines name no secret addresses, tokens, passwords in addresses or e-mail addresses, no query strings, and nothing of what the
reader wrote in the query of the request that caused them; this holds for tracebacks, too. Imports no Django: the supervisor
writes such lines.
"""

import json
import logging
import os
import re
import time
from collections.abc import Callable
from pathlib import Path

_SECRETS = re.compile(
    r"(/accounts/invitation/|/shared/|/me/searches/unsubscribe/)[^/\s]+|(/me/searches/)[^/\s]+(?=\.atom)"
)
_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_SECRETS, lambda found: f"{found[1] or found[2]}…"),
    (re.compile(r"://[^\s/@]+@"), "://…@"),
    (re.compile(r"(?<=[\w/.\-])\?[^\s\"'<>»?]*=[^\s\"'<>»]*"), "?…"),
    (re.compile(r"\bkhz_[\w-]+"), "khz_…"),
    (re.compile(r"(?i)\b(bearer|basic) +[\w.~+/=-]{8,}"), r"\1 …"),
    (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), "…@…"),
)
FIELDS = ("route", "status", "ms")
"""What a line may say besides its message (`extra`)."""


def without_secrets(line: str) -> str:
    for pattern, shown in _RULES:
        line = pattern.sub(shown, line)
    return line


class TextLine(logging.Formatter):
    """The message, with the request's id; with `dated` after the time in UTC, the level and the logger."""

    def __init__(self, *, dated: bool = False) -> None:
        super().__init__("%(asctime)sZ %(levelname)s %(name)s: %(message)s" if dated else "%(message)s")
        self.converter = time.gmtime
        self.default_time_format, self.default_msec_format = "%Y-%m-%dT%H:%M:%S", "%s.%03d"

    def format(self, record: logging.LogRecord) -> str:
        line = _cleaned(super().format(record))
        name = _request_id()
        if not name:
            return line
        first, end, rest = line.partition("\n")
        return f"{first} [{name}]{end}{rest}"


class JsonLine(logging.Formatter):
    """One object a line: time, level, logger, message, and where there are any request, route, status, ms and trace."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, object] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{record.msecs:03.0f}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _cleaned(record.getMessage()),
        }
        if name := _request_id():
            said["request"] = name
        said |= {field: getattr(record, field) for field in FIELDS if hasattr(record, field)}
        if record.exc_info:
            said["trace"] = _cleaned(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False, default=str)


class RotatedFile(logging.Handler):
    """Appends each line in one write to the file that has the name at this moment: many processes may write, and logrotate may
    move the file at any time. A line that cannot be written is dropped: the log on stderr has it as well."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = Path(path)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            append_line(self._path, self.format(record))
        except Exception:
            return


def append_line(path: Path, line: str) -> None:
    """Raises OSError."""
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        os.write(file, f"{line}\n".encode("utf-8", "backslashreplace"))
    finally:
        os.close(file)


def log_plainly(message: str, logger: str = "khizana.supervisor") -> None:
    """For the supervisor: the line as the settings ask for it, on stderr and in the file. Never raises."""
    record = logging.LogRecord(logger, logging.WARNING, "", 0, message, (), None)
    as_json = os.environ.get("ARCHIVE_LOG_FORMAT") == "json"
    shown: logging.Formatter = JsonLine() if as_json else TextLine()
    kept: logging.Formatter = shown if as_json else TextLine(dated=True)
    console = logging.StreamHandler()
    console.setFormatter(shown)
    console.emit(record)
    if path := os.environ.get("ARCHIVE_LOG_FILE"):
        file = RotatedFile(path)
        file.setFormatter(kept)
        file.emit(record)


def _cleaned(text: str) -> str:
    for written in _asked_for():
        text = text.replace(written, "…")
    return without_secrets(text)


_request_id: Callable[[], str] = lambda: ""  # noqa: E731
_asked_for: Callable[[], list[str]] = list


def use_request(request_id: Callable[[], str], asked_for: Callable[[], list[str]]) -> None:
    """How lines learn of the request that the thread computes: its id, and what its reader wrote."""
    global _request_id, _asked_for
    _request_id, _asked_for = request_id, asked_for
