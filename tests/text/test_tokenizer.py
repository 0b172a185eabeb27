import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text import tokenize, tokenizer


def words(printed):
    return [token.text for token in tokenize(printed)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("وصل 14يوليو2019، مساءً", ["وصل", "14", "يوليو", "2019", "مساءً"]),
        ("لـ«دعم السلام»", ["دعم", "السلام"]),
        ("بـ”الضيف”", ["الضيف"]),
        ("سوق و ميناء", ["سوق", "ميناء"]),
        ("reading iconدقائق", ["reading", "icon", "دقائق"]),
        ("أكثر من 80% و2023", ["أكثر", "من", "80", "2023"]),
        ("1,500 و3.5 و١٬٢٠٠", ["1,500", "3.5", "١٬٢٠٠"]),
        ("لم تُناقَش", ["لم", "تُناقَش"]),
        ("كـــتاب", ["كـــتاب"]),
        ("أ ف ب", ["أ", "ف", "ب"]),
        ("كلمة\u200f كل\u200cمة", ["كلمة", "كل\u200cمة"]),
        ("", []),
        ("... «» ـ", []),
    ],
)
def test_words_are_cut_as_a_reader_would(printed, expected):
    assert words(printed) == expected


@given(
    st.lists(st.sampled_from(("و", "وـ", "لـ", "في", "20يونيو", "كتــاب", "icon", " ", '"', "1,2")) | st.text()).map(
        "".join
    )
)
def test_words_alone_are_those_that_have_offsets(printed):
    assert tokenizer.words(printed) == [token.text for token in tokenize(printed)]


@given(
    st.lists(
        st.sampled_from(("و", "لـ", "20يونيو", "كت\u200cاب", " ", "\u00a0", "\u2028", "\t", "1,2")) | st.text()
    ).map("".join)
)
def test_no_word_reaches_across_white_space(printed):
    assert [word for run in printed.split() for word in tokenizer.words(run)] == tokenizer.words(printed)


@given(st.text())
def test_offsets_point_at_the_printed_text_in_order(printed):
    end = 0
    for token in tokenize(printed):
        assert end <= token.start < token.end <= len(printed)
        assert printed[token.start : token.end] == token.text
        end = token.end
