import os
import subprocess
import sys

import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save, source_get_or_create
from archive.search import drain
from bench.site.exports import export, memory, processes_of, query_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server):
    source = source_get_or_create(name="صحيفة المرفأ")
    for number in range(12):
        day = {"published_on": f"2024-{number + 1:02}-03", "published_precision": "day", "published_basis": "stated"}
        article = Article(title=f"وفد التجارة {number}", source=source, **day)
        article.full_clean(exclude=("key",))
        article_save(article=article, paragraphs=[("lede", "وصل الوفد صباح الأربعاء.")])
    drain()
    return live_server.url


def test_a_query_finds_at_least_as_many_articles_as_wanted(site):
    assert query_of(site, 5) == "from=2024-08"
    assert query_of(site, 100) == "from=2024-01"


def test_an_export_is_measured_and_kept(site, tmp_path):
    found = export(site, "csv", "from=2024-08", [os.getpid()], tmp_path / "export.csv")
    assert (found.articles, found.size) == (5, (tmp_path / "export.csv").stat().st_size)
    assert found.peak >= found.before > 0
    with pytest.raises(ValueError, match="400"):
        export(site, "csv", "from=soon", [os.getpid()])


def test_the_processes_of_a_supervisor_are_its_children_and_theirs():
    command = [sys.executable, "-c", "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()'])"]
    child = subprocess.Popen(command, stdin=subprocess.PIPE)
    while len(found := processes_of(child.pid)) < 1:
        pass
    assert child.pid in processes_of(os.getpid())
    assert found[0] in processes_of(os.getpid())
    child.communicate(b"\n")
    assert memory(child.pid, "VmRSS") == 0
