import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text import tokenize, tokenizer, unusual
from archive.text.characters import PHRASES


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
        ("كلمة\u200f و\u200cكلمة", ["كلمة", "و\u200cكلمة"]),
        ("#سوق\u200cالسمك", ["سوق", "السمك"]),
        ("وزير\u200fالبيئة", ["وزير", "البيئة"]),
        ("آية\u200bالله", ["آية", "الله"]),
        ("بحر\u202eالعرب", ["بحر", "العرب"]),
        ("مَدينةُ\u200eحلب", ["مَدينةُ", "حلب"]),
        ("أيضا\u202eً", ["أيضا\u202eً"]),
        ("كل\u00adمة كل\u200dمة", ["كل\u00adمة", "كل\u200dمة"]),
        ("﴿اقرأ باسم ربك﴾", ["اقرأ", "باسم", "ربك"]),
        ("خلق\u06dd١ الإنسان\u06de", ["خلق", "١", "الإنسان"]),
        ("ثمن\ufdfc 5", ["ثمن", "5"]),
        ("النبيﷺ قال", ["النبي", "صلى", "الله", "عليه", "وسلم", "قال"]),
        ("İstanbul Nguye\u0302\u0303n", ["İstanbul", "Nguye\u0302\u0303n"]),
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
def test_the_words_of_a_text_are_those_of_its_runs(printed):
    assert [word for run in tokenizer.runs(printed) for word in tokenizer.words(run)] == tokenizer.words(printed)


@given(st.text())
def test_offsets_point_at_the_printed_text_in_order(printed):
    end = 0
    for token in tokenize(printed):
        assert end <= token.start < token.end <= len(printed) or printed[token.start : token.end] in PHRASES
        slice_ = printed[token.start : token.end]
        assert token.text == slice_.replace(" ", "٬") or slice_ in PHRASES
        end = token.end


@pytest.mark.parametrize(
    ("printed", "joined"),
    [
        ("في #سوق\u200cالسمك اليوم", [("سوقالسمك", 4, 13)]),
        ("وزير\u200fالبيئة", [("وزيرالبيئة", 0, 11)]),
        ("أ\u200cب كل\u00adمة 12 500", []),
    ],
)
def test_two_words_with_a_mark_between_them_may_be_read_as_one(printed, joined):
    assert list(unusual.joined_readings(printed)) == joined
    assert tokenizer.distinct_words(printed) >= {word for word, _, _ in joined}
    assert tokenizer.occurrences(printed, {word for word, _, _ in joined}) == joined


@given(st.lists(st.sampled_from(("سوق", "و", "12", " ", "\u200c", "\u200f", "500", "ﷺ", "ً"))).map("".join))
def test_occurrences_are_the_words_and_their_joined_readings(printed):
    found = tokenizer.occurrences(printed, tokenizer.distinct_words(printed))
    assert {(word, start, end) for word, start, end in found} >= set(map(tuple, tokenize(printed)))
