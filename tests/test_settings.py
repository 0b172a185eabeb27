"""Settings come from the environment; a wrong value stops the start with one sentence."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def start(folder, **environment):
    code = "from django.conf import settings; print(settings.SECRET_KEY, settings.DATABASES['default']['ENGINE'], settings.DEBUG)"
    return run(code, {"ARCHIVE_DATA_DIR": str(folder), **environment})


def run(code, environment):
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "archive.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_any_variable_it_starts_safely(tmp_path):
    done = start(tmp_path)
    key, engine, debug = done.stdout.split()
    assert len(key) > 32
    assert engine.endswith("sqlite3")
    assert debug == "False"


def test_the_key_is_made_once_kept_and_readable_by_nobody_else(tmp_path):
    assert start(tmp_path).stdout == start(tmp_path).stdout
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.glob("secret_key*")] == ["secret_key"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ARCHIVE_DEBUG", "perhaps"),
        ("ARCHIVE_SEARCH_ENGINE", "grep"),
        ("ARCHIVE_SECRET_KEY", "short"),
        ("ARCHIVE_DATABASE_URL", "mysql://x/y"),
        ("ARCHIVE_DATABASE_URL", "nonsense"),
        ("ARCHIVE_DATABASE_URL", "postgresql://user@host/"),
        ("ARCHIVE_DATA_DIR", "/dev/null/archive"),
        ("ARCHIVE_HTTPS", "yes"),
        ("ARCHIVE_EXPORT", "nobody"),
        ("ARCHIVE_ACCESS", "staff"),
        ("ARCHIVE_SECOND_FACTOR", "yes"),
        *(
            ("ARCHIVE_METRICS", value)
            for value in ("1", "all", "a-token-too-short", "a token with blanks in its middle")
        ),
        ("ARCHIVE_LOG_FORMAT", "xml"),
        ("ARCHIVE_LOG_LEVEL", "debug"),
        *(("ARCHIVE_LOG_FILE", value) for value in ("khizana.log", "/nowhere/khizana.log", "/")),
        *(("ARCHIVE_API_RATE", value) for value in ("-1", "many", "1000001", "1.5")),
        *(("ARCHIVE_IMPORT_PROCESSES", value) for value in ("0", "-1", "two", "65", "1.5", "٢")),
        ("ARCHIVE_TRUSTED_PROXIES", "proxy.example"),
        ("ARCHIVE_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/33"),
        ("ARCHIVE_TRUSTED_PROXIES", "10.0.0.1/8"),
        ("ARCHIVE_TRUSTED_PROXIES", "*"),
        ("ARCHIVE_UPLOAD_MB", "0"),
        ("ARCHIVE_UPLOAD_MB", "many"),
        ("ARCHIVE_FEED_PRIVATE_HOSTS", "feeds.internal"),
        ("ARCHIVE_FEED_PRIVATE_HOSTS", "feeds.internal:0"),
        ("ARCHIVE_FEED_PRIVATE_HOSTS", "feeds.internal:80, 10.0.0.5:65536"),
        ("ARCHIVE_FEED_PRIVATE_HOSTS", "http://feeds.internal:80"),
        ("ARCHIVE_FEED_PRIVATE_HOSTS", "10.0.0.0/8:80"),
        ("ARCHIVE_FEED_PRIVATE_HOSTS", "*:80"),
        ("ARCHIVE_FEED_PRIVATE_HOSTS", "fd00::5:80"),
        ("ARCHIVE_FEED_PRIVATE_HOSTS", "[fd00::x]:80"),
        ("ARCHIVE_SITE_URL", "archive.example.org"),
        ("ARCHIVE_SITE_URL", "ftp://archive.example.org"),
        ("ARCHIVE_SITE_URL", "https://user:secret@archive.example.org"),
        ("ARCHIVE_SITE_URL", "https://archive.example.org:port/"),
        ("ARCHIVE_SITE_URL", "https://archive.example.org/?a=b"),
        *(("ARCHIVE_TIME_ZONE", value) for value in ("Cairo", "Asia", "../UTC", "UTC+2")),
        *(
            ("ARCHIVE_EMAIL_URL", value)
            for value in ("mail.example", "imap://mail.example", "smtp://", "smtp://host:port")
        ),
        *(
            ("ARCHIVE_EMAIL_URL", value)
            for value in ("smtp://user@host", "smtp://host/path", "smtp://host?x=1", "smtp://[::1")
        ),
        *(("ARCHIVE_EMAIL_FROM", value) for value in ("alerts", "alerts@", "@example.org", "alerts@example")),
    ],
)
def test_a_wrong_value_stops_the_start_with_a_sentence_that_names_it(tmp_path, name, value):
    done = start(tmp_path, **{name: value})
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last
    assert name in last


def test_manage_py_prints_the_sentence_alone(tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ARCHIVE_DATA_DIR": str(tmp_path), "ARCHIVE_SEARCH_ENGINE": "grep"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "ARCHIVE_SEARCH_ENGINE is 'grep'; it must be one of: whoosh, tantivy, opensearch.\n"


@pytest.mark.parametrize(
    "url", ["one:9200", "http://one:9200/Two", "http://user:secret@one:port/two", "http://one/two?shards=many"]
)
def test_a_wrong_address_of_the_cluster_stops_the_start_and_shows_no_password(tmp_path, url):
    done = start(tmp_path, ARCHIVE_SEARCH_ENGINE="opensearch", ARCHIVE_OPENSEARCH_URL=url)
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("django.core.exceptions.ImproperlyConfigured: ARCHIVE_OPENSEARCH_URL: ")
    assert "secret" not in done.stderr


def test_a_cluster_that_is_away_stops_no_start(tmp_path):
    url = "https://user:secret@127.0.0.1:1/news?shards=3&copies=1"
    done = start(tmp_path, ARCHIVE_SEARCH_ENGINE="opensearch", ARCHIVE_OPENSEARCH_URL=url)
    assert done.returncode == 0, done.stderr


def test_postgresql_needs_its_package_and_says_so(tmp_path):
    url = "postgresql://user:p%40ss@host:5433/news"
    # a finder that knows no psycopg, as where it is not installed
    code = (
        "import sys; sys.modules['psycopg'] = None; import django; from django.conf import settings; settings.DATABASES"
    )
    environment = {"ARCHIVE_DATABASE_URL": url, "ARCHIVE_DATA_DIR": str(tmp_path)}
    done = run(code, environment)
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert "ARCHIVE_DATABASE_URL" in last
    assert "psycopg" in last


def test_every_setting_is_in_the_readme():
    text = (ROOT / "archive" / "settings.py").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = set(re.findall(r"ARCHIVE_([A-Z_]*[A-Z])", text))
    assert len(names) >= 6
    assert all(f"`ARCHIVE_{name}`" in readme for name in names)


def test_proxies_are_trusted_only_where_they_are_named(tmp_path):
    code = "from django.conf import settings; print(*settings.ARCHIVE_TRUSTED_PROXIES)"
    assert run(code, {"ARCHIVE_DATA_DIR": str(tmp_path)}).stdout == "\n"
    named = run(code, {"ARCHIVE_DATA_DIR": str(tmp_path), "ARCHIVE_TRUSTED_PROXIES": "127.0.0.1, fd00::/8,10.0.0.0/8,"})
    assert named.stdout == "127.0.0.1/32 fd00::/8 10.0.0.0/8\n"


def test_hosts_of_the_own_network_are_named_with_their_port(tmp_path):
    code = (
        "from django.conf import settings as s; print(*sorted(s.ARCHIVE_FEED_PRIVATE_HOSTS), s.ARCHIVE_SITE_URL or '-')"
    )
    assert run(code, {"ARCHIVE_DATA_DIR": str(tmp_path)}).stdout == "-\n"
    given = {
        "ARCHIVE_FEED_PRIVATE_HOSTS": "Feeds.internal:8080, [FD00:0::5]:80,",
        "ARCHIVE_SITE_URL": "https://a.example/",
    }
    done = run(code, {"ARCHIVE_DATA_DIR": str(tmp_path), **given})
    assert done.stdout == "[fd00::5]:80 feeds.internal:8080 https://a.example\n"


def mail_of(folder, url, **environment):
    code = (
        "from django.conf import settings as s; print(s.EMAIL_BACKEND.split('.')[-2], s.EMAIL_HOST or '-', s.EMAIL_PORT, "
        "s.EMAIL_HOST_USER or '-', s.EMAIL_HOST_PASSWORD or '-', s.EMAIL_USE_TLS, s.EMAIL_USE_SSL, s.DEFAULT_FROM_EMAIL)"
    )
    given = {"ARCHIVE_EMAIL_FROM": "Khizana <a@b.example>", "ARCHIVE_SITE_URL": "https://a.example", **environment}
    return run(code, {"ARCHIVE_DATA_DIR": str(folder), "ARCHIVE_EMAIL_URL": url, **given})


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "console - 25 - - False False"),
        ("console:", "console - 25 - - False False"),
        ("smtp://mail.example", "smtp mail.example 25 - - False False"),
        ("smtps://user:p%40ss%3A%2F@mail.example", "smtp mail.example 465 user p@ss:/ False True"),
        ("smtp+tls://user:pw@mail.example:2525", "smtp mail.example 2525 user pw True False"),
    ],
)
def test_the_address_of_the_mail_server_is_read(tmp_path, url, said):
    assert mail_of(tmp_path, url).stdout == f"{said} Khizana <a@b.example>\n"


@pytest.mark.parametrize("missing", ["ARCHIVE_EMAIL_FROM", "ARCHIVE_SITE_URL"])
def test_a_mail_server_needs_a_sender_and_the_address_of_the_site(tmp_path, missing):
    done = mail_of(tmp_path, "smtp://user:secret@mail.example", **{missing: ""})
    assert f"{missing} is missing" in done.stderr.splitlines()[-1]
    assert "secret" not in done.stderr


def test_the_time_zone_is_that_of_all_times(tmp_path):
    code = (
        "import django; django.setup(); from django.utils import timezone; print(timezone.get_default_timezone_name())"
    )
    done = run(code, {"ARCHIVE_DATA_DIR": str(tmp_path), "ARCHIVE_TIME_ZONE": "Africa/Cairo"})
    assert done.stdout == "Africa/Cairo\n"


PRODUCTION = {
    "ARCHIVE_HTTPS": "1",
    "ARCHIVE_ALLOWED_HOSTS": "archive.example.org",
    "ARCHIVE_SITE_URL": "https://archive.example.org",
    "ARCHIVE_TRUSTED_PROXIES": "127.0.0.1",
    "ARCHIVE_EMAIL_URL": "smtp+tls://archive:pass@mail.example.org",
    "ARCHIVE_EMAIL_FROM": "Khizana <archive@example.org>",
    "ARCHIVE_METRICS": "a-token-of-more-than-twenty-four-letters",
    "ARCHIVE_LOG_FORMAT": "json",
    "ARCHIVE_LOG_LEVEL": "info",
}
"""What an archive on the internet sets, as docs/security.md and docs/operations.md say."""


@pytest.mark.parametrize(
    "more",
    [{}, {"ARCHIVE_ACCESS": "members", "ARCHIVE_SECOND_FACTOR": "required"}, {"ARCHIVE_SEARCH_ENGINE": "tantivy"}],
)
def test_behind_https_the_deployment_check_finds_nothing(tmp_path, more):
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ARCHIVE_DATA_DIR": str(tmp_path), **PRODUCTION, **more},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(("value", "secure"), [("1", True), ("0", False), ("", False)])
def test_cookies_are_sent_over_https_alone_where_the_site_is(tmp_path, value, secure):
    code = (
        "from django.conf import settings as s; "
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0)"
    )
    done = run(code, {"ARCHIVE_DATA_DIR": str(tmp_path), "ARCHIVE_HTTPS": value})
    assert done.stdout.split() == [str(secure)] * 4


def test_forms_of_the_allowed_hosts_are_accepted_over_https(tmp_path):
    code = "from django.conf import settings; print(settings.CSRF_TRUSTED_ORIGINS)"
    hosts = {"ARCHIVE_ALLOWED_HOSTS": "news.example,.paper.example,*", "ARCHIVE_DATA_DIR": str(tmp_path)}
    assert run(code, {**hosts, "ARCHIVE_HTTPS": "1"}).stdout == "['https://news.example', 'https://*.paper.example']\n"
    assert run(code, hosts).stdout == "[]\n"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="Linux counts threads so")
def test_numpy_starts_no_threads_of_its_own(tmp_path):
    code = "import os; from django.conf import settings; settings.DEBUG; import numpy; print(len(os.listdir('/proc/self/task')))"
    assert run(code, {"ARCHIVE_DATA_DIR": str(tmp_path)}).stdout.split() == ["1"]
    more = {"ARCHIVE_DATA_DIR": str(tmp_path), "OPENBLAS_NUM_THREADS": "2"}
    assert int(run(code, more).stdout) == min(2, os.cpu_count() or 1)
