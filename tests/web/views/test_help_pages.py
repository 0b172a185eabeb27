"""The help for journalists."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from archive.web.presenters.help_pages import PAGES

PICTURES = Path(settings.BASE_DIR) / "static" / "img" / "help"
SHOWN = [section.picture for page in PAGES for section in page.sections if section.picture]
MAX_BYTES = 60_000

pytestmark = pytest.mark.django_db


def test_the_index_leads_to_every_page(client):
    text = client.get("/help/").content.decode()
    for page in PAGES:
        assert f'href="/help/{page.key}/"' in text
    assert 'href="/help/search/"' in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_a_page_says_what_it_promises(client, page):
    text = client.get(reverse("help-page", args=[page.key])).content.decode()
    assert f"<h1>{page.title}</h1>" in text
    assert text.count('<section class="guide__part"') == len(page.sections)
    assert 'aria-current="page"' in text


def test_there_is_no_other_page(client):
    assert client.get("/help/nothing/").status_code == 404


@pytest.mark.parametrize("picture", SHOWN, ids=lambda picture: picture.name)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_are_there_and_small(picture, scheme):
    content = (PICTURES / f"{picture.name}-{scheme}.webp").read_bytes()
    assert content[8:12] == b"WEBP"
    assert len(content) < MAX_BYTES
    assert len(picture.alt) > 20


def test_no_picture_is_left_over():
    assert {path.name for path in PICTURES.iterdir()} == {
        f"{one.name}-{scheme}.webp" for one in SHOWN for scheme in ("light", "dark")
    }
