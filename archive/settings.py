"""Django settings, read from ARCHIVE_* environment variables (listed in README).

A wrong value stops the start with one clear sentence.
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

BASE_DIR = Path(__file__).resolve().parent.parent
PACKAGED = BASE_DIR / "archive" / "assets"
ASSETS = PACKAGED if PACKAGED.is_dir() else BASE_DIR
"""Where `templates` and `static` lie: within the package where it is installed, else at the top of the checkout."""
MAX_IMPORT_PROCESSES = 64
SEARCH_PACKAGES = {
    "whoosh": ("Whoosh-Reloaded", "whoosh"),
    "tantivy": ("tantivy", "tantivy"),
    "opensearch": ("opensearch-py", "opensearchpy"),
}
"""Values of ARCHIVE_SEARCH_ENGINE: the package and the module that each requires."""


def env_choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    value = os.environ.get(name) or default
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be one of: {', '.join(choices)}.")
    return value


def env_flag(name: str, default: bool) -> bool:
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
    from archive.search.engine.opensearch.address import parse_address

    url = os.environ.get("ARCHIVE_OPENSEARCH_URL") or "http://127.0.0.1:9200/khizana"
    try:
        parse_address(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"ARCHIVE_OPENSEARCH_URL: {error}.") from error
    return url


def data_dir() -> Path:
    path = Path(os.environ.get("ARCHIVE_DATA_DIR") or BASE_DIR / "var").expanduser().absolute()
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


def requests_a_minute(name: str, default: int) -> int:
    """From 1 to 1,000,000; 0: as many as one likes."""
    given = os.environ.get(name) or str(default)
    if not (given.isascii() and given.isdecimal() and len(given) < 8 and int(given) <= 1_000_000):
        raise ImproperlyConfigured(f"{name} is {given!r}; it must be a number of requests a minute from 0 to 1000000.")
    return int(given)


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
        }
    raise ImproperlyConfigured(
        "ARCHIVE_DATABASE_URL is not understood; write sqlite:///absolute/path or postgresql://user:password@host/name."
    )


# Files of the archive are for its user alone: password hashes, sessions, drafts (archive/catalog/data_folder.py).
os.umask(0o077)
DATA_DIR = data_dir()
SECRET_KEY = secret_key(DATA_DIR)
DEBUG = env_flag("ARCHIVE_DEBUG", False)
ALLOWED_HOSTS = [host.strip() for host in os.environ.get("ARCHIVE_ALLOWED_HOSTS", "").split(",") if host.strip()] or [
    "127.0.0.1",
    "localhost",
    "[::1]",
]
SEARCH_ENGINE = search_engine()
ARCHIVE_IMPORT_PROCESSES = import_processes()

INSTALLED_APPS = [
    "archive.curation.apps.CurationAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "archive.search",  # before haystack: our rebuild_index replaces Haystack's
    "haystack",
    "archive.catalog",
    "archive.entities",
    "archive.chronology",
    "archive.coverage",
    "archive.ingest",
    "archive.desk",
    "archive.curation.apps.CurationConfig",
    "archive.web",
]
MIDDLEWARE = [
    "archive.web.middleware.cookies_under_prefix",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "archive.web.private_pages.private_pages",
    "archive.curation.middleware.admin_not_stored",
    "archive.web.middleware.content_security_policy",
    "archive.web.access.bearer_tokens",
    "archive.web.api_rate.api_rate",
    "archive.web.access.members_only",
    "archive.web.middleware.shared_search_session",
    "archive.web.middleware.SearchUnavailableMiddleware",
    "archive.web.middleware.DatabaseUnavailableMiddleware",
    "archive.web.middleware.PasswordQueueMiddleware",
]
ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ASSETS / "templates" / "web"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "archive.web.templating.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ASSETS / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
DATABASES = {"default": database(os.environ.get("ARCHIVE_DATABASE_URL", ""), DATA_DIR)}
HAYSTACK_CONNECTIONS = {"default": search_connection(SEARCH_ENGINE, DATA_DIR)}
PASSWORD_HASHERS = ["archive.web.server.password_hasher.QueuedPBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]

LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "me"

LANGUAGE_CODE = "ar"
# Django has no format of times for Arabic and would print «نوفمبر 29, 2026, 2:40 م»
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "j F Y، H:i"
TIME_ZONE = time_zone()
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "archive" / "curation" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [ASSETS / "static"]
MEDIA_ROOT = DATA_DIR / "media"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "archive.web.static_files.PrefixedStaticFilesStorage"},
}

# Who is asked how, and by whom: docs/security.md
ARCHIVE_TRUSTED_PROXIES = trusted_proxies()
ARCHIVE_FEED_PRIVATE_HOSTS = private_feed_hosts()
ARCHIVE_SITE_URL = site_url()
MAIL, DEFAULT_FROM_EMAIL = mail_settings(ARCHIVE_SITE_URL)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = MAIL.backend, MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.host_user, MAIL.host_password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.use_tls, MAIL.use_ssl
EMAIL_TIMEOUT = 20
ARCHIVE_ACCESS = env_choice("ARCHIVE_ACCESS", "public", ("public", "members"))
ARCHIVE_API_RATE = requests_a_minute("ARCHIVE_API_RATE", 1_200)
ARCHIVE_EXPORT = env_choice("ARCHIVE_EXPORT", "all", ("all", "members"))
ARCHIVE_HTTPS = env_flag("ARCHIVE_HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ARCHIVE_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 7 * 24 * 3600
SECURE_SSL_REDIRECT = ARCHIVE_HTTPS
# A day: an operator who gives HTTPS up again locks readers out for no longer. Subdomains and browsers' preload lists
# concern more than this site, so they are left to the operator's proxy.
SECURE_HSTS_SECONDS = 24 * 3600 if ARCHIVE_HTTPS else 0
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
CSRF_TRUSTED_ORIGINS = https_origins(ALLOWED_HOSTS) if ARCHIVE_HTTPS else []

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Files that curators hand in (archive/ingest/uploads): MB of one upload; parts that arrive stay in the data folder.
ARCHIVE_UPLOAD_MB = env_megabytes("ARCHIVE_UPLOAD_MB", 200)
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000
# A curator may edit an article of several hundred paragraphs in one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
