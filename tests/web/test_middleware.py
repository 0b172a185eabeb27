import pytest
from django.http import HttpResponse

from archive.web.middleware import POLICY, content_security_policy


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
