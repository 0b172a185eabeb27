"""Texts of our own, damaged in the ways that programs damage them."""

import json
import random
import re
import urllib.parse

import pytest
from arabic_reshaper import ArabicReshaper
from bidi.algorithm import get_display
from hypothesis import given
from hypothesis import strategies as st

from archive.text.repair import repair

TITLE = "عودة اللقالق إلى سهل البقاع"
PARAGRAPH = "أعلنت وزارة البيئة يوم الأحد، في بيان قصير، أن عدد الطيور المهاجرة ارتفع هذا العام إلى 12 ألف طائر (مقابل 8 آلاف في عام 2019)."
TEXT = "\n".join(
    [
        PARAGRAPH,
        "وقال المدير: «لن نغلق المتحف»، وأضاف أن الزوار مرحب بهم.",
        "وستبقى البحيرة مفتوحة حتى نهاية الموسم؟ نعم!",
    ]
)
TEXTS = [
    TITLE,
    PARAGRAPH,
    TEXT,
    "رئيس الوزراء يزور العاصمة",
    "وفاة الشاعر محمد عبد الله عن 80 عاما",
    "قمح وشعير وذرة في السوق",
]


def _sloppily(content, codec):
    """Decoded as browsers do: bytes that the code page lacks become control characters."""
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in content)


def _escaped(text, form):
    return "".join(form(letter) if ord(letter) > 127 else letter for letter in text)


def _misread(text, *codecs):
    for codec in codecs:
        text = _sloppily(text.encode(), codec)
    return text


RESHAPER = ArabicReshaper({"delete_harakat": False, "support_ligatures": True})
DAMAGES = {
    "UTF-8 as Latin-1": lambda text: _misread(text, "latin-1"),
    "UTF-8 as Windows-1252": lambda text: _misread(text, "cp1252"),
    "UTF-8 as Windows-1252, undefined bytes lost": lambda text: text.encode().decode("cp1252", "ignore"),
    "UTF-8 as Windows-1252, undefined bytes replaced": lambda text: text.encode().decode("cp1252", "replace"),
    "UTF-8 as Windows-1256": lambda text: _misread(text, "cp1256"),
    "UTF-8 as Mac Arabic": lambda text: _misread(text, "mac_arabic"),
    "UTF-8 as Mac Roman": lambda text: _misread(text, "mac_roman"),
    "UTF-8 as Windows-1251": lambda text: _misread(text, "cp1251"),
    "twice as Latin-1": lambda text: _misread(text, "latin-1", "latin-1"),
    "twice as Windows-1252": lambda text: _misread(text, "cp1252", "cp1252"),
    "twice as Windows-1256": lambda text: _misread(text, "cp1256", "cp1256"),
    "as Latin-1, then as Windows-1256": lambda text: _misread(text, "latin-1", "cp1256"),
    "Windows-1256 as Windows-1252": lambda text: _sloppily(text.encode("cp1256"), "cp1252"),
    "Windows-1256 as Latin-1": lambda text: text.encode("cp1256").decode("latin-1"),
    "Windows-1256 as Mac Roman": lambda text: text.encode("cp1256").decode("mac_roman"),
    "UTF-16 byte by byte": lambda text: text.encode("utf-16-le").decode("latin-1"),
    "escapes of JSON": lambda text: json.dumps(text)[1:-1],
    "a whole string of JSON": json.dumps,
    "escapes of JSON, twice": lambda text: json.dumps(json.dumps(text)[1:-1])[1:-1],
    "escapes of JSON without backslashes": lambda text: json.dumps(text).replace("\\", "")[1:-1],
    "escapes of JavaScript": lambda text: _escaped(text, lambda letter: f"%u{ord(letter):04X}"),
    "decimal references": lambda text: _escaped(text, lambda letter: f"&#{ord(letter)};"),
    "hexadecimal references": lambda text: _escaped(text, lambda letter: f"&#x{ord(letter):x};"),
    "references, escaped": lambda text: _escaped(text, lambda letter: f"&amp;#{ord(letter)};"),
    "code points": lambda text: _escaped(text, lambda letter: f"<U+{ord(letter):04X}>"),
    "escapes of bytes": lambda text: "".join(f"\\x{byte:02x}" if byte > 127 else chr(byte) for byte in text.encode()),
    "octal escapes": lambda text: "".join(f"\\{byte:o}" if byte > 127 else chr(byte) for byte in text.encode()),
    "percent-encoded": urllib.parse.quote,
    "percent-encoded form": urllib.parse.quote_plus,
    "reversed lines": lambda text: "\n".join(line[::-1] for line in text.split("\n")),
    "visual order": lambda text: "\n".join(get_display(line, base_dir="R") for line in text.split("\n")),
    "visual order in presentation forms": lambda text: "\n".join(
        get_display(RESHAPER.reshape(line), base_dir="R") for line in text.split("\n")
    ),
    "reversed presentation forms": lambda text: "\n".join(RESHAPER.reshape(line)[::-1] for line in text.split("\n")),
}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_it_is_mended_and_named(damage, text):
    damaged = DAMAGES[damage](text)
    assert damaged != text
    repaired = repair(damaged)
    assert repaired.text == text
    assert repaired.undone
    assert not repaired.damage


@pytest.mark.parametrize(
    "damage", ["UTF-8 as Windows-1252", "UTF-8 as Windows-1256", "Windows-1256 as Windows-1252", "reversed lines"]
)
def test_one_damaged_paragraph_among_others_is_mended(damage):
    before, after = "وصل الوفد صباح اليوم إلى العاصمة.", "وعاد مساء بعد جولة قصيرة في السوق."
    assert repair(f"{before}\n{DAMAGES[damage](PARAGRAPH)}\n{after}").text == f"{before}\n{PARAGRAPH}\n{after}"


def _every(text, number, replacement):
    letters = iter(range(1, len(text) + 1))
    return "".join(replacement if letter.isalpha() and next(letters) % number == 0 else letter for letter in text)


LOSSES = {
    "question marks": lambda text: re.sub("[\u0621-\u064a]", "?", text),
    "U+FFFD": lambda text: re.sub("[\u0621-\u064a]", "\ufffd", text),
    "every ninth letter": lambda text: _every(text, 9, "\ufffd"),
    "every sixth letter a question mark": lambda text: _every(text, 6, "?"),
    "UTF-8 as Latin-1 without its controls": lambda text: re.sub("[\x80-\x9f]", "", text.encode().decode("latin-1")),
    "UTF-8 as ISO-8859-6": lambda text: text.encode().decode("iso8859_6", "ignore"),
    "random bytes": lambda text: random.Random(1).randbytes(len(text) * 2).decode("latin-1"),
    "random bytes as Windows-1252": lambda text: _sloppily(random.Random(2).randbytes(len(text) * 2), "cp1252"),
}


@pytest.mark.parametrize("text", [PARAGRAPH, TEXT])
@pytest.mark.parametrize("loss", LOSSES)
def test_what_is_lost_is_unreadable_and_named(loss, text):
    repaired = repair(LOSSES[loss](text))
    assert repaired.is_unreadable
    assert repaired.damage


def test_letters_that_make_no_words_are_unreadable():
    draw = random.Random(4)
    text = re.sub("[\u0621-\u064a]", lambda _: draw.choice("ابتجحدرسشصطعفقكلمنهويء"), TEXT)
    assert repair(text).damage == "its letters make no Arabic words"


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        (TEXT.replace("البحيرة", "البح\ufffdرة"), "letters were lost (U+FFFD) in 1 of 42 words"),
        (TEXT.replace("12 ألف", "???? ألف"), "letters were replaced by question marks in 1 of 42 words"),
    ],
)
def test_a_little_damage_is_named_and_the_text_stays(text, damage):
    assert repair(text) == (text, (), damage, False)


@pytest.mark.parametrize(
    "text",
    [
        *TEXTS,
        "",
        "ماذا ؟؟؟ لماذا ??? أين ?!",
        "The minister said on Sunday that he would not resign. “Never”, he added – not this year.",
        "L'élève a mangé des crêpes à Noël ; « déjà vu » à Besançon, où l’été s’achève.",
        "Øresund, Ærø og Ålborg; Größe und Übermut; año, señor, ¿qué? ¡sí!",
        "Kırıkkale'de düğün; Đà Nẵng; Łódź; Ελλάδα; Россия, Москва и Санкт-Петербург",
        "رئیس جمهور ایران گفت که این کشور به برنامه‌های خود ادامه می‌دهد و هیچ تغییری در پیش نیست",
        "وزیر اعظم نے کہا ہے کہ حکومت عوام کے مسائل حل کرنے کے لیے ہر ممکن اقدامات کر رہی ہے",
        "سەرۆکی هەرێمی کوردستان لە هەولێر پێشوازی لە شاندێکی نێودەوڵەتی کرد و باسی دۆخەکەیان کرد",
        "قفا نبك من ذكرى حبيب ومنزل\nبسقط اللوى بين الدخول فحومل",
        "بِسْمِ اللَّهِ الرَّحْمَٰنِ الرَّحِيمِ ﷺ ﴿اقرأ باسم ربك﴾",
        "انظر https://ar.wikipedia.org/wiki/%D8%A7%D9%84%D9%84%D9%82%D9%84%D9%82 للمزيد",
        "نكتب في لغة جافا \\u0627\\u0644 لحرفي الألف واللام، وفي الشبكة &#1575;&#1604; كذلك",
        'if (x < 3 && y > 2) { print("\\u0041"); } // تعليق',
        "1 234 567\n12.5% | 13.7% | 9.1%\n2019 2020 2021",
        "خط، نفط… حظ؟ «ط، ظ»",
        "لا إلا ألا فضلا أهلا وسهلا مثلا أولا حالا قليلا",
        "😀😀 مبروك 🎉",
        "ﻋﺎﺩﺕ ﺍﻟﻠﻘﺎﻟﻖ ﺇﻟﻰ ﺳﻬﻞ ﺍﻟﺒﻘﺎﻉ",
        "أغاني نانسي عجرم وشيرين",
        "x² + y² = z² ± 5 µm × 3 ÷ 2",
        "TU 216، و«كوفيد-19»، وB.B.C. وm/s",
    ],
)
def test_what_is_whole_stays(text):
    assert repair(text) == (text, (), "", False)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_taken(text):
    repair(text)


@given(st.lists(st.sampled_from([*"ابةىلØÙ§„طظ?(«\\u%&#;\ufffd\n 0x", "ال", "\\u0627", "&#1575;", "%D8%A7"])))
def test_any_mixture_of_damage_is_taken(parts):
    repair("".join(parts))
