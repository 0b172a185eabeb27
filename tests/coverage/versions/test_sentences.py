from archive.coverage.versions.sentences import LONG_WORDS, read_sentences


def words_of(*texts, role="paragraph"):
    return [sentence.words for sentence in read_sentences([(n, role, text) for n, text in enumerate(texts)])]


def test_sentences_are_folded_words_without_punctuation():
    assert words_of("إفتتحت المدرسةُ أبوابها، أمس. وحضر الحفلَ كل الأهالي!") == [
        ("افتتحت", "المدرسه", "ابوابها", "امس"),
        ("وحضر", "الحفل", "كل", "الاهالي"),
    ]


def test_numbers_stay_without_separators_of_thousands():
    assert words_of("بلغت الكلفة 1,250,000 دينار") == words_of("بلغت الكلفة ١٬٢٥٠٬٠٠٠ دينار")
    assert words_of("بلغت الكلفة 1250 دينار") != words_of("بلغت الكلفة 1260 دينار")


def test_short_sentences_are_joined_with_the_one_before():
    assert len(words_of("قال إنه مستعد للحوار مع الجميع. ثم غادر.")) == 1


def test_subheads_captions_and_date_lines_are_no_sentences():
    assert words_of("خلفية الخبر") == []
    assert words_of("سفينة كبيرة ترسو في الميناء القديم", role="caption") == []
    assert words_of("الميناء 5 محرم 1446 هـ الموافق 11 يوليو 2024 م") == []


def test_long_sentences_are_cut_at_commas_and_only_the_first_part_begins_one():
    clause = " ".join(["كلمة"] * 20)
    parts = read_sentences([(0, "paragraph", "، ".join([clause] * 5))])
    assert [len(part.words) for part in parts] == [40, 40, 20]
    assert [part.begins for part in parts] == [True, False, False]
    endless = read_sentences([(0, "paragraph", " ".join(["كلمة"] * 200))])
    assert max(len(part.words) for part in endless) <= 2 * LONG_WORDS


def test_a_sentence_knows_its_paragraph():
    found = read_sentences(
        [(3, "lede", "وصل الوفد إلى المدينة القديمة."), (7, "paragraph", "وغادرها بعد ساعات قليلة فقط.")]
    )
    assert [sentence.paragraph for sentence in found] == [3, 7]
