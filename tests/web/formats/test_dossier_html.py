import re

from lxml import html

from archive.web.formats.dossier_html import html_export


def page(content, made):
    return b"".join(html_export(content, made)).decode()


def test_it_needs_nothing_else_and_runs_from_right_to_left(content, made):
    text = page(content, made)
    root = html.fromstring(text)
    assert (root.get("dir"), root.get("lang")) == ("rtl", "ar")
    assert not root.xpath("//script | //link | //img | //iframe | //@src")
    assert not re.search(r"@import|url\(", text)


def test_contents_lead_to_each_article_and_texts_are_whole(content, made):
    root = html.fromstring(page(content, made))
    targets = [link.get("href")[1:] for link in root.xpath("//nav//a")]
    assert targets == [article.get("id") for article in root.xpath("//article")] == ["article-1", "article-2"]
    for entry, article in (
        (content.entries[0], root.get_element_by_id("article-1")),
        (content.entries[2], root.get_element_by_id("article-2")),
    ):
        printed = [node.text_content() for node in article.xpath(".//div[contains(@class,'text')]/*")]
        assert printed == [paragraph.text for paragraph in entry.article.paragraphs.all()]


def test_marks_notes_and_the_record_are_there_and_everything_is_escaped(content, made):
    text = page(content, made)
    root = html.fromstring(text)
    marked = ["".join(node.itertext()) for node in root.xpath("//div[contains(@class,'text')]//mark")]
    assert " ".join(" ".join(marked).split()) == "الاتفاق يشمل 80% resumed at the harbour"
    isolated = root.get_element_by_id("article-1").xpath(".//div[@class='text']//bdi")
    assert [node.text_content() for node in isolated] == ["80%", "Harbor Ltd"]
    assert "كما ورد (سطر التاريخ: 20/6)" in root.text_content()
    assert "&lt;2024&gt;" in text
    assert "Harbour talks &lt;resume&gt;" in text
    for words in ("راجِع الأرقام &amp; قارنها", "أهم ما فيه", "استُنتج (", "3 اقتباسات", "مقالان"):
        assert words in text
    assert content.entries[0].article.raw_document.sha256 in text
    assert root.get_element_by_id("article-2").xpath("./h2")[0].get("dir") == "ltr"
