from archive.catalog.models import Paragraph
from archive.coverage.versions.side_by_side import Fate, changed_words, side_by_side
from tests.coverage.test_grouping import OTHER, PORT


def paragraphs(*texts):
    return [Paragraph(position=number, text=text, role="paragraph") for number, text in enumerate(texts)]


def fates(base, version):
    rows = side_by_side(paragraphs(*base), paragraphs(*version))
    assert [row.version.text for row in rows if row.version] == list(version)
    assert sorted(row.base.text for row in rows if row.base) == sorted(base)
    return [row.fate.value for row in rows]


def test_what_was_cut_stands_where_it_stood():
    assert fates(PORT, (PORT[0], PORT[2], PORT[4])) == ["kept", "cut", "kept", "cut", "kept"]


def test_what_was_added_stands_where_it_stands():
    assert fates(PORT[:2], (OTHER[0], PORT[0], OTHER[1], PORT[1])) == ["added", "kept", "added", "kept"]


def test_other_words_are_marked_and_other_spelling_is_not():
    changed = PORT[0].replace("عامين", "سنتين").replace("أعمال", "اعمال")
    (row,) = side_by_side(paragraphs(PORT[0]), paragraphs(changed))
    assert row.fate is Fate.CHANGED
    assert [PORT[0][start:end] for start, end in row.base_marks] == ["عامين"]
    assert [changed[start:end] for start, end in row.version_marks] == ["سنتين"]


def test_neighbouring_words_are_one_run():
    base, version = changed_words("وصل الوفد الكبير أمس", "وصل رئيس البلاد أمس")
    assert (base, version) == (((4, 16),), ((4, 15),))


def test_a_paragraph_that_went_up_is_moved():
    rows = side_by_side(paragraphs(*PORT[:3]), paragraphs(PORT[2], PORT[0], PORT[1]))
    assert [row.moved for row in rows] == [False, True, True]


def test_paragraphs_that_were_joined_and_split_are_neither_cut_nor_added():
    joined = f"{PORT[0]} {PORT[1]}"
    assert fates(PORT[:3], (joined, PORT[2])) == ["kept", "joined", "kept"]
    assert fates((joined, PORT[2]), PORT[:3]) == ["kept", "split", "kept"]


def test_only_words_that_differ_are_marked_where_paragraphs_were_joined_or_split():
    whole = f"{PORT[0]} {PORT[1].replace('ستين', 'سبعين')} {PORT[2]}"
    rows = side_by_side(paragraphs(*PORT[:3]), paragraphs(whole))
    assert [row.fate for row in rows] == [Fate.CHANGED, Fate.JOINED, Fate.JOINED]
    assert [row.base.text[start:end] for row in rows for start, end in row.base_marks] == ["ستين"]
    assert [whole[start:end] for row in rows for start, end in row.version_marks] == ["سبعين"]
    turned = side_by_side(paragraphs(whole), paragraphs(*PORT[:3]))
    assert [row.version.text[start:end] for row in turned for start, end in row.version_marks] == ["ستين"]


def test_what_is_compared_together_is_bounded(monkeypatch):
    monkeypatch.setattr("archive.coverage.versions.side_by_side.MAX_JOINED_LETTERS", 10)
    rows = side_by_side(paragraphs(*PORT[:3]), paragraphs(" ".join(PORT[:3])))
    assert [row.base_marks for row in rows] == [(), (), ()]
    assert fates((" ".join(PORT[:3]),), PORT[:3]) == ["changed", "split", "split"]


def test_subheads_are_paired_by_their_words():
    assert fates(("خلفية", PORT[0]), ("خَلفية", PORT[0])) == ["kept", "kept"]


def test_nothing_in_common_is_cut_and_added():
    assert fates(PORT[:1], OTHER[:1]) == ["added", "cut"]
