"""Many searches at once: counts as on the results page, errors beside their rows."""

import csv
import io
import re
from html import unescape

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.ingest.sample import sample_load
from archive.search import drain, settle
from archive.web import batch_search as module
from archive.web.views import batch as view

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(db):
    sample_load()
    drain()


def table(client, **fields):
    response = client.post("/search/batch/", {"format": "csv", **fields})
    assert response.status_code == 200, response.content.decode()
    assert response.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def file_of(text, name="queries.csv", encoding="utf-8"):
    return SimpleUploadedFile(name, text.encode(encoding))


def count_on_the_page(client, url):
    text = client.get(url.removeprefix("http://testserver")).content.decode()
    shown = re.search(r'<h1 class="results-head__count">(.*?)</h1>', text, re.S)[1]
    return unescape(re.sub(r"<[^>]+>|\s+", " ", shown))


def test_each_line_is_a_query_with_the_count_and_link_of_its_results_page(client, archive):
    rows = table(client, lines="القمة\n\nزلزال أو نوبل\n«مجلس الأمن»\nظظظظظظ")
    assert [row["row"] for row in rows] == ["1", "3", "4", "5"]
    assert rows[3]["count"] == "0"
    for row in rows:
        address = row["url"].replace("/search/?", "/api/v1/search?")
        assert client.get(address.removeprefix("http://testserver")).json()["count"] == int(row["count"])
    assert "نتيج" in count_on_the_page(client, rows[0]["url"])


def test_versions_of_one_text_are_counted_as_articles(client, archive):
    article = Article.objects.published().articles().exclude(title=None).first()
    copy = Article(title="نسخة ثانية", tags=article.tags)
    article_save(article=copy, paragraphs=[("lede", paragraph.text) for paragraph in article.paragraphs.all()])
    settle()
    words = " ".join(article.paragraphs.first().text.split()[:6])
    (row,) = table(client, lines=f"«{words}»")
    page = client.get("/api/v1/search", {"q": f"«{words}»"}).json()
    assert (int(row["count"]), page["groups"] < page["count"]) == (page["count"], True)


def test_columns_are_recognised_by_their_header(client, archive):
    rows = table(client, table=file_of("العبارة,من,to,source\nالقمة,2015,2015,\n,2014,,\nالقمة,2016,2014,\n"))
    answers = [
        client.get(f"/api/v1/search?{query}").json()["count"] for query in ("q=القمة&from=2015&to=2015", "from=2014")
    ]
    assert [row["count"] for row in rows] == [str(answers[0]), str(answers[1]), ""]
    assert rows[0]["filters"] == "from=2015، to=2015"
    assert "بعد نهايتها" in rows[2]["error"]


def test_several_values_of_a_filter_stand_in_one_cell(client, archive):
    keys = [value["key"] for value in client.get("/api/v1/search").json()["facets"]["source"][:2]]
    (row,) = table(client, table=file_of(f"q;source\n;{keys[0]} | {keys[1]}\n"))
    wanted = client.get(f"/api/v1/search?source={keys[0]}&source={keys[1]}").json()["count"]
    assert int(row["count"]) == wanted


def test_a_bad_row_does_not_stop_the_others(client, archive):
    rows = table(client, table=file_of("q,from,page\nالقمة,gestern,\nالقمة,,\nالقمة,,2\n,,\nنوبل,,\n"))
    assert [bool(row["error"]) for row in rows] == [True, False, True, False]
    assert "تاريخ يُكتب هكذا" in rows[0]["error"]
    assert "احذفه" in rows[2]["error"]
    unknown = table(client, table=file_of("q,soruce\nالقمة,x\n"))
    assert "لعلّ المقصود «source»" in unknown[0]["error"]


def test_a_workbook_comes_in_and_goes_out_without_formulas(client, archive):
    book = openpyxl.Workbook()
    for line in (("بحث", "from"), ("القمة", 2015), ("-زلزال", None)):
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    upload = SimpleUploadedFile("queries.xlsx", out.getvalue())
    response = client.post("/search/batch/", {"format": "xlsx", "table": upload})
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0][:4] == ("row", "q", "filters", "count")
    assert int(lines[1][3]) == client.get("/api/v1/search?q=القمة&from=2015").json()["count"]
    assert (lines[2][1], sheet["B3"].data_type) == ("-زلزال", "s")
    assert sheet.sheet_view.rightToLeft


def test_cells_that_look_like_formulas_are_defused(client, archive):
    (row,) = table(client, lines="=1+1")
    assert row["q"] == "'=1+1"


def test_excel_writes_arabic_in_its_own_encoding(client, archive):
    (row,) = table(client, table=file_of("السؤال\nالقمة\n", encoding="windows-1256"))
    assert (row["q"], row["count"] != "0") == ("القمة", True)


def test_the_page_shows_the_counts_and_sends_the_same_rows_again_for_a_file(client, archive):
    text = client.post("/search/batch/", {"lines": "q,from\nالقمة,2015\nنوبل,gestern\n"}).content.decode()
    count = client.get("/api/v1/search?q=القمة&from=2015").json()["count"]
    assert f'rel="nofollow">{count}</a>' in text
    assert "تعذّر حساب 1 من 2" in text
    again = unescape(re.search(r'name="lines" value="([^"]*)"', text, re.S)[1])
    rows = table(client, lines=again)
    assert [(row["row"], row["q"], row["count"]) for row in rows] == [("2", "القمة", str(count)), ("3", "نوبل", "")]


def test_a_correction_is_told(client, archive):
    (row,) = table(client, lines="hgrlm\n")  # القمة on a Latin keyboard
    assert (row["answered"], int(row["count"]) > 0) == ("القمة", True)
    assert int(row["count"]) == client.get("/api/v1/search?q=hgrlm").json()["count"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"lines": " \n "}, "لا عبارة في هذا الجدول"),
        ({"lines": "\n".join(map(str, range(501)))}, "العبارات أكثر من 500"),
        ({"table": SimpleUploadedFile("a.xlsx", b"PK no zip")}, "لا يُقرأ هذا الجدول"),
        ({"table": SimpleUploadedFile("a.csv", b"x" * 2_000_001)}, "الملف أكبر"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_a_sentence(client, archive, fields, sentence):
    if "table" in fields:
        fields["table"].seek(0)
    response = client.post("/search/batch/", fields)
    assert response.status_code == 400
    assert sentence in response.content.decode()


def test_a_key_that_readers_may_not_know_of_is_an_error_of_its_row(client, make_article):
    hidden = make_article(source="صحيفة مستورة", state="draft")
    drain()
    (row,) = table(client, table=file_of(f"q,source\n,{hidden.source.key}\n"))
    assert (row["count"], row["error"]) == ("", module.HIDDEN)


def test_rows_that_are_left_when_time_is_up_are_named(client, archive, monkeypatch):
    monkeypatch.setattr(module, "MAX_SECONDS", 0.0)
    assert [row["error"] for row in table(client, lines="القمة\nنوبل")] == [module.TOO_LATE] * 2


def test_two_tables_at_a_time(client, archive):
    assert view._slots.acquire(blocking=False)
    assert view._slots.acquire(blocking=False)
    try:
        assert client.post("/search/batch/", {"lines": "القمة"}).status_code == 503
    finally:
        view._slots.release()
        view._slots.release()
    assert len(table(client, lines="القمة")) == 1


def test_a_form_of_another_site_is_refused(archive):
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post("/search/batch/", {"lines": "القمة"}).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', stranger.get("/search/batch/").content.decode())[1]
    assert stranger.post("/search/batch/", {"lines": "القمة", "csrfmiddlewaretoken": token}).status_code == 200


def test_it_is_not_an_export_of_texts(client, archive, settings):
    settings.ARCHIVE_EXPORT = "members"
    assert len(table(client, lines="القمة")) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "windows-1256"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_tables_as_spreadsheets_save_them_are_read(client, archive, encoding, separator):
    content = f"q{separator}from\r\nالقمة{separator}2024\r\n"
    [row] = table(client, table=file_of(content, encoding=encoding))
    assert (row["q"], row["filters"], row["error"]) == ("القمة", "from=2024", "")


def test_two_columns_for_one_parameter_are_refused_as_one_would_be_counted_and_the_other_shown(client, archive):
    answer = client.post("/search/batch/", {"table": file_of("q,السؤال\nالقمة,زلزال\n")})
    assert answer.status_code == 400
    assert "للمَعلمة «q»" in answer.content.decode()


def test_what_is_no_table_is_refused(client, archive):
    upload = SimpleUploadedFile("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    answer = client.post("/search/batch/", {"table": upload})
    assert answer.status_code == 400
    assert "ليس هذا الملف جدولًا" in answer.content.decode()


def test_a_row_number_of_any_length_is_no_number(client, archive):
    rows = table(client, lines=f"row,q\n{'9' * 5000},القمة\n7,القمة")
    assert [row["row"] for row in rows] == ["2", "7"]


@pytest.mark.parametrize("name", [f"queries.{'c' * 250}", "queries", "queries.TSV"])
def test_the_name_of_a_file_may_be_anything(client, archive, name):
    assert len(table(client, table=file_of("القمة\nنوبل", name))) == 2


def test_rows_without_a_query_do_not_push_others_out(client, archive):
    rows = table(client, table=file_of("زلزال,1\n" + ",2\n" * 600 + "القمة,3\n"))
    assert [row["q"] for row in rows] == ["زلزال", "القمة"]
