"""An article's names, read together."""

import pytest

from archive.entities.authority import FormRow
from archive.entities.recognition import Matcher, shipped_tagger
from archive.entities.recognition.article import read_article

MATCHER = Matcher(
    FormRow(entity, kind, text, relation)
    for entity, kind, names, relation in [
        (1, "person", ["دونالد ترامب", "ترامب"], "name"),
        (2, "person", ["كيم جونغ أون"], "name"),
        (3, "place", ["موسكو"], "name"),
        (4, "place", ["روسيا"], "name"),
        (4, "place", ["روسي"], "nationality"),
        (4, "place", ["موسكو", "الكرملين"], "metonym"),
        (5, "organization", ["الكرملين"], "name"),
        (6, "person", ["نوين خاك جيانج"], "name"),
        (7, "organization", ["منتدى التعاون الاقتصادي لدول آسيا والمحيط الهادئ", "أبيك"], "name"),
        (8, "person", ["فلاديمير بوتين", "بوتين"], "name"),
        (9, "person", ["تو لام"], "name"),
        (10, "organization", ["صحيفة موسكو"], "name"),
    ]
    for text in names
)


def read(*texts):
    return [
        [(name.surface, name.relation, name.entity) for name in names]
        for names in read_article(texts, MATCHER, shipped_tagger())
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أعلنت موسكو قرارها", [("موسكو", "metonym", 4)]),
        ("وصل إلى موسكو", [("موسكو", "name", 3)]),
        ("نفى الكرملين الخبر", [("الكرملين", "name", 5), ("الكرملين", "metonym", 4)]),
    ],
)
def test_a_government_is_distinguished_from_the_place(text, expected):
    assert read(text)[0] == expected


def test_a_newspaper_named_after_a_capital_is_not_a_government():
    assert read("كتبت صحيفة موسكو أمس")[0] == [("موسكو", "name", 10)]


def test_an_organization_with_conjunctions_in_its_name_is_one():
    text = "شارك في منتدى التعاون الاقتصادي لدول آسيا والمحيط الهادئ 2017"
    assert read(text)[0] == [("منتدى التعاون الاقتصادي لدول آسيا والمحيط الهادئ", "name", 7)]


@pytest.mark.parametrize("text", ["التقى نظيره", "بين البلدين", "قال الرئيس إنه سعيد"])
def test_pronouns_and_titles_alone_are_not_mentions(text):
    assert read(text) == [[]]


def test_offsets_point_at_the_printed_text():
    texts = ["قال الرَّئيس الروسي وَبوتين، «إيفان» دريمشكوف، في موسكو.", "", "١٢٣ — روسيا"]
    found = read_article(texts, MATCHER, shipped_tagger())
    assert [len(names) > 0 for names in found] == [True, False, True]
    for text, names in zip(texts, found, strict=True):
        assert all(text[name.start : name.end] == name.surface for name in names)
