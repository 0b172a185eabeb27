"""Signing in over real connections, while others guess."""

import re
import subprocess
import sys
import threading
import time
from urllib.parse import urlencode

import pytest

from tests.web.server.conftest import ROOT

PASSWORD = "a long enough pass phrase"
MAX_SLOWER_S = 0.5


@pytest.fixture(scope="module")
def curators(site):
    code = (
        "import django; django.setup(); from django.contrib.auth.models import User; "
        f"[User.objects.create_user(name, password={PASSWORD!r}, is_staff=True) for name in ('sara', 'omar')]"
    )
    environment = {**site.environment, "DJANGO_SETTINGS_MODULE": "archive.settings"}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)


def sign_in(site, name, password) -> str:
    """The first line of the response."""
    page = site.ask("/admin/login/").decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
    cookie = re.search(r"csrftoken=(\w+)", page).group(1)
    form = urlencode({"username": name, "password": password, "csrfmiddlewaretoken": token, "next": "/admin/"})
    head = (
        f"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nCookie: csrftoken={cookie}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n\r\n{form}"
    )
    with site.connect() as line:
        line.sendall(head.encode())
        return b"".join(iter(lambda: line.recv(1 << 16), b"")).split(b"\r\n")[0].decode()


def together(functions) -> list:
    answers = []
    threads = [threading.Thread(target=lambda function=function: answers.append(function())) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_guesses_at_once_get_no_more_answers_than_one_after_another(site, curators):
    answers = together([lambda: sign_in(site, "sara", "wrong")] * 24)
    assert sum(" 200 " in answer for answer in answers) <= 5
    assert all(" 200 " in answer or " 429 " in answer or " 503 " in answer for answer in answers)
    assert " 429 " in sign_in(site, "sara", PASSWORD)
    assert " 302 " in sign_in(site, "omar", PASSWORD)


def test_readers_wait_no_longer_while_passwords_are_checked(site, curators):
    def slowest_page() -> float:
        def seconds() -> float:
            began = time.perf_counter()
            site.ask("/help/search/")
            return time.perf_counter() - began

        return sorted(seconds() for _ in range(12))[9]

    alone = slowest_page()
    beside = []
    together(
        [
            lambda: beside.append(slowest_page()),
            *[lambda number=n: sign_in(site, f"user{number}", "x") for n in range(6)],
        ]
    )
    assert beside[0] < alone + MAX_SLOWER_S
