import pytest
from django.http import HttpResponse

from archive.search import search_session
from archive.web.middleware import POLICY, content_security_policy, shared_search_session


def test_every_answer_carries_the_policy(rf):
    answer = content_security_policy(lambda request: HttpResponse())(rf.get("/"))
    assert answer["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY


def test_an_answers_own_policy_is_kept(rf):
    own = HttpResponse(headers={"Content-Security-Policy": "default-src *"})
    assert content_security_policy(lambda request: own)(rf.get("/"))["Content-Security-Policy"] == "default-src *"


@pytest.mark.django_db
def test_the_site_can_send_it_with_every_page(client, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "archive.web.middleware.content_security_policy"]
    assert client.get("/robots.txt")["Content-Security-Policy"] == POLICY


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/articles/%00/", "/articles/a%00.ris", "/entities/%00/", "/stories/%00/", "/api/v1/articles/%00", "/shared/%00/"],
)
def test_addresses_with_nul_do_not_exist_and_are_looked_for_in_no_database(client, django_assert_num_queries, address):
    with django_assert_num_queries(0):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(("method", "shared"), [("get", True), ("head", True), ("post", False)])
def test_searches_of_one_page_share_a_session_unless_it_writes(rf, method, shared):
    def two_searches(request):
        with search_session() as one:
            pass
        with search_session() as other:
            return HttpResponse("shared" if one is other else "apart")

    answer = shared_search_session(two_searches)(getattr(rf, method)("/"))
    assert answer.content == (b"shared" if shared else b"apart")
