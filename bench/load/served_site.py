"""The site of a checkout, served on a loopback port from a data folder, by the command that its `make run` ends with."""

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from bench.site.answers import fetch

START_S, STOP_S = 600, 60
USER, PASSWORD = "bench-curator", "a pass phrase of the benchmark"


class ServedSite:
    """Use as a context manager: prepares the archive, makes a curator's account, starts the server, stops it in the end."""

    def __init__(self, checkout: Path, data: Path) -> None:
        self.checkout = checkout
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "ARCHIVE_DATA_DIR": str(data),
            "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
            "PYTHONPATH": "",
        }
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process_id(self) -> int | None:
        """Of the supervisor; None while it does not run."""
        return self._process.pid if self._process else None

    def manage(self, *arguments: str) -> str:
        """Run a command of the checkout's manage.py; its output. Raises CalledProcessError."""
        python = self.checkout / ".venv" / "bin" / "python"
        command = [str(python), "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=self.checkout, env=self.environment, capture_output=True, text=True, check=True, timeout=1800
        )
        return done.stdout

    def __enter__(self) -> "ServedSite":
        self.manage("prepare", "--no-sample")
        self.manage("createsuperuser", "--noinput", "--username", USER, "--email", "")
        command = serve_command(self.checkout, self.port)
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", command], cwd=self.checkout, env=self.environment, start_new_session=True
        )
        deadline = time.monotonic() + START_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                raise TimeoutError(f"The site of {self.checkout} did not start: {command}")
            time.sleep(0.5)
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is None:
            return
        self._signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_S)
        self._signal(signal.SIGKILL)  # whoever is left of the process group

    def _signal(self, signum: int) -> None:
        assert self._process is not None
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signum)

    def _answers(self) -> bool:
        try:
            return fetch(self.address, "/").status == 200
        except OSError:
            return False


def serve_command(checkout: Path, port: int) -> str:
    """The last line of `make -n run`: what serves the site once it is set up. Raises ValueError without a Makefile."""
    make = shutil.which("make")
    if make is None or not (checkout / "Makefile").exists():
        raise ValueError(f"{checkout} has no Makefile, or make is not installed.")
    done = subprocess.run(
        [make, "--no-print-directory", "-n", "run", f"PORT={port}"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    command = " ".join(done.stdout.replace("\\\n", " ").strip().splitlines()[-1].split())
    return command if command.startswith("exec ") else f"exec {command}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
