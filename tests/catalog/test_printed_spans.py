import pytest
from django.db import IntegrityError

from archive.catalog.models import TITLE_PARAGRAPH, Article
from archive.catalog.printed_spans import nearest_occurrence
from archive.catalog.services import article_save
from archive.entities.models import Entity, Mention

TEXTS = ["عنوان أمس", "قال أمس إنه وصل أمس."]


def span(paragraph, start, surface="أمس"):
    return Mention(paragraph=paragraph, start=start, end=start + len(surface), surface=surface)


@pytest.mark.parametrize(("start", "expected"), [(4, 4), (3, 4), (12, 16), (40, 16)])
def test_a_span_is_reanchored_to_the_nearest_occurrence(start, expected):
    moved = span(0, start)
    assert moved.reanchor(TEXTS)
    assert (moved.start, moved.end) == (expected, expected + 3)


def test_a_span_of_the_title_is_reanchored_in_the_title():
    moved = span(TITLE_PARAGRAPH, 0)
    assert moved.reanchor(TEXTS)
    assert moved.start == 6


@pytest.mark.parametrize(("paragraph", "place"), [(2, 1), (0, 1), (9, 1)])
def test_a_span_follows_its_paragraph_to_another_number(paragraph, place):
    moved = span(paragraph, 4)
    assert moved.reanchor(["عنوان أمس", "مقدمة.", "قال أمس إنه وصل."])
    assert (moved.paragraph, moved.start) == (place, 4)


def test_a_span_of_the_title_does_not_move_into_the_text():
    assert not span(TITLE_PARAGRAPH, 4).reanchor(["عنوان", "قال أمس."])


@pytest.mark.parametrize(("paragraph", "surface"), [(0, "غدا"), (1, "غدا"), (-2, "أمس")])
def test_a_span_whose_words_or_paragraph_are_gone_is_not_reanchored(paragraph, surface):
    assert not span(paragraph, 4, surface).reanchor(TEXTS)


def test_the_offsets_of_a_surface_that_was_cut_short_stay_when_it_has_not_moved():
    long = Mention(paragraph=0, start=4, end=14, surface="أمس")
    assert long.reanchor(TEXTS)
    assert long.end == 14


def test_spans_overlap_in_one_paragraph_only():
    assert span(0, 4).overlaps(span(0, 6))
    assert not span(0, 4).overlaps(span(0, 7))
    assert not span(0, 4).overlaps(span(1, 4))


@pytest.fixture
def article(db):
    return article_save(article=Article(title=TEXTS[0]), paragraphs=[("lede", TEXTS[1])])


@pytest.mark.parametrize(("paragraph", "text"), [(TITLE_PARAGRAPH, TEXTS[0]), (0, TEXTS[1]), (1, "")])
def test_the_context_of_a_span_is_its_title_or_paragraph(article, paragraph, text):
    found = span(paragraph, 4)
    found.article = article
    assert found.context() == text


@pytest.mark.parametrize("fault", [{"end": 4}, {"decision": "perhaps"}])
def test_the_database_refuses_empty_spans_and_unknown_decisions(article, fault):
    place = {"article": article, "paragraph": 0, "start": 4, "end": 7, "surface": "أمس"}
    entity = Entity.objects.create(type="person", name="أمس")
    with pytest.raises(IntegrityError):
        Mention.objects.create(**place | fault, entity=entity)


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("قال بوتين", 4, 4),
        ("أمس قال بوتين", 4, 8),
        ("بوتين قال إن بوتين سعيد", 10, 13),
        ("بوتين قال إن بوتين سعيد", 2, 0),
        ("قال الرئيس", 4, None),
        ("", 0, None),
    ],
)
def test_the_nearest_occurrence_is_found(text, start, expected):
    assert nearest_occurrence(text, "بوتين", start) == expected


def test_empty_words_have_no_occurrence():
    assert nearest_occurrence("قال", "", 0) is None
