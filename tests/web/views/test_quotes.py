import csv
import html
import io
import json
import re
import xml.etree.ElementTree as ET

import pytest

from archive.catalog.models import Article, Paragraph
from archive.catalog.services import article_withdraw
from archive.entities.models import Entity
from archive.entities.services import mentions_refuse
from archive.ingest.services import paths_import
from archive.search import drain
from archive.web.presenters import ledger
from archive.web.views import quotes

pytestmark = pytest.mark.django_db

SAID = "إن الجسر الجديد سيُفتح قبل الشتاء أمام الشاحنات"
RECORDS = [
    {
        "id": "harbor",
        "title": "جولة في الميناء",
        "source": "صحيفة المرفأ",
        "date": "2024-06-20",
        "body": [f"قال وزير النقل سامي الخوري {SAID}.", "وأكد مدير الميناء أن الرصيف القديم سيُهدم. وتجول الوفد في المدينة."],
    },
    {
        "id": "river",
        "title": "الوزير في المدينة",
        "source": "جريدة النهر",
        "date": "2024-06-21",
        "body": [f"وقال وزير النقل سامي الخوري {SAID}."],
    },
]  # fmt: skip


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "two.jsonl"
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in RECORDS), encoding="utf-8")
    paths_import(paths=[str(path)])
    minister, _ = Entity.objects.get_or_create(type="person", name="سامي الخوري")
    for article in Article.objects.all():
        article.quotations.filter(paragraph=0).update(speaker=minister, speaker_name=minister.name)
        article.mentions.create(entity=minister, surface="سامي", paragraph=0, start=0, end=4, decision="confirmed")
    drain()
    return minister


def asked(client, query=""):
    answer = client.get(f"/api/v1/quotes?{query}")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def test_what_two_papers_print_is_one_result_with_both(client, archive):
    found = asked(client, "q=الجسر")
    assert (found["count"], found["groups"], found["found"]) == (2, 1, 2)
    (row,) = found["results"]
    assert (row["speaker"], row["speaker_key"]) == ("سامي الخوري", archive.key)
    assert [one["source"]["label"] for one in row["outlets"]] == ["جريدة النهر", "صحيفة المرفأ"]
    assert row["article"]["url"].endswith("/#p1")
    assert len(asked(client, "q=الجسر&group=none")["results"]) == 2
    assert client.get("/api/v1/quotes?q=الجسر&group=story").status_code == 400


def test_a_word_is_sought_in_the_paragraph_within_the_said_or_in_the_article(client, archive):
    assert [len(asked(client, f"q=المدينة&words={where}")["results"]) for where in ("paragraph", "said", "article")] == [
        1, 0, 2,
    ]  # fmt: skip


def test_the_page_marks_the_word_and_leads_to_the_passage(client, archive):
    page = client.get("/search/quotes/?q=الجسر").content.decode()
    assert "<mark>الجسر</mark>" in page
    key = Article.objects.get(title="الوزير في المدينة").key
    assert f'href="/articles/{key}/?q=' in page
    assert "#p1" in page
    assert f'href="/entities/{archive.key}/"' in page
    around = client.get("/search/quotes/?q=المدينة").content.decode()
    assert "utterance__context" in around
    assert "<mark>المدينة</mark>" in around


def test_quotations_of_one_speaker_or_without_one(client, archive):
    assert {one["speaker"] for one in asked(client, f"speaker={archive.key}")["results"]} == {"سامي الخوري"}
    others = asked(client, f"not_speaker={archive.key}")["results"]
    assert others
    assert all(one["speaker_key"] != archive.key for one in others)
    assert asked(client, "speaker=nobody")["results"] == []
    page = client.get(f"/search/quotes/?speaker={archive.key}").content.decode()
    assert "القائل" in page
    assert "سامي الخوري" in page


def test_pages_follow_one_another_by_cursor(client, archive):
    first = asked(client, "group=none&per_page=1")
    seen, following = [first["results"][0]["article"]["id"]], first["next"]
    while following:
        page = asked(client, f"group=none&per_page=1&cursor={following}")
        seen.append(page["results"][0]["article"]["id"])
        following = page["next"]
    assert len(seen) == first["groups"] == 3
    assert client.get(f"/api/v1/quotes?cursor={first['next']}&page=2").status_code == 400
    assert client.get("/api/v1/quotes?words=nowhere").status_code == 400


def test_only_the_first_articles_are_read_and_the_answer_says_so(client, archive, monkeypatch):
    monkeypatch.setattr(ledger, "MAX_ARTICLES", 1)
    found = asked(client, "q=الجسر")
    assert (found["articles"], found["found"], len(found["notes"])) == (1, 2, 1)


def test_the_file_has_each_printing_under_the_number_of_its_utterance(client, archive):
    answer = client.get("/search/quotes.csv?q=الجسر")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["number"], row["source"]) for row in rows] == [("1", "جريدة النهر"), ("1", "صحيفة المرفأ")]


def test_the_feed_leaves_out_what_search_engines_are_to_leave_out(client, archive):
    def entries():
        feed = ET.fromstring(client.get("/search/quotes/feed/?q=الجسر").content)
        return feed.findall("{http://www.w3.org/2005/Atom}entry")

    assert len(entries()) == 1
    Article.objects.update(noindex=True)
    assert entries() == []


def test_what_is_withdrawn_is_quoted_nowhere_whatever_the_index_says(client, archive):
    for article in Article.objects.all():
        article_withdraw(article=article)
    for address in ("/search/quotes/", "/search/quotes.csv", "/search/quotes/feed/"):
        answer = client.get(f"{address}?q=الجسر")
        assert answer.status_code == 200
        assert "الشاحنات" not in answer.content.decode()
    assert asked(client, "q=الجسر")["results"] == []
    assert client.get(f"/api/v1/quotes?speaker={archive.key}").status_code == 404


def test_whose_mentions_were_all_refused_is_linked_to_no_quotation(client, archive):
    mentions_refuse(mentions=archive.mentions.all())
    answers = [client.get(f"/search/quotes{rest}?q=الجسر") for rest in ("/", ".csv", "/feed/")]
    answers += [client.get(f"/articles/{article.key}/") for article in Article.objects.all()]
    assert [answer.status_code for answer in answers] == [200] * 5
    assert not any(archive.key in answer.content.decode() for answer in answers)
    assert [one["speaker_key"] for one in asked(client, "q=الجسر")["results"]] == [None]
    assert client.get(f"/api/v1/quotes?speaker={archive.key}").status_code == 404


def test_the_results_lead_to_their_quotations(client, archive):
    assert "/search/quotes/?q=" in client.get("/search/?q=الجسر").content.decode()


@pytest.mark.parametrize(("query", "words"), [('q=قال:"سامي الخوري" الشاحنات', 1), ('q=قال:"سامي الخوري" الوفد', 0)])
def test_from_a_search_by_speaker_to_his_own_words(client, archive, query, words):
    body = client.get(f"/search/?{query}").content.decode()
    (address,) = re.findall(r'href="([^"]+)" rel="nofollow">ابحث عنها في أقوال القائل فقط', body)
    found = client.get(html.unescape(address).replace("/search/quotes/", "/api/v1/quotes", 1)).json()
    assert found["groups"] == words
    assert all(row["speaker"] == "سامي الخوري" for row in found["results"])


def test_without_other_words_or_with_several_speakers_there_is_nothing_to_narrow(client, archive):
    for query in ('قال:"سامي الخوري"', 'قال:"سامي الخوري" أو الجسر', "الجسر", "قال:مجهول الجسر"):
        assert "في أقوال القائل فقط" not in client.get("/search/", {"q": query}).content.decode()
    shown = client.get("/search/", {"q": "الجسر", "speaker": archive.key}).content.decode()
    assert "في أقوال القائل فقط" in shown


def test_what_others_said_of_one_who_is_named_in_it(client, archive):
    manager = Entity.objects.create(type="person", name="ليلى حداد", state="known")
    article = Article.objects.get(title="جولة في الميناء")
    said = article.quotations.get(paragraph=1)
    for start in (said.start, 0):
        article.mentions.create(
            entity=manager, surface="x", paragraph=1, start=start, end=start + 1, decision="confirmed"
        )
    (row,) = asked(client, f"about={manager.key}")["results"]
    assert row["quote"] == said.surface
    article.quotations.filter(pk=said.pk).update(speaker=manager)
    assert asked(client, f"about={manager.key}")["results"] == []


def test_what_was_said_of_one_is_asked_of_the_articles_that_say_it(client, archive, monkeypatch):
    manager = Entity.objects.create(type="person", name="ليلى حداد", state="known")
    for article in Article.objects.all():
        said = article.quotations.get(paragraph=0)
        article.mentions.create(
            entity=manager, surface="x", paragraph=0, start=said.start, end=said.end, decision="confirmed"
        )
    limits = []
    find = ledger.search.find
    monkeypatch.setattr(
        ledger.search, "find", lambda *args, **options: limits.append(args[1]) or find(*args, **options)
    )
    monkeypatch.setattr(ledger, "MAX_ARTICLES", 1)
    found = asked(client, f"about={manager.key}")
    assert [row["article"]["title"] for row in found["results"]] == ["الوزير في المدينة"]
    assert (found["articles"], found["found"]) == (1, 2)
    assert max(limits) == 2
    assert asked(client, f"about={manager.key}&sort=oldest")["results"][0]["article"]["title"] == "جولة في الميناء"
    assert asked(client, f"about={manager.key}&q=الشاحنات")["groups"] == 1
    assert asked(client, f"about={manager.key}&from=2024-07")["groups"] == 0


def test_a_persons_page_has_what_he_said_and_what_was_said_of_him(client, archive):
    page = client.get(f"/entities/{archive.key}/").content.decode()
    assert ">أقواله <" in page
    assert "قيل عنه" not in page
    assert f"/search/quotes/?speaker={archive.key}" in page
    article = Article.objects.get(title="جولة في الميناء")
    said = article.quotations.get(paragraph=1)
    article.mentions.create(
        entity=archive, surface="x", paragraph=1, start=said.start, end=said.start + 1, decision="confirmed"
    )
    page = client.get(f"/entities/{archive.key}/").content.decode()
    assert f"/search/quotes/?about={archive.key}" in page
    contents = page[page.index('aria-label="في هذه الصفحة"') :]
    assert contents.index('href="#newest"') < contents.index('href="#said"') < contents.index('href="#heard"')
    article_withdraw(article=article)
    assert ">قيل عنه <" not in client.get(f"/entities/{archive.key}/").content.decode()


def test_a_places_page_has_what_is_said_in_its_name_alone(client, archive):
    place = Entity.objects.create(type="place", name="الساحل", state="known")
    article = Article.objects.get(title="جولة في الميناء")
    said = article.quotations.get(paragraph=1)
    within = {"paragraph": 1, "start": said.start, "end": said.start + 1, "decision": "confirmed"}
    article.mentions.create(entity=place, surface="x", **within)
    assert "/search/quotes/" not in client.get(f"/entities/{place.key}/").content.decode()
    article.quotations.filter(pk=said.pk).update(speaker=place)
    page = client.get(f"/entities/{place.key}/").content.decode()
    assert f"/search/quotes/?speaker={place.key}" in page
    assert ">أقوالها <" in page
    assert "قيل عنها" not in page


@pytest.mark.parametrize("position", [0, None])
def test_what_is_no_longer_printed_when_it_is_shown_is_left_out(client, archive, monkeypatch, position):
    def changed(shown):
        gone = Paragraph.objects.all() if position is None else Paragraph.objects.filter(position=position)
        gone.delete()
        return read(shown)

    before = asked(client)["results"]
    read = quotes.paragraph_indexes
    monkeypatch.setattr(quotes, "paragraph_indexes", changed)
    after = asked(client)["results"]
    assert len(after) == (0 if position is None else sum(one["paragraph"] != position for one in before))


def test_who_may_correct_quotations_is_led_to_each_printing(client, admin_client, archive):
    assert "صحّح المتكلم" not in client.get("/search/quotes/?q=الجسر").content.decode()
    html = admin_client.get("/search/quotes/?q=الجسر").content.decode()
    assert html.count("صحّح المتكلم") == 2
