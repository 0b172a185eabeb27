"""A record that bears an article's key and reads as another one overwrites nothing: it waits for a decision."""

import datetime as dt
import json

import pytest

from archive.catalog.models import Article, Batch, Collision, RawDocument
from archive.catalog.services import article_delete
from archive.curation.services import article_revise
from archive.ingest.collision_decisions import collision_decide
from archive.ingest.collisions import is_same_text, record_dump, record_load
from archive.ingest.record import ArticleRecord, PublicationDate
from archive.ingest.services import paths_import

pytestmark = pytest.mark.django_db
BRIDGE = {"id": 1, "title": "افتتاح الجسر", "body": "افتتح محافظ المدينة الجسر الجديد صباح الأحد بحضور الأهالي."}
STORKS = {"id": 1, "title": "عودة اللقالق", "body": "عادت أسراب اللقالق إلى السهل بعد غياب استمر عشرين عاما."}


@pytest.fixture
def load(tmp_path):
    def load(*records, name="a.jsonl", **arguments):
        path = tmp_path / name
        path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), encoding="utf-8")
        return paths_import(paths=[str(path)], **arguments)

    return load


@pytest.mark.parametrize(
    ("title", "body", "same"),
    [
        ("افتتاح الجسر", "نص آخر كله.", True),
        ("افتتاح\u200f الجِسر", "نص آخر كله.", True),
        ("تصحيح: جسر المدينة", "افتتح محافظ المدينة الجسر الجديد صباح الاثنين بحضور الوزير.", True),
        (
            "عنوان آخر",
            "افتتح محافظ المدينة الجسر الجديد صباح الأحد بحضور الأهالي." + " ثم زار السوق والمرفأ" * 30,
            True,
        ),
        ("عنوان آخر", "اِفتَتَحَ مُحافظ المدينة الجسر", True),
        ("عودة اللقالق", "عادت أسراب اللقالق إلى السهل بعد غياب استمر عشرين عاما.", False),
        (None, "عادت أسراب اللقالق إلى السهل بعد غياب استمر عشرين عاما.", False),
        ("عنوان آخر", "افتتح المعرض صباح السبت في قاعة الفنون قرب الميناء.", False),
    ],
)
def test_texts_are_one_by_their_title_or_half_of_their_words(title, body, same):
    record = ArticleRecord("record::1", title=title, paragraphs=(("lede", body),))
    assert is_same_text(record, BRIDGE["title"], [("lede", BRIDGE["body"])]) is same


@pytest.mark.parametrize("first", [BRIDGE, {**BRIDGE, "title": None}])
def test_another_text_under_a_known_key_is_held_back_and_named(load, first):
    load(first)
    for dry_run in (True, False, False):
        summary = load(STORKS, dry_run=dry_run)
        assert str(summary) == (
            "0 articles added, 0 updated, 0 unchanged, 0 stubs, 0 failed, 1 held back as a collision: عودة اللقالق"
        )
    article, collision = Article.objects.get(), Collision.objects.get()
    assert (article.title, article.paragraphs.get().text) == (first["title"], BRIDGE["body"])
    assert (collision.article, collision.title, collision.state) == (article, "عودة اللقالق", "open")
    assert json.loads(bytes(collision.raw_document.content)) == STORKS
    assert collision.batch == Batch.objects.latest("pk")


def test_one_id_twice_in_a_file_with_two_texts_loses_neither(load):
    counted = (
        "1 articles added, 0 updated, 0 unchanged, 0 stubs, 0 failed, 1 held back as a collision: عودة اللقالق, "
        "1 with an id that came before: عودة اللقالق"
    )
    assert str(load(BRIDGE, STORKS, dry_run=True)) == counted
    assert str(load(BRIDGE, STORKS)) == counted
    assert Article.objects.get().title == "افتتاح الجسر"


@pytest.mark.parametrize(
    ("records", "counts"),
    [
        ([BRIDGE, BRIDGE], (1, 0, 1)),
        ([BRIDGE, {**BRIDGE, "tags": ["أ"]}], (1, 1, 0)),
        ([BRIDGE, {**BRIDGE, "tags": ["أ"]}, {**BRIDGE, "tags": ["أ"]}], (1, 1, 1)),
    ],
)
def test_a_dry_run_counts_repeated_ids_as_the_import_does(load, records, counts):
    for dry_run in (True, False):
        found = load(*records, dry_run=dry_run).counts
        assert (found.added, found.updated, found.unchanged) == counts
        assert len(found.notices) == len(records) - 1
    assert str(found.notices[0]) == "a.jsonl, lines 1 and 2: with an id that came before: افتتاح الجسر"


def test_an_id_in_two_files_of_one_import_is_named_with_both(tmp_path):
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(json.dumps(BRIDGE), encoding="utf-8")
    (notice,) = paths_import(paths=[str(tmp_path)]).counts.notices
    assert notice.name == "a.jsonl, line 1, and b.jsonl, line 1"


def test_a_corrected_title_still_knows_the_record_it_was_made_of(load):
    load(BRIDGE)
    article = Article.objects.get()
    article.title = "عنوان المحرر"
    article_revise(article=article, paragraphs=[("lede", "نص كتبه المحرر من جديد.")], fields=["title"])
    assert load({**BRIDGE, "tags": ["أ"]}).counts.updated == 1
    assert not Collision.objects.exists()


@pytest.fixture
def collision(load):
    load(BRIDGE)
    load(STORKS)
    return Collision.objects.get()


def test_accepted_as_a_newer_text_it_replaces_the_older(load, collision):
    collision_decide(collision=collision, state="revision")
    article = Article.objects.get()
    assert (article.pk, article.title, article.raw_document) == (
        collision.article.pk, "عودة اللقالق", collision.raw_document,
    )  # fmt: skip
    assert load(STORKS).counts.unchanged == 1
    assert len(load(BRIDGE).counts.notices) == 1, "the older text would be a step back"
    assert Article.objects.get().title == "عودة اللقالق"


def test_added_as_an_article_of_its_own_it_is_known_again(load, collision):
    collision_decide(collision=collision, state="own")
    assert set(Article.objects.values_list("title", flat=True)) == {"افتتاح الجسر", "عودة اللقالق"}
    assert load(BRIDGE).counts.unchanged == 1
    assert load(STORKS).counts.unchanged == 1
    changed = {**STORKS, "tags": ["طيور"]}
    assert load(changed).counts.updated == 1
    assert load(changed).counts.unchanged == 1
    own = Article.objects.get(title="عودة اللقالق")
    assert own.tags == ["طيور"]
    article_delete(article=own)
    assert [notice.kind for notice in load(STORKS).counts.notices] == ["kept_deleted"]
    assert Article.objects.count() == 1


def test_refused_it_is_left_out_whenever_it_comes(load, collision):
    collision_decide(collision=collision, state="refused")
    summary = load(STORKS)
    assert (summary.counts.unchanged, summary.counts.notices) == (1, [])
    assert Article.objects.get().title == "افتتاح الجسر"
    assert RawDocument.objects.count() == 2


def test_what_a_curator_set_stays_in_an_accepted_record_too(load, collision):
    article = Article.objects.get()
    article.author = "محررة"
    article_revise(article=article, paragraphs=list(article.paragraphs.values_list("role", "text")), fields=["author"])
    collision_decide(collision=collision, state="revision")
    assert (Article.objects.get().title, Article.objects.get().author) == ("عودة اللقالق", "محررة")


@pytest.mark.parametrize("state", ["open", "kept"])
def test_what_is_no_decision_changes_nothing(collision, state):
    with pytest.raises(ValueError, match=state):
        collision_decide(collision=collision, state=state)
    assert Collision.objects.get().state == "open"


def test_a_decision_is_made_once(collision):
    collision_decide(collision=collision, state="refused")
    with pytest.raises(ValueError, match="decided"):
        collision_decide(collision=collision, state="own")


def test_a_record_is_kept_whole():
    published = PublicationDate(dt.date(2024, 3, 5), "day", "stated", "حقل")
    record = ArticleRecord(
        "record::1",
        title="أ",
        paragraphs=(("lede", "ب"),),
        tags=("ج",),
        published=published,
        not_before=dt.date(2020, 1, 1),
    )
    assert record_load(json.loads(json.dumps(record_dump(record)))) == record
    assert record_load(record_dump(ArticleRecord("record::1"))) == ArticleRecord("record::1")
