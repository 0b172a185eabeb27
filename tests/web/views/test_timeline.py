import csv
import io
import json

import pytest

from archive.chronology.services import dates_refresh
from archive.search import FoundArticles
from archive.search.highlighting.matcher import Highlight
from archive.web.presenters import timeline as timeline_module

pytestmark = pytest.mark.django_db

PARAGRAPHS = (
    ("lede", "وصل وفد التجارة إلى الميناء الأربعاء. ووقع الاتفاق الأول في مارس 2001."),
    ("paragraph", "وكان زلزال عام 1999 دمّر الرصيف."),
)


class PlayedTimelineSearch:
    """Finds the articles it was given; marks «وفد» and «الاتفاق» wherever they stand."""

    def __init__(self):
        self.pks, self.asked, self.corrected_query, self.count = (), [], None, None

    def find(self, request, limit):
        self.asked.append((request, limit))
        return FoundArticles(tuple(self.pks), self.count or len(self.pks), self.corrected_query)

    def highlights(self, request, texts, *, titles=0):
        words = ("وفد", "الاتفاق")
        return [[Highlight(text.index(w), text.index(w) + len(w), 0, 0) for w in words if w in text] for text in texts]


@pytest.fixture
def played(monkeypatch):
    played = PlayedTimelineSearch()
    monkeypatch.setattr(timeline_module, "search", played)
    return played


@pytest.fixture
def article(make_article, played):
    article = make_article(paragraphs=PARAGRAPHS)
    dates_refresh(article=article)
    played.pks = (article.pk,)
    return article


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_shows_sentences_with_the_words_sought_by_the_date_they_speak_of(client, article):
    text = page(client, "/search/timeline/?q=وفد الاتفاق")
    assert text.index("مارس 2001</time>") < text.index("19 يونيو 2024</time>")
    assert '<time datetime="2024-06-19" title="استُدلّ عليه من تاريخ الخبر">الأربعاء</time>' in text
    assert "<mark>وفد</mark>" in text
    assert "زلزال" not in text
    assert f"/articles/{article.key}/?q=" in text
    assert "صحيفة المرفأ" in text


def test_it_shows_every_sentence_where_that_is_asked_for_or_nothing_is_sought(client, article):
    assert "زلزال" in page(client, "/search/timeline/?q=وفد&sentences=all")
    assert "زلزال" in page(client, "/search/timeline/")
    assert "sentences=all" in page(client, "/search/timeline/?q=وفد")


def test_it_is_narrowed_to_the_dates_spoken_of(client, article):
    text = page(client, "/search/timeline/?mentions_from=1990&mentions_to=2000")
    assert "زلزال" in text
    assert "الأربعاء" not in text
    assert "mentions_from=2001" in text  # the way to another year stays


def test_it_says_how_much_was_read_and_links_to_results_and_files(client, article, played):
    played.count = 900
    text = page(client, "/search/timeline/?q=وفد")
    assert "بين 900" in text
    for address in ("/search/?q=", "/search/timeline.csv?q=", "/search/timeline.ics?q=", "/api/v1/timeline?q="):
        assert address in text


def test_long_timelines_are_turned_page_by_page(client, article):
    assert "الصفحة 1 من 3" in page(client, "/search/timeline/?per_page=1")
    assert "زلزال" not in page(client, "/search/timeline/?per_page=1&page=2")
    assert "لا صفحة بهذا الرقم" in page(client, "/search/timeline/?per_page=1&page=9")


def test_an_empty_timeline_says_so(client, article, played):
    assert "لا تواريخ" in page(client, "/search/timeline/?mentions_from=1800&mentions_to=1801")
    played.pks = ()
    assert "لم نجد" in page(client, "/search/timeline/?q=وفد")


@pytest.mark.parametrize(
    "path", ["/search/timeline/", "/search/timeline.csv", "/search/timeline.ics", "/api/v1/timeline"]
)
@pytest.mark.parametrize(
    "query", ["mentions_from=x", "sentences=some", "nothing=1", "sentences=all&sentences=matching"]
)
def test_an_invalid_parameter_is_rejected(client, played, path, query):
    assert client.get(f"{path}?{query}").status_code == 400


def test_the_json_gives_each_entry_with_its_articles(client, article):
    answer = json.loads(client.get("/api/v1/timeline?q=وفد").content)
    assert (answer["count"], answer["found"], answer["query"]["sentences"]) == (2, 1, "matching")
    entry = answer["entries"][1]
    assert (entry["value"], entry["end"], entry["precision"], entry["basis"]) == ("2024-06-19", None, "day", "resolved")
    assert entry["sentence"] == "وصل وفد التجارة إلى الميناء الأربعاء."
    assert entry["sentence"][entry["start"] :].startswith(entry["surface"])
    assert entry["articles"][0] == {
        "id": article.key,
        "url": f"http://testserver/articles/{article.key}/",
        "title": "وفد التجارة في الميناء",
        "date": "2024-06-20",
        "date_basis": "stated",
        "source": {"key": article.source.key, "label": "صحيفة المرفأ"},
    }


def test_the_openapi_document_describes_the_timeline(client, article):
    document = json.loads(client.get("/api/v1/openapi.json").content)
    operation = document["paths"]["/api/v1/timeline"]["get"]
    assert "sentences" in {parameter["name"] for parameter in operation["parameters"]}
    answer = json.loads(client.get("/api/v1/timeline").content)
    schemas = document["components"]["schemas"]
    assert set(answer) == set(schemas["Timeline"]["properties"])
    assert set(answer["entries"][0]) == set(schemas["TimelineEntry"]["properties"])


def test_the_csv_has_a_line_for_each_article_and_opens_in_a_spreadsheet(client, article):
    answer = client.get("/search/timeline.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["value"] for row in rows] == ["1999", "2001-03", "2024-06-19"]
    assert rows[0]["url"] == f"http://testserver/articles/{article.key}/"


def test_a_cell_that_would_run_as_a_formula_is_quoted(client, make_article, played):
    article = make_article(title="=SUM(A1)", paragraphs=(("lede", "- في مارس 2001"),))
    dates_refresh(article=article)
    played.pks = (article.pk,)
    (row,) = csv.DictReader(io.StringIO(client.get("/search/timeline.csv").content.decode("utf-8-sig")))
    assert (row["title"], row["sentence"]) == ("'=SUM(A1)", "'- في مارس 2001")


def test_every_cell_of_the_csv_is_defused(client, make_article, played):
    article = make_article(
        title="\u200f=SUM(A1)", source="\ufeff＝مصدر", paragraphs=(("lede", "\u2067＋ في مارس 2001"),)
    )
    dates_refresh(article=article)
    played.pks = (article.pk,)
    (row,) = csv.DictReader(io.StringIO(client.get("/search/timeline.csv").content.decode("utf-8-sig")))
    assert all(row[name].startswith("'") for name in ("title", "sentence", "source"))


def test_the_calendar_has_an_event_of_whole_days_for_each_entry(client, article):
    answer = client.get("/search/timeline.ics?q=وفد")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = answer.content.decode().replace("\r\n ", "").split("\r\n")
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20010301",
        "DTSTART;VALUE=DATE:20240619",
    ]
    assert "DTEND;VALUE=DATE:20010401" in lines
    assert f"URL:http://testserver/articles/{article.key}/" in lines
    uids = [line for line in lines if line.startswith("UID")]
    assert len(set(uids)) == 2
    again = client.get("/search/timeline.ics?q=وفد").content.decode()
    assert all(uid in again.replace("\r\n ", "") for uid in uids)
