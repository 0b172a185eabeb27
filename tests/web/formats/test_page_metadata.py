"""What programs read in an article's page, read by a parser of another project."""

import extruct
import pytest

from archive.web.formats.citation_files import citation_of
from archive.web.formats.page_metadata import json_ld, meta_tags

pytestmark = pytest.mark.django_db
URL = "https://archive.example/articles/k1/"


def test_the_json_ld_of_a_page_is_a_news_article(client, make_article):
    article = make_article(author="سلمى الحداد", tags=["موانئ"], title='وفد </script><b> & "الميناء"')
    page = client.get(article.get_absolute_url()).content.decode()
    (item,) = extruct.extract(page, base_url=URL, syntaxes=["json-ld"])["json-ld"]
    assert item["@type"] == "NewsArticle"
    assert item["headline"] == article.title
    assert (item["datePublished"], item["inLanguage"]) == ("2024-06-20", "ar")
    assert item["author"] == {"@type": "Person", "name": "سلمى الحداد"}
    assert item["publisher"]["name"] == "صحيفة المرفأ"
    assert item["identifier"] == f"sha256:{article.raw_document.sha256}"
    assert page.count("</script>") == page.count("<script")


def test_dublin_core_and_highwire_tags_say_the_same(client, make_article):
    article = make_article(author="سلمى الحداد")
    page = client.get(article.get_absolute_url()).content.decode()
    (found,) = extruct.extract(page, base_url=URL, syntaxes=["dublincore"])["dublincore"]
    told = {element["name"]: element["content"] for element in found["elements"]}
    assert told["dc.title"] == article.title
    assert told["dc.creator"] == "سلمى الحداد"
    assert told["dc.date"] == "2024-06-20"
    assert '<meta name="citation_publication_date" content="2024/06/20">' in page


def test_what_is_not_known_is_left_out(make_article):
    article = make_article(
        title=None, source=None, published_on=None, published_precision="", published_basis="", author=""
    )
    cited = citation_of(article, URL)
    names = {name for name, _ in meta_tags(cited)}
    assert not names & {"dc.date", "citation_publication_date", "dc.creator", "dc.source"}
    assert "datePublished" not in json_ld(cited)
    assert ("dc.title", article.generated_title) in meta_tags(cited)
