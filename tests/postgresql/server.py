"""A PostgreSQL server of the tests' own: Debian's binaries, a new cluster in a temporary folder, ended with the tests."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
ROLE = "khizana"
UNSAFE_AND_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""What the server writes is thrown away after the tests."""


class ServerError(Exception):
    """Why no server runs."""


class Server:
    """Within `with Server() as server`, `server.url` names a database whose role may make others."""

    def __init__(self) -> None:
        self._bin = _binaries()
        self._user = _user()
        self._folder = Path(tempfile.mkdtemp(prefix="khizana-postgresql-"))
        self._password = secrets.token_hex(16)
        self._port = _free_port()
        self.url = f"postgresql://{ROLE}:{self._password}@127.0.0.1:{self._port}/postgres"

    def __enter__(self) -> "Server":
        password = self._folder / "password"
        password.write_text(self._password)
        self._own(password)
        try:
            self._run(
                "initdb", "-D", self._data, "-U", ROLE, "-A", "scram-sha-256", f"--pwfile={password}", "-E", "UTF8",
                "--no-sync", "--locale=C.UTF-8", *self._arabic_order(),
            )  # fmt: skip
            given = [f"port={self._port}", f"unix_socket_directories={self._folder}", "listen_addresses=127.0.0.1"]
            options = " ".join(f"-c {setting}" for setting in (*given, *UNSAFE_AND_FAST))
            log = self._folder / "log"
            self._run("pg_ctl", "-D", self._data, "-l", str(log), "-w", "-t", "60", "-o", options, "start")
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        subprocess.run(self._command("pg_ctl", "-D", self._data, "-m", "immediate", "stop"), check=False, **self._as())
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def _arabic_order(self) -> tuple[str, ...]:
        """Texts are sorted as in a dictionary, as on a newsroom's server, not by code points; from version 15 on."""
        version = int(self._bin.parent.name)
        return ("--locale-provider=icu", "--icu-locale=ar") if version >= 15 else ()

    def _own(self, path: Path) -> None:
        if self._user is not None:
            os.chown(self._folder, self._user.pw_uid, self._user.pw_gid)
            os.chown(path, self._user.pw_uid, self._user.pw_gid)

    def _run(self, name: str, *given: str) -> None:
        done = subprocess.run(self._command(name, *given), check=False, **self._as())
        if done.returncode:
            said = (self._folder / "log").read_text()[-2000:] if (self._folder / "log").exists() else done.stderr
            raise ServerError(f"{name} failed: {said}")

    def _command(self, name: str, *given: str) -> list[str]:
        return [str(self._bin / name), *given]

    def _as(self) -> dict[str, Any]:
        # `pg_ctl start` leaves its output open for the server: a pipe would never end
        given: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": self._folder}
        if self._user is not None:
            given |= {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}
        return given


def _binaries() -> Path:
    if not BINARIES:
        raise ServerError("install it with: apt install postgresql")
    return BINARIES[0]


def _user() -> pwd.struct_passwd | None:
    """The server refuses to run as root: Debian's package makes the user `postgres` for it."""
    try:
        return pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    except KeyError as error:
        raise ServerError("there is no user `postgres`, and the server refuses to run as root") from error


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
