"""Names that their context announces."""

import pytest

from archive.entities.recognition import AnalyzedText
from archive.entities.recognition.rules import RuleWords, announced_names, named_after_persons
from archive.entities.recognition.spans import NamedSpan


def announced(text):
    return [(text[name.start : name.end], name.type) for name in announced_names(RuleWords(AnalyzedText(text)))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("التقى وزير الخارجية السوري فيصل الدوسري", "فيصل الدوسري"),
        ("قالت النائبة مريم الحربي أمس", "مريم الحربي"),
        ("وصل السفير لدى لبنان شتيفان فورنزلاغر", "شتيفان فورنزلاغر"),
    ],
)
def test_a_title_announces_a_person(text, name):
    assert (name, "person") in announced(text)


@pytest.mark.parametrize("text", ["قال الوزير إنه سعيد", "وصل رئيس الوفد إلى المدينة", "تابع المدير عمله وأشغاله"])
def test_a_title_without_a_name_announces_nothing(text):
    assert announced(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ذكرت صحيفة «صدى الوادي» أن", "صدى الوادي"),
        ("أعلنت شركة “نور تك” عن", "نور تك"),
        ('قناة "المنارة" قالت', "المنارة"),
    ],
)
def test_a_head_announces_the_organization_in_quotation_marks(text, name):
    assert (name, "organization") in announced(text)


def test_a_quotation_is_not_a_name():
    assert announced("قالت الصحيفة «نحن لا نعرف شيئا عن هذا الأمر حتى الآن»") == []
    assert announced("وذكرت صحيفة «أن الوفد سيغادر العاصمة مساء اليوم»") == []


def test_a_ministry_with_its_country_is_more_certain_than_without():
    texts = "أعلنت وزارة الثقافة التونسية", "أعلنت وزارة الثقافة"
    national, alone = (announced_names(RuleWords(AnalyzedText(text)))[0] for text in texts)
    assert national.confidence > alone.confidence


@pytest.mark.parametrize(
    ("text", "person", "expected"),
    [
        (
            "في مركز نزيه القلعوشي للفنون المسرحية",
            "نزيه القلعوشي",
            ("مركز نزيه القلعوشي للفنون المسرحية", "organization"),
        ),
        ("هبط في مطار نزيه القلعوشي الدولي", "نزيه القلعوشي", ("مطار نزيه القلعوشي الدولي", "place")),
    ],
)
def test_what_is_named_after_a_person_is_not_the_person(text, person, expected):
    start = text.index(person)
    named = NamedSpan(start, start + len(person), "person", "tagger", 0.9)
    (found,) = named_after_persons(RuleWords(AnalyzedText(text)), [named])
    assert (text[found.start : found.end], found.type) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("يعد المركز الاستوائي الفيتنامي الروسي مهما", "المركز الاستوائي الفيتنامي الروسي"),
        ("أمام السفارة الأميركية أمس", "السفارة الأميركية"),
        ("أعلنت الهيئة السعودية للسياحة أمس", "الهيئة السعودية للسياحة"),
        ("وقع في قاعة كروكوس أمس", "قاعة كروكوس"),
    ],
)
def test_institutions_and_buildings_with_a_qualifier_are_names(text, name):
    assert name in [found for found, *_ in announced(text)]


@pytest.mark.parametrize("text", ["قال المركز الروسي إنه", "في المجلس الكبير", "في قاعة كبيرة", "زار القاعة كروكوس"])
def test_a_head_without_a_qualifier_is_not_a_name(text):
    assert announced(text) == []


@pytest.mark.parametrize(
    ("text", "person", "name", "kind"),
    [
        ("في جامعة الملك فيصل أمس", "فيصل", "جامعة الملك فيصل", "organization"),
        ("في مطار الملك خالد الدولي أمس", "خالد", "مطار الملك خالد الدولي", "place"),
    ],
)
def test_what_is_named_after_a_king_keeps_his_title(text, person, name, kind):
    words = RuleWords(AnalyzedText(text))
    start = text.index(person)
    spans = list(named_after_persons(words, [NamedSpan(start, start + len(person), "person", "tagger", 0.9)]))
    assert [(text[one.start : one.end], one.type) for one in spans] == [(name, kind)]


@pytest.mark.parametrize(
    ("text", "name"),
    [("ذكرت شبكة NTX أن", "NTX"), ("وقعت شركة Delta Wave العقد", "Delta Wave"), ("بحسب موقع Nuri الإخباري", "Nuri")],
)
def test_latin_letters_after_a_head_are_an_organization(text, name):
    assert (name, "organization") in announced(text)


@pytest.mark.parametrize(("text", "name"), [("قال دوروفيتش إنه سعيد", "دوروفيتش"), ("وأضاف كونزاليتو أن", "كونزاليتو")])
def test_an_unknown_word_after_a_verb_of_speech_is_a_person(text, name):
    assert (name, "person") in announced(text)


@pytest.mark.parametrize(
    "text", ["كشف نفقا طويلا", "أكد تعلقه بالمدينة", "قال مراقبو السباق", "التقى سفيري البلدين", "قالت دوروفيتش"]
)
def test_a_form_of_a_noun_after_a_verb_of_speech_is_no_person(text):
    assert [name for name in announced(text) if name[1] == "person"] == []
