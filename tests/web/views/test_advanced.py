"""The advanced form."""

from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.django_db


def show(client, query="", status=200):
    answer = client.get(f"/search/advanced/?{query}")
    assert answer.status_code == status
    return answer.content.decode()


def test_an_empty_form_searches_everything(client):
    text = show(client)
    assert "هذا ما سيُبحث عنه" in text
    assert "كل المقالات" in text


def test_it_is_filled_from_a_query(client):
    text = show(client, "q=زلزال -باريس «مجلس الأمن» شخص:«محمود عباس»&from=2023&sort=oldest")
    assert 'name="box_all" dir="auto" value="زلزال"' in text
    assert 'name="box_none" dir="auto" value="باريس"' in text
    assert 'name="box_phrase" dir="auto" value="مجلس الأمن"' in text
    assert 'name="box_person" dir="auto" value="محمود عباس"' in text
    assert 'name="from" dir="auto"' in text
    assert 'value="2023"' in text
    assert '<option value="oldest" selected>' in text
    assert "لا تعبّر عنه الخانات" not in text


def test_it_says_what_it_cannot_express_and_keeps_it(client):
    text = show(client, "q=زلزال أو حريق باريس")
    assert 'name="box_rest" dir="auto" value="زلزال أو حريق باريس"' in text
    assert "لا تعبّر عنه الخانات" in text


def test_it_shows_the_query_it_writes(client):
    text = show(client, "form=1&box_all=زلزال&box_none=باريس&box_near=المغرب كارثة&box_within=6")
    assert "<bdi>زلزال «المغرب كارثة»~6 -باريس</bdi>" in text


def test_the_button_leads_to_the_results_with_all_that_was_chosen(client):
    answer = client.get(
        "/search/advanced/?form=1&go=1&box_all=زلزال&box_any=&from=٢٠٢٣&mode=exact&sort=&tag=طقس&box_within="
    )
    assert answer.status_code == 302
    address = urlsplit(answer["Location"])
    assert address.path == "/search/"
    assert parse_qs(address.query) == {"q": ["زلزال"], "mode": ["exact"], "tag": ["طقس"], "from": ["2023"]}


def test_filters_without_a_field_are_kept_and_named(client):
    text = show(client, "q=زلزال&tag=طقس&not_section=رياضة")
    assert '<input type="hidden" name="tag" value="طقس">' in text
    assert '<input type="hidden" name="not_section" value="رياضة">' in text
    assert "وتبقى قيود بحثك" in text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("form=1&go=1&box_all=زلزال&from=أمس", "تاريخ يُكتب هكذا"),
        ("form=1&go=1&box_near=أ ب&box_within=99", "عدد كلمات من 1 إلى 50"),
        ("form=1&go=1&from=2024&to=2023", "بعد نهايتها"),
        ("q=أ&mode=foo", "غير معروفة"),
        ("q=أ&unknown=1", "غير معروفة"),
    ],
)
def test_what_cannot_be_read_is_said_above_the_form(client, query, sentence):
    text = show(client, query, status=400)
    assert sentence in text
    assert 'role="alert"' in text


def test_what_was_typed_stays_beside_an_error(client):
    text = show(client, "form=1&go=1&box_all=زلزال&from=أمس", status=400)
    assert 'value="زلزال"' in text
    assert 'value="أمس"' in text


def test_pages_lead_to_it(client, make_article, fake_search, hit_of):
    fake_search.hits = [hit_of(make_article())]
    for address in ("/", "/help/search/"):
        assert 'href="/search/advanced/"' in client.get(address).content.decode()
    assert 'href="/search/advanced/?q=x"' in client.get("/search/?q=x").content.decode()


@pytest.mark.parametrize("within", ["9" * 5000, "٩" * 5000, "²", "-1"])
def test_a_distance_of_any_length_is_refused_with_a_sentence(client, within):
    assert "التقارب عدد كلمات" in show(client, f"form=1&box_within={within}", status=400)
