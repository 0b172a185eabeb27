"""A site as `manage.py serve` starts it, over real connections."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
START_TIMEOUT_S = 90


class Site:
    """A running supervisor; `ask` sends one GET request and returns the whole answer."""

    def __init__(self, data_dir: Path, port: int) -> None:
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self.environment = {**os.environ, "ARCHIVE_DATA_DIR": str(data_dir)}
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(migrate, cwd=ROOT, env=self.environment, check=True)
        command = [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "2"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stderr=subprocess.PIPE)
        self._wait()

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def ask(self, path: str) -> bytes:
        with self.connect() as line:
            line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
            return b"".join(iter(lambda: line.recv(1 << 16), b""))

    def children(self) -> dict[str, int]:
        """Process ids of the supervisor's children by what they run."""
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                command = (entry / "cmdline").read_text().split("\0")
            except OSError:
                continue
            if parent == self.process.pid:
                found["work" if "work" in command else "web"] = int(entry.name)
        return found

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)

    def _wait(self) -> None:
        until = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < until and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.address}/robots.txt", timeout=5).close()
                return
            except OSError:
                time.sleep(0.1)
        self.process.kill()
        pytest.fail("The site did not start.")


@pytest.fixture(scope="session")
def start_site(tmp_path_factory) -> Iterator[Callable[[], Site]]:
    """A function that starts a site without articles; all are stopped at the end."""
    started: list[Site] = []

    def start() -> Site:
        with socket.socket() as chosen:
            chosen.bind(("127.0.0.1", 0))
            port = chosen.getsockname()[1]
        started.append(Site(tmp_path_factory.mktemp("served"), port))
        return started[-1]

    yield start
    for site in started:
        site.stop()


@pytest.fixture(scope="session")
def site(start_site) -> Site:
    """One site for all tests that leave it running."""
    return start_site()
