import pytest

from archive.catalog.models import Article, OutboxEntry
from archive.catalog.services import article_save
from archive.catalog.span_services import clear_of, spans_decide, spans_keep_decided
from archive.entities.models import Entity, Mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    saved = article_save(article=Article(title="خبر"), paragraphs=[("lede", "سالم ثم سالم.")])
    OutboxEntry.objects.all().delete()
    return saved


@pytest.fixture
def entity():
    return Entity.objects.create(type="person", name="سالم")


def mention(article, entity, start, **fields):
    return Mention.objects.create(
        article=article, entity=entity, paragraph=0, start=start, end=start + 4, surface="سالم", **fields
    )


def kept(article, text):
    spans_keep_decided(article.mentions.all(), ["خبر", text])
    return list(article.mentions.values_list("pk", "start", "end"))


def test_spans_that_nobody_decided_are_deleted(article, entity):
    mention(article, entity, 0)
    decided = mention(article, entity, 8, decision="refused")
    assert kept(article, "سالم ثم سالم.") == [(decided.pk, 8, 12)]


def test_a_decided_span_moves_with_its_words(article, entity):
    decided = mention(article, entity, 0, decision="confirmed")
    assert kept(article, "قال سالم.") == [(decided.pk, 4, 8)]


def test_a_decided_span_that_is_no_longer_printed_is_deleted(article, entity):
    mention(article, entity, 0, decision="confirmed")
    assert kept(article, "نص آخر.") == []


def test_a_decided_span_may_move_to_the_place_of_an_undecided_one(article, entity):
    decided = mention(article, entity, 0, decision="confirmed")
    mention(article, entity, 8)
    assert kept(article, "وصل ثم سالم.") == [(decided.pk, 7, 11)]
    assert kept(article, "........سالم") == [(decided.pk, 8, 12)]


def test_of_two_decided_spans_with_one_place_left_the_one_that_did_not_move_stays(article, entity):
    mention(article, entity, 0, decision="confirmed")
    unmoved = mention(article, entity, 8, decision="refused")
    assert kept(article, "........سالم") == [(unmoved.pk, 8, 12)]


def test_two_entities_decided_at_one_place_move_together(article, entity):
    other = Entity.objects.create(type="place", name="سالم")
    both = [mention(article, one, 0, decision="confirmed") for one in (entity, other)]
    assert kept(article, "قال سالم.") == [(one.pk, 4, 8) for one in both]


def test_new_spans_that_overlap_a_kept_one_are_left_out(article, entity):
    decided = mention(article, entity, 0, decision="refused")
    new = [Mention(paragraph=0, start=start, end=start + 4) for start in (2, 4, 8)]
    assert [span.start for span in clear_of(new, [decided])] == [4, 8]


def test_a_decision_is_saved_with_changed_fields_and_marks_the_article_out_of_date(article, entity):
    row = mention(article, entity, 0, confidence=0.3)
    row.confidence, row.surface = 1.0, "آخر"
    assert spans_decide(spans=[row], decision="confirmed", changed=["confidence"]) == 1
    row.refresh_from_db()
    assert (row.decision, row.confidence, row.surface) == ("confirmed", 1.0, "سالم")
    assert list(OutboxEntry.objects.values_list("article_pk", flat=True)) == [article.pk]


def test_a_decision_on_no_span_changes_nothing():
    assert spans_decide(spans=[], decision="confirmed") == 0
    assert not OutboxEntry.objects.exists()


def test_decided_spans_of_one_entity_in_following_paragraphs_move_down_together(entity):
    texts = ["سالم وصل.", "الوزير تحدث.", "سعادته غادر."]
    saved = article_save(article=Article(title="خبر"), paragraphs=[("paragraph", text) for text in texts])
    spans = [
        Mention.objects.create(
            article=saved, entity=entity, paragraph=place, start=0, end=len(word), surface=word, decision="confirmed"
        )
        for place, word in enumerate(text.split()[0] for text in texts)
    ]
    spans_keep_decided(saved.mentions.all(), ["خبر", "مقدمة.", *texts])
    assert set(saved.mentions.values_list("pk", "paragraph")) == {(one.pk, n) for n, one in enumerate(spans, 1)}
