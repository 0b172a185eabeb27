import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text import declared_language, fits_script, language_tag, primary_language, text_language

TEXTS = {
    "ar": "أعلنت الوزارة أن الأعمال في الجسر تبدأ بعد العيد، وقال المهندس إن المرور لا يتوقف على الضفة الأخرى.",
    "fa": "وزیر راه گفت که ساخت این پل از هفته آینده آغاز می شود و برای مردم شهر رایگان است.",
    "ur": "وزیر نے کہا ہے کہ پل کی تعمیر اگلے ہفتے سے شروع ہو گی اور شہریوں کے لیے مفت ہے۔",
    "ps": "وزیر وویل چې د پله جوړول به په راتلونکې اونۍ کې پیل شي او دا د خلکو له پاره وړیا دی.",
    "ckb": "وەزیر وتی کە دروستکردنی پردەکە لە هەفتەی داهاتوو دەست پێ دەکات و بۆ هاووڵاتیان بێبەرامبەرە.",
    "fr": "Le ministre a annoncé que les travaux du pont commenceront après la fête et que la circulation ne sera pas coupée.",
    "en": "The minister said that work on the bridge will begin after the holiday and that traffic is not to be stopped.",
    "es": "El ministro anunció que las obras del puente comenzarán después de la fiesta y que el tráfico no se cortará.",
    "it": "Il ministro ha detto che i lavori del ponte cominciano dopo la festa e che il traffico non sarà fermato.",
    "pt": "O ministro anunciou que as obras da ponte começam depois da festa e que o trânsito não será cortado.",
    "de": "Der Minister sagte, dass die Arbeiten an der Brücke nach dem Fest beginnen und der Verkehr nicht ruht.",
    "tr": "Bakan, köprü çalışmalarının bayram sonrası başlayacağını ve trafik için bir yol olarak kıyının açılacağını söyledi.",
    "ru": "Министр сказал, что работы на мосту начнутся после праздника и движение не будет остановлено.",
    "uk": "Міністр сказав, що роботи на мосту почнуться після свята і рух не буде зупинено для міста.",
    "he": "השר אמר כי העבודות בגשר יתחילו לאחר החג.",
    "el": "Ο υπουργός είπε ότι τα έργα αρχίζουν.",
    "zh": "部长说桥梁工程节后开始。",
    "ja": "大臣は橋の工事が休み明けに始まると述べた。",
    "ko": "장관은 다리 공사가 시작된다고 말했다.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_shows_its_language(language):
    assert text_language(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "افتتاح جسر جديد في المدينة",
        "المدينة القديمة",
        "وصل الى القاهره اليوم وفد من شركة گوگل وپيپسي لبحث التعاون في الاقتصاد",  # letters of other keyboards
        "دخل گروپ «چيلي» للموسيقى الى المسرح، وقال المدير ان الحفل من اجمل ما كان في المدينة هذا العام",
        "مُحَمَّدٌ فِي البَيْتِ الكَبِيرِ مَعَ أَهْلِهِ",
    ],
)
def test_arabic_is_told_from_what_it_shares_letters_with(text):
    assert text_language(text) == "ar"


@pytest.mark.parametrize("text", ["", "2024", "CNN", "بوتين", "Vladimir Putin", "📷 …"])
def test_a_few_words_show_none(text):
    assert text_language(text) == ""


def test_names_in_other_letters_do_not_count():
    assert text_language(f"{TEXTS['ar']} (Reuters, Agence France-Presse, The New York Times)") == "ar"
    assert text_language(f"{TEXTS['fr']} « {'الجسر'} »") == "fr"


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("fr", "fr"), ("FR", "fr"), ("ar_eg", "ar-EG"), ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419"), ("ara", "ar"),
        ("fre", "fr"), (" ar ", "ar"), ("de-1996", "de-1996"), ("arz", "arz"),
        ("und", ""), ("French", ""), ("العربية", ""), ("a", ""), ("ar-", ""), ("ar;q=1", ""), ("", ""),
    ],
)  # fmt: skip
def test_tags_are_written_as_in_the_registry(given, tag):
    assert language_tag(given) == tag


@given(st.text(max_size=40))
def test_a_tag_is_its_own_form(value):
    tag = language_tag(value)
    assert language_tag(tag) == tag
    assert primary_language(tag).islower() or not tag


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none(text):
    found = text_language(text)
    assert found == language_tag(found)
    assert not found or fits_script(found, text)


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        ("fr-FR", TEXTS["fr"], "fr"),
        ("fr-FR", TEXTS["en"], "fr"),  # the publisher knows best
        ("en", TEXTS["ar"], "ar"),
        ("ar-SA", TEXTS["ar"], "ar"),
        ("arz", TEXTS["ar"], "arz"),
        ("fa", TEXTS["ar"], "ar"),
        ("ar", TEXTS["fa"], "fa"),
        ("", TEXTS["ar"], "ar"),
        ("ms", "Menteri berkata kerja jambatan bermula minggu hadapan selepas cuti umum", "ms"),
        ("ar", "Menteri berkata kerja jambatan bermula minggu hadapan selepas cuti umum", ""),
        ("zh-Hant-TW", TEXTS["zh"], "zh-Hant"),
        ("fr", "", "fr"),
    ],
)
def test_what_a_page_declares_is_checked_against_its_text(declared, text, language):
    assert declared_language(declared, text) == language


@pytest.mark.parametrize(
    ("tag", "text", "fits"),
    [
        ("ar", "مدينة", True),
        ("fr", "مدينة", False),
        ("ar", "ville", False),
        ("tr", "köprü", True),
        ("ar", "2024", True),
    ],
)
def test_a_language_fits_its_script(tag, text, fits):
    assert fits_script(tag, text) is fits
