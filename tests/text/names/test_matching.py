import pytest

from archive.text.names.matching import name_words, particle_variants, same_name, significant_words


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
def test_different_names_are_not(one, other):
    assert not same_name(one, other)


def test_connecting_words_are_not_significant():
    assert [word for word, _ in significant_words(name_words("تياغو إميليانو دا سيلفا (لاعب)"))] == [
        "تياغو",
        "اميليانو",
        "سيلفا",
    ]
    assert significant_words(name_words("من دو")) == name_words("من دو")


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("ابن علي", ["بن علي"]),
        ("بن علي", ["ابن علي"]),
        ("زين العابدين بن علي", ["زين العابدين ابن علي"]),
        ("أبو مازن", ["أبي مازن", "أبا مازن"]),
        ("محمد علي", []),
        ("علي بن", []),
    ],
)
def test_particles_have_other_forms(name, others):
    assert [" ".join(words) for words in particle_variants(tuple(name.split()))] == others
