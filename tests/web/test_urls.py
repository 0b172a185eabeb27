import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PAGES = ["/", "/search/", "/search/feed/", "/help/search/", "/articles/x/", "/entities/x/", "/sources/x/"]
INTERFACE = ["/api/v1/search", "/api/v1/articles/x", "/api/v1/openapi.json", "/api/v1/nothing"]


@pytest.mark.parametrize("address", [*PAGES, *INTERFACE])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_what_would_change_something_is_refused_as_such(address, method):
    answer = getattr(Client(enforce_csrf_checks=True), method)(address)
    assert answer.status_code == 405
    assert "GET" in answer["Allow"]
