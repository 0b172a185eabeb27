import pytest

from archive.catalog.models import Article
from archive.ingest.services import article_original, paths_import
from tests.ingest.readers.written import BODY, TITLE, docx_bytes, html_bytes, mail_bytes, odt_bytes

pytestmark = pytest.mark.django_db


def _feed(*items, built="1"):
    entries = "".join(
        f"<item><title>{title}</title><link>https://a.example/{number}</link><description>{' '.join(BODY)}</description></item>"
        for number, title in items
    )
    return f'<rss version="2.0"><channel><title>نشرة</title><lastBuildDate>{built}</lastBuildDate>{entries}</channel></rss>'.encode()


@pytest.fixture
def load(tmp_path):
    def load(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        counts = paths_import(paths=[str(path)]).counts
        return counts.added, counts.updated, counts.unchanged

    return load


def test_a_feed_fetched_again_adds_only_what_is_new(load):
    assert load("1.xml", _feed((1, TITLE), (2, "خبر آخر"))) == (2, 0, 0)
    assert load("2.xml", _feed((3, "خبر ثالث"), (1, TITLE), (2, "خبر آخر"), built="2")) == (1, 0, 2)
    assert load("3.xml", _feed((1, TITLE), (2, "خبر آخر معدل"), built="3")) == (0, 1, 1)


LATER = "وأضافت أن المراقبين سيعدّون الأسراب مجددا في نهاية الأسبوع المقبل، قبل أن تغادر السهل إلى الجنوب."


def test_a_page_saved_again_is_the_same_article(load):
    head = b'<link rel="canonical" href="https://a.example/x">'
    assert load("1.html", html_bytes().replace(b"<title>", head + b"<title>")) == (1, 0, 0)
    assert load("2.html", html_bytes().replace(b"<title>", head + b"<!-- later --><title>")) == (0, 0, 1)
    assert load("3.html", html_bytes(body=(*BODY, LATER)).replace(b"<title>", head + b"<title>")) == (0, 1, 0)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", docx_bytes()),
        ("a.odt", odt_bytes()),
        ("a.eml", mail_bytes()),
        ("a.html", html_bytes()),
        ("a.xml", _feed((1, TITLE))),
    ],
)
def test_the_original_of_an_article_is_read_again(load, name, content):
    load(name, content)
    article = Article.objects.get()
    original = article_original(article)
    assert original.title == article.title == TITLE
    assert [text for _, text in original.paragraphs] == list(article.paragraphs.values_list("text", flat=True))


def test_the_raw_view_of_a_file_that_is_no_text_says_so(load):
    load("a.docx", docx_bytes())
    assert "wordprocessingml" in Article.objects.get().raw_document.printed()
    assert "\ufffd" not in Article.objects.get().raw_document.printed()
