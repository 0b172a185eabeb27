"""A change of a text in one piece."""

from archive.curation.word_changes import CONTEXT_WORDS, Run, word_changes


def test_one_word_of_a_sentence():
    assert word_changes("افتتح الوزير الجسر صباحا", "افتتح الرئيس الجسر صباحا") == [
        Run("افتتح ", "same"),
        Run("الوزير", "gone"),
        Run("الرئيس", "came"),
        Run(" الجسر صباحا", "same"),
    ]


def test_what_shares_little_stands_below_each_other():
    assert word_changes("ليلى", "نور") == [Run("ليلى", "gone"), Run("نور", "came")]
    assert word_changes("", "نور") == [Run("نور", "came")]
    assert word_changes("نور", "") == [Run("نور", "gone")]


def test_long_unchanged_runs_are_cut_next_to_the_change():
    words = [f"كلمة{number}" for number in range(100)]
    runs = word_changes(" ".join([*words, "قديم", *words]), " ".join([*words, "جديد", *words]))
    assert [run.kind for run in runs] == ["cut", "same", "gone", "came", "same", "cut"]
    assert runs[1].text.split() == words[-CONTEXT_WORDS:]
    assert runs[4].text.split() == words[:CONTEXT_WORDS]


def test_all_words_of_both_sides_are_there():
    old, new = "في الدار رجل كبير وامرأة", "في الدار رجال كبار وامرأة معهم"
    runs = word_changes(old, new)
    assert "".join(run.text for run in runs if run.kind != "came") == old
    assert "".join(run.text for run in runs if run.kind != "gone") == new


def test_neighbouring_words_that_changed_are_one_change():
    runs = word_changes("يفتتح الجسر صباح الاثنين المقبل", "يفتتح الجسر مساء الثلاثاء المقبل")
    assert [run for run in runs if run.kind != "same"] == [Run("صباح الاثنين", "gone"), Run("مساء الثلاثاء", "came")]
