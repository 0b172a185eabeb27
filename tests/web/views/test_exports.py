"""Exports of a search and citations of an article: every article once, as it is printed, in each format."""

import csv
import io
import json

import openpyxl
import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_withdraw
from archive.ingest.sample import sample_load
from archive.ingest.services import paths_import
from archive.search import SearchRequest, drain, find
from archive.web.views import export_gate

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(db):
    sample_load()
    drain()


def body(answer):
    return b"".join(answer.streaming_content)


def rows(client, query=""):
    answer = client.get(f"/search/export.csv?{query}")
    assert answer.status_code == 200, answer.content
    content = body(answer)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_csv_has_every_article_of_the_search_in_its_order(client, archive):
    found = find(SearchRequest(q="القمة"), 1000)
    keys = dict(Article.objects.values_list("pk", "key"))
    exported = rows(client, "q=القمة")
    assert [row["id"] for row in exported] == [keys[pk] for pk in found.pks]
    assert len(exported) > 3
    article = Article.objects.get(key=exported[0]["id"])
    assert exported[0]["title"] == article.display_title
    assert exported[0]["sha256"] == article.raw_document.sha256
    assert exported[0]["url"] == f"http://testserver/articles/{article.key}/"
    assert exported[0]["body"].split("\n") == [paragraph.text for paragraph in article.paragraphs.all()]
    assert exported[0]["search"].startswith("http://testserver/search/?q=")


def test_filters_and_chosen_articles_narrow_it(client, archive):
    everything = rows(client)
    assert len(everything) == Article.objects.published().articles().count()
    chosen = [everything[3]["id"], everything[1]["id"]]
    assert [row["id"] for row in rows(client, f"id={chosen[0]}&id={chosen[1]}")] == [chosen[1], chosen[0]]
    assert {row["date"][:4] for row in rows(client, "from=2015&to=2015")} == {"2015"}


def test_of_chosen_articles_without_any_nothing_is_exported(client, archive):
    form = client.get("/search/?q=القمة").content.decode().split('id="chosen"')[1].split("</form>")[0]
    assert '<input type="hidden" name="id" value="">' in form
    answer = client.get("/search/export.csv?q=القمة&id=")
    assert answer.status_code == 400
    assert "لم تختر" in answer.content.decode()
    one = rows(client)[0]["id"]
    assert [row["id"] for row in rows(client, f"id=&id={one}")] == [one]


def test_what_is_withdrawn_is_not_exported_even_before_the_index_follows(client, archive):
    article = Article.objects.published().articles().first()
    article_withdraw(article=article)
    assert article.key not in [row["id"] for row in rows(client)]


def test_cells_that_look_like_formulas_are_defused(client, make_article, monkeypatch):
    article = make_article(title='=HYPERLINK("http://x.example")')
    drain()
    assert rows(client)[0]["title"].startswith("'=")
    workbook = openpyxl.load_workbook(io.BytesIO(body(client.get("/search/export.xlsx"))))
    sheet = workbook.worksheets[0]
    cell = next(cell for cell in sheet[2] if cell.value == article.title)
    assert cell.data_type == "s"
    assert sheet.sheet_view.rightToLeft


def test_json_lines_are_read_again_and_change_nothing(client, archive, tmp_path):
    path = tmp_path / "export.jsonl"
    path.write_bytes(body(client.get("/search/export.jsonl?kind=all")))
    summary = paths_import(paths=[str(path)])
    count = Article.objects.published().count()
    assert (summary.counts.unchanged, summary.counts.added, summary.failures, summary.warnings) == (count, 0, [], [])
    line = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    assert line["export"]["sha256"] == Article.objects.get(key=line["export"]["id"]).raw_document.sha256


def test_a_workbook_says_what_was_searched(client, archive):
    workbook = openpyxl.load_workbook(io.BytesIO(body(client.get("/search/export.xlsx?q=القمة"))), read_only=True)
    articles, about = workbook.worksheets
    assert len(list(articles.iter_rows())) - 1 == len(rows(client, "q=القمة"))
    assert "q=" in dict(about.iter_rows(values_only=True))["البحث"]


def test_two_exports_at_a_time_and_a_slot_is_free_again(client, archive):
    first, second = client.get("/search/export.ris"), client.get("/search/export.bib")
    third = client.get("/search/export.csv")
    assert third.status_code == 503
    assert third["Retry-After"]
    body(first)
    second.close()
    assert len(rows(client)) > 10


def test_bad_parameters_and_unknown_formats_are_refused_and_free_their_slot(client, archive):
    for _ in range(3):
        assert client.get("/search/export.csv?from=gestern").status_code == 400
        assert body(client.get("/search/export.csv?source=nobody-knows")).count(b"\n") == 1
    assert client.get("/search/export.doc").status_code == 404
    assert client.get("/search/export.csv?" + "&".join(f"id={n}" for n in range(1001))).status_code == 400
    assert client.post("/search/export.csv").status_code == 405
    assert len(rows(client)) > 10


@pytest.mark.strangers
def test_where_exports_are_for_members_a_stranger_is_asked_to_sign_in(client, archive, settings, django_user_model):
    settings.ARCHIVE_EXPORT = "members"
    refused = client.get("/search/export.csv")
    assert (refused.status_code, export_gate.MEMBERS_ONLY in refused.content.decode()) == (401, True)
    client.force_login(django_user_model.objects.create_user("reader"))
    assert len(rows(client)) > 10


def test_an_article_that_is_not_public_is_not_cited(client, make_article):
    article = make_article()
    article_withdraw(article=article)
    for suffix in ("ris", "bib", "csl.json"):
        assert client.get(f"/articles/{article.key}.{suffix}").status_code == 404
