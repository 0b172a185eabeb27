"""A redacted name stays away whatever is imported, read or edited again, and comes back when the redaction is undone."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User

from archive import search
from archive.catalog.models import Article, ArticleRevision, Redaction, UnredactedText
from archive.catalog.selectors import closed_originals, original_is_open, public_revisions
from archive.catalog.services import article_delete, article_save, tombstones_lift
from archive.curation import services
from archive.curation.redactions import (
    changes_of,
    names_in,
    printed_forms_of,
    redaction_make,
    redaction_undo,
    related_articles,
)
from archive.entities.models import Entity, Mention, NameForm
from archive.ingest.annotation import article_annotate
from archive.ingest.record_lines import exported_articles, record_line
from archive.ingest.services import batch_undo, paths_import
from archive.statements.models import Quotation
from archive.statements.services import quotation_confirm, quotation_correct_speaker

pytestmark = pytest.mark.django_db
NAME = "غدير السمحان"
RECORD = {
    "id": 7,
    "title": f"شهادة {NAME}",
    "author": NAME,
    "tags": [NAME, "السمحان", "قضاء"],
    "url": "https://example.org/news/%D8%BA%D8%AF%D9%8A%D8%B1-%D8%A7%D9%84%D8%B3%D9%85%D8%AD%D8%A7%D9%86",
    "date": "2024-05-01",
}
BODY = [f"قالت {NAME} أمس إن الأمر انتهى.", "ولغدير السمحان أخت. وللسمحان بيت.", "وحضر الأهالي."]


@pytest.fixture
def senior():
    return User.objects.create_user("senior")


@pytest.fixture
def load(tmp_path):
    def load(body=BODY, **fields):
        path = tmp_path / "records.jsonl"
        path.write_text(json.dumps({**RECORD, **fields, "body": body}), encoding="utf-8")
        return paths_import(paths=[str(path)])

    return load


@pytest.fixture
def article(load):
    load()
    return Article.objects.get()


def redact(user, *articles, forms=(NAME, "السمحان"), **fields):
    redaction = Redaction(forms=list(forms), reason="طلب صاحبة الاسم.", **fields)
    return redaction_make(redaction=redaction, articles=articles, user=user)


def said(article):
    """All that the article says today."""
    article = Article.objects.get(pk=article.pk)
    columns = [article.title, article.author, *article.tags, article.url, article.tag_line]
    return "\n".join([*map(str, columns), *article.paragraphs.order_by("position").values_list("text", flat=True)])


def stored(article):
    row = Article.objects.filter(pk=article.pk).values("title", "author", "tags", "url", "content_hash").get()
    return row, list(article.paragraphs.order_by("position").values_list("role", "text"))


def test_every_place_is_shown_before_and_replaced_after(article, senior):
    (change,) = changes_of([article], [NAME, "السمحان"])
    assert (change.count, change.is_left_out_address) == (8, True)
    assert dict(printed_forms_of([change])) == {NAME: 5, "السمحان": 1, "لسمحان": 1}
    before = stored(article)
    redaction = redact(senior, article)
    text = said(article)
    assert "السمحان" not in text
    assert text.count(redaction.replacement) == 6  # the two tags are one
    assert f"ول{redaction.replacement} أخت. ول{redaction.replacement} بيت." in text
    redaction_undo(redaction=redaction, user=senior)
    assert stored(article) == before
    assert not Article.objects.get().is_redacted
    assert not UnredactedText.objects.exists()


def test_an_import_of_the_same_and_of_a_newer_record_leaves_it_redacted(article, senior, load):
    redaction = redact(senior, article)
    shown = said(article)
    assert load().counts.unchanged == 1
    assert said(article) == shown
    assert load([*BODY, f"وعادت {NAME} إلى بيتها."]).counts.updated == 1
    assert "السمحان" not in said(article)
    assert not [row for row in public_revisions(Article.objects.get()) if "السمحان" in str(row.text)]
    redaction_undo(redaction=redaction, user=senior)
    assert f"وعادت {NAME} إلى بيتها." in said(article)
    assert load([*BODY, f"وعادت {NAME} إلى بيتها."]).counts.unchanged == 1


def test_reading_it_again_and_undoing_a_batch_leave_it_redacted(article, senior, load):
    load([*BODY, "ثم زيد سطر."])
    batch = ArticleRevision.objects.get().replaced_by
    redact(senior, article)
    article_annotate(article=Article.objects.get())
    batch_undo(batch=batch)
    assert "السمحان" not in said(article)


def test_a_deleted_article_that_comes_back_is_redacted(article, senior, load, tmp_path):
    redaction = redact(senior, article)
    article_delete(article=Article.objects.get())
    paths_import(paths=[str(tmp_path / "records.jsonl")], restore_deleted=True)
    again = Article.objects.get()
    assert again.pk != article.pk
    assert again.is_redacted
    assert "السمحان" not in said(again)
    redaction_undo(redaction=redaction, user=senior)
    assert said(again).count("السمحان") > 3


def test_what_a_curator_types_is_redacted_too(article, senior):
    redact(senior, article)
    current = Article.objects.get()
    current.author = f"كتبت {NAME}"
    services.article_revise(article=current, paragraphs=[("lede", f"نص فيه {NAME}.")], fields=["author"], user=senior)
    assert "السمحان" not in said(article)
    article_save(article=Article.objects.get(), paragraphs=[("lede", f"وفيه لـ{NAME}.")])
    assert "السمحان" not in said(article)


def test_two_redactions_are_undone_one_by_one(article, senior):
    before = stored(article)
    first, second = redact(senior, article), redact(senior, article, forms=["الأهالي"], replacement="[…]")
    assert "[…]" in said(article)
    redaction_undo(redaction=first, user=senior)
    assert NAME in said(article)
    assert "الأهالي" not in said(article)
    redaction_undo(redaction=second, user=senior)
    assert stored(article) == before


def test_an_edited_place_keeps_the_replacement_and_is_named(article, senior):
    redaction = redact(senior, article)
    lines = list(article.paragraphs.order_by("position").values_list("role", "text"))
    services.article_revise(article=Article.objects.get(), paragraphs=[("lede", lines[0][1] + " تصحيح."), *lines[1:]])
    assert redaction_undo(redaction=redaction, user=senior) == [article]
    assert said(article).count(redaction.replacement) == 1
    assert redaction_undo(redaction=redaction, user=senior) == []


def test_the_entity_is_gone_from_the_article_under_every_name(article, senior):
    entity, _ = Entity.objects.get_or_create(type="person", name=NAME)
    entity.state = "known"
    entity.save()
    NameForm.objects.get_or_create(entity=entity, text=NAME)
    article_annotate(article=article)
    assert names_in([article]) == [(entity, [NAME])]
    place = {"paragraph": 2, "start": 5, "end": 12, "decision": "confirmed"}
    office = Mention.objects.create(article=article, entity=entity, surface="الأهالي", relation="coreference", **place)
    redaction = redact(senior, article)
    assert not Mention.objects.filter(entity=entity).exists()
    article_annotate(article=Article.objects.get())
    assert not Mention.objects.filter(entity=entity).exists()
    redaction_undo(redaction=redaction, user=senior)
    assert Mention.objects.filter(entity=entity, surface=office.surface, decision="confirmed").exists()
    assert Mention.objects.filter(entity=entity, surface=NAME).exists()


def test_search_no_longer_finds_it(article, senior):
    search.drain()
    assert search.search(search.SearchRequest(q=NAME)).count == 1
    redaction = redact(senior, article)
    search.drain()
    assert search.search(search.SearchRequest(q="السمحان", mode="exact")).count == 0
    redaction_undo(redaction=redaction, user=senior)
    search.drain()
    assert search.search(search.SearchRequest(q=NAME)).count == 1


def test_its_original_is_closed(article, senior):
    assert original_is_open(article)
    redact(senior, article)
    assert not original_is_open(Article.objects.get())
    assert closed_originals([article.raw_document_id])


def test_copies_that_print_the_name_are_offered(article, senior, load):
    load(id=8, source="صحيفة أخرى")
    load(["نص عن غيرها."], id=9, title="خبر آخر", author="", tags=[], url="")
    copy = Article.objects.get(import_key__endswith="8")
    assert related_articles([article], [NAME]) == [copy]


def test_the_history_tells_that_and_not_what(article, senior):
    redaction = redact(senior, article)
    rows = list(LogEntry.objects.filter(user=senior))
    assert len(rows) == 2
    assert not [row for row in rows if "السمحان" in row.object_repr + row.change_message]
    redaction_undo(redaction=redaction, user=senior)
    assert not [row for row in LogEntry.objects.all() if "السمحان" in row.change_message]


@pytest.mark.parametrize("is_corrected", [False, True], ids=["confirmed", "corrected"])
def test_a_decided_quotation_names_its_speaker_no_more_and_says_it_again_after_undoing(
    article, senior, load, is_corrected
):
    entity, _ = Entity.objects.get_or_create(type="person", name="أم سالم" if is_corrected else NAME)
    article.mentions.all().delete()
    Mention.objects.create(
        article=article, entity=entity, surface=NAME, paragraph=0, start=5, end=5 + len(NAME), decision="confirmed"
    )
    words = "إن الأمر انتهى"
    start = BODY[0].index(words)
    article.quotations.all().delete()
    quotation = Quotation.objects.create(
        article=article, surface=words, type="indirect", paragraph=0, start=start, end=start + len(words), cue="قالت",
        speaker=entity, speaker_name=NAME, speaker_surface=NAME, speaker_basis="name",
        speaker_paragraph=0, speaker_start=5, speaker_end=5 + len(NAME),
    )  # fmt: skip
    if is_corrected:
        quotation_correct_speaker(quotation=quotation, speaker=entity)
    else:
        quotation_confirm(quotation=quotation)
    fields = ("surface", "start", "end", "decision", "speaker", "speaker_name", "speaker_surface", "speaker_basis")
    before = Quotation.objects.values_list(*fields).get()
    redaction = redact(senior, article)
    load([*BODY, "وزيد سطر."])
    hidden = Quotation.objects.get()
    assert (hidden.decision, hidden.speaker) == ("confirmed", None)
    assert (hidden.speaker_name, hidden.speaker_surface) == (redaction.replacement, redaction.replacement)
    quotation_correct_speaker(quotation=hidden, speaker=entity)
    assert not Quotation.objects.exclude(speaker=None).exists()
    assert Quotation.objects.get().speaker_name == redaction.replacement
    redaction_undo(redaction=redaction, user=senior)
    assert Quotation.objects.values_list(*fields).get() == before


def test_a_deleted_article_that_may_come_back_is_redacted_when_its_file_comes(article, senior, tmp_path):
    redact(senior, article)
    key = article.import_key
    article_delete(article=Article.objects.get())
    tombstones_lift(import_keys=[key])
    paths_import(paths=[str(tmp_path / "records.jsonl")])
    again = Article.objects.get()
    assert again.is_redacted
    assert "السمحان" not in said(again)


def test_an_export_names_no_parent_by_a_key_that_holds_the_name(article, senior):
    Article.objects.update(import_key="record:غدير-السمحان")
    child = article_save(article=Article(title="بطاقة", parent=Article.objects.get()), paragraphs=[("lede", "نص.")])
    assert "السمحان" in record_line(exported_articles().get(pk=child.pk))
    redact(senior, Article.objects.get(pk=article.pk))
    line = record_line(exported_articles().get(pk=child.pk))
    assert "السمحان" not in line
    assert article.key in line
