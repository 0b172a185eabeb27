"""Organizations by the grammar of their names."""

import pytest

from archive.entities.recognition import AnalyzedText
from archive.entities.recognition.rules import RuleWords, organizations
from archive.entities.recognition.spans import NamedSpan


def found(text, *places):
    known = [
        NamedSpan(text.index(place), text.index(place) + len(place), "place", "authority", 0.9) for place in places
    ]
    return [text[name.start : name.end] for name in organizations(RuleWords(AnalyzedText(text)), known)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("رفعت الدعوى إلى المحكمة الدستورية الكويتية أمس", "المحكمة الدستورية الكويتية"),
        ("اعترض خفر السواحل التونسي قاربا", "خفر السواحل التونسي"),
        ("صوت البرلمان العراقي على القانون", "البرلمان العراقي"),
        ("قال حرس الحدود الأردني إنه", "حرس الحدود الأردني"),
        ("نشرت هيئة الإحصاء المغربية أرقاما", "هيئة الإحصاء المغربية"),
        ("فاز المنتخب الياباني", "المنتخب الياباني"),
    ],
)
def test_a_body_goes_on_to_the_nationality_that_agrees_with_it(text, name):
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text", ["تحدثت عن مصلحة الشعب السوري", "أعجب الحضور بأداء الفريق الروسي", "زار مدير الشركة", "في المجلس أمس"]
)
def test_a_nationality_of_something_else_makes_no_body(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("قررت بلدية أريحا إغلاق الشارع", "أريحا", "بلدية أريحا"),
        ("كتبت جريدة بغداد", "بغداد", "جريدة بغداد"),
        ("أوقفت شرطة مراكش رجلين", "مراكش", "شرطة مراكش"),
        ("درس في جامعة وهران سنتين", "وهران", "جامعة وهران"),
    ],
)
def test_a_body_includes_its_place(text, place, name):
    assert found(text, place) == [name]


def test_other_heads_do_not_include_a_place():
    assert found("جمعية في دمشق", "دمشق") == []
    assert found("وصلت شركة من دمشق", "دمشق") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("أعلن المعهد الوطني للبحوث الزراعية نتائجه", "المعهد الوطني للبحوث الزراعية"),
        ("نظمته الهيئة العامة للموانئ البحرية والجوية", "الهيئة العامة للموانئ البحرية والجوية"),
        ("قضت المحكمة الإدارية العليا ببطلانه", "المحكمة الإدارية العليا"),
        ("قالت جمعية رعاية الأيتام", "جمعية رعاية الأيتام"),
        ("اجتمع مجلس النواب", "مجلس النواب"),
    ],
)
def test_a_body_includes_its_purpose_and_its_field(text, name):
    assert found(text) == [name]


@pytest.mark.parametrize("word", ["اليوم", "الثلاثاء", "الماضي"])
def test_a_word_of_time_ends_a_name(word):
    assert found(f"صوت البرلمان العراقي {word} على القانون") == ["البرلمان العراقي"]
    assert found(f"نظمه المركز الوطني للمعلومات {word}") == ["المركز الوطني للمعلومات"]


def test_a_name_ends_where_one_inside_it_does():
    text = "مقر الهيئة العربية لرعاية بحر العرب"
    known = [NamedSpan(text.index("العربية"), len(text), "organization", "tagger", 0.9)]
    names = [text[name.start : name.end] for name in organizations(RuleWords(AnalyzedText(text)), known)]
    assert all(name.endswith("العرب") for name in names)


def test_a_known_name_of_the_same_words_is_left_to_its_witness():
    text = "انهار الاتحاد السوفياتي"
    assert found(text) == ["الاتحاد السوفياتي"]
    assert found(text, "الاتحاد السوفياتي") == []


def test_a_regnal_title_is_no_field():
    assert found("تخرج في جامعة الملك") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قرر مجلس الوزراء الموافقة على العقد", "مجلس الوزراء"),
        ("بدأت الهيئة العامة للإحصاء العمل", "الهيئة العامة للإحصاء"),
    ],
)
def test_an_object_after_a_body_is_no_part_of_it(text, name):
    assert found(text) == [name]
