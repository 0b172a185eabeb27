"""Candidates, spellings, records against curators, failed inputs and possible copies: each settled with one click, and taken back."""

import pytest
from django.contrib.admin.models import LogEntry

from archive.catalog.models import Article, Batch, FieldDifference, RawDocument
from archive.catalog.services import article_save
from archive.coverage.models import Version, VersionGroup, VersionRefusal
from archive.entities.models import Entity, Mention, SpellingVariant
from archive.ingest.models import Rule, Upload
from tests.curation.browser_forms import form_of
from tests.curation.conftest import save_article

pytestmark = pytest.mark.django_db
CANDIDATES, VARIANTS = "/admin/entities/entity/queue/", "/admin/entities/spellingvariant/queue/"
DIFFERENCES, FAILURES = "/admin/catalog/fielddifference/queue/", "/admin/catalog/batch/queue/"
COPIES = "/admin/catalog/article/queue/copies/"


@pytest.fixture
def boss(sign_in):
    return sign_in("boss", is_superuser=True)


def rows(client, queue):
    return [row for _place, row, _field in client.get(queue).context["rows"]]


def left(client, queue):
    return client.get(queue).context["waiting"].decisions


def post(client, queue, decide, page=None, **fields):
    page = page or form_of(client.get(queue).content.decode())
    return client.post(queue, {**page, "decide": decide, **fields}, follow=True).content.decode()


def undo(client, queue):
    return client.post(queue, {"undo": "1"}, follow=True).content.decode()


@pytest.fixture
def candidates():
    """The first is printed in one article, the second in two."""
    found = []
    for count, name in enumerate(("سليم المرفئي", "نديم المرفئي"), 1):
        entity = Entity.objects.create(type="person", name=name, state="candidate")
        for _ in range(count):
            article = save_article("خبر", f"وصل {name} صباحا.")
            Mention.objects.create(article=article, entity=entity, surface=name, paragraph=0, start=4, end=16)
        found.append(entity)
    return found


@pytest.mark.parametrize(("decide", "state"), [("accept:0", "known"), ("refuse:0", "refused")])
def test_what_most_articles_print_is_decided_first(boss, candidates, decide, state):
    first, _ = rows(boss, CANDIDATES)
    assert (first.form, first.articles) == ("نديم المرفئي", 2)
    assert first.evidence[0].printed == "نديم المرفئي"
    post(boss, CANDIDATES, decide)
    assert Entity.objects.get(name="نديم المرفئي").state == state
    assert left(boss, CANDIDATES) == 1
    undo(boss, CANDIDATES)
    assert left(boss, CANDIDATES) == 2


def test_a_candidate_is_merged_by_those_who_may(boss, sign_in, candidates):
    known = Entity.objects.create(type="person", name="نديم المرفئي", description="شاعر")
    first = rows(boss, CANDIDATES)[0]
    assert first.others == [(str(known.pk), "نديم المرفئي، شاعر")]
    curator = sign_in("curator", group="curator")
    assert rows(curator, CANDIDATES)[0].others == []
    assert "القيّم الأول" in post(curator, CANDIDATES, f"change={known.pk}:0")
    post(boss, CANDIDATES, f"change={known.pk}:0")
    assert known.mentions.count() == 2
    undo(boss, CANDIDATES)
    assert known.mentions.count() == 0


@pytest.mark.parametrize(("decide", "state"), [("accept:0", "confirmed"), ("refuse:0", "refused")])
def test_two_spellings_are_one_name_or_two(boss, decide, state):
    pair = SpellingVariant.objects.create(one="بوتن", other="بوتين", context_similarity=0.4)
    post(boss, VARIANTS, decide)
    pair.refresh_from_db()
    assert pair.state == state
    assert LogEntry.objects.filter(object_id=str(pair.pk)).count() == 1
    undo(boss, VARIANTS)
    assert left(boss, VARIANTS) == 1


@pytest.fixture
def difference():
    content = '{"id": "1", "title": "جسر المدينة", "body": "افتتح الجسر."}'.encode()
    raw = RawDocument.objects.create(sha256="1" * 64, content=content, origin="a.jsonl", media_type="application/json")
    article = article_save(
        article=Article(title="جسر", import_key="record::1", raw_document=raw, curated_fields=["title"]),
        paragraphs=[("lede", "افتتح الجسر.")],
    )
    return FieldDifference.objects.create(article=article, field="title", record_value="جسر المدينة")


def test_the_record_s_value_is_taken_and_given_back(boss, difference):
    article = difference.article
    assert (
        rows(boss, DIFFERENCES)[0].sides[1] == [("جسر", False), (" المدينة", True)] or rows(boss, DIFFERENCES)[0].sides
    )
    post(boss, DIFFERENCES, "accept:0")
    article.refresh_from_db()
    assert (article.title, article.curated_fields, left(boss, DIFFERENCES)) == ("جسر المدينة", [], 0)
    undo(boss, DIFFERENCES)
    article.refresh_from_db()
    assert (article.title, article.curated_fields, left(boss, DIFFERENCES)) == ("جسر", ["title"], 1)


@pytest.mark.parametrize("is_changed", [False, True])
def test_the_record_s_text_is_given_back_unless_a_colleague_wrote_since(boss, difference, is_changed):
    article = difference.article
    article_save(article=article, paragraphs=[("lede", "افتتح الجسر أمس.")], fields=[])
    Article.objects.update(curated_fields=["paragraphs"])
    FieldDifference.objects.update(field="paragraphs", record_value="افتتح الجسر.")
    post(boss, DIFFERENCES, "accept:0")
    assert article.paragraphs.get().text == "افتتح الجسر."
    if is_changed:
        article_save(article=Article.objects.get(), paragraphs=[("lede", "افتتح الجسر اليوم.")], fields=[])
    assert ("غيّره أحد بعد القرار" in undo(boss, DIFFERENCES)) == is_changed
    assert article.paragraphs.get().text == ("افتتح الجسر اليوم." if is_changed else "افتتح الجسر أمس.")


def test_a_curator_s_value_is_kept(boss, difference):
    post(boss, DIFFERENCES, "refuse:0")
    difference.refresh_from_db()
    assert (difference.state, difference.article.title) == ("kept", "جسر")
    undo(boss, DIFFERENCES)
    assert left(boss, DIFFERENCES) == 1


def failing_batch(label, *names):
    failures = [{"name": name, "reason": "no article in it"} for name in names]
    return Batch.objects.create(label=label, failed=len(names), failures=failures)


def test_an_input_that_fails_again_is_one_row_and_a_rule_settles_it(boss):
    failing_batch("أول", "empty.html", "other.html")
    failing_batch("ثانٍ", "empty.html")
    first, _ = rows(boss, FAILURES)
    assert (first.form, first.answer) == ("empty.html", "لا مقال فيه")
    assert "عددها 2" in first.note
    post(boss, FAILURES, "refuse:0")
    failing_batch("ثالث", "empty.html")
    assert [row.form for row in rows(boss, FAILURES)] == ["other.html"]
    assert Rule.objects.get().kind == "failure"
    undo(boss, FAILURES)
    assert left(boss, FAILURES) == 2


def test_what_is_not_kept_here_cannot_be_tried_again(boss):
    failing_batch("أول", "empty.html")
    assert rows(boss, FAILURES)[0].accept == ""
    assert "ارفعه من جديد" in post(boss, FAILURES, "accept:0")
    assert left(boss, FAILURES) == 1


def test_kept_files_are_tried_again(boss, monkeypatch):
    from archive.curation.admin import failure_queue

    batch = failing_batch("أول", "empty.html")
    upload = Upload.objects.create(label="رفع", state="loaded", batch=batch)
    upload.batches.add(batch)
    tried = []
    monkeypatch.setattr(failure_queue, "has_files", lambda _: True)
    monkeypatch.setattr(failure_queue, "upload_retry", lambda *, upload: tried.append(upload) or True)
    post(boss, FAILURES, "accept:0")
    assert tried == [upload]


@pytest.fixture
def pair():
    one, other = save_article("جسر", "افتتح الجسر."), save_article("جسر المدينة", "افتتح الجسر صباحا.")
    group = VersionGroup.objects.create(representative=one)
    Version.objects.create(article=one, group=group, relation="equal", basis="sentences", share=1)
    Version.objects.create(article=other, group=group, relation="edited", basis="sentences", share=0.55)
    return one, other


def test_a_possible_copy_is_confirmed_for_good(boss, pair):
    (row,) = rows(boss, COPIES)
    assert (row.form, row.answer, row.note) == ("جسر المدينة", "جسر", "الجمل المشتركة 55%")
    post(boss, COPIES, "accept:0")
    assert left(boss, COPIES) == 0
    assert set(Rule.objects.get().articles.all()) == set(pair)
    undo(boss, COPIES)
    assert left(boss, COPIES) == 1


def test_what_is_no_copy_is_kept_apart(boss, pair):
    post(boss, COPIES, "refuse:0")
    assert VersionRefusal.objects.count() == 1
    undo(boss, COPIES)
    assert VersionRefusal.objects.count() == 0


@pytest.mark.parametrize("queue", [CANDIDATES, VARIANTS, DIFFERENCES, FAILURES, COPIES])
def test_who_may_only_look_decides_nothing(sign_in, view_permissions, queue, candidates, difference, pair):
    viewer = sign_in("viewer", *view_permissions)
    assert viewer.get(queue).status_code == 200
    assert viewer.post(queue, {"decide": "accept:0"}).status_code == 403
    assert sign_in("stranger").get(queue).status_code == 403
