import re

import pytest

from archive.catalog.services import article_set_state
from archive.web.formats.citation_page import ARABIC, STYLE_NAMES
from archive.web.formats.styled_citation import STYLES

pytestmark = pytest.mark.django_db


def shown(client, article, query=""):
    answer = client.get(f"{article.get_absolute_url()}citation/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_style_is_named():
    assert set(STYLE_NAMES) == {ARABIC, *STYLES}


def test_it_shows_all_styles(client, make_article):
    text = shown(client, make_article(author="سلمى"))
    for style in STYLE_NAMES:
        assert f'id="citation-{style}"' in text
    assert "سلمى. (2024، 20 يونيو). وفد التجارة في الميناء. <cite>صحيفة المرفأ</cite>." in text
    assert "في الحاشية" in text
    assert "RIS (Zotero)" in text


def test_it_shows_one_style_and_says_which(client, make_article):
    text = shown(client, make_article(), "?style=mla")
    assert 'id="citation-mla"' in text
    assert 'id="citation-apa"' not in text
    assert re.search(r'data-style="mla" aria-current="page"', text)


def test_the_address_of_the_article_is_cited_from_left_to_right(client, make_article):
    article = make_article()
    address = f'<bdi dir="ltr" class="code">http://testserver/articles/{article.key}/</bdi>'
    assert shown(client, article, "?style=apa").count(address) == 1


def test_what_is_printed_is_escaped_and_latin_runs_are_isolated(client, make_article):
    article = make_article(title="<script>alert(1)</script> & Harbor Ltd", author="Sam <i>Reed</i>")
    text = shown(client, article)
    assert "<script>alert" not in text
    assert "<i>Reed" not in text
    assert re.search(r'<bdi lang="en">[^<]*Harbor Ltd</bdi>', text)


def test_another_style_is_refused_with_the_names(client, make_article):
    answer = client.get(f"{make_article().get_absolute_url()}citation/?style=bluebook")
    assert answer.status_code == 400
    assert "iso690" in answer.content.decode()


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_is_not_published_is_not_found(client, make_article, state):
    article = make_article()
    article_set_state(article=article, state=state)
    assert client.get(f"{article.get_absolute_url()}citation/").status_code == 404


def test_it_is_not_indexed(client, make_article):
    assert client.get(f"{make_article().get_absolute_url()}citation/")["X-Robots-Tag"] == "noindex"


def test_the_article_links_to_each_style(client, make_article):
    article = make_article()
    text = client.get(article.get_absolute_url()).content.decode()
    for style in STYLE_NAMES:
        assert f'href="{article.get_absolute_url()}citation/?style={style}"' in text
