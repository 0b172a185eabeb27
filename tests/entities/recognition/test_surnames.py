"""Surnames of persons whom the article names in full."""

from archive.entities.authority import FormRow
from archive.entities.recognition import Matcher, shipped_tagger
from archive.entities.recognition.article import read_article
from archive.entities.recognition.surnames import is_only_a_name

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


def test_a_family_name_after_the_full_name_is_the_same_person():
    assert ("جيانج", "coreference", 6) in read("قال نوين خاك جيانج", "وأضاف جيانج أن الزيارة مهمة")[1]


def test_a_family_name_without_the_full_name_has_no_entity():
    assert all(entity is None for _, _, entity in read("وأضاف جيانج أن الزيارة مهمة")[0])


def test_an_eastern_family_name_comes_first():
    assert ("كيم", "coreference", 2) in read("وصل كيم جونغ أون", "وقال كيم إنه سعيد")[1]


def test_a_family_name_that_is_also_a_word_is_found_after_the_full_name():
    assert ("لام", "coreference", 9) in read("قال الرئيس تو لام", "وقال لام للصحفيين")[1]


def test_a_surname_denotes_the_person_named_in_full_rather_than_its_known_bearer():
    output = read("التقت إيفانكا ترامب الطلاب", "وقالت ترامب إنها سعيدة")
    assert ("ترامب", "coreference", None) in output[1]
    assert read("قال ترامب إنه سعيد")[0] == [("ترامب", "name", 1)]


def test_two_family_names_side_by_side_are_two_persons():
    output = read("التقى كيم جونغ أون فلاديمير بوتين", "ووصف كيم بوتين بأنه صديق")
    assert {entity for _, _, entity in output[1]} == {2, 8}


def test_a_surname_joined_to_a_person_by_and_is_a_person():
    output = read("قال الرئيس تو لام", "ووقعت لام وبوتين اتفاقية")
    assert ("لام", "coreference", 9) in output[1]
    output = read("قال الرئيس تو لام", "وقع بوتين ولام اتفاقية")
    assert ("لام", "coreference", 9) in output[1]


def test_the_names_of_a_father_and_a_dynasty_are_not_surnames():
    output = read("قال سامي بن خلدون إنه سعيد", "وكان خلدون هناك")
    assert all(relation != "coreference" for _, relation, _ in output[1])


def test_a_family_name_with_the_article_is_found_after_the_full_name():
    output = read("وصل الممثل سامي الدرعاني إلى موسكو", "شارك الدرعاني في العرض", "مع والدرعاني أيضا")
    assert ("الدرعاني", "coreference", None) in output[1]
    assert ("الدرعاني", "coreference", None) in output[2]


def test_a_family_name_after_another_given_name_is_somebody_else():
    output = read("وصل الممثل سامي الدرعاني إلى موسكو", "حضرت شقيقته ليلى الدرعاني")
    assert ("الدرعاني", "coreference", None) not in output[1]


def test_a_name_of_one_word_is_read_everywhere_once_it_is_certain():
    output = read("قال دوروفيتش إنه سعيد", "انتقد الجمهور دوروفيتش بشدة")
    assert ("دوروفيتش", "name", None) in output[1]
    assert read("انتقد الجمهور دوروفيتش بشدة", "سجل اللاعب هدفين")[1] == []


def test_a_word_of_the_language_is_not_read_everywhere():
    assert not is_only_a_name("مدرسه")
    assert not is_only_a_name("محمد")
    assert is_only_a_name("دوروفيتش")


def test_the_second_word_of_a_compound_name_is_no_surname():
    output = read("وصل سامي نور الدين وحسن عطا الله إلى موسكو", "رحمه الله وأكد الدين الحنيف ذلك")
    assert all(surface not in ("الله", "الدين") for surface, _, _ in output[1])
