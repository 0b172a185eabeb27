import pytest

from archive.ingest.page_text.captions import has_credit, is_image_line, without_file_name


def test_an_image_line_is_known_by_the_files_name():
    line = "لقلق فوق السهل 20190403_1122.JPG"
    assert is_image_line(line)
    assert without_file_name(line) == "لقلق فوق السهل"
    assert not is_image_line("لقلق فوق السهل")


@pytest.mark.parametrize(
    "line",
    [
        "لقلق أبيض فوق سهل البقاع. 3 أبريل 2019 - REUTERS",
        "لقلق أبيض فوق سهل البقاع (أ ف ب)",
        "لقلق أبيض فوق السهل. الصورة: الأناضول",
        "لقلق أبيض فوق السهل - تصوير: سامي حنا",
        "لقلق أبيض فوق السهل (أرشيف)",
    ],
)
def test_a_credit_makes_a_caption(line, gazetteer):
    assert has_credit(line, gazetteer)


@pytest.mark.parametrize(
    "line",
    ["وقالت الجمعية إن الطيور عادت. (رويترز)", "عاد اللقلق - وهو طائر كبير", "القاهرة (أ ف ب)", "عاد اللقلق إلى السهل"],
)
def test_prose_has_no_credit(line, gazetteer):
    assert not has_credit(line, gazetteer)
