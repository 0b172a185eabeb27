"""What ARCHIVE_OPENSEARCH_URL says.

    https://user:password@one:9200,two:9200/khizana?shards=3&copies=1&ca=/etc/ssl/cluster.pem

Several machines are separated by commas, so that the archive survives when one is down. Path: the name of the index, by
default `khizana`. `shards`: of a new index (1). `copies`: replicas of each shard (0-1: one if there are two machines).
`ca`: a file of further certificates to trust.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

FORM = "https://user:password@host:9200/name"
DEFAULT_INDEX = "khizana"
MAX_SHARDS = 1024
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9_.-]+)(?::(?P<port>[0-9]{1,5}))?")
_COPIES = re.compile(r"[0-9]{1,2}(?:-(?:[0-9]{1,2}|all))?")


@dataclass(frozen=True)
class Address:
    secure: bool
    hosts: tuple[tuple[str, int], ...]
    user: str
    password: str
    index: str
    shards: int
    copies: str
    """A number, or a range that depends on the number of machines (0-1, 0-all)."""
    ca: str

    def __str__(self) -> str:
        """For messages: without credentials."""
        hosts = ",".join(f"{name}:{port}" for name, port in self.hosts)
        return f"{'https' if self.secure else 'http'}://{hosts}/{self.index}"


def parse_address(url: str) -> Address:
    """Raises ValueError with a sentence that says what is wrong and repeats no password."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.fragment:
        raise ValueError(f"the address is not understood; write {FORM}")
    credentials, _, machines = parts.netloc.rpartition("@")
    user, _, password = credentials.partition(":")
    index = parts.path.strip("/") or DEFAULT_INDEX
    if not _NAME.fullmatch(index):
        raise ValueError(f"{index!r} is not a name of an index: use lower-case Latin letters, digits, - and _")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    shards, copies, ca = options.pop("shards", "1"), options.pop("copies", "0-1"), options.pop("ca", "")
    if options:
        raise ValueError(f"unknown options {', '.join(sorted(options))}; known are shards, copies and ca")
    if not shards.isdecimal() or not 1 <= int(shards) <= MAX_SHARDS:
        raise ValueError(f"shards must be a number from 1 to {MAX_SHARDS}, not {shards!r}")
    if not _COPIES.fullmatch(copies):
        raise ValueError(f"copies must be a number or a range (1, 0-2, 0-all), not {copies!r}")
    if ca and not Path(ca).is_file():
        raise ValueError(f"there is no file {ca} of certificates")
    return Address(
        secure=parts.scheme == "https",
        hosts=tuple(_host(machine, parts.scheme) for machine in machines.split(",")),
        user=unquote(user),
        password=unquote(password),
        index=index,
        shards=int(shards),
        copies=copies,
        ca=ca,
    )


def _host(machine: str, scheme: str) -> tuple[str, int]:
    found = _HOST.fullmatch(machine)
    port = int(found["port"] or (443 if scheme == "https" else 9200)) if found else 0
    if not found or not 0 < port < 65_536:
        raise ValueError(f"{machine!r} is not a host; write host:port, separated by commas")
    return found["name"], port
