"""What is typed into a form reads as the file that it would have been."""

import pytest

from archive.catalog.models import Article
from archive.ingest import upload_services as services
from tests.ingest.uploads.conftest import LONG, OTHER, TITLE

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "https://a.example/news/7"


def row_of(hand_in, **typed):
    upload = hand_in(services.pasted_file(**{"is_html": False, **typed}))
    return upload.rows.get()


def test_text_with_a_title_and_a_date(hand_in):
    row = row_of(hand_in, text=f"{LONG}\n{OTHER}", title=TITLE, date="2019-04-03")
    assert (row.name, row.title, row.date, row.paragraphs) == (f"{TITLE}.txt", TITLE, "2019-04-03", 2)


@pytest.mark.parametrize("is_html", [True, False])
def test_a_stated_address_is_that_of_the_article(hand_in, user, is_html):
    text = f"<p>{LONG}</p><p>{OTHER}</p>" if is_html else f"{LONG}\n{OTHER}"
    upload = hand_in(services.pasted_file(text=text, is_html=is_html, title=TITLE, address=ADDRESS))
    services.upload_load_request(upload=upload, user=user)
    services.upload_load({"pk": upload.pk})
    article = Article.objects.get()
    assert (article.title, article.url, article.import_key) == (TITLE, ADDRESS, "page:a.example/news/7")
    assert article.paragraphs.count() == 2


def test_a_whole_page_keeps_the_address_that_it_states(hand_in):
    page = (
        '<html><head><meta charset="windows-1256"><link rel="canonical" href="https://b.example/1">'
        f"<title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{LONG}</p><p>{OTHER}</p></body></html>"
    )
    _, content = services.pasted_file(text=page, is_html=True, address=ADDRESS)
    assert content.decode() == page
    assert row_of(hand_in, text=page, is_html=True).title == TITLE
    without = page.replace('<link rel="canonical" href="https://b.example/1">', "")
    assert ADDRESS in services.pasted_file(text=without, is_html=True, address=ADDRESS)[1].decode()


def test_markup_in_pasted_text_is_text(hand_in):
    row = row_of(hand_in, text=f"<script>alert(1)</script> {LONG}\n{OTHER}", title=TITLE, address=ADDRESS)
    assert "<script>alert(1)</script>" in row.opening
