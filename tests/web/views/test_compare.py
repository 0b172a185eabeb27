"""Queries compared over time: the same numbers as the results pages, in each form."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from lxml import html
from PIL import Image

from archive.ingest.sample import sample_load
from archive.search import DateRange, SearchRequest, drain, search
from archive.web.query_string import period_range

pytestmark = pytest.mark.django_db
QUERIES = ("القمة", "زلزال", "نوبل")
ADDRESS = "q=القمة&q=زلزال&q=نوبل"


@pytest.fixture
def archive(db):
    sample_load()
    drain()


def answer(client, query):
    response = client.get(f"/api/v1/compare?{query}")
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def found(q, span=DateRange(), **fields):
    return search(SearchRequest(q=q, published=span, per_page=0, **fields)).count


def test_each_count_is_that_of_the_results_page_for_the_query_and_period(client, archive):
    compared = answer(client, ADDRESS)
    assert [one["q"] for one in compared["queries"]] == list(QUERIES)
    assert [one["count"] for one in compared["queries"]] == [found(q) for q in QUERIES]
    assert compared["total"] == found("")
    assert len(compared["periods"]) > 3
    for place, period in enumerate(compared["periods"]):
        span = period_range(period["key"])
        assert period["total"] == found("", span)
        assert [one["counts"][place] for one in compared["queries"]] == [found(q, span) for q in QUERIES]
    assert all(sum(one["counts"]) + one["undated"] == one["count"] for one in compared["queries"])


def test_shares_are_those_of_all_articles_of_the_period(client, archive):
    compared = answer(client, f"{ADDRESS}&measure=share")
    for place, period in enumerate(compared["periods"]):
        for one in compared["queries"]:
            wanted = one["counts"][place] / period["total"] if period["total"] else 0
            assert one["shares"][place] == pytest.approx(wanted, abs=1e-6)


def test_months_of_several_years_and_days_of_a_month_are_counted_as_filters_do(client, archive):
    months = answer(client, f"{ADDRESS}&by=month")
    assert months["unit"] == "month"
    assert months["periods"][0]["key"] < months["periods"][-1]["key"]
    newest = max(
        period["key"] for place, period in enumerate(months["periods"]) if months["queries"][0]["counts"][place]
    )
    days = answer(client, f"{ADDRESS}&from={newest}&to={newest}")
    assert days["unit"] == "day"
    first = next(place for place, count in enumerate(days["queries"][0]["counts"]) if count)
    day = period_range(days["periods"][first]["key"])
    assert days["queries"][0]["counts"][first] == found(QUERIES[0], day)


def test_filters_are_shared_by_all_queries_and_the_share(client, archive):
    key = search(SearchRequest(facets=("source",))).facets["source"][0].key
    compared = answer(client, f"{ADDRESS}&source={key}")
    assert [one["count"] for one in compared["queries"]] == [found(q, filters={"source": (key,)}) for q in QUERIES]
    assert compared["total"] == found("", filters={"source": (key,)})


def test_the_page_draws_the_lines_and_lists_their_numbers_with_links(client, archive):
    text = client.get(f"/search/compare/?{ADDRESS}").content.decode()
    assert text.count('class="line line--2"') >= 2
    assert '<title id="lines--wide-title">عدد المقالات في كل سنة</title>' in text
    assert "لعبارة «زلزال»" in text
    compared = answer(client, ADDRESS)
    place = next(place for place, count in enumerate(compared["queries"][0]["counts"]) if count)
    year = compared["periods"][place]["key"]
    assert f'{period_link("القمة", year)}" rel="nofollow">{compared["queries"][0]["counts"][place]}</a>' in text
    assert "/search/compare.png?q=" in text


@pytest.mark.parametrize("address", ["compare/?q=القمة&q=نوبل", "network/?q=القمة"])
def test_filters_are_dropped_one_by_one_and_the_json_is_named_once(client, archive, address):
    page = html.fromstring(client.get(f"/search/{address}&from=2010&language=ar").content.decode())
    (lang, published) = page.xpath("//ul[@class='chips']/li")
    assert lang.xpath("string(span[@class='chip__text'])").split() == ["لغة", "العربية"]
    assert lang.xpath("string(a[@class='chip__x'])") == "إزالة العربية×"
    (link,) = published.xpath("a/@href")
    assert link.startswith(f"/search/{address.split('?')[0]}?q=")
    assert "language=ar" in link
    assert "from=" not in link
    assert len(page.xpath("//link[@rel='alternate' and @type='application/json']")) == 1


def period_link(q, year):
    from archive.web.query_string import encode_params

    return f"/search/?{encode_params([('q', q)])}&amp;from={year}&amp;to={year}"


def test_the_results_page_and_the_timeline_lead_there_with_their_filters(client, archive):
    for address in ("/search/?q=نوبل&from=2015", "/search/timeline/?q=نوبل&from=2015"):
        text = client.get(address).content.decode()
        assert "/search/compare/?q=%D9%86%D9%88%D8%A8%D9%84&amp;from=2015" in text
        assert "قارن عبر الزمن" in text


def test_one_query_is_asked_for_a_second(client, archive):
    text = client.get("/search/compare/?q=نوبل&q=").content.decode()
    assert "اكتب عبارة ثانية تُقارن بها «<bdi>نوبل</bdi>»" in text
    assert 'value="نوبل"' in text
    assert client.get("/search/compare/").status_code == 200


@pytest.mark.parametrize(
    "query",
    ["q=a&q=b&q=c&q=d&q=e", f"{ADDRESS}&page=2", f"{ADDRESS}&measure=length", f"{ADDRESS}&by=week", f"{ADDRESS}&x=1"],
)
def test_what_is_not_understood_is_refused_with_a_sentence(client, archive, query):
    assert client.get(f"/search/compare/?{query}").status_code == 400
    assert client.get(f"/search/compare.csv?{query}").status_code == 400
    assert "error" in json.loads(client.get(f"/api/v1/compare?{query}").content)


def test_the_interface_and_files_need_two_queries(client, archive):
    assert client.get("/api/v1/compare?q=نوبل").status_code == 400
    assert client.get("/search/compare.png?q=نوبل").status_code == 400
    assert client.get("/search/compare.gif?q=a&q=b").status_code == 404
    assert client.post("/search/compare/").status_code == 405


def test_a_csv_has_the_numbers_and_no_formula(client, archive):
    compared = answer(client, "q==القمة&q=زلزال")
    content = client.get("/search/compare.csv?q==القمة&q=زلزال").content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0][0] == "period"
    assert rows[0][1].startswith("'=")
    assert [int(row[1]) for row in rows[1:-2]] == compared["queries"][0]["counts"]
    assert (rows[-1][0], int(rows[-1][1])) == ("total", compared["queries"][0]["count"])


def test_the_svg_file_stands_alone(client, archive):
    response = client.get(f"/search/compare.svg?{ADDRESS}")
    assert response["Content-Type"].startswith("image/svg+xml")
    root = ElementTree.fromstring(response.content)
    texts = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {*QUERIES, "عدد المقالات في كل سنة"} <= set(texts)
    assert len(root.findall(".//{http://www.w3.org/2000/svg}g[@class='line line--1']")) == 1
    assert b"style=" not in response.content


def test_the_png_can_be_printed(client, archive):
    image = Image.open(io.BytesIO(client.get(f"/search/compare.png?{ADDRESS}").content))
    assert image.size == (2150, 1200)
    assert [round(dots) for dots in image.info["dpi"]] == [300, 300]


def test_nothing_dated_is_said_and_not_drawn(client, archive):
    assert "لا شيء يُرسم" in client.get("/search/compare/?q=كككككك&q=ظظظظظظ").content.decode()
    assert client.get("/search/compare.svg?q=كككككك&q=ظظظظظظ").status_code == 404
    assert answer(client, "q=كككككك&q=ظظظظظظ")["periods"] == []
