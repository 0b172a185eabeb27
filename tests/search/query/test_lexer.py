"""Proximity, however it was typed; hyphens that exclude and hyphens that are printed."""

import pytest

from archive.search.query import lexer
from archive.search.query.parser import parse
from archive.search.query.tree import AllOf, AnyOf, Not, Phrase, Words

NEAR = Phrase("مجلس الأمن", 5)


@pytest.mark.parametrize(
    "query",
    [
        '5~"مجلس الأمن"', '"مجلس الأمن" ~5', '"مجلس الأمن"\u0651~5', '"مجلس الأمن"~5', '"مجلس الأمن"~ 5', '"مجلس الأمن" ~ 5',
        '"مجلس الأمن"\u00a0~5', '"مجلس الأمن"~\u00a0٥', '"مجلس الأمن"ـ~5', '"مجلس الأمن"~٥', '"مجلس الأمن"~۵', '٥~"مجلس الأمن"',
        '5 ~ "مجلس الأمن"', '~5"مجلس الأمن"', '~5 "مجلس الأمن"', '"مجلس الأمن" 5~', '"مجلس الأمن"5~', '\u200f5\u200f~\u200f"مجلس الأمن"\u200f',
        '"مجلس الأمن"\u200f~\u200e5', '\u2067"مجلس الأمن"\u2069~5', '"مجلس الأمن"\u064e ~5', '"مجلس الأمن"\u06515', '"مجلس الأمن"\u0651 5',
        '"مجلس الأمن"\u03035', "«مجلس الأمن»～５", "“مجلس الأمن”˜5", "„مجلس الأمن“ ∼5", "‹مجلس الأمن›〜5", "＂مجلس الأمن＂⁓5",
        "‘مجلس الأمن’~5", "'مجلس الأمن'~5", "''مجلس الأمن''~5", "″مجلس الأمن″~5", '"مجلس الأمن ~5"', '"مجلس الأمن"\u200c~\u200d5',
        '"مجلس الأمن"~~5',
    ],
    ids=ascii,
)  # fmt: skip
def test_a_proximity_is_understood_however_it_was_typed(query):
    parsed = parse(query)
    assert (parsed.tree, parsed.notes) == (NEAR, ())


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ('"أ ب"~5 "ج د"', AllOf((Phrase("أ ب", 5), Phrase("ج د")))),
        ('"أ ب" 5~"ج د"', AllOf((Phrase("أ ب"), Phrase("ج د", 5)))),
        ('"أ ب" ~5 "ج د" ~6', AllOf((Phrase("أ ب", 5), Phrase("ج د", 6)))),
        ('"أ ب" 5', AllOf((Phrase("أ ب"), Words(("5",))))),
        ('عام 5 "أ ب"', AllOf((Words(("عام", "5")), Phrase("أ ب")))),
        ('("أ ب" ~5) أو ج', AnyOf((Phrase("أ ب", 5), Words(("ج",))))),
        ('"أ ب"~99999', Phrase("أ ب", lexer.MAX_WITHIN)),
        ("https://host/~user", Words(("https://host/~user",))),
    ],
)
def test_a_number_goes_with_its_own_phrase(query, tree):
    assert parse(query).tree == tree


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("مجلس~5", Words(("مجلس",))),
        ("مجلس ~5", Words(("مجلس",))),
        ("5~ مجلس", Words(("مجلس",))),
        ('"مجلس الأمن"~', Phrase("مجلس الأمن")),
        ("(مجلس الأمن)~5", Words(("مجلس", "الأمن"))),
        ("~", None),
        ("مجلس～٥", Words(("مجلس",))),
    ],
)
def test_a_tilde_without_its_phrase_or_number_is_noted(query, tree):
    parsed = parse(query)
    assert (parsed.tree, parsed.notes) == (tree, (lexer.NOTE_TILDE,))


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("كوفيد -19", "كوفيد-19"),
        ("كوفيد –19", "كوفيد-19"),
        ("كوفيد −١٩", "كوفيد-١٩"),
        ("كوفيد ‑19", "كوفيد-19"),
        ("كوفيد －19", "كوفيد-19"),
        ("كوفيد\u00a0-19", "كوفيد-19"),
        ("كوفيد \u200f-19", "كوفيد-19"),
        ("F -16", "F-16"),
        ("سو -35", "سو-35"),
        ("إف —16", "إف-16"),
        ("إس -400", "إس-400"),
        ("بوينغ -737", "بوينغ-737"),
        ("سو -35s", "سو-35s"),
        ("منتخب -9000", "منتخب-9000"),
        ("2010 -2015", "2010-2015"),
    ],
)
def test_a_hyphen_between_a_word_and_a_number_is_printed_and_the_note_shows_how_to_exclude(query, word):
    parsed = parse(query)
    assert parsed.tree == Words((word,))
    (note,) = parsed.notes
    name, number = word.split("-")
    assert f"{name} ليس {number}" in note
    assert parse(f"{name} ليس {number}").tree == AllOf((Words((name,)), Not(Words((number,)))))


@pytest.mark.parametrize("number", ["2023", "٢٠٢٣", "1999", "2023-06", "2023-06-20"])
def test_a_year_after_a_hyphen_is_excluded_and_the_note_shows_how_to_print_it(number):
    parsed = parse(f"بوتين -{number}")
    assert parsed.tree == AllOf((Words(("بوتين",)), Not(Words((number,)))))
    assert f"بوتين-{number}" in parsed.notes[0]
    assert parse(f"بوتين-{number}").tree == Words((f"بوتين-{number}",))


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("-19 كوفيد", AllOf((Not(Words(("19",))), Words(("كوفيد",))))),
        ("كوفيد -لقاح", AllOf((Words(("كوفيد",)), Not(Words(("لقاح",)))))),
        ("كوفيد ليس 19", AllOf((Words(("كوفيد",)), Not(Words(("19",)))))),
        ('كوفيد -"19"', AllOf((Words(("كوفيد",)), Not(Phrase("19"))))),
        ("كوفيد -(19)", AllOf((Words(("كوفيد",)), Not(Words(("19",)))))),
        ("(كوفيد) -19", AllOf((Words(("كوفيد",)), Not(Words(("19",)))))),
        ("أ أو -19", AnyOf((Words(("أ",)), Not(Words(("19",)))))),
    ],
)
def test_other_hyphens_exclude_as_ever(query, tree):
    parsed = parse(query)
    assert (parsed.tree, parsed.notes) == (tree, ())


@pytest.mark.parametrize("dash", "-–−—‑")
def test_a_dash_between_spaces_excludes_nothing(dash):
    parsed = parse(f"الرياض {dash} القاهرة")
    assert parsed.tree == Words(("الرياض", "القاهرة"))
    assert dash == "—" or parsed.notes == (lexer.NOTE_DASH,)


@pytest.mark.parametrize("query", ["أَوْ", "ليـس", "\u200fليس", "ＮＯＴ"])
def test_operators_are_known_by_their_letters(query):
    assert parse(f"{query} ب").tree in (Not(Words(("ب",))), Words(("ب",)))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ثمن 12 500 درهم", ["ثمن", "12 500", "درهم"]),
        ("1 250 000", ["1 250 000"]),
        ("2023 2024", ["2023", "2024"]),
        ("150 300", ["150", "300"]),
        ("10 000 و20 000", ["10 000", "و20 000"]),
        ("12 500كم", ["12 500كم"]),
        ("12 500،", ["12 500،"]),
        ("12 500*", ["12", "500"]),
    ],
)
def test_a_number_with_spaces_is_one_word(query, words):
    assert [lexeme.text for lexeme in lexer.lexemes(query, [])] == words
