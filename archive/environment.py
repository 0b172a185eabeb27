"""Values of the ARCHIVE_* environment variables; `settings` says what each is for, README lists them.

Functions raise ImproperlyConfigured with one clear sentence for a wrong value.
"""

import contextlib
import importlib.util
import os
import re
import secrets
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured

from archive.catalog.data_folder import MARKER, MARKER_TEXT
from archive.desk.mail_settings import MailSettings, check_sender, parse_mail_url

MAX_IMPORT_PROCESSES = 64
MIN_METRICS_TOKEN = 24
SEARCH_PACKAGES = {
    "whoosh": ("Whoosh-Reloaded", "whoosh"),
    "tantivy": ("tantivy", "tantivy"),
    "opensearch": ("opensearch-py", "opensearchpy"),
}
"""Values of ARCHIVE_SEARCH_ENGINE: the package and the module that each requires."""


def env_choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    """One of `choices`."""
    value = os.environ.get(name) or default
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be one of: {', '.join(choices)}.")
    return value


def env_flag(name: str, default: bool) -> bool:
    """0, 1, false or true."""
    value = env_choice(name, "1" if default else "0", ("0", "1", "false", "true"))
    return value in ("1", "true")


def search_engine() -> str:
    """The configured engine. Raises ImproperlyConfigured if its package is not installed."""
    name = env_choice("ARCHIVE_SEARCH_ENGINE", "whoosh", tuple(SEARCH_PACKAGES))
    package, module = SEARCH_PACKAGES[name]
    if importlib.util.find_spec(module) is None:
        raise ImproperlyConfigured(
            f"ARCHIVE_SEARCH_ENGINE is {name!r}, which needs the package {package}: pip install it."
        )
    return name


def search_connection(name: str, folder: Path) -> dict[str, str]:
    """Each engine has its own index, so that switching between them loses nothing."""
    if name == "opensearch":
        return {"ENGINE": "archive.search.haystack.backend.OpenSearchEngine", "URL": opensearch_url()}
    if name == "tantivy":
        return {"ENGINE": "archive.search.haystack.backend.TantivyEngine", "PATH": str(folder / "index-tantivy")}
    return {"ENGINE": "archive.search.haystack.backend.WhooshEngine", "PATH": str(folder / "index")}


def opensearch_url() -> str:
    """ARCHIVE_OPENSEARCH_URL; one node on this machine if none is given."""
    from archive.search.engine.opensearch.address import parse_address

    url = os.environ.get("ARCHIVE_OPENSEARCH_URL") or "http://127.0.0.1:9200/khizana"
    try:
        parse_address(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"ARCHIVE_OPENSEARCH_URL: {error}.") from error
    return url


def data_dir(default: Path) -> Path:
    """ARCHIVE_DATA_DIR, made if it is not there."""
    path = Path(os.environ.get("ARCHIVE_DATA_DIR") or default).expanduser().absolute()
    try:
        if not path.is_dir():
            path.mkdir(parents=True, exist_ok=True)
            (path / MARKER).write_text(MARKER_TEXT, encoding="ascii")
    except OSError as error:
        raise ImproperlyConfigured(f"ARCHIVE_DATA_DIR: {path} cannot be made ({error.strerror}).") from error
    if not os.access(path, os.W_OK):
        raise ImproperlyConfigured(f"ARCHIVE_DATA_DIR: {path} cannot be written to.")
    return path


def secret_key(folder: Path) -> str:
    """ARCHIVE_SECRET_KEY, else a key generated once and stored (mode 600) in the data folder."""
    given = os.environ.get("ARCHIVE_SECRET_KEY", "")
    if given:
        if len(given) < 32:
            raise ImproperlyConfigured("ARCHIVE_SECRET_KEY is too short; give at least 32 characters.")
        return given
    kept = folder / "secret_key"
    if not kept.exists():
        # written to a temporary file and linked: two processes that start at once read the same key
        part = folder / f"secret_key.{os.getpid()}"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            os.link(part, kept)
        part.unlink()
    return kept.read_text(encoding="ascii").strip()


def import_processes() -> int:
    """ARCHIVE_IMPORT_PROCESSES: how many processes recognise names in an import; else all cores but one, at least one."""
    given = os.environ.get("ARCHIVE_IMPORT_PROCESSES")
    if not given:
        return max(len(os.sched_getaffinity(0)) - 1, 1) if hasattr(os, "sched_getaffinity") else 1
    if not (given.isascii() and given.isdecimal() and 1 <= int(given) <= MAX_IMPORT_PROCESSES):
        raise ImproperlyConfigured(
            f"ARCHIVE_IMPORT_PROCESSES is {given!r}; it must be a number from 1 to {MAX_IMPORT_PROCESSES}."
        )
    return int(given)


def trusted_proxies() -> tuple[IPv4Network | IPv6Network, ...]:
    """Addresses and networks whose forwarded headers are believed (archive/web/server/forwarding.py)."""
    given = os.environ.get("ARCHIVE_TRUSTED_PROXIES", "").split(",")
    try:
        return tuple(ip_network(part.strip()) for part in given if part.strip())
    except ValueError as error:
        raise ImproperlyConfigured(
            f"ARCHIVE_TRUSTED_PROXIES: {error}; write addresses or networks, as in 127.0.0.1,10.0.0.0/8."
        ) from error


def env_megabytes(name: str, default: int) -> int:
    """A size in MB, from 1 to 10,000."""
    given = os.environ.get(name) or str(default)
    if not (given.isascii() and given.isdecimal() and 1 <= int(given) <= 10_000):
        raise ImproperlyConfigured(f"{name} is {given!r}; it must be a number of megabytes from 1 to 10000.")
    return int(given)


def env_days(name: str, default: int) -> int:
    """A number of days, from 1 to 10,000."""
    given = os.environ.get(name) or str(default)
    if not (given.isascii() and given.isdecimal() and 1 <= int(given) <= 10_000):
        raise ImproperlyConfigured(f"{name} is {given!r}; it must be a number of days from 1 to 10000.")
    return int(given)


def requests_a_minute(name: str, default: int) -> int:
    """From 1 to 1,000,000; 0: as many as one likes."""
    given = os.environ.get(name) or str(default)
    if not (given.isascii() and given.isdecimal() and len(given) < 8 and int(given) <= 1_000_000):
        raise ImproperlyConfigured(f"{name} is {given!r}; it must be a number of requests a minute from 0 to 1000000.")
    return int(given)


def metrics_access() -> str:
    """ARCHIVE_METRICS: "" if `/metrics` is closed, "loopback" if this machine may read it, else the token that opens it."""
    given = os.environ.get("ARCHIVE_METRICS", "").strip()
    if given in ("", "off", "loopback"):
        return "" if given == "off" else given
    if len(given) < MIN_METRICS_TOKEN or not re.fullmatch("[!-~]+", given):
        raise ImproperlyConfigured(
            f"ARCHIVE_METRICS must be off, loopback, or a token of {MIN_METRICS_TOKEN} or more letters and digits."
        )
    return given


def private_feed_hosts() -> frozenset[str]:
    """Hosts of the operator's own network that feeds may be fetched from, as `host:port` (archive/ingest/feeds/network.py)."""
    found = set()
    for part in filter(None, (part.strip() for part in os.environ.get("ARCHIVE_FEED_PRIVATE_HOSTS", "").split(","))):
        host, _, port = part.lower().rpartition(":")
        is_named = re.fullmatch(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?", host) is not None
        try:
            is_port = re.fullmatch(r"[1-9]\d{0,4}", port, re.ASCII) is not None and int(port) < 65536
            if host.startswith("[") and host.endswith("]"):
                host, is_named = f"[{IPv6Address(host[1:-1])}]", True
        except ValueError:
            is_named = False
        if not (is_named and is_port):
            raise ImproperlyConfigured(
                f"ARCHIVE_FEED_PRIVATE_HOSTS: {part!r} is no host with its port; write them as in "
                "feeds.internal:8080,10.0.0.5:80,[fd00::5]:80."
            )
        found.add(f"{host}:{port}")
    return frozenset(found)


def site_url() -> str:
    """The public address of the site, without a closing slash; "" if none is given."""
    given = os.environ.get("ARCHIVE_SITE_URL", "").strip()
    if not given:
        return ""
    try:
        parts = urlsplit(given)
        is_plain = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        is_plain = False
    if not is_plain or "@" in parts.netloc or parts.query or parts.fragment or not re.fullmatch("[!-~]+", given):
        raise ImproperlyConfigured(
            f"ARCHIVE_SITE_URL is {given!r}; write the address of the site, as in https://archive.example.org."
        )
    return given.rstrip("/")


def time_zone() -> str:
    """ARCHIVE_TIME_ZONE, a name of the tz database: the times of pages, the admin and digests."""
    name = os.environ.get("ARCHIVE_TIME_ZONE") or "UTC"
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImproperlyConfigured(
            f"ARCHIVE_TIME_ZONE is {name!r}; it must be a name of the tz database, as in Africa/Cairo or Asia/Beirut."
        ) from error
    return name


def mail_settings(site: str) -> tuple[MailSettings, str]:
    """How mails are sent, and by whom. A mail server needs a sender, and an address of the site for the links."""
    sender = os.environ.get("ARCHIVE_EMAIL_FROM", "").strip()
    try:
        given = parse_mail_url(os.environ.get("ARCHIVE_EMAIL_URL", "").strip())
    except ValueError as error:
        raise ImproperlyConfigured(f"ARCHIVE_EMAIL_URL: {error}.") from error
    if given.host and not sender:
        raise ImproperlyConfigured(
            "ARCHIVE_EMAIL_FROM is missing; ARCHIVE_EMAIL_URL needs the address mails come from."
        )
    if given.host and not site:
        raise ImproperlyConfigured("ARCHIVE_SITE_URL is missing; ARCHIVE_EMAIL_URL needs it for the links in mails.")
    try:
        return given, check_sender(sender) if sender else "Khizana <khizana@localhost>"
    except ValueError as error:
        raise ImproperlyConfigured(f"ARCHIVE_EMAIL_FROM: {error}.") from error


def https_origins(hosts: list[str]) -> list[str]:
    """Origins of forms that a proxy which changes the Host header passes on; `.example.org` includes subdomains."""
    return [f"https://{'*' if host.startswith('.') else ''}{host}" for host in hosts if host != "*"]


def database(url: str, folder: Path) -> dict[str, object]:
    """SQLite in the data folder, or the database of ARCHIVE_DATABASE_URL (sqlite:///path, postgresql://user:pw@host/name)."""
    parts = urlsplit(url or f"sqlite:///{folder / 'archive.sqlite3'}")
    if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1:
        path = unquote(parts.path)
        return {
            "ENGINE": "archive.catalog.sqlite3",
            "NAME": "/" + path.lstrip("/"),
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                # WAL lets readers continue during a write. IMMEDIATE takes
                # the write lock at the start of a transaction, so that the busy timeout (seconds) is honoured.
                "timeout": 30,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456;",
            },
            # pytest-django knows by the name of Django's own engine only that tests run in memory
            "TEST": {"NAME": ":memory:"},
        }
    if parts.scheme in ("postgres", "postgresql") and parts.path.strip("/"):
        if importlib.util.find_spec("psycopg") is None:
            raise ImproperlyConfigured(
                "ARCHIVE_DATABASE_URL names PostgreSQL, which needs the package psycopg: pip install 'psycopg[binary]'."
            )
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,  # or the first request of each process fails after the server was restarted
        }
    raise ImproperlyConfigured(
        "ARCHIVE_DATABASE_URL is not understood; write sqlite:///absolute/path or postgresql://user:password@host/name."
    )
