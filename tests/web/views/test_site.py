import pytest


@pytest.mark.strangers
def test_robots_are_kept_from_endless_filters(client):
    answer = client.get("/robots.txt")
    assert "Disallow: /search/" in answer.content.decode()


def test_the_icon_is_found_where_browsers_look_for_it(client):
    answer = client.get("/favicon.ico")
    assert answer.status_code == 301
    assert answer["Location"].endswith("favicon.svg")
