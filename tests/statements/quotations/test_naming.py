"""The words next to a cue that name the speaker: sentences of our own, of the kinds that newspapers print."""

import pytest

from archive.statements.quotations.reading import read_quotations
from archive.statements.quotations.values import Name
from tests.statements.quotations.sentences import names_in, said, speakers


@pytest.mark.parametrize("between", ["الثلاثاء", "يوم الثلاثاء", "أمس الأول", "من جانبه", "من جهتها أمس"])
def test_a_time_or_a_turn_may_stand_between_a_verb_and_its_subject(between):
    assert speakers(f"قال {between} الوزير سليم الحداد إن الجسر سيفتح غدا.") == ["سليم الحداد"]


@pytest.mark.parametrize(
    ("told", "said_by"),
    [
        ("وصف رئيس البلدية الحادث بأنه «ضربة للحي».", "رئيس البلدية"),
        ("قال مسؤول كبير بوزارة الزراعة إن الموسم وفير.", "مسؤول كبير بوزارة الزراعة"),
        ("وأعلنت المديرية العامة للري برئاسة الإقليم أن المياه عادت.", "المديرية العامة للري برئاسة الإقليم"),
        ("قالت مصادر للشاطئ إن الجسر سيفتح غدا.", "مصادر"),
    ],
)
def test_a_description_is_whole(told, said_by):
    assert speakers(told) == [said_by]


@pytest.mark.parametrize(
    ("subject", "said_by"),
    [
        ("متحدث باسم وزير الزراعة سليم الحداد", "متحدث باسم وزير الزراعة سليم الحداد"),
        ("المتحدث باسم سليم الحداد", "المتحدث باسم سليم الحداد"),
        ("محامي سليم الحداد", "محامي سليم الحداد"),
        ("المتحدث باسم الوزارة سليم الحداد", "سليم الحداد"),
        ("محاميه سليم الحداد", "سليم الحداد"),
    ],
)
def test_whoever_speaks_for_another_is_not_the_other(subject, said_by):
    assert speakers(f"وقال {subject} إن الموسم سيبدأ غدا.") == [said_by]


def test_whom_a_body_names_to_an_office_does_not_speak_for_it():
    text = "أعلنت الرئاسة إقالة الوزير سليم الحداد. وأضافت أن القرار نهائي."
    assert speakers(text) == ["الرئاسة"]


def test_of_two_offices_the_first_speaks_to_the_second():
    text = "وصل الرئيس سليم الحداد. وشكر الرئيس أمير البلاد على «حسن الضيافة والكرم»."
    offices = [
        (text.rindex(office), len(office), person)
        for office, person in (("الرئيس", "سليم الحداد"), ("أمير البلاد", "فارس"))
    ]
    names = [
        *names_in(text),
        *(Name(start, start + length, "person", "coreference", who) for start, length, who in offices),
    ]
    assert [one.speaker_name for one in read_quotations([text], [sorted(names)])] == ["سليم الحداد"]


@pytest.mark.parametrize(
    "text",
    [
        "قال سليم الحداد إن العمل بدأ، وكرر التأكيد على أن المال وصل.",
        "قال سليم الحداد إن العمل بدأ، وأوضح أمورا عدة منها أن المال وصل.",
    ],
)
def test_what_is_said_is_not_who_says_it(text):
    assert speakers(text) == ["سليم الحداد", "سليم الحداد"]


def test_words_before_a_title_with_its_article_are_a_name():
    assert speakers("وقال بهار مهر المستشار في الوزارة إن الموسم وفير.") == ["بهار مهر"]


def test_two_words_between_pauses_are_the_name_of_the_one_whose_title_stands_before():
    assert speakers("وقالت مديرة المصنع، آمال الثابتي، إن العمل بدأ.") == ["آمال الثابتي"]


def test_an_imam_does_not_stand_in_front_of_anything():
    assert speakers("قال معالي المستشار عضو الهيئة إمام الجامع الشيخ سليم الحداد إن الصوم غدا.") == ["سليم الحداد"]


def test_the_subject_of_a_verb_is_of_its_gender():
    text = "قالت هدى النجار إن العمل بدأ. وذهبت لتصوير الرجل الذي تزعم أنه سرق البيت."
    assert speakers(text) == ["هدى النجار", "هدى النجار"]


def test_a_pronoun_before_the_verb_is_its_subject():
    text = "قال سليم الحداد إنه أبلغ البلدية بأن الجسر مغلق."
    assert speakers(text) == ["سليم الحداد", "سليم الحداد"]


def test_a_subject_before_its_verb_is_not_the_object_after_it():
    text = "وقالت هدى النجار إن الوزير سليم الحداد دعا فارس إلى «زيارة قريبة للمدينة»."
    assert speakers(text) == ["هدى النجار", "سليم الحداد"]


def test_a_name_printed_in_one_word_is_not_given_in_two():
    text = "أعلنت شركة سوقنا أن المتجر سيفتح غدا. ويعمل في سوق نا مئة عامل."
    names = [
        Name(text.index(form), text.index(form) + len(form), "organization", "name", "shop")
        for form in ("سوقنا", "سوق نا")
    ]
    assert [one.speaker_name for one in read_quotations([text], [names])] == ["سوقنا"]


def test_a_name_has_none_of_the_title_before_it():
    text = "وقال رئيس المجلس بالإنابة مبارك بن سعد إن العمل بدأ."
    start = text.index("الإنابة")
    name = Name(start, text.index(" إن"), "place", "name", "mubarak")
    assert [one.speaker_name for one in read_quotations([text], [[name]])] == ["مبارك بن سعد"]


def test_what_is_renewed_is_read_where_it_is_an_assertion():
    assert said("جدد سليم الحداد التأكيد على أن الجسر سيفتح غدا.") == ["الجسر سيفتح غدا"]
    assert said("جدد سليم الحداد العقد حتى أن الجسر سيفتح غدا.") == []


@pytest.mark.parametrize(
    ("told", "said_by"),
    [
        ("قال لـ«صوت الساحل» أمس، الوزير سليم الحداد، إن الجسر سيفتح غدا.", ["سليم الحداد"]),
        ("قال لقناة الساحل الوزير سليم الحداد إن الجسر سيفتح غدا.", ["سليم الحداد"]),
        ("قالت هدى النجار إن العمل بدأ. وقالت لقناة الساحل من بلدتها إن المال وصل.", ["هدى النجار"] * 2),
    ],
)
def test_a_subject_may_stand_behind_whoever_is_told(told, said_by):
    assert speakers(told) == said_by


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("وزير الزراعة اكد ان الموسم وفير.", "وزير الزراعة"),
        ("والمتحدث الرسمي أمس قال إن الموسم وفير.", "المتحدث الرسمي"),
        ("المسؤولون السابقون قالوا إن الموسم وفير.", "المسؤولون السابقون"),
    ],
)
def test_a_described_subject_may_stand_before_its_verb(text, said_by):
    assert speakers(text) == [said_by]


def test_the_latter_is_whoever_was_named_last():
    text = "زار سليم الحداد مروان الصايغ. لكن الأخير نفى أن يكون اللقاء تم. وقال هذا الأخير إن العمل بدأ."
    assert speakers(text) == ["مروان الصايغ", "مروان الصايغ"]


def test_a_relative_clause_between_pauses_ends_with_its_pause():
    text = "وكشفت هدى النجار، التي تقول إنها رأت الحادث، صورة للرجل."
    assert said(text) == ["رأت الحادث"]


@pytest.mark.parametrize(
    ("told", "said_by"),
    [
        ("وقالت والدتها، زينب أحمد، إن الفتاة بخير.", "زينب أحمد"),
        ("قال مسؤول محلي لـCNN إن الجسر مغلق.", "مسؤول محلي"),
        ("قال مسؤول تركي لـ CNN إن الجسر مغلق.", "مسؤول تركي"),
        ("قال مصدر عسكري موال لسليم الحداد إن القرية سقطت.", "مصدر عسكري موال لسليم الحداد"),
        ("رحب مصدر حكومي مسؤول بما سماه «خطوة أولى نحو الحل».", "مصدر حكومي مسؤول"),
        ("أعرب ناشرو الخطاب عن «القلق البالغ من المسودة».", "ناشرو الخطاب"),
        ("وأخبره خلاله الوزير سليم الحداد بأن الجسر مغلق.", "سليم الحداد"),
    ],
)
def test_a_speaker_is_known_by_all_that_describes_him(told, said_by):
    assert speakers(told) == [said_by]


def test_a_given_name_that_recognition_left_out_is_part_of_the_name():
    text = "وقالت الناشطة تهاني عباس إن الفتاة بخير. وأضافت تهاني أن الجسر مغلق."
    name = Name(text.index("عباس"), text.index("عباس") + 4, "person", "name", "abbas")
    assert [one.speaker_name for one in read_quotations([text], [[name]])] == ["تهاني عباس"] * 2


def test_whoever_is_told_behind_the_subject_is_not_the_subject():
    text = "قالت الناشطة لمراسل القناة في البلدة سليم الحداد إن الجسر مغلق."
    assert speakers(text) == ["الناشطة"]


def test_a_body_is_of_the_gender_of_its_verb():
    text = "أكد سليم الحداد دعم الخطة، بينما هاجم قناة الساحل، ورأى أن الحل بعيد."
    assert speakers(text) == ["سليم الحداد"]


def test_a_thing_with_a_name_does_not_speak():
    text = "ونشرت قناة الساحل صورة سفينة «مصرف الخليج»، التي قالت إنها وصلت أمس."
    assert speakers(text) == ["قناة الساحل"]


def test_a_given_name_may_stand_behind_a_title_of_two_words():
    text = "قالت الباحثة الاقتصادية سمينا عباس إن الأسعار ارتفعت."
    name = Name(text.index("عباس"), text.index("عباس") + 4, "person", "name", "abbas")
    assert [one.speaker_name for one in read_quotations([text], [[name]])] == ["سمينا عباس"]
