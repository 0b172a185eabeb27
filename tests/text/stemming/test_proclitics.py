"""Clitics and suffixes on a small vocabulary whose counts are all visible here."""

import pytest

from archive.text import Analyzer
from archive.text.stemming.lexicon import compile_lexicon
from archive.text.stemming.proclitics import CONJUNCTIONS, PREPOSITIONS
from archive.text.stemming.suffixes import PRONOUNS

COUNTS = {
    "وزارة": 900, "الوزارة": 700, "زارة": 3,
    "طوكيو": 500, "وطوكيو": 40, "لطوكيو": 20, "بطوكيو": 15, "فطوكيو": 2, "كطوكيو": 2,
    "فيتنام": 400, "يتنام": 2, "واشنطن": 900, "اشنطن": 1, "لندن": 600, "ندن": 2,
    "لجنة": 500, "اللجنة": 800, "للجنة": 120, "لجان": 90, "جنة": 60, "الجنة": 50,
    "أزمة": 300, "الأزمة": 500, "للأزمة": 30, "بالأزمة": 10, "والأزمة": 20,
    "ألمانيا": 700, "لألمانيا": 40, "التزام": 200, "الالتزام": 150, "لالتزام": 5,
    "اتفاقية": 300, "الاتفاقية": 200, "اتفاقيات": 120, "الاتفاقيات": 60, "اتفاقياتها": 4,
    "معلم": 200, "المعلم": 100, "معلمين": 60, "المعلمين": 50, "معلمون": 20, "المعلمون": 15,
    "مصري": 200, "المصري": 300, "المصرية": 300, "مصرية": 150, "موقف": 300, "الموقف": 200, "موقفهم": 20, "موقفها": 30,
    "موقفه": 40, "موقفنا": 10, "موقفكم": 3, "موقفهما": 3, "موقفهن": 2, "شمعون": 40, "ماجدان": 30, "ماجد": 500,
}  # fmt: skip


@pytest.fixture(scope="module")
def analyzer():
    return Analyzer(compile_lexicon(COUNTS, protected=["شمعون", "ألكسندر", "الأناضول"]))


@pytest.mark.parametrize("row", (*CONJUNCTIONS, *PREPOSITIONS), ids=lambda row: row.letter)
def test_every_proclitic_goes_from_a_word_that_proves_it(analyzer, row):
    assert analyzer.levels(row.letter + "طوكيو")[1] == "طوكيو"


@pytest.mark.parametrize("word", ["وزارة", "فيتنام", "واشنطن", "لندن"])
def test_a_root_letter_is_no_proclitic(analyzer, word):
    assert analyzer.levels(word)[1] == word.replace("ة", "ه")


@pytest.mark.parametrize("word", ["الأزمة", "للأزمة", "بالأزمة", "والأزمة", "أزمة", "ازمه"])
def test_the_article_and_its_company_go(analyzer, word):
    assert analyzer.levels(word)[1] == "ازمه"


def test_to_the_committee_is_no_paradise(analyzer):
    assert analyzer.levels("للجنة")[1] == analyzer.levels("اللجنة")[1] == "لجنه"


@pytest.mark.parametrize(("word", "expected"), [("ألمانيا", "المانيا"), ("لألمانيا", "المانيا"), ("التزام", "التزام")])
def test_an_article_that_belongs_to_the_root_stays(analyzer, word, expected):
    assert analyzer.levels(word)[1] == expected


@pytest.mark.parametrize("word", ["اتفاقيات", "الاتفاقيات", "اتفاقياتها", "اتفاقية"])
def test_sound_feminine_plural_is_its_singular(analyzer, word):
    assert analyzer.levels(word)[2] == "اتفاقيه"


@pytest.mark.parametrize("word", ["معلمين", "المعلمون", "معلم"])
def test_sound_masculine_plural_is_its_singular(analyzer, word):
    assert analyzer.levels(word)[2] == "معلم"


def test_feminine_of_a_nisba_is_its_masculine(analyzer):
    assert analyzer.levels("المصرية")[2] == analyzer.levels("مصري")[2] == "مصري"


@pytest.mark.parametrize("row", PRONOUNS, ids=lambda row: row.suffix)
def test_every_attached_pronoun_goes_from_an_attested_word(analyzer, row):
    assert analyzer.levels("موقف" + row.suffix)[2] == "موقف"


def test_a_name_that_never_takes_the_article_keeps_its_ending(analyzer):
    assert analyzer.levels("ماجدان")[2] == "ماجدان"


@pytest.mark.parametrize(("word", "expected"), [("شمعون", "شمعون"), ("وشمعون", "شمعون"), ("لشمعون", "شمعون")])
def test_a_protected_name_loses_clitics_but_never_a_letter(analyzer, word, expected):
    assert analyzer.levels(word)[1:3] == (expected, expected)


def test_alef_with_hamza_and_lam_at_the_head_of_a_name_is_no_article(analyzer):
    assert analyzer.levels("ألكسندر")[1] == analyzer.levels("الكسندر")[1] == analyzer.levels("وألكسندر")[1] == "الكسندر"


def test_a_protected_name_with_the_article_is_found_without_it(analyzer):
    assert analyzer.levels("للأناضول")[1] == analyzer.levels("الأناضول")[1] == "اناضول"


def test_a_plural_without_its_noon_goes_to_the_singular(analyzer):
    assert analyzer.levels("معلمو")[2] == "معلم"
    assert analyzer.levels("طوكيو")[2] == "طوكيو"


@pytest.mark.parametrize("name", ["تونغا", "سكوبيه", "الغابون"])
def test_a_suffix_is_taken_from_nouns_alone(name):
    """What remains (تونغ, سكوبي, غاب) never takes the article, so the word is a name."""
    counts = {"تونغا": 20, "تونغ": 500, "سكوبيه": 20, "سكوبي": 500, "الغابون": 30, "غابون": 5, "غاب": 900}
    analyzer = Analyzer(compile_lexicon(counts))
    assert analyzer.levels(name)[1] == analyzer.levels(name)[2]


def stem(counts, word):
    return Analyzer(compile_lexicon(counts)).levels(word)[2]


@pytest.mark.parametrize(("word", "base", "others"), [
    ("نورا", "نور", {"نوره": 20}),
    ("مارون", "مار", {"مارين": 30, "المارون": 5}),
    ("سعدان", "سعد", {"سعدين": 30, "السعدان": 5}),
])  # fmt: skip
def test_what_stands_behind_a_preposition_is_no_nominative_or_accusative(word, base, others):
    counts = {base: 5000, "ال" + base: 4000, word: 100} | others
    assert stem(counts, word) == base
    assert stem(counts | {"ل" + word: 3, "ب" + word: 1}, word) == word


@pytest.mark.parametrize("word", ["وارنت", "فارنت", "بارنت"])
def test_what_stands_behind_two_prepositions_has_its_first_letter_of_its_own(word):
    counts = {word: 60, "ارنت": 300 if word[0] != "ف" else 3000, "الارنت": 100}
    assert stem(counts, word) == "ارنت"
    assert stem(counts | {"ل" + word: 2, "ك" + word: 1} | {"ب" + word: 2}, word) == word


def test_a_dual_or_plural_without_its_oblique_is_a_name():
    counts = {"عمر": 9000, "العمر": 5000, "عمران": 300, "العمران": 60}
    assert stem(counts, "عمران") == "عمران"
    assert stem(counts | {"عمرين": 100}, "عمران") == "عمر"


@pytest.mark.parametrize(("determined", "expected"), [(0, "ناديه"), (40_000, "ناديه"), (500, "نادي")])
def test_the_feminine_of_an_adjective_stands_with_and_without_the_article(determined, expected):
    counts = {"نادي": 9000, "النادي": 9000, "نادية": 700, "النادية": determined}
    assert stem(counts, "نادية") == expected


@pytest.mark.parametrize(("plural", "singular"), [("دول", "دولة"), ("صور", "صورة"), ("مدن", "مدينة")])
def test_a_plural_of_three_letters_is_found_bare_as_behind_its_article(plural, singular):
    counts = {plural: 300, "ال" + plural: 200, singular: 300, "ال" + singular: 200}
    assert stem(counts, plural) == stem(counts, "ال" + plural) == stem(counts, singular)


def test_a_slip_behind_the_article_does_not_keep_a_conjunction_on():
    counts = {"سئل": 8000, "السيل": 900, "وسئل": 300, "الوسيل": 10, "وسيلة": 4000, "الوسيلة": 2000}
    assert stem(counts, "وسُئل") == stem(counts, "سئل")
    assert stem(counts, "وسيلة") == "وسيله"


WRITE = {"كتب": 900, "يكتب": 800, "تكتب": 300, "اكتب": 200}


@pytest.mark.parametrize(
    ("tied", "most", "rest"), [("ويكتب", 1_600, "يكتب"), ("فيكتب", 48, "يكتب"), ("سيكتب", 400, "يكتب")]
)
def test_what_is_tied_to_a_present_is_a_name_where_it_is_too_frequent(tied, most, rest):
    """As ويبر and فيصل are."""
    assert spelling(WRITE | {tied: most}, tied) == rest
    assert spelling(WRITE | {tied: most + 40}, tied) == tied


def test_of_a_past_and_more_frequent_than_the_bare_form():
    assert spelling(WRITE | {"وكتب": 6_000}, "وكتب") == "كتب"


@pytest.mark.parametrize("letter", ["س", "ل"])
def test_what_i_do_is_rarer_than_what_he_does_unless_print_shows_the_hamza(letter):
    counts = WRITE | {letter + "اكتب": 30}
    assert spelling(counts, letter + "أكتب") == "اكتب"
    assert spelling(counts | {letter + "يكتب": 30}, letter + "اكتب") == "اكتب"
    assert spelling(counts | {letter + "يكتب": 29}, letter + "اكتب") == letter + "اكتب"


def test_the_future_stands_before_verbs_alone():
    assert spelling({"الزبيري": 60, "زبيري": 9}, "سالزبيري") == "سالزبيري"


def test_what_a_preposition_leaves_of_a_word_in_teh_marbuta_is_one_too():
    assert spelling({"اسمه": 900, "باسمة": 30}, "باسمة") == "باسمه"
    assert spelling({"مدينة": 30, "مدينه": 870, "بمدينة": 30}, "بمدينة") == "مدينه"
    assert spelling({"اسمه": 900, "باسمه": 30}, "باسمه") == "اسمه"


BOOK = {"كتاب": 900, "الكتاب": 900, "كتابه": 90, "كتابها": 60, "كتابا": 90}


@pytest.mark.parametrize("other", [
    {"الكتابا": 2}, {"بكتابا": 2}, {"الكتاب": 70}, {"كتابه": 0, "كتابها": 0},
], ids=["the article", "a preposition", "a base without article", "a base without pronouns"])  # fmt: skip
def test_an_accusative_is_indefinite_and_a_noun_that_inflects(other):
    assert stem(BOOK, "كتابا") == "كتاب"
    assert stem(BOOK | other, "كتابا") == "كتابا"


def test_the_accusative_of_a_noun_in_hamza_needs_no_pronoun():
    assert stem({"بدء": 900, "البدء": 900, "بدءا": 90}, "بدءا") == "بدء"


@pytest.mark.parametrize(("word", "others"), [("كتابنا", {"كتابها": 1, "كتابه": 2}), ("كتابه", {})])
def test_a_pronoun_has_the_company_of_others(word, others):
    """As those of كارينا and عبده have not."""
    counts = BOOK | {"كتابه": 0, "كتابا": 0, "كتابها": 0, word: 20}
    assert stem(counts | {"كتابها": 8}, word) == "كتاب"
    assert stem(counts | others, word) == word


@pytest.mark.parametrize(("word", "base", "least"), [("سعدات", "سعد", 2), ("سيلين", "سيل", 4), ("سعدان", "سعد", 4)])
def test_a_sound_plural_takes_the_article_itself(word, base, least):
    counts = {base: 9_000, "ال" + base: 900, word: 200, "سعدين": 90}
    assert stem(counts | {"ال" + word: least}, word) == base
    assert stem(counts | {"ال" + word: least - 1}, word) == word


def test_an_oblique_that_seldom_takes_the_article_has_its_nominative():
    counts = {"جاهز": 900, "الجاهز": 90, "جاهزين": 200, "الجاهزين": 2}
    assert stem(counts | {"جاهزون": 21}, "جاهزين") == "جاهز"
    assert stem(counts | {"جاهزون": 20}, "جاهزين") == "جاهزين"


def test_alef_with_madda_is_no_article():
    counts = {"شهر": 900, "الشهر": 900}
    assert spelling(counts, "آلشهر") == "الشهر"
    assert spelling(counts, "الشهر") == "شهر"


def test_a_plural_without_its_noon_is_the_rarer():
    counts = {"مهندس": 900, "المهندس": 900, "مهندسون": 20, "المهندسون": 20, "المهندسين": 30}
    assert stem(counts | {"مهندسو": 70}, "مهندسو") == "مهندس"
    assert stem(counts | {"مهندسو": 71}, "مهندسو") == "مهندسو"


@pytest.mark.parametrize(("word", "expected"), [("أكتب", "كتب"), ("اكتب", "كتب"), ("إكتب", "اكتب"), ("وآكتب", "اكتب")])
def test_another_alef_is_not_that_of_i(word, expected):
    assert stem(WRITE, word) == expected


def test_another_alef_is_not_that_of_a_plural():
    counts = {"دور": 900, "الدور": 900, "أدوار": 90, "الأدوار": 90, "أمل": 90, "آمال": 90}
    assert stem(counts, "أدوار") == stem(counts, "الادوار") == "دور"
    assert stem(counts, "إدوار") == "ادوار"
    assert stem(counts, "آمال") == stem(counts, "امال") == "امل"


def test_a_past_that_begins_with_alef_is_a_verb_under_any_of_its_seats():
    counts = {"اجتمع": 900, "يجتمع": 900, "اجتمعت": 90}
    assert stem(counts, "إجتمعت") == stem(counts, "اجتمعت") == "اجتمع"


def spelling(counts, word):
    return Analyzer(compile_lexicon(counts)).levels(word)[1]
