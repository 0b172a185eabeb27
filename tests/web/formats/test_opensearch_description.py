from xml.etree import ElementTree

import pytest

from archive.web.formats.opensearch_description import NAMESPACE

pytestmark = pytest.mark.django_db
OPENSEARCH = {"o": NAMESPACE}


def test_browsers_are_told_where_to_search(client):
    answer = client.get("/opensearch.xml")
    assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{{{NAMESPACE}}}OpenSearchDescription"
    assert len(root.find("o:ShortName", OPENSEARCH).text) <= 16
    assert len(root.find("o:Description", OPENSEARCH).text) <= 1024
    urls = {url.get("type"): url.get("template") for url in root.findall("o:Url", OPENSEARCH) if not url.get("rel")}
    assert urls["text/html"] == "http://testserver/search/?q={searchTerms}"
    assert urls["application/atom+xml"] == "http://testserver/search/feed/?q={searchTerms}"


def test_every_page_names_the_description(client):
    assert (
        'rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml"'
        in client.get("/help/search/").content.decode()
    )
