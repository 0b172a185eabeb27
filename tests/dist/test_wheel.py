"""The wheel in a clean environment, made from another folder than the checkout: installed, initialised, served, searched."""

import json
import re
import signal
import socket
import subprocess
import time
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

pytestmark = pytest.mark.dist
HANDBOOK = Path(__file__).parents[2] / "docs" / "handbook.ar.md"
PASSWORD = "a long one 77"


def test_an_archive_is_made_checked_and_searched_from_its_folder(khizana, archive):
    assert "index: sound" in khizana("verify", cwd=archive).stdout
    assert "السويس" in khizana("search", "--plain", "الميناء", cwd=archive).stdout


def test_where_no_archive_is_a_sentence_says_so(khizana, archive, tmp_path):
    done = khizana("search", "x", cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (1, f"There is no archive in {tmp_path}. Make one with: khizana init DIR\n")
    (tmp_path / "mine.txt").write_text("of somebody")
    done = khizana("init", tmp_path, check=False)
    assert done.returncode == 1
    assert "is not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.fixture(scope="module")
def site(khizana, archive, tmp_path_factory):
    """The address of the running site."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = subprocess.Popen(
        [khizana.program, "run", archive, "--port", str(port), "--workers", "1"],
        cwd=tmp_path_factory.mktemp("elsewhere"), env=khizana.environment, start_new_session=True,
    )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz", served)
        yield f"http://127.0.0.1:{port}"
    finally:
        served.send_signal(signal.SIGTERM)
        assert served.wait(60) == 0


@pytest.fixture(scope="module")
def browser(khizana, archive, site):
    """Opens addresses of the site as an administrator."""
    khizana(
        "shell", "--no-imports", "-c",
        f"from django.contrib.auth.models import User; User.objects.create_superuser('curator', password='{PASSWORD}')",
        cwd=archive,
    )  # fmt: skip
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = opener.open(f"{site}/admin/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    fields = {"csrfmiddlewaretoken": token, "username": "curator", "password": PASSWORD, "next": "/admin/"}
    opener.open(f"{site}/admin/login/", urlencode(fields).encode())
    return lambda path: opener.open(site + path)


def test_it_is_served_with_its_styles_and_searched(site):
    found = json.load(urllib.request.urlopen(f"{site}/api/v1/search?q={quote('الميناء')}"))
    assert found["count"] > 0
    page = urllib.request.urlopen(f"{site}/").read().decode()
    assert 'dir="rtl"' in page
    sheet = next(part for part in page.split('"') if "base" in part and part.endswith(".css"))
    assert b"line-height" in urllib.request.urlopen(site + sheet).read()


def test_the_handbook_is_read_in_the_admin_with_its_pictures(browser):
    page = browser("/admin/help/").read().decode()
    text = HANDBOOK.read_text(encoding="utf-8")
    for title in re.findall(r"^## (.+)$", text, re.MULTILINE):
        assert title in page
    pictures = set(re.findall(r'src(?:set)?="([^" ]+\.webp)"', page))
    assert len(pictures) >= text.count("(../static/img/handbook/") > 0
    for picture in pictures:
        assert browser(picture).read(4) == b"RIFF"


def test_pages_and_pictures_that_are_drawn_with_fonts_are_made(site):
    chosen = urlencode([("q", "السفينة"), ("q", "القناة")])
    assert urllib.request.urlopen(f"{site}/search/compare.png?{chosen}").read(4) == b"\x89PNG"
    assert urllib.request.urlopen(f"{site}/search/network/?{urlencode({'q': 'الرئيس'})}").status == 200


def test_an_article_is_cited_in_every_style(site):
    found = json.load(urllib.request.urlopen(f"{site}/api/v1/search?q={quote('الميناء')}"))
    page = urllib.request.urlopen(f"{site}/articles/{found['results'][0]['id']}/citation/").read().decode()
    assert found["results"][0]["title"] in page


def wait_for(address, process, seconds=600):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None
        try:
            if urllib.request.urlopen(address).status == 200:
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"{address} is not ready")
