"""The quick search that most texts end with. What is undone, and what is not, is tested with `repair`."""

import pytest

from archive.text.repair.utf8_misread import EASTERN, _eastern_letters, _pairs

LETTERS = [chr(code) for code in range(0x620, 0x64B)]


@pytest.mark.parametrize("codec", EASTERN)
def test_the_quick_search_finds_all_that_one_code_page_would(codec: str) -> None:
    pairs = _pairs(codec)
    character_of = {byte: character for character, byte in pairs.bytes_of.items()}
    words = ["".join(character_of.get(byte, "") for byte in (a + b).encode()) for a in LETTERS for b in LETTERS]
    found = [word for word in words if pairs.letters.search(word)]
    assert found
    assert all(_eastern_letters().search(word) for word in found)


def test_ordinary_arabic_is_not_searched_further() -> None:
    assert not _eastern_letters().search(
        "ظهرت نتائج الاستطلاع أمس، وطالبت النقابة بحل عاجل؛ فهل يستجيب المجلس؟ «نعم» (12.5%)."
    )
