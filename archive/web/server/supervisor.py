"""Run the HTTP server and the background process together: what `manage.py serve` starts.

The web server is stopped first, so that requests in flight are answered, then the background process, which indexes the
changes that they made. If the background process dies it is started again; if the web server ends, everything does, and
its exit status is passed on. Imports neither Django nor the archive's rooms: the process is small.
"""

import argparse
import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from archive.log_lines import log_plainly
from archive.web.server import process

BASE_DIR = Path(__file__).resolve().parents[3]
POLL_S = 0.2
STOP_TIMEOUT_S = 30
"""How long either process may take to stop; both have shorter limits of their own."""
MIN_RESTART_DELAY_S = 1.0
MAX_RESTART_DELAY_S = 60.0
SAME_STOP_S = 1.0
"""Signals that follow the first so soon are the same stop: `make` passes on the SIGTERM that its whole process group got."""
STABLE_AFTER_S = 60.0
"""A process that lived that long is restarted after the shortest delay."""


class Child:
    """A process of the site, in a process group of its own: Ctrl-C in a terminal reaches the supervisor alone."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0
        self._restart_delay_s = MIN_RESTART_DELAY_S
        self._restart_at: float | None = None

    def start(self) -> None:
        parent = os.getpid()
        self._restart_at = None
        self._started_at = time.monotonic()
        self._process = subprocess.Popen(
            self._command,
            cwd=BASE_DIR,
            process_group=0,
            preexec_fn=lambda: process.end_with_parent(parent),  # noqa: PLW1509 (single-threaded)
        )

    def exit_status(self) -> int | None:
        """None while it runs."""
        return self._process.poll() if self._process else None

    def restart_if_dead(self) -> None:
        """Restart a dead process, after a delay that doubles each time it dies young."""
        status = self.exit_status()
        now = time.monotonic()
        if status is None:
            return
        if self._restart_at is None:
            is_stable = now - self._started_at >= STABLE_AFTER_S
            self._restart_delay_s = (
                MIN_RESTART_DELAY_S if is_stable else min(2 * self._restart_delay_s, MAX_RESTART_DELAY_S)
            )
            self._restart_at = now + self._restart_delay_s
            log_plainly(
                f"The {self.name} process ended with status {status}; restarting it in {self._restart_delay_s:.0f} s."
            )
        elif now >= self._restart_at:
            self.start()

    def stop(self) -> None:
        """SIGTERM, and SIGKILL if that does not end it within STOP_TIMEOUT_S."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            log_plainly(f"The {self.name} process does not stop; killing it.")
            self.kill()

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


class Supervisor:
    """Runs both processes until a signal or the end of the web server. A second signal kills them."""

    def __init__(self, web: Child, work: Child) -> None:
        self._web, self._work = web, work
        self._is_stopping = False
        self._stopped_at = 0.0

    def run(self) -> int:
        """The exit status: 0 after a signal, else the web server's."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        self._web.start()
        self._work.start()
        while not self._is_stopping and self._web.exit_status() is None:
            self._work.restart_if_dead()
            time.sleep(POLL_S)
        status = 0 if self._is_stopping else self._web.exit_status() or 1
        self._is_stopping = True
        for child in (self._web, self._work):
            child.stop()
        return status

    def _on_signal(self, *_: object) -> None:
        now = time.monotonic()
        if not self._is_stopping:
            self._stopped_at = now
        elif now - self._stopped_at > SAME_STOP_S:
            self._web.kill()
            self._work.kill()
        self._is_stopping = True


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description="Run the web server and the background process until SIGTERM or SIGINT."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default %(default)s)")
    parser.add_argument("--workers", type=int, default=3, help="web worker processes (default %(default)s)")
    options = parser.parse_args(arguments)
    if options.workers < 1:
        parser.error("--workers must be 1 or more")
    if reason := _cannot_listen(options.host, options.port):
        log_plainly(reason)
        return 1
    listen = ["--host", options.host, "--port", str(options.port), "--workers", str(options.workers)]
    web = Child("web server", [sys.executable, "-m", "archive.web.server.http_server", *listen])
    work = Child("background", [sys.executable, "-m", "archive.command_line", "work"])
    return Supervisor(web, work).run()


def _cannot_listen(host: str, port: int) -> str:
    """Why the site cannot be served there, "" if it can. Granian shares its port (SO_REUSEPORT): a second site there would answer
    every other request."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError:
            return f"--port must be 0 to 65535, not {port}."
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"Port {port} of {host} is in use; choose another with --port (make run PORT=…)."
            return f"Port {port} of {host} cannot be used: {error.strerror}."
    return ""


if __name__ == "__main__":
    sys.exit(main())
