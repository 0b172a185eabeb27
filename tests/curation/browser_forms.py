"""The fields of a page as a browser would send them, hidden ones included."""

from html.parser import HTMLParser
from typing import Any

SKIPPED = {"csrfmiddlewaretoken", "q", "action", "select_across", "index"}


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}
        self._name, self._text, self._is_many = "", None, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, kind = given.get("name") or "", given.get("type") or "text"
        if tag == "option" and self._name and "selected" in given:
            value = given.get("value") or ""
            self.fields[self._name] = [*self.fields[self._name], value] if self._is_many else value
        if not name or "__prefix__" in name or name in SKIPPED:
            return
        if tag == "input" and kind not in ("submit", "button"):
            if kind not in ("checkbox", "radio") or "checked" in given:
                self.fields[name] = given.get("value", "on" if kind == "checkbox" else "") or ""
        elif tag == "select":
            self._name, self._is_many = name, "multiple" in given
            self.fields[name] = [] if self._is_many else ""
        elif tag == "textarea":
            self._name, self._text = name, ""

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text is not None:
            self.fields[self._name] = self._text.removeprefix("\r").removeprefix("\n")
            self._text = None
        if tag in ("select", "textarea"):
            self._name = ""


def form_of(page: str) -> dict[str, Any]:
    parser = _Fields()
    parser.feed(page)
    return parser.fields
