"""Sentences written for these tests: what is read as said, and what is not."""

import pytest

from archive.statements.quotations.reading import read_quotations
from archive.statements.quotations.values import Name

PEOPLE = ("هدى النجار", "سليم الحداد", "نبيل قاسم")
BODIES = ("شركة الساحل", "وزارة النقل")


def names_in(text):
    found = []
    for names, kind in ((PEOPLE, "person"), (BODIES, "organization")):
        for name in names:
            for form, relation in ((name, "name"), (name.split()[-1], "coreference")):
                start = text.find(form)
                while start >= 0:
                    is_free = not any(one.start < start + len(form) and start < one.end for one in found)
                    if kind == "organization" and relation == "coreference":
                        is_free = False
                    if is_free and text[start - 1 : start] in ("", " ", "ل", "و", "\n"):
                        found.append(Name(start, start + len(form), kind, relation, name))
                    start = text.find(form, start + 1)
    return found


def read(*paragraphs):
    return read_quotations(paragraphs, [names_in(text) for text in paragraphs])


def said(*paragraphs):
    return [(one.type, one.surface, one.speaker_name) for one in read(*paragraphs)]


ONE = [
    # direct, with all marks
    ("قالت هدى النجار: «سنزرع ألف شجرة قبل الشتاء».", "direct", "سنزرع ألف شجرة قبل الشتاء", "هدى النجار"),
    ('قالت هدى النجار "سنزرع ألف شجرة قبل الشتاء".', "direct", "سنزرع ألف شجرة قبل الشتاء", "هدى النجار"),
    ("وأضافت هدى النجار: “لن ننتظر الربيع المقبل”.", "direct", "لن ننتظر الربيع المقبل", "هدى النجار"),
    ("وصرح سليم الحداد: ”لن ننتظر الربيع المقبل“.", "direct", "لن ننتظر الربيع المقبل", "سليم الحداد"),
    ('وقال سليم الحداد:" لن ننتظر الربيع المقبل".', "direct", "لن ننتظر الربيع المقبل", "سليم الحداد"),
    ("قال سليم الحداد: «وصلنا. تعبنا. سنعود غدا».", "direct", "وصلنا. تعبنا. سنعود غدا", "سليم الحداد"),
    ('وكتب نبيل قاسم في تغريدة: "الباب مفتوح للجميع".', "direct", "الباب مفتوح للجميع", "نبيل قاسم"),
    ("قالت هدى النجار إن «الأشجار في أمان».", "direct", "الأشجار في أمان", "هدى النجار"),
    ("وأكدت النجار أنّ «الأشجار في أمان».", "direct", "الأشجار في أمان", "النجار"),
    ('وقال سليم الحداد: "لن نعود إلى هنا أبدا.', "direct", "لن نعود إلى هنا أبدا", "سليم الحداد"),
    ('وقال سليم الحداد: سنعود إلى القرية قريبا".', "direct", "سنعود إلى القرية قريبا", "سليم الحداد"),
    # indirect
    ("قال سليم الحداد إن الجسر سيفتح غدا.", "indirect", "الجسر سيفتح غدا", "سليم الحداد"),
    ("قال سليم الحداد إنه سيسافر غدا إلى الساحل.", "indirect", "سيسافر غدا إلى الساحل", "سليم الحداد"),
    ("قال سليم الحداد، الخميس، إن الجسر سيفتح غدا.", "indirect", "الجسر سيفتح غدا", "سليم الحداد"),
    ("وأوضح سليم الحداد أن الجسر آمن وأن الحراسة مستمرة.", "indirect", "الجسر آمن وأن الحراسة مستمرة", "سليم الحداد"),
    ("وأشارت هدى النجار إلى أن الحديقة كبيرة.", "indirect", "الحديقة كبيرة", "هدى النجار"),
    ("وشدد نبيل قاسم على أن الباب مفتوح.", "indirect", "الباب مفتوح", "نبيل قاسم"),
    ("وحذر نبيل قاسم من أن الوقت ضيق.", "indirect", "الوقت ضيق", "نبيل قاسم"),
    ("وأفاد نبيل قاسم بأن الطريق مغلقة.", "indirect", "الطريق مغلقة", "نبيل قاسم"),
    ("وترى هدى النجار أن الوقت ضيق.", "indirect", "الوقت ضيق", "هدى النجار"),
    ("قالت شركة الساحل في بيان إنها خفضت الأسعار.", "indirect", "خفضت الأسعار", "شركة الساحل"),
    ("وكان سليم الحداد قد قال قبل السفر إن الفريق جاهز، لكنه خسر المباراة.", "indirect", "الفريق جاهز", "سليم الحداد"),
    ("ونقلت وكالة محلية عن سليم الحداد قوله إنه رأى القارب يغرق.", "indirect", "رأى القارب يغرق", "سليم الحداد"),
    ("قال سليم الحداد لنبيل قاسم إن الجسر آمن.", "indirect", "الجسر آمن", "سليم الحداد"),
    ("وقال سليم الحداد، بحسب ما نقلت عنه وكالة محلية، إن الجسر آمن.", "indirect", "الجسر آمن", "سليم الحداد"),
    # where a clause ends
    ("قال سليم الحداد إن الجسر آمن، وذلك خلال جولة في الحي.", "indirect", "الجسر آمن", "سليم الحداد"),
    ("قال سليم الحداد إن الجسر آمن، بحسب وكالة محلية.", "indirect", "الجسر آمن", "سليم الحداد"),
    ("قال سليم الحداد إن الجسر آمن، وكان قد أغلق مرتين.", "indirect", "الجسر آمن", "سليم الحداد"),
    ("قال سليم الحداد إن الجسر آمن، فيما واصل العمال عملهم.", "indirect", "الجسر آمن", "سليم الحداد"),
    # mixed
    (
        "قال سليم الحداد إن العمال «لن يعودوا» قبل صرف الأجور.",
        "mixed",
        "العمال «لن يعودوا» قبل صرف الأجور",
        "سليم الحداد",
    ),
    ("وجاء في بيان لشركة الساحل أن الفروع «تعمل كالمعتاد».", "mixed", "الفروع «تعمل كالمعتاد»", "شركة الساحل"),
    # fragments
    ("وصف سليم الحداد القرار بأنه «طعنة في الظهر».", "direct", "طعنة في الظهر", "سليم الحداد"),
    ("ووصفه سليم الحداد بـ«الكارثة».", "direct", "الكارثة", "سليم الحداد"),
    ("ندد سليم الحداد بـ«الصمت المخجل» إزاء ما جرى.", "direct", "الصمت المخجل", "سليم الحداد"),
    ("ودعا سليم الحداد إلى «حوار بلا شروط» بين الطرفين.", "direct", "حوار بلا شروط", "سليم الحداد"),
    # sources
    ("وانقطعت الكهرباء عن ثلاث قرى، بحسب شركة الساحل.", "indirect", "انقطعت الكهرباء عن ثلاث قرى", "شركة الساحل"),
    ("وبحسب شركة الساحل، فإن الكهرباء ستعود مساء.", "indirect", "الكهرباء ستعود مساء", "شركة الساحل"),
    ("انقطعت الكهرباء عن ثلاث قرى، حسبما أعلنت شركة الساحل.", "indirect", "انقطعت الكهرباء عن ثلاث قرى", "شركة الساحل"),
    ("ووفقا لمصدر أمني، فإن الطريق مغلقة منذ الصباح.", "indirect", "الطريق مغلقة منذ الصباح", "مصدر أمني"),
    ("وقال مصدر أمني إن الطريق مغلقة.", "indirect", "الطريق مغلقة", "مصدر أمني"),
    ("وقال متحدث باسم البلدية للصحفيين إن الطريق مغلقة.", "indirect", "الطريق مغلقة", "متحدث باسم البلدية"),
    ("وقال المكتب الإعلامي لشركة الساحل إن الطريق مغلقة.", "indirect", "الطريق مغلقة", "المكتب الإعلامي لشركة الساحل"),
    ("وقال شاهد من سكان الحي للقناة إن الطريق مغلقة.", "indirect", "الطريق مغلقة", "شاهد من سكان الحي"),
    ("وقال مدير إدارة النقل الدكتور سليم الحداد إن الطريق مغلقة.", "indirect", "الطريق مغلقة", "سليم الحداد"),
    ("ويرى معدو الدراسة أن الطريق مغلقة.", "indirect", "الطريق مغلقة", "معدو الدراسة"),
]


@pytest.mark.parametrize(("text", "kind", "quote", "speaker"), ONE, ids=[text[:40] for text, *_ in ONE])
def test_a_sentence_with_one_quotation(text, kind, quote, speaker):
    assert said(text) == [(kind, quote, speaker)]


NONE = [
    "أعلنت البلدية إغلاق الجسر، ونفت وجود خطر على السكان.",
    "يذكر أن النادي فاز بالكأس مرتين، وكان فيلم «ليلة طويلة» قد صوّر في ملعبه.",
    "يشار إلى أن الجسر أغلق مرتين.",
    "ويعتقد أن الجسر قديم.",
    "لم يقل سليم الحداد إن الجسر آمن.",
    "لن تعلن الوزارة أن الجسر آمن قبل الفحص.",
    "وقعت شركة «الساحل» عقدا مع صحيفة «الشروق الجديد».",
    "شاهدنا مسلسل «أيام لا تعود أبدا» أمس.",
    "صدرت رواية «مدن بلا أبواب ولا نوافذ» هذا العام.",
    "وصل سليم الحداد بعد أن انتهى الحفل.",
    "حصل سليم الحداد على تعهد «بالدعم الكامل» من جيرانه.",
    "يجب أن نعمل معا قبل أن يفوت الوقت.",
    "وفقا للقانون، فإن المدة شهران.",
    "زرع السكان الأشجار حسب مواعيد الري.",
    "وُصف الحفل بأنه ناجح.",
    "سلم المدير «الدرع» إلى الفائز.",
    "داعيا الله أن يديم الأمن على البلاد.",
    "التقى بان كي مون وزير النقل، وأشاد بان كي مون بالميناء.",
]


@pytest.mark.parametrize("text", NONE, ids=[text[:40] for text in NONE])
def test_a_sentence_in_which_nobody_is_quoted(text):
    names = [
        Name(start, start + 10, "person", "name", "بان")
        for start in range(len(text))
        if text.startswith("بان كي مون", start)
    ]
    assert read_quotations([text], [names_in(text) + names]) == []


CARRIED = [
    ("قال سليم الحداد إن الجسر آمن، مضيفا أن الحراسة مستمرة.", "الحراسة مستمرة"),
    ("قال سليم الحداد إن الجسر آمن. وأضاف: «لن نغلقه مرة أخرى».", "لن نغلقه مرة أخرى"),
    ("قال سليم الحداد إن الجسر آمن. وتابع قائلا: «لن نغلقه مرة أخرى».", "لن نغلقه مرة أخرى"),
    ("أعلن سليم الحداد إغلاق الجسر، قائلا إن الفحص سيبدأ غدا.", "الفحص سيبدأ غدا"),
    ("وسئل سليم الحداد عن الجسر، فقال إنه آمن تماما.", "آمن تماما"),
]


@pytest.mark.parametrize(("text", "quote"), CARRIED, ids=[text[:40] for text, _ in CARRIED])
def test_a_verb_without_a_subject_is_that_of_whoever_spoke_before(text, quote):
    last = read(text)[-1]
    assert (last.surface, last.speaker_name) == (quote, "سليم الحداد")


def test_a_speaker_is_carried_into_the_next_paragraph():
    assert said("قال سليم الحداد إن الجسر آمن.", "وأضاف أن الحراسة مستمرة.")[1] == (
        "indirect",
        "الحراسة مستمرة",
        "سليم الحداد",
    )


def test_a_short_name_stands_for_the_full_one():
    assert said("قال سليم الحداد إن الجسر آمن.", "وقال الحداد إن الفحص انتهى.")[1][2] == "سليم الحداد"


def test_a_title_stands_for_the_one_who_bears_it():
    assert said("قال وزير النقل سليم الحداد إن الجسر آمن.", "وقال الوزير إن الفحص انتهى.")[1][2] == "سليم الحداد"


def test_a_document_speaks_for_its_issuer():
    found = said(
        "أصدرت شركة الساحل بيانا.", "وقالت شركة الساحل إن الفروع مفتوحة.", "وتابع البيان: «ودائع الناس في أمان»."
    )
    assert found[-1] == ("direct", "ودائع الناس في أمان", "شركة الساحل")


def test_marks_that_are_closed_in_the_next_paragraph_mark_both():
    found = said("قال سليم الحداد: «سنبدأ غدا بالعمل.", "ولن نتوقف قبل الشتاء».")
    assert [surface for _, surface, _ in found] == ["سنبدأ غدا بالعمل", "ولن نتوقف قبل الشتاء"]
    assert {speaker for *_, speaker in found} == {"سليم الحداد"}


def test_a_statement_within_another_is_read_as_well():
    found = said("قالت هدى النجار إن سليم الحداد أبلغها أن السد آمن.")
    assert ("indirect", "السد آمن", "سليم الحداد") in found
    assert found[0] == ("indirect", "سليم الحداد أبلغها أن السد آمن", "هدى النجار")


def test_places_are_those_of_the_printed_text():
    text = "وأضاف سليم الحداد: «لن ننتظر الربيع المقبل»."
    (one,) = read(text)
    assert text[one.start : one.end] == one.surface
    assert text[one.cue_start : one.cue_end] == one.cue == "أضاف"
    assert text[one.speaker_start : one.speaker_end] == one.speaker_surface == "سليم الحداد"


def test_a_quotation_without_a_speaker_is_less_certain():
    (known,) = read("قال سليم الحداد: «لن ننتظر الربيع المقبل».")
    (unknown,) = read("وقال: «لن ننتظر الربيع المقبل».")
    assert unknown.speaker_name == ""
    assert unknown.confidence < known.confidence


def test_praise_with_an_object_is_of_whoever_spoke_before():
    text = "تعهد سليم الحداد بزيارة القرية وأشاد بشركة الساحل باعتبارها «جارا يعتمد عليه في الشدائد»."
    assert said(text) == [("direct", "جارا يعتمد عليه في الشدائد", "سليم الحداد")]


def test_what_a_speaker_affirms_of_his_own_is_no_speaker():
    found = said("قالت هدى النجار إن الجسر آمن.", "كما أكدت إدانتها «لكل ما جرى في الحي».")
    assert found[-1] == ("direct", "لكل ما جرى في الحي", "هدى النجار")


def test_a_short_description_stands_for_one_that_a_source_was_named_by():
    found = said("انقطعت الكهرباء عن ثلاث قرى، بحسب رئاسة البلدية.", "وقالت الرئاسة إن الفرق تعمل.")
    assert found[-1] == ("indirect", "الفرق تعمل", "رئاسة البلدية")


def test_whoever_a_sentence_is_about_does_not_speak_in_it():
    found = said("قالت هدى النجار إن الجسر آمن.", "وعن غياب سليم الحداد عن الجولة قالت: «سيعود إلينا قريبا».")
    assert found[-1] == ("direct", "سيعود إلينا قريبا", "هدى النجار")


def test_a_last_name_that_recognition_left_out_is_read():
    text = "وأوضح المشرف على السد، سامر الفران، أن الماء يكفي شهرين."
    start = text.index("سامر")
    (quotation,) = read_quotations([text], [[Name(start, start + 4, "person", "name", "سامر")]])
    assert quotation.speaker_name == "سامر الفران"
