"""An answer of a site over HTTP, without what may differ between two processes that serve the same archive.

Order of steps: the answer is fetched without following redirects; the site's own address becomes `//site` and hashes of
static files are cut out; then, by content type: ignored fields are dropped from JSON; CSRF tokens are removed from HTML and
XML, white space collapsed, and dropped between tags; calendar files are unfolded and lose their time stamps. The rest is
compared line by line.
"""

import difflib
import http.client
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

TIMEOUT_S = 60
HEADERS = ("Content-Type", "Location", "Content-Disposition", "X-Robots-Tag", "Cache-Control", "Retry-After")
"""The headers that are compared."""
TIMING_FIELDS = ("took_ms",)

_CSRF = re.compile(r'<input[^>]*name="csrfmiddlewaretoken"[^>]*>')
_STATIC_HASH = re.compile(r"(/static/[\w./-]+?)\.[0-9a-f]{12}(?=\.\w+)")
_ICS_FOLD_OR_STAMP = re.compile(r"\r\n |\r\nDTSTAMP:\w+")
_NOW_OF_EMPTY_FEED = re.compile(r"<updated>[^<]*</updated>")
_SPACE = re.compile(r"\s+")
_TAG_END = re.compile(r" (?=/?>)")
_BETWEEN_TAGS = re.compile(r">\s*<")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Ignored:
    """Differences that are expected: JSON fields by name at any depth, and patterns that are cut out of other texts."""

    fields: frozenset[str] = frozenset(TIMING_FIELDS)
    patterns: tuple[re.Pattern[str], ...] = field(default_factory=tuple)


def fetch(site: str, address: str) -> Answer:
    """GET an address of a site (`http://127.0.0.1:8000`). Raises OSError or http.client.HTTPException."""
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=TIMEOUT_S)
    try:
        connection.request("GET", address)
        response = connection.getresponse()
        headers = {name: value for name in HEADERS if (value := response.getheader(name)) is not None}
        return Answer(response.status, headers, response.read())
    finally:
        connection.close()


def normalized(answer: Answer, site: str, ignored: Ignored) -> list[str]:
    """Status, headers and body as comparable lines."""
    head = [f"status {answer.status}", *(f"{name}: {_neutral(value, site)}" for name, value in answer.headers.items())]
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    text = answer.body.decode("utf-8", "replace")
    text = _neutral(_ICS_FOLD_OR_STAMP.sub("", text) if kind == "text/calendar" else text, site)
    if kind.endswith("json"):
        return head + _json_lines(text, ignored)
    for pattern in ignored.patterns:
        text = pattern.sub("", text)
    if kind.endswith(("html", "xml")):
        text = _TAG_END.sub("", _SPACE.sub(" ", _CSRF.sub("", text)))
        text = _NOW_OF_EMPTY_FEED.sub("", text) if "<entry>" not in text else text
        text = _BETWEEN_TAGS.sub(">\n<", text)
    return head + text.splitlines()


def differences(before: list[str], after: list[str]) -> Iterator[str]:
    """The lines that differ, `-` before and `+` after, without the lines around them."""
    for line in difflib.unified_diff(before, after, lineterm="", n=0):
        if not line.startswith(("---", "+++", "@@")):
            yield line


def _neutral(text: str, site: str) -> str:
    netloc = urlsplit(site).netloc
    text = text.replace(f"http://{netloc}", "//site").replace(netloc, "site")
    return _STATIC_HASH.sub(r"\1", text)


def _json_lines(text: str, ignored: Ignored) -> list[str]:
    try:
        value = _without(json.loads(text), ignored.fields)
    except ValueError:
        return ["not JSON:", *text.splitlines()]
    return json.dumps(value, ensure_ascii=False, indent=1).splitlines()


def _without(value: Any, fields: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {name: _without(one, fields) for name, one in value.items() if name not in fields}
    return [_without(one, fields) for one in value] if isinstance(value, list) else value
