"""Curators: each signs in to the admin, changes the first paragraph of an article, saves, and looks until it is found."""

import itertools
import json
import threading
import time
from functools import partial
from html.parser import HTMLParser
from urllib.parse import quote

import requests

from bench.load.samples import Samples
from bench.load.served_site import PASSWORD, USER
from bench.site.answers import fetch

TIMEOUT_S = 120
FIND_WITHIN_S, POLL_S = 60.0, 0.25
MAX_SAVES = 1_000
FIELD = "paragraphs-0-text"
_LETTERS = "بتجحدرسصطعفقكلمنه"


class Forms(HTMLParser):
    """The fields of a page's forms, as a browser would send them back."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._textarea = self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "input" and name and given.get("type") not in ("submit", "button", "file"):
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                self.fields[name] = given.get("value") or ""
        elif tag == "textarea":
            self._textarea, self.fields[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and (self._select not in self.fields or "selected" in given):
            self.fields[self._select] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # a browser leaves out the line end that HTML allows after the opening tag
            self.fields[self._textarea] = self.fields[self._textarea].removeprefix("\r\n").removeprefix("\n")
            self._textarea = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.fields[self._textarea] += data


class CuratorTimes:
    """Opening the form; saving; and from there until a search finds the change."""

    def __init__(self) -> None:
        self.forms, self.saves, self.found = Samples("edit form"), Samples("save"), Samples("found after a save")


class Curator:
    """One signed-in session. `saved` holds the marker of the last save of each article, by public key."""

    def __init__(self, site: str, number: int) -> None:
        self.site = site
        self.saved: dict[str, str] = {}
        self._number = number
        self._session = requests.Session()
        self._session.trust_env = False
        address = f"{site}/admin/login/"
        fields = Forms(self._session.get(address, timeout=TIMEOUT_S).text).fields
        answer = self._session.post(
            address, {**fields, "username": USER, "password": PASSWORD}, allow_redirects=False, timeout=TIMEOUT_S
        )
        if answer.status_code != 302:
            raise ValueError(f"{site} refused the curator: status {answer.status_code}")

    def work(
        self,
        articles: list[tuple[int, str]],
        times: "CuratorTimes",
        stopped: threading.Event,
        *,
        pause_s: float,
    ) -> None:
        """Save one article after the other, in a circle, until stopped."""
        for count, (pk, key) in zip(range(MAX_SAVES), itertools.cycle(articles), strict=False):
            if stopped.wait(pause_s):
                return
            address, marker = f"{self.site}/admin/catalog/article/{pk}/change/", new_marker(self._number, count)
            fields: dict[str, str] = {}
            if not times.forms.timed(partial(self._read_form, address, fields)):
                continue
            fields[FIELD] = f"{fields[FIELD]} {marker}"
            if times.saves.timed(partial(self._save, address, fields)):
                self.saved[key] = marker
                times.found.timed(partial(wait_until_found, self.site, marker, FIND_WITHIN_S))

    def _read_form(self, address: str, fields: dict[str, str]) -> None:
        page = self._session.get(address, timeout=TIMEOUT_S)
        page.raise_for_status()
        fields.update((name, value) for name, value in Forms(page.text).fields.items() if not name.startswith("_"))

    def _save(self, address: str, fields: dict[str, str]) -> None:
        answer = self._session.post(
            address, fields, headers={"Referer": address}, allow_redirects=False, timeout=TIMEOUT_S
        )
        if answer.status_code != 302:
            raise ValueError(f"status {answer.status_code}")


def new_marker(curator: int, count: int) -> str:
    """An Arabic word that occurs nowhere else, from the numbers in the digits of _LETTERS."""
    number, letters = count * 10 + curator, ""
    for _ in range(5):
        number, digit = divmod(number, len(_LETTERS))
        letters += _LETTERS[digit]
    return f"ظغض{letters}"


def wait_until_found(site: str, marker: str, seconds: float) -> None:
    """Raises TimeoutError if no search finds the word in that time."""
    deadline = time.monotonic() + seconds
    while True:
        answer = fetch(site, f"/api/v1/search?mode=exact&per_page=1&q={quote(marker)}")
        if answer.status == 200 and json.loads(answer.body)["count"]:
            return
        if time.monotonic() > deadline:
            raise TimeoutError(f"{marker} was not found within {seconds:.0f} s")
        time.sleep(POLL_S)
