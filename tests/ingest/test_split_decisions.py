"""An uncertain split is settled: cut in two or joined again, with nothing lost, and no import undoes it."""

import pytest
from django.contrib.auth.models import User

from archive.catalog.models import Article, OutboxEntry, Redaction, SplitDoubt
from archive.catalog.services import ArticleChangedError, article_save
from archive.curation.redactions import redaction_make, redaction_undo
from archive.entities.models import Entity, Mention
from archive.ingest.annotation import article_annotate
from archive.ingest.services import (
    RedactedSplitError,
    SplitRefusedError,
    paths_import,
    split_change,
    split_change_write,
)
from archive.statements.models import Quotation

pytestmark = pytest.mark.django_db
PORT = "وقال مدير الميناء إن الرصيف الجديد سيستقبل السفن الكبيرة منذ مطلع الشهر المقبل كما كان مقررا له. " * 2
FIELD = "وذكرت الجمعية أن سهل البقاع سيبقى مفتوحا أمام الزوار حتى نهاية الموسم وأن الدخول إليه بلا رسوم. " * 2
VAGUE = "وكان ذلك في أول النهار ثم في آخره كما قيل. " * 3
HEADLINE = "ميناء جديد في صور"
CUT = f"عنوان قديم\n{FIELD}\nاقرأ أيضا\n{HEADLINE}\n{VAGUE}"


def texts(article):
    return [text for _, text in article.paragraphs.order_by("position").values_list("role", "text")]


def roles(article):
    return list(article.paragraphs.order_by("position").values_list("role", flat=True))


def decide(doubt):
    doubt = SplitDoubt.objects.select_related("article", "part").get(pk=doubt.pk)
    split_change_write(change=split_change(doubt=doubt))
    return SplitDoubt.objects.select_related("article", "part").get(pk=doubt.pk)


@pytest.fixture
def load(tmp_path):
    """A function that imports a text file, and returns the summary."""

    def load(text=CUT, name="a.txt"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return paths_import(paths=[str(path)])

    return load


@pytest.fixture
def cut(load):
    """The doubt about an article that was cut off."""
    load()
    return SplitDoubt.objects.get()


@pytest.fixture
def kept(load):
    """A doubt about lines that stay in their article."""
    load(f"عنوان قديم\n{FIELD}\nبقية الخبر.")
    article, port = Article.objects.get(), PORT.strip()
    lines = [["before", FIELD.strip(), 2], ["doubtful", HEADLINE, 3], ["doubtful", port, 4]]
    first, last = ("lede", FIELD.strip()), ("paragraph", "بقية الخبر.")
    article_save(article=article, paragraphs=[first, ("subhead", HEADLINE), ("paragraph", port), last])
    return SplitDoubt.objects.create(
        article=article, is_cut=False, lines=lines, opening="o", raw_document=article.raw_document
    )


def test_an_import_lists_what_it_cut_on_weak_grounds_with_the_lines_around(cut):
    assert (cut.is_cut, cut.part.title, cut.article.title) == (True, HEADLINE, "عنوان قديم")
    assert [(place, number) for place, _, number in cut.lines] == [
        ("before", 1), ("before", 2), ("doubtful", 4), ("doubtful", 5),
    ]  # fmt: skip


def test_what_was_cut_off_is_joined_and_stays_as_a_withdrawn_article(cut):
    part = cut.part
    doubt = decide(cut)
    assert texts(doubt.article) == [FIELD.strip(), HEADLINE, VAGUE.strip()]
    assert roles(doubt.article) == ["lede", "subhead", "paragraph"]
    part.refresh_from_db()
    assert (part.state, part.follows_parent, texts(part)) == ("withdrawn", False, [VAGUE.strip()])
    assert (doubt.state, doubt.is_cut) == ("joined", False)


def test_both_texts_go_to_the_index(cut):
    OutboxEntry.objects.all().delete()
    decide(cut)
    assert set(OutboxEntry.objects.values_list("article_pk", flat=True)) == {cut.article_id, cut.part_id}


def test_the_same_file_again_changes_nothing_and_raises_no_doubt(cut, load):
    decide(cut)
    before = {article.pk: (article.state, texts(article)) for article in Article.objects.all()}
    summary = load()
    assert (summary.counts.added, summary.counts.updated) == (0, 0)
    assert {article.pk: (article.state, texts(article)) for article in Article.objects.all()} == before
    assert SplitDoubt.objects.get().state == "joined"


def test_joining_is_taken_back_by_cutting_again(cut):
    before = texts(cut.article), texts(cut.part)
    doubt = decide(decide(cut))
    assert (texts(doubt.article), texts(doubt.part)) == before
    assert (doubt.part.pk, doubt.part.state, doubt.part.follows_parent) == (cut.part_id, "published", True)
    assert doubt.state == "split"


def test_lines_that_were_kept_become_an_article_of_their_own(kept):
    doubt = decide(kept)
    part = doubt.part
    assert (part.title, part.parent_id, part.state, part.import_key) == (HEADLINE, kept.article_id, "published", None)
    assert (part.first_line, part.last_line, part.raw_document_id) == (3, 4, kept.raw_document_id)
    assert (texts(part), roles(part)) == ([PORT.strip()], ["lede"])
    assert texts(doubt.article) == [FIELD.strip(), "بقية الخبر."]
    assert "paragraphs" in doubt.article.curated_fields


def test_what_is_cut_from_a_draft_is_no_more_public_than_that(kept):
    Article.objects.filter(pk=kept.article_id).update(state="draft")
    part = decide(kept).part
    assert (part.state, part.returns_to) == ("draft", "published")


def test_a_card_becomes_the_article_of_its_headline_and_a_card_again(load):
    load(f"عنوان قديم\n{FIELD}\nاقرأ أيضا\nسلحفاة نادرة تعود إلى البحر\n{HEADLINE}\n{VAGUE}")
    doubt = SplitDoubt.objects.get()
    assert (doubt.is_cut, doubt.part.kind, doubt.part.title) == (False, "stub", HEADLINE)
    whole = texts(doubt.article)
    cut = decide(doubt)
    assert (cut.part.pk, cut.part.kind, texts(cut.part)) == (doubt.part_id, "article", [VAGUE.strip()])
    assert texts(cut.article) == [FIELD.strip()]
    joined = decide(cut)
    assert (joined.part.kind, texts(joined.part), joined.part.state) == ("stub", [], "published")
    assert texts(joined.article) == whole


def test_decisions_on_names_move_with_their_text(kept):
    entity = Entity.objects.create(type="place", name="الميناء")
    place = {"article": kept.article, "entity": entity, "surface": "الميناء", "decision": "confirmed"}
    start = PORT.index("الميناء")
    Mention.objects.create(**place, paragraph=2, start=start, end=start + 7)
    Mention.objects.create(**place | {"surface": "الخبر"}, paragraph=3, start=5, end=10)
    part = decide(kept).part
    decided = Mention.objects.decided().order_by("article_id", "paragraph")
    assert [(one.article_id, one.paragraph, one.start) for one in decided] == [
        (kept.article_id, 1, 5), (part.pk, 0, start),
    ]  # fmt: skip
    decide(kept)
    assert list(decided.values_list("article", "paragraph")) == [(kept.article_id, 2), (kept.article_id, 3)]


def test_decisions_on_quotations_move_with_their_text_and_outlast_a_new_reading(kept):
    port, start = PORT.strip(), PORT.strip().index("الميناء")
    place = {"article": kept.article, "type": "indirect", "paragraph": 2, "start": start, "end": len(port) - 1}
    said = Quotation.objects.create(**place, surface=port[start:-1], speaker_name="المرفأ", decision="confirmed")
    refused = {"start": 0, "end": 9, "surface": port[:9], "decision": "refused"}
    Quotation.objects.create(**place | refused)
    part = decide(kept).part
    moved = [(part.pk, 0, 0, "refused"), (part.pk, 0, start, "confirmed")]
    decided = Quotation.objects.decided().order_by("start").values_list("article", "paragraph", "start", "decision")
    assert list(decided.all()) == moved
    for article in Article.objects.all():
        article_annotate(article=article)
    assert list(decided.all()) == moved
    said.refresh_from_db()
    assert said.speaker_name == "المرفأ"
    decide(kept)
    assert {(article, paragraph) for article, paragraph, *_ in decided.all()} == {(kept.article_id, 2)}


def test_a_text_that_was_rewritten_is_not_cut(kept):
    article_save(article=kept.article, paragraphs=[("lede", "كُتب من جديد.")])
    with pytest.raises(SplitRefusedError):
        split_change(doubt=kept)


def test_a_change_in_between_stops_the_decision(kept):
    change = split_change(doubt=kept)
    other = Article.objects.get(pk=kept.article_id)
    article_save(article=other, paragraphs=[("lede", "غيّره غيره.")])
    with pytest.raises(ArticleChangedError):
        split_change_write(change=change)
    assert Article.objects.count() == 1
    assert texts(other) == ["غيّره غيره."]


def test_a_page_saved_again_in_another_version_raises_no_doubt_that_was_settled(load, tmp_path):
    blocks = [f"<p>{text}</p>" for text in (FIELD, FIELD[:150], "اقرأ أيضا", HEADLINE, VAGUE)]
    page = "<html><head><link rel=canonical href=https://harbour.example/1></head><body><article><h1>عنوان قديم</h1>{}{}</article></body></html>"
    load(page.format("".join(blocks), ""), "a.html")
    doubt = SplitDoubt.objects.get()
    assert [number for _, _, number in doubt.lines] == [None] * len(doubt.lines)
    joined = texts(decide(doubt).article)
    load(
        page.format("".join(blocks), "<p>تصحيح: ورد في الخبر رقم خطأ، والصواب ما ذُكر في هذا السطر الأخير منه.</p>"),
        "a.html",
    )
    assert SplitDoubt.objects.get().state == "joined"
    doubt.article.refresh_from_db()
    assert texts(doubt.article) == joined


def test_while_a_name_is_redacted_nothing_is_cut_and_nothing_joined(kept):
    name = "الجمعية"
    redaction = Redaction(forms=[name], reason="طلب")
    user = User.objects.create_user("senior")
    redaction_make(redaction=redaction, articles=[kept.article], user=user)
    before = texts(Article.objects.get())
    with pytest.raises(RedactedSplitError):
        decide(kept)
    assert texts(Article.objects.get()) == before
    redaction_undo(redaction=redaction, user=user)
    part = decide(kept).part
    Article.objects.filter(pk=part.pk).update(is_redacted=True)
    with pytest.raises(RedactedSplitError):
        decide(kept)
