"""What is believed of forwarded headers, by whom they are sent."""

import re
from ipaddress import ip_network

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test.utils import override_script_prefix

from archive.entities.models import Entity, Mention
from archive.web.server.forwarding import (
    FORWARDED_FOR_OTHERS,
    MAX_HOPS,
    _warn_once,
    believe_proxies,
    client_address,
    parse_address,
)

PROXIES = tuple(ip_network(text) for text in ("127.0.0.1", "10.0.0.0/8", "fd00::/8"))
EVERYTHING = {
    "HTTP_X_FORWARDED_FOR": "203.0.113.7",
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_HOST": "evil.example",
    "HTTP_X_FORWARDED_PREFIX": "/zzz",
    "HTTP_X_FORWARDED_PORT": "1",
    "HTTP_X_REAL_IP": "203.0.113.8",
    "HTTP_FORWARDED": "for=203.0.113.9;host=evil.example",
    "HTTP_SCRIPT_NAME": "/zzz",
    "SCRIPT_NAME": "/zzz",
}


def seen(environ, *, trusted=PROXIES, https=False) -> dict:
    """The environ that reaches the application."""
    reached = {}
    plain = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "news.example", "PATH_INFO": "/", "wsgi.url_scheme": "http"}
    believe_proxies(lambda inner, _: reached.update(inner) or [], trusted, https=https)({**plain, **environ}, None)
    return reached


@pytest.mark.parametrize(
    ("peer", "trusted"),
    [
        ("203.0.113.1", PROXIES),
        ("127.0.0.1", ()),
        ("11.0.0.1", PROXIES),
        ("fe80::1", PROXIES),
        ("", PROXIES),
        ("x", PROXIES),
    ],
)
def test_nothing_is_believed_of_a_peer_that_is_no_trusted_proxy(peer, trusted):
    environ = seen({**EVERYTHING, "REMOTE_ADDR": peer}, trusted=trusted)
    assert environ.pop(FORWARDED_FOR_OTHERS)  # that somebody spoke for others is known all the same
    assert environ == {
        "REMOTE_ADDR": peer,
        "HTTP_HOST": "news.example",
        "PATH_INFO": "/",
        "wsgi.url_scheme": "http",
        "SCRIPT_NAME": "",
    }


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.1.2.3", "fd00::1", "::ffff:10.1.2.3"])
def test_a_trusted_proxy_says_who_asks_for_what(peer):
    environ = seen({**EVERYTHING, "REMOTE_ADDR": peer})
    assert environ["REMOTE_ADDR"] == "203.0.113.7"
    assert environ["wsgi.url_scheme"] == "https"
    assert environ["HTTP_HOST"] == "evil.example"  # Django compares it with the allowed hosts
    assert environ["SCRIPT_NAME"] == "/zzz"


@pytest.mark.parametrize(
    ("forwarded_for", "client"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7", "203.0.113.7"),  # the first was made up by the client
        ("203.0.113.7, 10.0.0.5, 10.0.0.6", "203.0.113.7"),
        ("2001:db8::7, fd00::5", "2001:db8::7"),
        ("[2001:db8::7]:4711", "2001:db8::7"),
        ("203.0.113.7:4711", "203.0.113.7"),
        ("203.0.113.7, nonsense", "127.0.0.1"),
        ("203.0.113.7, nonsense, 10.0.0.5", "10.0.0.5"),
        ("", "127.0.0.1"),
        (",,", "127.0.0.1"),
        ("10.0.0.5", "10.0.0.5"),
    ],
)
def test_the_client_is_the_last_address_that_is_no_trusted_proxy(forwarded_for, client):
    assert client_address("127.0.0.1", forwarded_for, PROXIES) == client


def test_a_long_chain_of_addresses_is_not_walked_to_its_end():
    assert (
        client_address("127.0.0.1", "203.0.113.7," + "10.0.0.5," * (MAX_HOPS + 5) + "10.0.0.6", PROXIES) == "10.0.0.5"
    )


@pytest.mark.parametrize("text", ["", "localhost", "1.2.3", "1.2.3.4.5", "[::1", "::g", "1.2.3.4/8", "'; drop table"])
def test_what_is_no_address_is_none(text):
    assert parse_address(text) is None or text == "[::1"


@pytest.mark.parametrize(
    ("path", "inner"),
    [("/archive/search/", "/search/"), ("/search/", "/search/"), ("/archive", "/"), ("/archived/", "/archived/")],
)
def test_the_prefix_is_taken_from_the_path_where_the_proxy_left_it(path, inner):
    environ = seen({"HTTP_X_FORWARDED_PREFIX": "/archive", "PATH_INFO": path})
    assert (environ["SCRIPT_NAME"], environ["PATH_INFO"]) == ("/archive", inner)


@pytest.mark.parametrize(
    "prefix",
    [
        "//evil.example",
        "https://evil.example",
        "/a b",
        "/..",
        "/a/../b",
        "/<script>",
        "/a?b",
        "a",
        "/",
        "/" + "a" * 300,
    ],
)
def test_a_malformed_prefix_is_ignored(prefix):
    assert seen({"HTTP_X_FORWARDED_PREFIX": prefix})["SCRIPT_NAME"] == ""


@pytest.mark.parametrize(
    ("https", "told", "scheme"),
    [
        (True, "", "https"),
        (True, "http", "http"),
        (False, "", "http"),
        (False, "https", "https"),
        (True, "gopher", "https"),
    ],
)
def test_the_scheme_is_the_proxys_else_that_of_the_setting(https, told, scheme):
    assert seen({"HTTP_X_FORWARDED_PROTO": told}, https=https)["wsgi.url_scheme"] == scheme


# Behind a prefix the whole site works, and nothing of it is left for the next request of the same process.


@pytest.fixture
def site(client):
    """A function that sends a GET request as the server passes it on, before forwarded headers are read."""

    def ask(path, *, https=False, **headers):
        path, _, query = path.partition("?")
        environ = client._base_environ(PATH_INFO=path, QUERY_STRING=query, **headers)
        return believe_proxies(WSGIHandler(), PROXIES, https=https)(environ, lambda *_: None)

    with override_script_prefix("/"):  # the last request's stays with the thread
        yield ask


PAGES = [
    "/",
    "/search/?q=x",
    "/help/search/",
    "/articles/x/",
    "/search/timeline/",
    "/admin/login/",
    "/search/feed/",
    "/api/v1/openapi.json",
]


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_PREFIX", "HTTP_SCRIPT_NAME", "SCRIPT_NAME"])
def test_a_prefix_is_in_all_links_of_its_page_and_in_none_of_the_next(site, page, header):
    before = site(page).content
    with_prefix = site(page, **{header: "/zzz"}).content.decode()
    assert "/zzz/" in with_prefix
    for start in ('href="/', 'src="/', 'action="/'):
        assert with_prefix.count(start) == with_prefix.count(f"{start}zzz/"), page
    after = site(page).content
    assert b"zzz" not in after
    assert after.count(b'href="/') == before.count(b'href="/')


@pytest.mark.django_db
def test_redirects_stay_under_the_prefix(site):
    behind = {"HTTP_X_FORWARDED_PREFIX": "/archive"}
    assert site("/search?q=x", **behind)["Location"] == "/archive/search/?q=x"
    assert site("/favicon.ico", **behind)["Location"].startswith("/archive/static/")
    assert site("/admin/", **behind)["Location"].startswith("/archive/admin/login/?next=/archive/admin/")


@pytest.mark.django_db
@pytest.mark.parametrize(("prefix", "path"), [("/archive", "/archive/"), ("", "/")])
def test_cookies_are_sent_to_the_prefix_alone(site, prefix, path):
    answer = site("/admin/login/", HTTP_X_FORWARDED_PREFIX=prefix)
    assert {cookie["path"] for cookie in answer.cookies.values()} == {path}


@pytest.mark.django_db
def test_a_host_that_is_not_allowed_is_refused_whoever_sends_it(site):
    assert site("/", HTTP_X_FORWARDED_HOST="evil.example").status_code == 400
    assert site("/", HTTP_HOST="evil.example").status_code == 400
    assert site("/", HTTP_X_FORWARDED_HOST="evil.example", REMOTE_ADDR="203.0.113.1").status_code == 200


@pytest.mark.django_db
def test_links_of_the_feed_are_those_of_the_readers_address(site, settings):
    settings.ALLOWED_HOSTS = ["news.example"]
    answer = site(
        "/search/feed/",
        HTTP_X_FORWARDED_HOST="news.example",
        HTTP_X_FORWARDED_PROTO="https",
        HTTP_X_FORWARDED_PREFIX="/archive",
    )
    assert b'href="https://news.example/archive/search/feed/' in answer.content


def test_a_proxy_that_is_not_named_is_pointed_out_once(caplog):
    _warn_once.cache_clear()
    for _ in range(3):
        seen({**EVERYTHING, "REMOTE_ADDR": "192.168.7.7"})
        seen({**EVERYTHING, "REMOTE_ADDR": "8.8.8.8"})
        seen({**EVERYTHING, "REMOTE_ADDR": "10.0.0.1"})
    assert caplog.text.count("ARCHIVE_TRUSTED_PROXIES") == 1
    assert "192.168.7.7" in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/static/css/base.css", "/archive/static/css/base.css", "/static/admin/css/base.css"])
def test_static_files_are_found_under_the_prefix(site, path):
    answer = site(path, HTTP_X_FORWARDED_PREFIX="/archive")
    assert answer.status_code == 200
    answer.close()


@pytest.fixture
def secure(settings):
    """The settings of ARCHIVE_HTTPS=1."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 86_400


@pytest.mark.django_db
@pytest.mark.parametrize("told", [{}, {"HTTP_X_FORWARDED_PROTO": "https"}])
def test_over_https_cookies_are_secure_and_browsers_remember(site, secure, told):
    answer = site("/admin/login/", https=True, **told)
    assert answer.status_code == 200
    assert answer["Strict-Transport-Security"] == "max-age=86400"
    assert all(cookie["secure"] for cookie in answer.cookies.values())


@pytest.mark.django_db
def test_plain_http_is_redirected_with_its_prefix(site, secure):
    told = {"HTTP_X_FORWARDED_PROTO": "http", "HTTP_X_FORWARDED_PREFIX": "/archive", "HTTP_HOST": "localhost"}
    answer = site("/search/?q=x", https=True, **told)
    assert answer.status_code == 301
    assert answer["Location"] == "https://localhost/archive/search/?q=x"


@pytest.mark.django_db
def test_who_is_no_proxy_cannot_say_that_his_connection_is_secure(site, secure):
    answer = site("/", HTTP_X_FORWARDED_PROTO="https", REMOTE_ADDR="203.0.113.1")
    assert answer.status_code == 301


@pytest.mark.django_db
def test_links_to_articles_entities_and_sources_are_under_the_prefix(site, make_article):
    parent = make_article(title="الوثيقة")
    article = make_article(parent=parent)
    entity = Entity.objects.create(type="person", name="سليم المرفئي")
    Mention.objects.create(article=article, entity=entity, surface="وفد", paragraph=0, start=4, end=7, confidence=1)
    pages = [
        "/",
        *(f"/articles/{found.key}/" for found in (article, parent)),
        f"/sources/{article.source.key}/",
        f"/entities/{entity.key}/",
    ]
    for page in [*pages, f"/api/v1/articles/{article.key}"]:
        text = site(page, HTTP_X_FORWARDED_PREFIX="/zzz").content.decode()
        assert "/zzz/" in text
        assert re.findall(r"(?<!/zzz)/(?:articles|entities|sources)/\w+/", text) == [], page
    assert f"/zzz/articles/{article.key}/" in site("/", HTTP_X_FORWARDED_PREFIX="/zzz").content.decode()
    assert "/zzz" not in site("/").content.decode()
