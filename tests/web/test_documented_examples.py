"""The examples of docs/api.md run as they stand against a real server, and the page `/api/` shows the same."""

import json
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from archive.catalog.models import Article
from archive.search import SearchRequest, drain, find
from archive.web.presenters.api_guide import SITE, endpoint_views, examples

DOCUMENT = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"```(python|sh)\n(.*?)```", DOCUMENT, re.S))


@pytest.fixture
def site(live_server, make_article, transactional_db) -> str:
    for number in range(130):
        make_article(title=f"زلزال في الجزيرة رقم {number}", source="صحيفة المرفأ" if number % 5 else None)
    drain()
    return live_server.url


def run(command, code, site, folder):
    assert SITE in code
    done = subprocess.run(
        command, input=code.replace(SITE, site), cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.django_db(transaction=True)
def test_the_python_example_lists_every_article_once(site, tmp_path):
    lines = run([sys.executable, "-"], BLOCKS["python"], site, tmp_path).splitlines()
    assert len(lines) == len(set(lines)) == find(SearchRequest(q="زلزال"), 0).count == 130
    assert "دون مصدر" in "".join(lines)


@pytest.mark.django_db(transaction=True)
def test_the_curl_example_reads_an_article_and_then_nothing_new(site, tmp_path):
    assert shutil.which("curl"), "curl is not installed"
    assert run(["sh", "-eu"], BLOCKS["sh"], site, tmp_path).split() == ["304"]
    article = json.loads((tmp_path / "article.json").read_text(encoding="utf-8"))
    assert Article.objects.filter(key=article["id"]).exists()


@pytest.mark.django_db
def test_the_page_shows_the_same_examples_and_every_endpoint(client):
    html = unescape(client.get("/api/").content.decode())
    assert [example.code for example in examples(SITE)] == [BLOCKS["sh"], BLOCKS["python"]]
    for example in examples("http://testserver"):
        assert example.code in html
    for view in endpoint_views():
        assert view.path in html
        assert view.path.replace("{key}", "<").partition("<")[0] in DOCUMENT
        assert all(one.name in html and one.meaning for one in view.parameters)
        if view.example:
            assert client.get(view.example).status_code in (200, 503)  # the index of this test does not exist
    assert 'href="/api/v1/openapi.json"' in html
