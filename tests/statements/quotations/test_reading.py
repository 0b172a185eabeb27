import pytest

from archive.statements.quotations import reading
from archive.statements.quotations.reading import read_quotations


@pytest.mark.parametrize(
    "text",
    [
        "وقال الكاهن الذي لفت الأنظار: «توجد قوة، قوة في الصبر».",
        "وأشار المذيع إلى تصريحات الناطق سليم الحداد، التي قال فيها إن البحرية غيرت سلوكها بالتأكيد.",
    ],
)
def test_words_that_two_cues_introduce_are_one_quotation(text, monkeypatch):
    read = []
    one_in_place = reading._one_in_place
    monkeypatch.setattr(reading, "_one_in_place", lambda found: one_in_place(read.extend(found) or found))
    found = read_quotations([text], [[]])
    assert len(read) == 2
    assert [one.confidence for one in found] == [max(one.confidence for one in read)]


@pytest.mark.parametrize("last", ["بحسب", "وفقا"])
def test_a_source_that_the_paragraph_breaks_off_is_none(last):
    read = read_quotations([f"قال الوزير إن الجسر سيفتح غدا، {last}"], [[]])
    assert [one.cue for one in read] == ["قال"]
