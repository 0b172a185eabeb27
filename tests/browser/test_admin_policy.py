"""Every page of the admin, opened in a browser: nothing breaks the Content-Security-Policy, and nothing inline is sent.

Pages are taken from the site itself: a new model or address is walked without being listed here.
"""

import re

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from archive.catalog.models import Article
from tests.curation.admin.test_role_matrix import ADDRESSES, GET, PAGES
from tests.curation.conftest import one_of_each  # noqa: F401 (a fixture)

NO_PAGES = {"autocomplete", "jsi18n", "view_on_site", "catalog_takedowndecision_log"}
"""JSON, a script, a redirect to the readers' pages, and a file."""
INLINE = re.compile(
    r"""<style|<[^>]*\s(?:style|on[a-z]+)\s*=\s*["'][^>]*>|javascript:|<script(?![^>]*\ssrc=)(?![^>]*type="application/json")[^>]*>""",
    re.IGNORECASE,
)
LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
"""


@pytest.fixture
def browsing(browser, live_server, index_folder):
    """(page, what its console complained of) of a superuser."""
    client = Client()
    client.force_login(User.objects.create_superuser("boss", password="a long enough pass phrase"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="ar")
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    context.add_init_script(LISTEN)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page, complaints
    context.close()


def addresses(rows):
    for model in admin.site._registry:
        names = model._meta.app_label, model._meta.model_name
        for kind in PAGES:
            keys = [] if kind in ("changelist", "add") else [rows[model].pk]
            yield reverse("admin:{}_{}_{}".format(*names, kind), args=keys)
    for name, (args, methods) in ADDRESSES.items():
        if GET in methods and name not in NO_PAGES:
            yield reverse(f"admin:{name}", args=[rows[arg].pk if isinstance(arg, type) else arg for arg in args])


def test_no_page_of_the_admin_breaks_the_policy(browsing, live_server, one_of_each):  # noqa: F811
    page, complaints = browsing
    wrong, opened = {}, 0
    for path in addresses(one_of_each):
        complaints.clear()
        answer = page.goto(live_server.url + path)
        assert "script-src 'self'" in answer.headers["content-security-policy"], path
        refused = answer.status in (403, 404, 409)  # models that nobody adds to, changes or deletes
        found = [*page.evaluate("window.violations"), *(found.group() for found in INLINE.finditer(answer.text()))]
        found += [] if refused else complaints
        if found or not (refused or answer.status == 200):
            wrong[path] = (answer.status, found)
        opened += answer.status == 200
    assert wrong == {}
    assert opened > 100


def test_what_scripts_open_breaks_no_policy(browsing, live_server, one_of_each):  # noqa: F811
    page, complaints = browsing
    page.goto(live_server.url + reverse("admin:auth_user_change", args=[one_of_each[User].pk]))
    page.locator("a[id^=calendarlink]").first.click()
    page.locator(".calendarbox .calendar td a").first.click()
    page.locator("a[id^=clocklink]").first.click()
    page.locator(".clockbox .timelist a").first.click()
    page.locator("details summary").first.click()
    assert page.evaluate("window.violations") == []
    page.goto(live_server.url + reverse("admin:catalog_article_change", args=[one_of_each[Article].pk]))
    page.locator(".select2-selection").first.click()
    page.locator(".select2-results__option").first.wait_for()
    page.keyboard.press("Escape")
    if page.locator(".add-row a").count():
        page.locator(".add-row a").first.click()
    assert page.evaluate("window.violations") == []
    page.goto(live_server.url + reverse("admin:catalog_article_changelist"))
    page.locator("#action-toggle").check()
    assert page.evaluate("window.violations") == []
    assert complaints == []


def test_what_breaks_the_policy_is_found(browsing, live_server):
    page, complaints = browsing
    page.goto(live_server.url + "/admin/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\" onclick=\"x()\">x</p>')")
    assert len(page.evaluate("window.violations")) == 2
    assert complaints
    for html in (
        "<style>p{}</style>",
        "<p style='x'>",
        '<a onclick="x">',
        "<script>x</script>",
        '<a href="javascript:x">',
    ):
        assert INLINE.search(html), html
    for html in (
        '<script src="x.js"></script>',
        '<script type="application/json">{}</script>',
        '<p class="style">',
        "<p>on=1",
    ):
        assert not INLINE.search(html), html
