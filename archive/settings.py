"""Django settings, read from ARCHIVE_* environment variables (listed in README).

A wrong value stops the start with one clear sentence.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from archive.environment import (
    data_dir,
    database,
    env_choice,
    env_days,
    env_flag,
    env_megabytes,
    https_origins,
    import_processes,
    mail_settings,
    metrics_access,
    private_feed_hosts,
    requests_a_minute,
    search_connection,
    search_engine,
    secret_key,
    site_url,
    time_zone,
    trusted_proxies,
)
from archive.log_settings import log_settings

BASE_DIR = Path(__file__).resolve().parent.parent
PACKAGED = BASE_DIR / "archive" / "assets"
ASSETS = PACKAGED if PACKAGED.is_dir() else BASE_DIR
"""Where `templates` and `static` lie: within the package where it is installed, else at the top of the checkout."""

# Numpy, which is imported later, would start a thread for every core in each process, for matrices that are small.
for _library in ("OPENBLAS", "MKL", "OMP"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")
# Files of the archive are for its user alone: password hashes, sessions, drafts (archive/catalog/data_folder.py).
os.umask(0o077)
DATA_DIR = data_dir(default=BASE_DIR / "var")
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
    "archive.statements",
    "archive.coverage",
    "archive.ingest",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "archive.desk",
    "archive.curation.apps.CurationConfig",
    "archive.web",
]
MIDDLEWARE = [
    "archive.web.middleware.named_routes",
    "archive.web.middleware.probes_by_any_name",
    "archive.web.middleware.cookies_under_prefix",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "archive.web.sessions.sessions_noted",
    "archive.web.private_pages.private_pages",
    "archive.curation.middleware.admin_not_stored",
    "archive.web.middleware.content_security_policy",
    "archive.web.access.bearer_tokens",
    "archive.web.api_rate.api_rate",
    "archive.web.access.members_only",
    "archive.curation.second_factor.second_factor_first",
    "archive.web.middleware.shared_search_session",
    "archive.web.middleware.SearchUnavailableMiddleware",
    "archive.web.middleware.DatabaseUnavailableMiddleware",
    "archive.web.middleware.PasswordQueueMiddleware",
    "archive.web.middleware.no_address_has_nul",
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
ARCHIVE_SECOND_FACTOR = env_choice("ARCHIVE_SECOND_FACTOR", "optional", ("optional", "required", "off"))
# The archive limits guesses itself (archive/desk/services/second_factor.py); a clock may be one step early or late, no more.
OTP_TOTP_THROTTLE_FACTOR = 0
OTP_TOTP_SYNC = False
OTP_TOTP_ISSUER = " ".join(filter(None, ("خزانة", urlsplit(ARCHIVE_SITE_URL).hostname)))
ARCHIVE_API_RATE = requests_a_minute("ARCHIVE_API_RATE", 1_200)
ARCHIVE_EXPORT = env_choice("ARCHIVE_EXPORT", "all", ("all", "members"))
ARCHIVE_METRICS = metrics_access()
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
# Requests of readers (docs/curation.md): days after the decision until who asked, and the words, are forgotten.
ARCHIVE_TAKEDOWN_DAYS = env_days("ARCHIVE_TAKEDOWN_DAYS", 90)
# Files that curators hand in (archive/ingest/uploads): MB of one upload; parts that arrive stay in the data folder.
ARCHIVE_UPLOAD_MB = env_megabytes("ARCHIVE_UPLOAD_MB", 200)
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000
# A curator may edit an article of several hundred paragraphs in one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

LOGGING = log_settings(
    env_choice("ARCHIVE_LOG_FORMAT", "text", ("text", "json")),
    env_choice("ARCHIVE_LOG_LEVEL", "warning", ("info", "warning")),
)
