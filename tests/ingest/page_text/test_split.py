from archive.ingest.page_text.lines import read_lines
from archive.ingest.page_text.split import split


def _kinds(text, gazetteer):
    return [
        (segment.kind, sum(line.form != "blank" for line in segment.lines))
        for segment in split(read_lines(text), gazetteer)
    ]


def test_one_text_stays_one(gazetteer, prose):
    assert _kinds(f"عودة اللقالق\n{prose('السهل')}\n\n{prose('المركز')}", gazetteer) == [("main", 3)]


def test_an_embedded_article_gets_what_stands_behind_the_boundary(gazetteer, page):
    assert _kinds(page, gazetteer) == [("main", 7), ("embedded", 4)]


def test_an_article_may_follow_the_tag_line_without_any_boundary(gazetteer, page):
    assert _kinds(page.replace("إقرأ أيضاً:\n", ""), gazetteer) == [("main", 7), ("embedded", 4)]


def test_a_card_has_its_headline_its_repetition_and_its_teaser(gazetteer, prose):
    text = f"{prose('السهل')}\n{prose('المركز')}\n\nميناء جديد\n\nميناء جديد\n\nيفتح الميناء غدا."
    assert _kinds(text, gazetteer) == [("main", 2), ("card", 3)]


def test_a_caption_printed_twice_in_the_text_is_no_card(gazetteer, prose):
    caption = "لقلق فوق السهل"
    assert _kinds(f"{prose('السهل')}\n{caption}\n{caption}\n{prose('المركز')}\n{prose('الممر')}", gazetteer) == [
        ("main", 5)
    ]


def test_a_file_of_blank_lines_has_an_empty_main_text(gazetteer):
    assert _kinds("\n\n", gazetteer) == [("main", 0)]
