"""The cluster fails under a running site and comes back: nothing is lost, and waiting changes are applied."""

import time
from collections.abc import Iterator

import pytest
from django.conf import settings
from haystack import connections

from archive.catalog.models import OutboxEntry
from archive.catalog.services import article_withdraw
from archive.search import SearchRequest, SearchUnavailableError, drain, index_status, search
from archive.search.engine.opensearch.connection import OUTAGE_PAUSE_S
from archive.search.indexing.indexer import rebuild
from tests.opensearch.cluster import Cluster
from tests.search.conftest import write
from tests.search.engine.opensearch.conftest import place

pytestmark = [pytest.mark.opensearch, pytest.mark.django_db]


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """One machine, used by the site."""
    with Cluster() as cluster:
        monkeypatch.setattr(settings, "SEARCH_ENGINE", "opensearch")
        connection = {"ENGINE": "archive.search.haystack.backend.OpenSearchEngine", "URL": place(cluster.url)}
        monkeypatch.setitem(settings.HAYSTACK_CONNECTIONS, "default", connection)
        connections.reload("default")
        yield cluster
        monkeypatch.undo()
        connections.reload("default")


def found(q: str) -> int:
    return search(SearchRequest(q=q)).count


def drain_when_it_is_asked_again() -> None:
    """After an outage readers' requests fail at once for some seconds, even if the cluster is back sooner."""
    deadline = time.monotonic() + 4 * OUTAGE_PAUSE_S
    while True:
        try:
            drain()
            return
        except SearchUnavailableError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def test_the_site_survives_an_outage(cluster, client):
    withdrawn = write("مؤتمر في بغداد", "افتتح المؤتمر أعماله اليوم")
    write("مباراة في تونس", "فاز الفريق")
    drain()
    assert found("المؤتمر") == 1

    (node,) = cluster.nodes
    node.stop(kill=True)
    answer = client.get("/search/?q=المؤتمر")
    assert answer.status_code == 503
    assert client.get("/api/v1/search?q=المؤتمر").status_code == 503
    assert client.get("/").status_code == 200
    assert client.get(withdrawn.get_absolute_url()).status_code == 200
    article_withdraw(article=withdrawn)
    fresh = write("زلزال في المغرب", "ضرب زلزال البلاد")
    with pytest.raises(SearchUnavailableError):
        drain()
    assert set(OutboxEntry.objects.values_list("article_pk", flat=True)) == {withdrawn.pk, fresh.pk}

    cluster.start(node)
    cluster.wait(1)
    drain_when_it_is_asked_again()
    assert not OutboxEntry.objects.exists()
    assert (found("المؤتمر"), found("زلزال"), found("الفريق")) == (0, 1, 1)
    assert index_status().agrees
    assert rebuild() == 2
    assert (found("المؤتمر"), found("زلزال"), found("الفريق")) == (0, 1, 1)
    assert client.get("/search/?q=زلزال").status_code == 200
