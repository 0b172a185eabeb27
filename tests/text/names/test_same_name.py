"""Two printed names of one bearer, and two of different ones."""

import pytest

from archive.text.names.same_name import name_words, same_name, telling


@pytest.mark.parametrize(("one", "other"), [
    ("بيونغيانغ", "بيونج يانج"),
    ("فرانك فالتر شتاينماير", "فرانك والتر شتاينماير"),
    ("معركة بريفيزا البحرية", "معركة بريفيسا البحرية"),
    ("تياغو سيلفا", "تياغو إميليانو دا سيلفا"),
    ("فهد بن عبد الله الغفيلي", "فهد عبد الله الغفيلي"),
    ("طائرة عسكرية", "الطائرات العسكرية"),
    ("الرئيس الأمريكي روزفلت", "روزفلت"),
    ("أسامة", "اسامة (اسم)"),
    ("غوتيريش", "جوتيريش"),
])  # fmt: skip
def test_spellings_and_shorter_forms_are_one_name(one, other):
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(("one", "other"), [
    ("دوري أبطال أوروبا 2018", "دوري أبطال أوروبا 2019"),
    ("النباتات الزهرية", "النباتات المغطاة"),
    ("سعيد حسين", "سعاد محمد"),
    ("سبوتنيك", "بوتن"),
    ("قصر بهلوي", "بيت بهلوي"),
    ("السلام", "رحبعام عليه السلام"),
    ("-", "🙂"),
    ("", "بوتين"),
])  # fmt: skip
def test_other_names_are_not(one, other):
    assert not same_name(one, other)


def test_what_merely_connects_tells_nothing():
    assert [word for word, _ in telling(name_words("تياغو إميليانو دا سيلفا (لاعب)"))] == ["تياغو", "اميليانو", "سيلفا"]
    assert telling(name_words("من دو")) == name_words("من دو")
