import pytest

from archive.web.presenters.citation import citation

pytestmark = pytest.mark.django_db


def test_it_names_headline_source_date_address_and_fingerprint(make_article):
    article = make_article(author="سلمى")
    assert citation(article, "https://archive.example/articles/x/") == (
        "«وفد التجارة في الميناء»، سلمى، صحيفة المرفأ، 20 يونيو 2024، خِزانة: https://archive.example/articles/x/، "
        f"SHA-256: {article.raw_document.sha256}."
    )


def test_without_a_date_it_says_so(make_article):
    article = make_article(published_on=None, published_precision="", published_basis="")
    assert "، د.ت، " in citation(article, "x")


def test_what_is_ours_and_not_the_papers_is_marked(make_article):
    article = make_article(title=None, published_basis="inferred", published_evidence="الخميس")
    text = citation(article, "x")
    assert "(عنوان مولَّد)" in text
    assert "(تاريخ مستنتَج)" in text
