"""Who is said to speak: sentences of our own, of the kinds that newspapers print."""

import re

import pytest

from archive.statements.quotations.reading import read_quotations
from archive.statements.quotations.values import Name
from tests.statements.quotations.sentences import names_in, speakers


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("نقلت وكالة الساحل عن سليم الحداد أن الجسر سيفتح غدا.", ["سليم الحداد"]),
        ("ونُقل عن سليم الحداد أن الجسر سيفتح غدا.", ["سليم الحداد"]),
        (
            "قال سليم الحداد إن الجسر سيفتح غدا. ونقلت عنه وكالة الساحل أن العمل انتهى.",
            ["سليم الحداد", "سليم الحداد"],
        ),
    ],
)
def test_an_agency_passes_on_the_words_of_the_one_whom_it_names(text, said_by):
    assert speakers(text) == said_by


@pytest.mark.parametrize(
    "hearer",
    ["لقناة الساحل", "لصحيفة محلية", 'لـ"الشاطئ"', "لـ «الشاطئ»"],
)
def test_whoever_is_told_does_not_speak(hearer):
    assert speakers(f"قال سليم الحداد إن الفريق جاهز. وقال {hearer} إن اللاعبين بخير.") == ["سليم الحداد"] * 2


def test_a_source_keeps_its_description_without_the_paper_that_it_told():
    assert speakers('وقالت مصادر لـ"الشاطئ اليوم" إن الجسر سيفتح غدا.') == ["مصادر"]


def test_a_source_is_described_with_its_office_and_is_meant_by_the_word_alone():
    assert speakers("قالت مصادر بوزارة الزراعة إن الموسم وفير. وأضافت المصادر أن الأسعار ستنخفض.") == [
        "مصادر بوزارة الزراعة",
        "مصادر بوزارة الزراعة",
    ]


def test_who_speaks_within_what_another_says_does_not_go_on():
    text = "قال سليم الحداد إن هدى النجار أبلغته أن السد آمن. وأضاف أن المياه نظيفة."
    assert speakers(text) == ["سليم الحداد", "هدى النجار", "سليم الحداد"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("عضو المجلس المشرف على المهرجان", "سليم الحداد"),
        ("المسؤول الرئيسي عن الدراسة", "سليم الحداد"),
        ("مدير إدارة المياه المتحدث باسم البلدية", "سليم الحداد"),
        ("الوزير", "علي الصايغ"),
    ],
)
def test_a_long_title_does_not_hide_the_name_behind_it(title, name):
    assert speakers(f"وأوضح {title} {name} أن الموسم سيبدأ غدا.") == [name]


def test_whoever_is_described_does_not_describe_himself():
    text = "قال سليم الحداد إن الوفد وصل. ووصف مروان الصايغ بأنه خبير كبير."
    assert speakers(text) == ["سليم الحداد", "سليم الحداد"]
    assert speakers("ووصف سليم الحداد الاتفاق بأنه خطوة كبيرة.") == ["سليم الحداد"]


def test_a_title_with_a_pronoun_stands_for_the_one_who_bears_it():
    text = "استقبل سمو الأمير فارس بن راشد سليم الحداد. وأكد سموه أن الحديقة ستفتح غدا."
    assert speakers(text) == ["فارس بن راشد"]


def test_a_title_stands_for_the_one_who_was_named_with_it():
    text = "قال مدير مستشفى العيون سليم الحداد إن العمل بدأ. وقالت هدى النجار إن المرضى بخير. وأردف مدير المستشفى أن الأجهزة وصلت."
    assert speakers(text) == ["سليم الحداد", "هدى النجار", "سليم الحداد"]


def test_a_document_speaks_for_whoever_issued_the_one_before():
    text = "وانقطعت الكهرباء عن ثلاث قرى, حسب ما أفاد به بيان لمصرف الخليج."
    assert speakers(text, "وأوضح البيان أن الفروع ستفتح غدا.") == ["مصرف الخليج", "مصرف الخليج"]


def test_a_report_is_not_of_whoever_spoke_before():
    assert speakers("قال سليم الحداد إن العمل بدأ. وقال تقرير إن الأسعار ارتفعت.") == ["سليم الحداد", "تقرير"]


def test_a_name_in_brackets_belongs_to_the_noun_before_it():
    assert speakers("وذكرت صحيفة (الشاطئ) أن الجسر سيفتح غدا.") == ["الشاطئ"]


def test_the_subject_of_the_sentence_speaks_where_the_verb_has_none():
    text = "قال سليم الحداد إن العمل بدأ. ونشرت جامعة الساحل دراسة عن الأسعار، وقالت إن الطلب ارتفع."
    assert speakers(text) == ["سليم الحداد", "جامعة الساحل"]


def test_where_nobody_has_spoken_the_one_of_whom_the_sentence_before_tells_speaks():
    assert speakers("غادر سليم الحداد القاعة مساء. وتابع: «سنعود غدا إلى العمل جميعا».") == ["سليم الحداد"]


@pytest.mark.parametrize(
    "text",
    [
        "قال سليم الحداد إن العمل بدأ، بيد أنه أضاف أن المال لم يصل.",
        "قال سليم الحداد إن العمل بدأ. ولفت الانتباه إلى أن المال لم يصل.",
        "قال سليم الحداد إن العمل بدأ. وقال لنفسه إن المال لم يصل.",
        "قال العميد سليم الحداد إن العمل بدأ. وأصر العميد في المقابل أن المال لم يصل.",
    ],
)
def test_no_particle_object_or_purpose_is_a_speaker(text):
    assert speakers(text) == ["سليم الحداد", "سليم الحداد"]


def test_what_follows_a_pause_is_a_name_only_if_it_is_one():
    text = "استنكرت النقابة القرار في بيان، وقد جاء في نص البيان: «لن يبقى هذا القرار طويلا»."
    assert speakers(text) == ["النقابة"]


def test_a_verb_of_the_past_that_goes_on_like_its_present_keeps_its_gender():
    text = (
        "قال سليم الحداد إن العمل بدأ. وانتقدت هدى النجار أن المال لم يصل. وأضافت أن العمال غادروا. "
        "وأضاف أن الجسر سيفتح."
    )
    assert speakers(text) == ["سليم الحداد", "هدى النجار", "هدى النجار", "سليم الحداد"]


def test_one_number_is_not_another():
    assert speakers("قالت القناة 12 إن الجسر مغلق. وقالت القناة 14 إن الجسر مفتوح.") == ["القناة 12", "القناة 14"]


def test_a_noun_that_ends_like_one_with_a_pronoun_may_speak():
    assert speakers("وقالت أسرة الفقيد إن الجنازة ستقام غدا.") == ["أسرة الفقيد"]


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("أفاد التقرير الذي أصدرته أخيرا جامعة الساحل بأن الأسعار ارتفعت.", "جامعة الساحل"),
        ("وقالت دراسة أجراها مركز البحوث إن الأسعار ارتفعت.", "مركز البحوث"),
        ("وأفاد تقرير صدر حديثا بأن الأسعار ارتفعت.", "تقرير"),
    ],
)
def test_a_document_is_of_whoever_is_said_to_have_issued_it(text, said_by):
    assert speakers(text) == [said_by]


def test_a_letter_speaks_for_the_one_of_whom_the_article_told():
    text = "رفعت جامعة الساحل شكوى إلى مصرف الخليج. وأضافت الرسالة أن الخسارة كبيرة."
    assert speakers(text) == ["جامعة الساحل"]


def test_a_body_without_a_name_is_called_as_it_was_printed_in_full():
    text = "صدر ذلك في بيان للهيئة العامة للمياه أمس. وقالت الهيئة إن السد آمن."
    assert speakers(text) == ["الهيئة العامة للمياه"]


def test_several_do_not_go_on_for_one():
    text = "وقال خبراء إن السد آمن. وقال سليم الحداد إن العمل بدأ. وأضافوا أن المياه نظيفة."
    assert speakers(text) == ["خبراء", "سليم الحداد", "خبراء"]
    assert speakers("قال سليم الحداد إن العمل بدأ. وأضافوا أن المياه نظيفة.") == ["سليم الحداد", ""]
    assert speakers("غادر سليم الحداد المدينة. ويقولون إن المياه نظيفة.") == [""]


def test_whoever_refuses_goes_on_to_speak():
    text = "قال سليم الحداد إن العمل بدأ. ورفض مروان الصايغ العرض. وأضاف أن المال قليل."
    assert speakers(text) == ["سليم الحداد", "مروان الصايغ"]


def test_a_subject_within_what_is_said_does_not_issue_the_statement():
    text = "أعلنت جامعة الساحل في بيان أن البلدية ترفض «الدروس». وأضاف البيان أن العمل بدأ."
    assert speakers(text) == ["جامعة الساحل", "جامعة الساحل"]


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("زار وزير الخارجية السودانية سليم الحداد البلدة. وأكد وزير الخارجية السوداني أن الحل قريب.", ["سليم الحداد"]),
        (
            "التقى وزير الخارجية السوداني سليم الحداد نظيره التونسي مروان الصايغ. وقال وزير الخارجية التونسي إن الحل قريب. "
            "وقال وزير الخارجية السوداني إن الحل بعيد.",
            ["مروان الصايغ", "سليم الحداد"],
        ),
        ("قال شقيق الرجل القتيل إن الحل بعيد. ووصف شقيق الرجل ما جرى بأنه «ظلم كبير».", ["شقيق الرجل القتيل"] * 2),
        ("ذكرت قناة الساحل أن الجسر مغلق. وأشارت القناة المقربة من النادي إلى أن الفريق وصل.", ["قناة الساحل"] * 2),
        ("ذكرت قناة الساحل أن الجسر مغلق. ووفقا للقناة فقد وصل الفريق مساء أمس.", ["قناة الساحل"] * 2),
        ("وذكر بيان صادر عن جامعة الساحل أن الأسعار ارتفعت.", ["جامعة الساحل"]),
        ("وأدلى سليم برهومي بتصريح. وأفاد البرهومي بأن الجسر مغلق.", ["سليم برهومي"]),
    ],
)
def test_descriptions_stand_for_those_whom_the_article_named(text, said_by):
    names = [names_in(text)]
    if "برهومي" in text:
        names = [[Name(text.index("سليم"), text.index(" بتصريح"), "person", "name", "barhoumi")]]
    assert [one.speaker_name for one in read_quotations([text], names)] == said_by


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("وصل سليم الحداد حارس المنتخب أمس. وقال الحارس إن الفوز قريب.", ["سليم الحداد"]),
        ("وصل المهاجم التونسي سليم الحداد أمس. وقال النجم التونسي إن الفوز قريب.", ["سليم الحداد"]),
        (
            "وصل سليم الحداد أمس، ثم وصل خصمه «مروان الصايغ قادم إلينا» كما كتب. واستكمل: «لن نخسر هذه المرة أبدا».",
            ["سليم الحداد"],
        ),
    ],
)
def test_a_noun_of_his_trade_stands_for_a_person(text, said_by):
    assert speakers(text)[-1:] == said_by


def test_a_given_name_is_one_where_a_title_stands_before_it_elsewhere():
    text = "وصلت الكاتبة ألفة عباس أمس. وقالت ألفة عباس إن الجسر مغلق."
    names = [Name(match.start(), match.end(), "person", "name", "abbas") for match in re.finditer("عباس", text)]
    assert [one.speaker_name for one in read_quotations([text], [names])] == ["ألفة عباس"]


def test_a_player_is_whoever_spoke_last():
    assert speakers("قال سليم الحداد إن الفوز قريب. وأضاف اللاعب أن الفريق جاهز.") == ["سليم الحداد"] * 2
    assert speakers("قال سليم الحداد إن الفوز قريب. وأضاف الرجل أن الفريق جاهز.") == ["سليم الحداد", "الرجل"]


def test_a_servants_name_is_the_end_of_a_longer_one():
    text = "قال رامي عبد الرحمن إن القصف مستمر. وأوضح عبد الرحمن أن الطرق مغلقة."
    full, short = (
        Name(text.index(form, start), text.index(form, start) + len(form), "person", "name", form)
        for form, start in (("رامي عبد الرحمن", 0), ("عبد الرحمن", text.index("وأوضح")))
    )
    assert [one.speaker_name for one in read_quotations([text], [[full, short]])] == ["رامي عبد الرحمن"] * 2


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("وقال تركي شبانة رئيس شبكة القنوات في تصريح إن العمل بدأ.", "تركي شبانة"),
        ("وقال شيخ قبيلة بني عامر الشيخ سليم الحداد إن العمل بدأ.", "سليم الحداد"),
    ],
)
def test_a_name_ends_where_a_title_begins(text, said_by):
    assert speakers(text) == [said_by]
