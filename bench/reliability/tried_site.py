"""An archive in a folder of its own, served or not, and what one does with it: ask, save in the admin, run commands."""

import html
import json
import re
import sqlite3
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bench.endurance.memory import processes
from bench.load.curators import Curator, Forms, new_marker
from bench.load.served_site import ServedSite
from bench.site.answers import fetch

MAX_SENTENCE = 220
WAIT_S = 120.0
QUERY = quote("وزير")


class TriedSite(ServedSite):
    """`served_site` with what trials need. `saved` holds the word that each article must have in the end, by public key."""

    def __init__(self, checkout: Path, data: Path) -> None:
        super().__init__(checkout, data)
        self.data = data
        self.saved: dict[str, str] = {}
        self.articles_known: list[tuple[int, str]] = []
        self.environment |= {"ARCHIVE_METRICS": "loopback", "ARCHIVE_API_RATE": "0"}
        self._curator: Curator | None = None
        self._count = int(time.monotonic()) % 1_000

    def _answers(self) -> bool:
        """A site without a sound database answers, too."""
        try:
            return fetch(self.address, "/healthz").status == 200
        except OSError:
            return False

    def articles(self) -> list[tuple[int, str]]:
        return [
            (int(pk), str(key))
            for pk, key in self.rows("SELECT id, key FROM catalog_article WHERE state = 'published'")
        ]

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"file:{self.data}/archive.sqlite3?mode=ro", uri=True)) as opened:
            return opened.execute(statement).fetchall()

    def ask(self, address: str) -> str:
        """Status and first sentence of an answer."""
        try:
            answer = fetch(self.address, address)
        except OSError as error:
            return f"no answer ({type(error).__name__})"
        return f"{answer.status}" if answer.status < 400 else f"{answer.status} «{sentence(answer.body.decode())}»"

    def asked(self, *addresses: str) -> str:
        return "; ".join(f"`{address.partition('?')[0]}` {self.ask(address)}" for address in addresses)

    def save(self, number: int = 0) -> str:
        """Save a change of an article in the admin; what was answered."""
        self._curator = self._curator or Curator(self.address, 0)
        if not self.articles_known:
            return "no form: the database cannot be read"
        pk, key = self.articles_known[number]
        session, address = self._curator._session, f"{self.address}/admin/catalog/article/{pk}/change/"
        page = session.get(address, timeout=WAIT_S)
        if page.status_code != 200:
            return f"form {page.status_code} «{sentence(page.text)}»"
        fields = {name: value for name, value in Forms(page.text).fields.items() if not name.startswith("_")}
        self._count += 1
        marker = new_marker(0, self._count)
        fields["paragraphs-0-text"] += f" {marker}"
        answer = session.post(address, fields, headers={"Referer": address}, allow_redirects=False, timeout=WAIT_S)
        if answer.status_code == 302:
            self.saved[key] = marker
            return "saved"
        kept = "; what was typed is in the form" if marker in answer.text else ""
        return f"{answer.status_code} «{sentence(answer.text)}»{kept}"

    def hand_in(self, path: Path) -> str:
        """Hand a file in for a preview in the admin; what was answered."""
        address = f"{self.address}/admin/ingest/upload/add/"
        fields, said = self._form(address)
        if said:
            return said
        content = {"documents": (path.name, path.read_bytes(), "application/x-ndjson")}
        return self._posted(address, {**fields, "given_format": "auto"}, files=content)

    def load_uploads(self) -> str:
        """Have all that was handed in loaded that has its preview; what was answered."""
        said = []
        for pk, attempt in self.rows("SELECT id, attempt FROM ingest_upload WHERE state = 'ready'"):
            address = f"{self.address}/admin/ingest/upload/{pk}/change/"
            fields, refused = self._form(address)
            said.append(refused or self._posted(address, {**fields, "do": "load", "attempt": str(attempt)}))
        return ", ".join(said) or "none is ready"

    def uploaded(self, seconds: float = WAIT_S) -> str:
        """What became of what was handed in, once nothing is under way."""
        until = time.monotonic() + seconds
        while (states := self.rows("SELECT state, trouble FROM ingest_upload")) and time.monotonic() < until:
            if not {"previewing", "loading"}.intersection(state for state, _ in states):
                break
            time.sleep(0.5)
        return ", ".join(f"{state} {trouble}".strip() for state, trouble in states)

    def jobs(self) -> str:
        """Background jobs that wait for another attempt, or were given up."""
        rows = self.rows("SELECT name, state, error FROM catalog_job WHERE error != '' AND state != 'done'")
        return (
            "; ".join(f"{name} {state}: {error.strip().splitlines()[-1][:120]}" for name, state, error in rows)
            or "none"
        )

    def _form(self, address: str) -> tuple[dict[str, str], str]:
        """Fields of the form at an address, or what was answered instead."""
        self._curator = self._curator or Curator(self.address, 0)
        page = self._curator._session.get(address, timeout=WAIT_S)
        return (
            (Forms(page.text).fields, "")
            if page.status_code == 200
            else ({}, f"form {page.status_code} «{sentence(page.text)}»")
        )

    def _posted(self, address: str, fields: dict[str, str], **more: Any) -> str:
        assert self._curator is not None
        session = self._curator._session
        try:
            answer = session.post(
                address, fields, headers={"Referer": address}, allow_redirects=False, timeout=WAIT_S, **more
            )
        except OSError as error:
            return f"no answer ({type(error).__name__})"
        return "taken" if answer.status_code == 302 else f"{answer.status_code} «{sentence(answer.text)}»"

    def __enter__(self) -> "TriedSite":
        super().__enter__()
        with suppress(sqlite3.DatabaseError):
            self.articles_known = self.articles()
        return self

    def run(self, *command: str) -> str:
        """What a command ends with."""
        python = self.checkout / ".venv" / "bin" / "python"
        done = subprocess.run(
            [str(python), "manage.py", *command],
            cwd=self.checkout,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=1800,
        )
        lines = [line for line in (done.stdout + done.stderr).strip().splitlines() if line.strip()]
        traced = " (with a traceback)" if "Traceback" in done.stderr else ""
        said = " / ".join(lines[-3 if done.returncode else -1 :])[: 2 * MAX_SENTENCE]
        return f"`{command[0]}` status {done.returncode}{traced}: «{said}»"

    def until_ready(self, seconds: float = WAIT_S) -> str:
        """How long it takes until the archive can be used again."""
        began = time.monotonic()
        while (said := self.ask("/readyz")) != "200":
            if time.monotonic() - began > seconds:
                return f"not ready after {seconds:.0f} s: {said}"
            time.sleep(0.5)
        return "ready again"

    def pids(self, kind: str) -> list[int]:
        assert self.process_id is not None
        return [pid for pid, found in processes(self.process_id).items() if found == kind]

    def lost(self) -> list[str]:
        """Saved changes that the record lacks, or that no search finds within a minute."""
        missing = []
        for key, marker in self.saved.items():
            text = "".join(str(row[0]) for row in self.rows(_TEXTS.format(key)))
            if marker not in text:
                missing.append(key)
            elif not self._found(marker):
                missing.append(f"{key} (not found)")
        return missing

    def _found(self, marker: str) -> bool:
        until = time.monotonic() + WAIT_S
        while time.monotonic() < until:
            answer = fetch(self.address, f"/api/v1/search?mode=exact&q={quote(marker)}")
            if answer.status == 200 and json.loads(answer.body)["count"]:
                return True
            time.sleep(0.5)
        return False


_TEXTS = "SELECT text FROM catalog_paragraph p JOIN catalog_article a ON a.id = p.article_id WHERE a.key = '{}'"
_NOTES = [
    re.compile(rf'<(p|ul|div)[^>]*class="[^"]*(?:{name})[^"]*"[^>]*>(?P<said>.*?)</\1>', re.DOTALL)
    for name in ("notice__sentence", "errorlist nonfield", "error|notice|problem")
]
"""What is said of a page's trouble, the most telling first."""
_TAGS = re.compile(r"<(script|style|head|nav|header).*?</\1>|<[^>]+>", re.DOTALL)


def sentence(page: str) -> str:
    """The first sentence of a page, of JSON or of plain text that says what is wrong."""
    if page.startswith("{"):
        return str(json.loads(page).get("error", ""))[:MAX_SENTENCE]
    note = next(filter(None, (pattern.search(page) for pattern in _NOTES)), None)
    main = re.search(r"<main.*?</main>", page, re.DOTALL)
    text = html.unescape(_TAGS.sub(" ", note["said"] if note else main[0] if main else page))
    return " ".join(text.split())[:MAX_SENTENCE]
